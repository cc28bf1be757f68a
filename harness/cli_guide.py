"""``sesame guide``: the procedure's user guide, written anew from what just passed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from rich.progress import Progress

from harness.cli_common import progress_bar
from harness.cli_errors import reports_errors
from harness.runs.journal import ScenarioRecord
from harness.runs.settings import DEFAULT_SEED
from harness.targets.opening import CHROMIUM


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for guide.html and guide.pdf.",
)
@click.option(
    "--target",
    default=CHROMIUM,
    show_default=True,
    help='The portal: chromium, or FILE.toml with browser = "chromium".',
)
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that share the scenarios.",
)
@reports_errors
def guide(*, output: Path, target: str, seed: int, jobs: int) -> None:
    """Write the user guide, if the portal does what it says."""
    # What it takes to reach a portal is heavy: no other command waits for it.
    from harness.runs.guide import judge_and_walk  # noqa: PLC0415 - see above
    from harness.runs.guide_target import guide_target  # noqa: PLC0415 - see above

    # Playwright and Pillow are an optional extra, of which guide_target makes sure.
    portal = guide_target(target)
    from harness.report.guide.writing import workshop, write  # noqa: PLC0415 - optional

    with workshop(output) as work, progress_bar() as progress:
        passed = judge_and_walk(portal, seed, jobs, work / "vu", _tell(progress))
        for file in write(passed, work, output):
            click.echo(str(file))


def _tell(progress: Progress) -> Callable[[str, int], Callable[[ScenarioRecord], None]]:
    def begin(what: str, total: int) -> Callable[[ScenarioRecord], None]:
        task = progress.add_task(what, total=total, current="")
        return lambda record: progress.update(task, advance=1, current=record.name[:60])

    return begin
