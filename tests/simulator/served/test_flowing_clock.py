"""The clock that flows, stands, and can be moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.served.flowing_clock import (
    FIRST_INSTANT,
    LAST_INSTANT,
    ClockState,
    FlowingClock,
    HeldByBench,
)

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
INSTANTS = st.datetimes(
    FIRST_INSTANT.replace(tzinfo=None),
    LAST_INSTANT.replace(tzinfo=None),
    timezones=st.just(UTC),
)


class Real:
    """Real time that a test moves."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        """Return it."""
        return self.time


def test_flows_with_real_time_until_it_is_moved() -> None:
    """Untouched, the clock is real time."""
    real = Real()
    clock = FlowingClock(real)
    real.time += HOUR
    assert clock.now() == NOON + HOUR
    assert clock.offset == timedelta(0)
    assert not clock.is_held


@given(instant=INSTANTS)
def test_flows_on_from_where_it_is_moved_to(instant: datetime) -> None:
    """A flowing clock that is moved goes on from there."""
    real = Real()
    clock = FlowingClock(real)
    clock.move_to(instant)
    assert clock.now() == instant
    real.time += HOUR
    assert clock.now() == min(instant + HOUR, LAST_INSTANT)


@given(instant=INSTANTS)
def test_stands_where_it_is_held_and_flows_on_when_resumed(instant: datetime) -> None:
    """Held, the time stands whatever real time does; resumed, it flows from there."""
    real = Real()
    clock = FlowingClock(real)
    clock.hold(instant)
    real.time += HOUR
    assert clock.is_held
    assert clock.now() == instant
    clock.resume()
    assert clock.now() == instant
    real.time += HOUR
    assert clock.now() == min(instant + HOUR, LAST_INSTANT)


def test_a_held_clock_that_is_moved_stays_held() -> None:
    """Somebody who holds the time and then moves it has not asked it to flow."""
    real = Real()
    clock = FlowingClock(real)
    clock.hold()
    clock.advance(24 * HOUR)
    real.time += HOUR
    assert clock.now() == NOON + 24 * HOUR
    assert clock.is_held


def test_resuming_a_clock_that_flows_changes_nothing() -> None:
    """There is nothing to resume, and nothing is kept."""
    kept: list[ClockState] = []
    FlowingClock(Real(), keep=kept.append).resume()
    assert kept == []


def test_released_it_is_real_time_again() -> None:
    """Whatever was done to it, release() gives real time back."""
    real = Real()
    clock = FlowingClock(real)
    clock.hold(NOON + HOUR)
    clock.release()
    assert clock.now() == NOON
    assert not clock.is_held


@pytest.mark.parametrize(
    "instant",
    [
        FIRST_INSTANT - timedelta(seconds=1),
        LAST_INSTANT + timedelta(seconds=1),
        datetime.min.replace(tzinfo=timezone(HOUR)),
        datetime(2026, 1, 1),  # noqa: DTZ001 - what is refused
    ],
)
def test_refuses_what_no_portal_can_reckon_with(instant: datetime) -> None:
    """An instant out of range or without zone leaves the clock where it was."""
    clock = FlowingClock(Real())
    with pytest.raises(ValueError, match=r"1970|zone"):
        clock.move_to(instant)
    assert clock.now() == NOON


@pytest.mark.parametrize("far", [timedelta.max, timedelta.min, 3_000_000 * HOUR * 24])
def test_refuses_to_advance_out_of_range(far: timedelta) -> None:
    """A duration that leads nowhere leaves the clock where it was."""
    clock = FlowingClock(Real())
    with pytest.raises(ValueError, match="1970"):
        clock.advance(far)
    assert clock.now() == NOON


def test_a_state_that_cannot_be_kept_does_not_apply() -> None:
    """What would be lost at the next start is not shown now."""

    def refuse(_: ClockState) -> None:
        raise OSError("no room")

    clock = FlowingClock(Real(), keep=refuse)
    with pytest.raises(OSError, match="no room"):
        clock.hold(NOON + HOUR)
    assert clock.now() == NOON


def test_tells_of_each_change_after_it_was_made() -> None:
    """Who is told reads the new time."""
    clock = FlowingClock(Real())
    seen: list[datetime] = []
    clock.changed = lambda: seen.append(clock.now())
    clock.move_to(NOON + HOUR)
    clock.hold(NOON)
    clock.release()
    assert seen == [NOON + HOUR, NOON, NOON]


def test_the_bench_makes_it_stand() -> None:
    """``PUT clock`` promises that the time stands between two calls."""
    real = Real()
    clock = FlowingClock(real)
    bench = HeldByBench(clock)
    bench.move_to(NOON + HOUR)
    real.time += HOUR
    assert bench.now() == clock.now() == NOON + HOUR
    assert clock.is_held
    bench.release()
    assert clock.now() == real.time
