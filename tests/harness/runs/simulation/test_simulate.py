"""Plans lived through: in one process or several, at once or after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from harness.runs.simulation import simulate as simulating
from harness.runs.simulation.checkpoint import Checkpoint
from harness.runs.simulation.plan import SimulationPlan
from harness.runs.simulation.simulate import CutShort, Simulation, simulate
from simulator.living.tally import Event
from tests.harness.runs.simulation.conftest import plan

WIDE = {"what_ifs": {"link_validity=1h": {"link_validity": "1h"}}}


def counts(simulation: Simulation) -> list[list[object]]:
    """Return all that was counted."""
    return [[one.as_dict() for one in worlds] for worlds in simulation.tallies]


def cut(of: SimulationPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the plans cut into parts of 20 people."""
    monkeypatch.setattr(type(of), "_people_a_part", lambda *_: 20)


def test_a_plan_is_all_its_parts() -> None:
    """Everybody is in one part of each variant and seed."""
    of = plan(100_000, monthly_demand=0.02, **WIDE)
    parts = list(of.parts())

    assert len({one.name for one in parts}) == len(parts) >= 8
    for variant in (0, 1):
        for seed in of.seeds:
            mine = [p for p in parts if (p.variant, p.seed) == (variant, seed)]
            assert 0 == mine[0].first
            assert 100_000 == mine[-1].last
            for one, other in pairwise(mine):
                assert one.last == other.first


def test_each_world_and_variant_has_its_tally() -> None:
    """Variants share their needs, worlds do not."""
    simulation = simulate(plan(**WIDE))
    needs = [[one.needs for one in worlds] for worlds in simulation.tallies]
    expired = [
        sum(one.events[Event.LINK_EXPIRED] for one in worlds)
        for worlds in simulation.tallies
    ]

    assert needs[0] == needs[1]
    assert needs[0][0] != needs[0][1]
    assert expired[0] < expired[1]


def test_several_processes_give_the_same_figures(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Parts come back in any order, and add up to the same."""
    of = plan(40, seeds=(1,))
    alone = counts(simulate(of))
    cut(of, monkeypatch)
    told: list[tuple[int, int]] = []
    shared = simulate(of, jobs=2, progress=lambda done, all_: told.append((done, all_)))

    assert alone == counts(shared)
    assert [(0, 2), (1, 2), (2, 2)] == told


def test_a_process_that_dies_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, with what is kept; no traceback."""

    def die(*_: object) -> Iterator[object]:
        raise BrokenProcessPool
        yield

    of = plan(40, seeds=(1,))
    cut(of, monkeypatch)
    monkeypatch.setattr(simulating, "live_in_processes", die)

    with pytest.raises(CutShort, match=r"A process died .* after 0 of 2 parts"):
        simulate(of, jobs=2)


def test_an_interrupted_simulation_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept is not done again, and the figures are those of one go."""
    of = plan(seeds=(1,), **WIDE)
    whole = counts(simulate(of))
    cut(of, monkeypatch)

    def interrupt(done: int, _all: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(CutShort, match="after 2 of 6 parts, which the checkpoint"):
        simulate(of, checkpoint=Checkpoint(tmp_path, of), progress=interrupt)
    assert 3 == len(list(tmp_path.iterdir()))
    told: list[int] = []
    resumed = simulate(
        of,
        checkpoint=Checkpoint(tmp_path, of),
        progress=lambda done, _: told.append(done),
    )

    assert whole == counts(resumed)
    assert [2, 3, 4, 5, 6] == told


def test_a_finished_checkpoint_needs_no_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked again, a finished simulation only adds up."""
    of = plan(20, seeds=(1,))
    first = counts(simulate(of, checkpoint=Checkpoint(tmp_path, of)))
    asked: list[list[object]] = []
    monkeypatch.setattr(
        simulating, "live_here", lambda _plan, parts: _none(asked, parts)
    )

    assert first == counts(simulate(of, checkpoint=Checkpoint(tmp_path, of)))
    assert [[]] == asked


def _none(asked: list[list[object]], parts: list[object]) -> Iterator[object]:
    """Note the parts that are asked for, and live through none."""
    asked.append(parts)
    yield from ()


def test_an_interruption_without_checkpoint_keeps_nothing() -> None:
    """The message says how it could have."""

    def interrupt(done: int, _all: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(CutShort, match="nothing is kept: with --checkpoint DIR"):
        simulate(plan(20), progress=interrupt)


def test_an_interruption_after_the_last_part_changes_nothing() -> None:
    """What is done is told."""

    def interrupt(done: int, _all: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    of = plan(20, seeds=(1,))

    assert counts(simulate(of)) == counts(simulate(of, progress=interrupt))


def test_a_plan_says_all_that_figures_depend_on() -> None:
    """Whatever is changed of it, it is another one to a checkpoint."""
    of = plan()
    others = [
        plan(61),
        plan(seeds=(2, 1)),
        plan(later_delay="1h"),
        plan(**WIDE),
        replace(of, period=replace(of.period, days=11)),
    ]

    assert plan().as_dict() == of.as_dict()
    assert all(one.as_dict() != of.as_dict() for one in others)
