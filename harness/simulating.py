"""What ``sesame simulate`` does once its options are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from harness.cli_common import progress_bar
from harness.report.simulation.answers_json import answers_as_json
from harness.report.simulation.page import simulation_page
from harness.report.simulation.terminal import print_answers
from harness.runs.simulation.checkpoint import Checkpoint
from harness.runs.simulation.plan import Fidelity, SimulationPlan, Variant
from harness.runs.simulation.scenario_file import (
    ScenarioFile,
    read_scenario_file,
    what_if,
)
from harness.runs.simulation.simulate import Simulation, simulate
from harness.whole_files import write_whole
from simulator.living.life import Period
from simulator.living.scenario import scenario

START = date(2026, 3, 2)
"""A Monday; the clocks change within the 30 days that follow."""
DAYS = 30
POPULATION = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for; None where it leaves it to the file.

    Attributes:
        file: the scenario file.
        population: number of people.
        start: first day.
        days: number of days.
        fidelity: how the portal is walked.
        seeds: one world for each.
        what_ifs: the changes to compare with, as typed.
    """

    file: Path | None
    population: int | None
    start: date | None
    days: int | None
    fidelity: Fidelity
    seeds: tuple[int, ...]
    what_ifs: Sequence[str]


def plan_of(asked: Asked) -> SimulationPlan:
    """Return the plan: what the command line says, else the file, else the defaults.

    Raises:
        harness.errors.ConfigurationError: the file or a what-if is wrong.
    """
    told = ScenarioFile() if asked.file is None else read_scenario_file(asked.file)
    period = Period(
        asked.start or told.start or START,
        asked.days or told.days or DAYS,
        asked.population or told.population or POPULATION,
    )
    variants = [Variant("", told.values, scenario(told.values))]
    variants += (
        Variant(text, *what_if(text, told.values))
        for text in dict.fromkeys(asked.what_ifs)
    )
    return SimulationPlan(
        asked.fidelity, period, asked.seeds, tuple(variants), told.title
    )


def simulate_plan(
    plan: SimulationPlan,
    *,
    jobs: int,
    checkpoint: Path | None,
    json_file: Path | None,
    report_file: Path | None,
) -> None:
    """Simulate *plan*, print the answers and write what was asked for.

    Raises:
        harness.errors.ConfigurationError: the checkpoint is another simulation's.
        harness.runs.simulation.simulate.CutShort: it was interrupted.
        OSError: a file cannot be written.
    """
    kept = None if checkpoint is None else Checkpoint(checkpoint, plan)
    simulation = _with_progress(plan, jobs, kept)
    print_answers(Console(), simulation)
    if json_file is not None:
        write_whole(json_file, answers_as_json(simulation))
    if report_file is not None:
        write_whole(report_file, simulation_page(simulation))


def _with_progress(
    plan: SimulationPlan, jobs: int, checkpoint: Checkpoint | None
) -> Simulation:
    with progress_bar() as progress:
        task = progress.add_task("Simulation", total=None, current="")
        return simulate(
            plan,
            jobs=jobs,
            checkpoint=checkpoint,
            progress=lambda done, of: progress.update(task, completed=done, total=of),
            tell=lambda words: progress.console.print(words, highlight=False),
        )
