"""What the commands share: options, outputs, and errors told in one sentence."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from harness.errors import ConfigurationError, HarnessError, Unreachable
from harness.runs.settings import DEFAULT_SEED, RunSettings, require_target
from harness.targets.file.opening import require_reachable
from harness.targets.file.reading import read_target_file
from harness.targets.opening import is_target_file, require_installed
from harness.verdicts.requirements import requirements
from harness.verdicts.verdict import ExitCode

_REQUIREMENTS = tuple(requirement.id for requirement in requirements())

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


def fail(message: str, exit_code: int) -> NoReturn:
    """End the command with *exit_code*, saying one sentence."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(exit_code)


def reports_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Turn the bench's own errors into one sentence and the right exit code."""

    @functools.wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except Unreachable as wrong:
            fail(str(wrong), ExitCode.UNREACHABLE)
        except ConfigurationError as wrong:
            fail(str(wrong), ExitCode.USAGE)
        except HarnessError as wrong:
            fail(str(wrong), ExitCode.FAILS)
        except OSError as wrong:
            fail(str(wrong), ExitCode.USAGE)

    return guarded


def settings_of(target: str, seed: int, evidence: Path | None) -> RunSettings:
    """Return the settings of a run, once its target is known to be there.

    Raises:
        ConfigurationError: the target does not exist, or its file is wrong.
        Unreachable: nothing answers there.
    """
    require_target(target)
    require_installed(target)
    if is_target_file(target):
        require_reachable(read_target_file(Path(target), _REQUIREMENTS))
    if evidence is not None:
        evidence.mkdir(parents=True, exist_ok=True)
    return RunSettings(target=target, seed=seed, evidence=evidence)


def require_writable(file: Path | None, option: str) -> None:
    """Refuse an unwritable output before anything is run."""
    if file is None:
        return
    if file.is_dir() or not file.resolve().parent.is_dir():
        raise ConfigurationError(
            f"{option} {file}: not a file in a folder that exists."
        )
