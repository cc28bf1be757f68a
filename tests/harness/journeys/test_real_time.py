"""A scenario in real time: nothing is frozen, nothing moves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.journeys.surroundings import Surroundings
from harness.journeys.world import World
from simulator.clock import real_now, real_seconds


@pytest.fixture
def measured(target: Any, surroundings: Surroundings) -> Any:
    """A world in real time that has begun."""
    begun = World(target, surroundings, seed=42, scenario="x:3", real_time=True)
    begun.begin()
    yield begun
    begun.end()


def test_time_runs(measured: World) -> None:
    """The clock is the machine's, and the portal is told of no instant."""
    assert abs(measured.clock.now() - real_now()) < timedelta(minutes=1)
    assert measured.clock.now().year != 1970
    assert [] == measured.target.times
    began = real_seconds()
    assert real_seconds() >= began


def test_time_does_not_move(measured: World) -> None:
    """The message tells what to mend."""
    with pytest.raises(ConfigurationError, match="remove @temps-reel"):
        measured.let_pass(timedelta(hours=1))
