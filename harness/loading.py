"""What ``sesame load`` does once its options are read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from harness.cli_common import progress_bar
from harness.errors import ConfigurationError
from harness.report.load.load_json import as_json
from harness.report.load.page import report
from harness.report.load.terminal import print_load
from harness.runs.load.journey import Ending
from harness.runs.load.ledger import Ledger
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.quantities import seconds
from harness.runs.load.run import join, run_load
from harness.runs.load.settings import MOST_PEOPLE, LoadSettings
from harness.runs.load.stages import Stage, read_stages, total_s
from harness.runs.load.thresholds import read_threshold
from harness.whole_files import write_whole


def stages_of(
    stages: str | None, users: int, duration: str, ramp: str
) -> tuple[Stage, ...]:
    """Return the stages that are asked for, either way.

    Raises:
        ConfigurationError: one of them is not as it must be written.
    """
    if stages is not None:
        return read_stages(stages)
    lasts_s, ramp_s = seconds(duration), seconds(ramp)
    if not lasts_s:
        raise ConfigurationError(f"--duration {duration!r}: write it as 30s or 5m.")
    if ramp_s is None or ramp_s > lasts_s:
        raise ConfigurationError(
            f"--ramp {ramp!r}: write it as 10s, and no longer than --duration."
        )
    return (Stage(users, lasts_s, ramp_s),)


def settings_of(*, thresholds: tuple[str, ...], **asked: Any) -> LoadSettings:
    """Return the settings of a run.

    Raises:
        ConfigurationError: a threshold is none, or there are too many people.
    """
    if asked["population"] > MOST_PEOPLE:
        raise ConfigurationError(
            f"--population {asked['population']}: a portal is told of {MOST_PEOPLE} "
            "people at most; they walk again once all have."
        )
    if asked["workers"] and asked["processes"] > 1:
        raise ConfigurationError(
            "--workers and --processes: workers that join by themselves stand in place "
            "of processes on this machine; choose one."
        )
    read = tuple(read_threshold(one) for one in thresholds)
    return LoadSettings(thresholds=read, **asked)


def load_portal(
    settings: LoadSettings, json_file: Path | None, report_file: Path | None
) -> bool:
    """Put the portal under load, and write and print what came of it.

    Returns:
        Whether everybody got what is hers, and no threshold is exceeded.

    Raises:
        ConfigurationError: the run is not possible, or not allowed.
        Unreachable: nothing answers at the portal.
    """
    outcome = _with_progress(settings)
    print_load(Console(), outcome)
    if json_file is not None:
        write_whole(json_file, as_json(outcome))
    if report_file is not None:
        write_whole(report_file, report(outcome))
    return outcome.is_sound


def join_run(address: str) -> int:
    """Be a worker of somebody's run until it ends; return the exit code."""
    return join(address.rstrip("/"))


def _with_progress(settings: LoadSettings) -> LoadOutcome:
    with progress_bar() as progress:
        task = progress.add_task("Charge", total=total_s(settings.stages), current="")

        def tell(elapsed_s: float, ledger: Ledger) -> None:
            done, failed = ledger.count(Ending.DONE), ledger.count(Ending.FAILED)
            said = f"{done} parcours, {failed} échecs"
            progress.update(task, completed=elapsed_s, current=said)

        print_whole = partial(progress.console.print, markup=False, soft_wrap=True)
        return run_load(settings, tell, print_whole)
