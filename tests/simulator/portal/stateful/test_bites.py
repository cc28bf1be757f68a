"""The machine finds broken portals, long before the steps it is given are over."""

from __future__ import annotations

import re

import pytest

from tests.simulator.portal.stateful.broken import BROKEN, Break
from tests.simulator.portal.stateful.machine import Found
from tests.simulator.portal.stateful.running import walk
from tests.simulator.portal.stateful.world import World

STEPS = 2000
"""A fifth of what a sound portal must stand."""


@pytest.mark.parametrize("broken", BROKEN, ids=lambda it: it.__name__)
def test_a_broken_portal_is_found(
    broken: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An invariant fails, and it is the one that was broken."""
    world = World(change=lambda parts: broken(monkeypatch, parts))
    with world, pytest.raises(Found) as found:
        walk(world, STEPS, hasty=True)

    assert re.search(BROKEN[broken], str(found.value)), found.value
