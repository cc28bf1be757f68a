"""``sesame simulate``: a population lives through a period, in virtual time."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from fixtures.dossiers import SPACE
from harness.cli_common import seed_option
from harness.cli_errors import reports_errors, require_apart, require_writable
from harness.extras import require_extra

_PACKAGES = ("simpy", "numpy", "scipy", "matplotlib")
_LONGEST_DAYS = 400
_MOST_SEEDS = 1000


@click.command()
@click.option(
    "--scenario",
    "file",
    type=click.Path(path_type=Path),
    help="Assumptions (TOML); docs/simulation.md lists the keys.",
)
@click.option(
    "--population",
    type=click.IntRange(1, SPACE),
    help="Number of affiliates.  [default: the file's, or 20000]",
)
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    help="First day.  [default: the file's, or 2026-03-02]",
)
@click.option(
    "--days",
    type=click.IntRange(1, _LONGEST_DAYS),
    help="Number of days.  [default: the file's, or 30]",
)
@click.option(
    "--fidelity",
    type=click.Choice(["service", "pages"]),
    default="service",
    show_default=True,
    help="Walk the reset service alone, or every page as the affiliate does.",
)
@click.option(
    "--what-if",
    "what_ifs",
    multiple=True,
    metavar="KEY=VALUE",
    help="Another scenario beside the first, as link_validity=12h; may be repeated. "
    "Several changes at once: KEY=VALUE;KEY=VALUE.",
)
@seed_option
@click.option(
    "--seeds",
    type=click.IntRange(1, _MOST_SEEDS),
    default=3,
    show_default=True,
    help="How many worlds, from --seed on: they give the confidence intervals.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Processes that share the work.  [default: as many as processors]",
)
@click.option(
    "--checkpoint",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps what is done: the same command goes on from there.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Answers.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path),
    help="Page (HTML, French) with answers, plots and assumptions.",
)
@reports_errors
def simulate(
    *,
    file: Path | None,
    population: int | None,
    start: datetime | None,
    days: int | None,
    fidelity: str,
    what_ifs: tuple[str, ...],
    seed: int,
    seeds: int,
    jobs: int | None,
    checkpoint: Path | None,
    json_file: Path | None,
    report_file: Path | None,
) -> None:
    """Let a population live through a period in virtual time, and answer analysts."""
    require_writable("--json", json_file)
    require_writable("--report", report_file)
    require_apart(json=json_file, report=report_file)
    require_extra("simulation", *_PACKAGES, needed_by="sesame simulate")
    # SimPy, NumPy, SciPy and Matplotlib: no other command waits for them.
    from harness.runs.simulation.plan import Fidelity  # noqa: PLC0415 - see above
    from harness.simulating import (  # noqa: PLC0415 - see above
        Asked,
        plan_of,
        simulate_plan,
    )

    asked = Asked(
        file,
        population,
        None if start is None else start.date(),
        days,
        Fidelity(fidelity),
        tuple(range(seed, seed + seeds)),
        what_ifs,
    )
    simulate_plan(
        plan_of(asked),
        jobs=jobs or min(64, len(os.sched_getaffinity(0))),
        checkpoint=checkpoint,
        json_file=json_file,
        report_file=report_file,
    )
