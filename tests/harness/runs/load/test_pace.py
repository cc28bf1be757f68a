"""Journeys begin no faster than asked for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.runs.load.pace import Pace


@settings(deadline=None)
@given(
    rate=st.floats(0.1, 100),
    moves=st.lists(st.floats(0, 5), min_size=2, max_size=40),
)
def test_no_two_begin_closer_than_the_rate_says(
    rate: float, moves: list[float]
) -> None:
    """Whenever somebody asks; whoever comes late does not make up for it in a rush."""
    now = 100.0
    pace = Pace(rate, lambda: now)
    begins = []
    for move in moves:
        now += move
        wait_s = pace.wait_s()
        assert wait_s >= 0
        begins.append(now + wait_s)

    apart = [later - earlier for earlier, later in pairwise(begins)]
    assert min(apart) >= 1 / rate - 1e-6
