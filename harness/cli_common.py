"""Options that several commands share, and the settings of a run made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from harness.errors import ConfigurationError
from harness.runs.settings import DEFAULT_SEED, RunSettings
from harness.targets.opening import (
    is_target_file,
    require_installed,
    require_known,
    require_open,
)
from harness.verdicts.requirements import requirements
from simulator.clock import real_seconds

target_option = click.option(
    "--target", default="embedded", show_default=True, help="Portal to judge."
)
seed_option = click.option(
    "--seed",
    type=int,
    default=DEFAULT_SEED,
    show_default=True,
    help="Everything that is drawn follows from it.",
)
evidence_option = click.option(
    "--evidence",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for every page and mail seen.",
)


_EVERY_S = 60.0
"""How often a log is told (real seconds)."""


class _Lines(Progress):
    """In place of a bar, a line a minute: a log shows that the command is alive."""

    def __init__(self, console: Console) -> None:
        super().__init__(console=console, disable=True)
        self._told_at = real_seconds()

    def update(self, task_id: TaskID, **fields: Any) -> None:
        """Take note of how far a task is, and say so if it is time."""
        super().update(task_id, **fields)
        if real_seconds() - self._told_at < _EVERY_S:
            return
        self._told_at = real_seconds()
        task = next(one for one in self.tasks if one.id == task_id)
        of = "" if task.total is None else f" / {task.total:.0f}"
        click.echo(f"{task.description} {task.completed:.0f}{of}", err=True)


def progress_bar() -> Progress:
    """Return a bar on the error output, that leaves no trace; lines if it is a file.

    A task of it needs a field ``current``: what is being done.
    """
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[current]}"),
    )
    if not console.is_terminal:
        return _Lines(console)
    return Progress(*columns, console=console, transient=True)


def make_folder(option: str, folder: Path | None) -> None:
    """Make the folder that *option* names, if it names one.

    Raises:
        ConfigurationError: it cannot be made.
    """
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise ConfigurationError(
            f"{option} {folder}: the folder cannot be made: {wrong.strerror}."
        ) from wrong


def settings_of(target: str, seed: int, evidence: Path | None) -> RunSettings:
    """Return the settings of a run, once its target is known to be there.

    Raises:
        ConfigurationError: the target does not exist, its file is wrong, or the
            folder for evidence cannot be made.
        Unreachable: nothing answers there.
    """
    require_known(target)
    require_installed(target)
    if is_target_file(target):
        require_open(Path(target), [one.id for one in requirements()])
    make_folder("--evidence", evidence)
    return RunSettings(target=target, seed=seed, evidence=evidence)
