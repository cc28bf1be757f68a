"""A served world, and a tester at her desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from simulator.served.world import ServedWorld, open_world
from tests.simulator.desk.desk_user import URL, DeskUser


@pytest.fixture
def world() -> Iterator[ServedWorld]:
    """A small world that ends with the test."""
    with open_world(None, url=URL, population=12, seed=7) as opened:
        yield opened


@pytest.fixture
def tester(world: ServedWorld) -> DeskUser:
    """Somebody at the desk of *world*."""
    return DeskUser(world)
