"""Tallies add up, and survive being written."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.living.tally import Event, Fate, Tally

COUNTS = st.integers(0, 10**6)
TALLIES = st.builds(
    Tally,
    events=st.dictionaries(st.sampled_from(list(Event)), COUNTS).map(Counter),
    fates=st.dictionaries(st.sampled_from(list(Fate)), COUNTS).map(Counter),
    times=st.dictionaries(st.integers(0, 10**4), COUNTS).map(Counter),
    needs=st.dictionaries(st.integers(0, 800), COUNTS).map(Counter),
    mails=st.dictionaries(st.integers(0, 800), COUNTS).map(Counter),
    calls=st.dictionaries(st.integers(0, 800), COUNTS).map(Counter),
    call_seconds=COUNTS,
)


@given(TALLIES)
def test_what_is_written_is_read(tally: Tally) -> None:
    """A tally goes through JSON unchanged."""
    written = json.dumps(tally.as_dict())

    assert tally.as_dict() == Tally.read(json.loads(written)).as_dict()


@given(TALLIES, TALLIES)
def test_the_order_of_adding_changes_nothing(one: Tally, other: Tally) -> None:
    """Parts may come in any order: the sum is the same, to the last byte."""
    there, back = Tally(), Tally()
    for each in (one, other):
        there.add(each)
    for each in (other, one):
        back.add(each)

    assert json.dumps(there.as_dict()) == json.dumps(back.as_dict())
    assert one.call_seconds + other.call_seconds == there.call_seconds
    for event in Event:
        assert one.events[event] + other.events[event] == there.events[event]


@pytest.mark.parametrize(
    ("took_s", "minutes"),
    [(60, 1), (61, 2), (3600, 60), (86399, 1440), (86460, 1440), (90100, 1500)],
)
def test_times_are_minutes_then_hours(took_s: int, minutes: int) -> None:
    """Under a day the minute is kept, from a day on the hour."""
    tally = Tally()
    tally.took(took_s)

    assert {minutes: 1} == dict(tally.times)
