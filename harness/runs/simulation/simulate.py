"""Living through a plan, and putting the parts together."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from harness.errors import HarnessError
from harness.runs.simulation.checkpoint import Checkpoint
from harness.runs.simulation.living import live_here, live_in_processes
from harness.runs.simulation.plan import Part, SimulationPlan
from simulator.clock import real_now, real_seconds
from simulator.living.tally import Tally

Progress = Callable[[int, int], None]
"""Is told how many parts are done, and of how many."""


class CutShort(HarnessError):  # noqa: N818 - a state of affairs reads better
    """The simulation was interrupted; the message says what is kept of it."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What came of a plan.

    Attributes:
        plan: what was simulated.
        tallies: what was counted, by variant and seed.
        started_at: real instant (UTC).
        duration_s: real seconds; those of a checkpoint are not in it.
    """

    plan: SimulationPlan
    tallies: tuple[tuple[Tally, ...], ...]
    started_at: datetime
    duration_s: float


def simulate(
    plan: SimulationPlan,
    *,
    jobs: int = 1,
    checkpoint: Checkpoint | None = None,
    progress: Progress = lambda _done, _of: None,
    tell: Callable[[str], None] = lambda _: None,
) -> Simulation:
    """Live through *plan*.

    Args:
        plan: what is to be simulated.
        jobs: processes that share the parts.
        checkpoint: keeps every part that is done; those that it has are not done again.
        progress: is told of every part that is done.
        tell: is told what is being waited for, when it is interrupted.

    Raises:
        CutShort: it was interrupted, or a process died.
        harness.errors.ConfigurationError: the checkpoint is damaged.
    """
    started_at, began = real_now(), real_seconds()
    parts = list(plan.parts())
    done: dict[Part, Tally] = {}
    for part in parts:
        kept = None if checkpoint is None else checkpoint.find(part)
        if kept is not None:
            done[part] = kept
    progress(len(done), len(parts))
    left = [part for part in parts if part not in done]
    alone = jobs == 1 or len(left) < 2  # noqa: PLR2004 - nothing to share
    living = (
        live_here(plan, left) if alone else live_in_processes(plan, left, jobs, tell)
    )
    try:
        with closing(living):
            for part, tally in living:
                if checkpoint is not None:
                    checkpoint.keep(part, tally)
                done[part] = tally
                progress(len(done), len(parts))
    except KeyboardInterrupt:
        if len(done) < len(parts):
            raise CutShort(
                _kept("Interrupted", len(done), len(parts), checkpoint)
            ) from None
    except BrokenExecutor as broken:
        died = "A process died (out of memory?)"
        raise CutShort(_kept(died, len(done), len(parts), checkpoint)) from broken
    duration = round(real_seconds() - began, 3)
    return Simulation(plan, _together(plan, done), started_at, duration)


def _together(
    plan: SimulationPlan, done: dict[Part, Tally]
) -> tuple[tuple[Tally, ...], ...]:
    """Add the parts up: in the plan's order, whatever the order they came in."""
    sums = {
        (variant, seed): Tally()
        for variant in range(len(plan.variants))
        for seed in plan.seeds
    }
    for part in plan.parts():
        sums[part.variant, part.seed].add(done[part])
    return tuple(
        tuple(sums[variant, seed] for seed in plan.seeds)
        for variant in range(len(plan.variants))
    )


def _kept(why: str, done: int, of: int, checkpoint: Checkpoint | None) -> str:
    if checkpoint is None:
        return (
            f"{why} after {done} of {of} parts, and nothing is kept: "
            "with --checkpoint DIR the next run would go on from there."
        )
    return (
        f"{why} after {done} of {of} parts, which the checkpoint keeps: "
        "the same command goes on from there."
    )
