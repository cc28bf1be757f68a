"""Slices are disjoint and whole, and their people are handed out one at a time."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.runs.load.slices import NoSuchSlice, Slice, Turns


@settings(deadline=None)
@given(
    size=st.integers(0, 300),
    count=st.integers(1, 12),
    skipped=st.frozensets(st.integers(0, 299)),
)
def test_slices_are_disjoint_and_leave_nobody_out(
    size: int, count: int, skipped: frozenset[int]
) -> None:
    """Each person is in exactly one slice, but for those who cannot walk."""
    everybody = [
        rank for index in range(count) for rank in Slice(size, index, count, skipped)
    ]

    assert sorted(everybody) == [rank for rank in range(size) if rank not in skipped]


@settings(deadline=None)
@given(size=st.integers(0, 5000), count=st.integers(1, 12))
def test_slices_are_as_long_as_each_other(size: int, count: int) -> None:
    """No worker runs out of people while another has plenty."""
    lengths = [len(list(Slice(size, index, count))) for index in range(count)]

    assert max(lengths) - min(lengths) <= 1


@pytest.mark.parametrize("index", [-1, 2, 3])
def test_a_worker_too_many_has_no_slice(index: int) -> None:
    """It would walk somebody else's people."""
    with pytest.raises(NoSuchSlice, match="none was kept for"):
        Slice(10, index, 2)


def test_a_slice_of_millions_costs_nothing() -> None:
    """Nothing is kept: the first of ten million is there at once."""
    assert 7 == next(iter(Slice(10_000_000, 7, 8)))


def test_new_people_come_first_then_those_who_walked_longest_ago() -> None:
    """Whoever walked before is counted on."""
    turns = Turns(Slice(4, 0, 2))
    first, second = turns.take(), turns.take()
    for rank in (2, 0):
        turns.give_back(rank)

    assert [(0, 0), (2, 0), (2, 1), (0, 1)] == [
        first,
        second,
        turns.take(),
        turns.take(),
    ]


def test_whoever_finds_nobody_free_waits_for_one() -> None:
    """Nobody is in two places at once."""
    turns = Turns(Slice(1, 0, 1))
    rank, _ = turns.take()
    taken: list[tuple[int, int]] = []
    waiting = threading.Thread(target=lambda: taken.append(turns.take()))
    waiting.start()

    assert [] == taken
    turns.give_back(rank)
    waiting.join(5)
    assert [(0, 1)] == taken
