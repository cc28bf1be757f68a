"""Random sequences of everything that can be done, against what is allowed."""

from __future__ import annotations

import os

from tests.simulator.portal.stateful.running import walk
from tests.simulator.portal.stateful.world import LIMITED, World

STEPS = int(os.environ.get("SESAME_STATEFUL_STEPS", "4000"))


def test_no_sequence_of_actions_breaks_an_invariant() -> None:
    """4 000 steps, or SESAME_STATEFUL_STEPS of them for who asks for more."""
    with World() as world:
        tally = walk(world, STEPS)

    for what, times in sorted(tally.items()):
        print(f"{times:6} {what}")  # noqa: T201 - figures, for who runs pytest with -rP
    assert tally["steps"] >= STEPS


def test_nor_does_one_with_rate_limits_and_lock_out() -> None:
    """The same, held off now and then (B22, B60)."""
    with World(LIMITED) as world:
        tally = walk(world, STEPS // 10, limited=True)

    assert tally["steps"] >= STEPS // 10
