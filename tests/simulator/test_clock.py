"""The clocks: one that a bench sets, one that freezes the whole process."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta, timezone

import pytest

from simulator.clock import (
    PARIS,
    BenchClock,
    FrozenClock,
    SystemClock,
    advance,
    real_now,
    real_seconds,
    real_time_module,
    require_aware,
)

NOON = datetime(2026, 3, 28, 11, 0, 0, 123_456, tzinfo=UTC)
NAIVE = datetime(2026, 3, 28, 12, 0)  # noqa: DTZ001 - that is the point


@contextmanager
def _bench() -> Iterator[BenchClock]:
    """Set a bench's clock to noon."""
    clock = BenchClock()
    clock.move_to(NOON)
    yield clock


@contextmanager
def _frozen() -> Iterator[FrozenClock]:
    """Hold the process at noon: no longer than a test, or its duration is absurd."""
    clock = FrozenClock(NOON)
    clock.start()
    try:
        yield clock
    finally:
        clock.stop()


Hold = Callable[[], AbstractContextManager[BenchClock | FrozenClock]]
both = pytest.mark.parametrize("hold", [_bench, _frozen])


@both
def test_a_set_clock_stands_still(hold: Hold) -> None:
    """To the microsecond, however often it is read; aware, in UTC."""
    with hold() as clock:
        seen = [clock.now() for _ in range(3)]

    assert [NOON] * 3 == seen
    assert UTC is seen[0].tzinfo


@both
@pytest.mark.parametrize("by_s", [86_400, 1e-6, 0, -1e8, 1e8])
def test_advance_moves_by_elapsed_time(hold: Hold, by_s: float) -> None:
    """Forward, back, and over a night of 23 hours."""
    by = timedelta(seconds=by_s)
    with hold() as clock:
        advance(clock, by)
        now = clock.now()

    assert NOON + by == now


@both
def test_moving_takes_any_zone(hold: Hold) -> None:
    """And gives UTC back."""
    with hold() as clock:
        clock.move_to(datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=-4))))
        now = clock.now()

    assert "2026-01-01T04:00:00+00:00" == now.isoformat()


@both
def test_a_naive_instant_is_refused(hold: Hold) -> None:
    """Whose noon would it be? The clock stays where it was."""
    with hold() as clock:
        with pytest.raises(ValueError, match="needs a time zone: 2026-03-28T12:00:00"):
            clock.move_to(NAIVE)
        now = clock.now()

    assert NOON == now


@both
def test_every_thread_reads_the_same_time(hold: Hold) -> None:
    """Even those started before the clock was moved."""
    go, seen = threading.Event(), []

    def read(clock: BenchClock | FrozenClock) -> None:
        go.wait(timeout=5)
        seen.append(clock.now())

    with hold() as clock:
        threads = [threading.Thread(target=read, args=[clock]) for _ in range(4)]
        for thread in threads:
            thread.start()
        advance(clock, timedelta(hours=1))
        go.set()
        for thread in threads:
            thread.join()

    assert [NOON + timedelta(hours=1)] * 4 == seen


def test_a_bench_clock_follows_its_base_until_it_is_set() -> None:
    """And again once it is released, as often as one likes."""
    base = BenchClock()
    base.move_to(NOON)
    clock = BenchClock(base)
    assert NOON == clock.now()
    clock.move_to(NOON + timedelta(days=1))
    advance(base, timedelta(hours=1))
    assert NOON + timedelta(days=1) == clock.now()
    clock.release()
    clock.release()

    assert NOON + timedelta(hours=1) == clock.now()


@pytest.mark.parametrize("clock", [SystemClock(), BenchClock()])
def test_the_system_clock_tells_the_time_in_utc(
    clock: SystemClock | BenchClock,
) -> None:
    """Aware; a bench clock follows it by default."""
    before, now, after = real_now(), clock.now(), real_now()

    assert before <= now <= after
    assert UTC is now.tzinfo


def test_a_frozen_clock_holds_everybody() -> None:
    """System clock, datetime and time alike."""
    with _frozen() as clock:
        instants = [clock.now(), SystemClock().now(), dt.datetime.now(UTC)]  # noqa: TID251
        seconds = time.time()  # noqa: TID251 - what a dependency would call

    assert [NOON] * 3 == instants
    assert NOON.timestamp() == pytest.approx(seconds)


def _at_depth(depth: int) -> float:
    if depth:
        return _at_depth(depth - 1)
    return time.time()  # noqa: TID251 - what a dependency would call


@pytest.mark.parametrize("depth", [0, 1, 5, 50, 500])
def test_time_is_frozen_however_deep_the_caller_is(depth: int) -> None:
    """Freezegun would otherwise look at a few frames only, and leave threads out."""
    seen: list[float] = []
    with _frozen():
        thread = threading.Thread(target=lambda: seen.append(_at_depth(depth)))
        thread.start()
        thread.join()
        seen.append(_at_depth(depth))

    assert [pytest.approx(NOON.timestamp())] * 2 == seen


def test_real_time_goes_on_for_who_asks_for_it() -> None:
    """Durations are measured in real seconds, frozen or not."""
    before = real_now()
    with _frozen():
        start = real_seconds()
        moved = any(real_seconds() > start for _ in range(100_000))
        now, seconds = real_now(), real_time_module().time()
    after = real_now()

    assert moved
    assert before <= now <= after
    assert before.timestamp() <= seconds <= after.timestamp()
    assert UTC is now.tzinfo


def test_freezes_do_not_nest() -> None:
    """A second one says so, were it the same, and leaves the first one alone."""
    second = FrozenClock(NOON + timedelta(days=1))
    with _frozen() as first:
        for clock in (second, first):
            with pytest.raises(RuntimeError, match="Another FrozenClock is running"):
                clock.start()
        second.stop()
        with pytest.raises(RuntimeError, match="Another FrozenClock is running"):
            second.start()
        now = first.now()

    assert NOON == now


def test_stopping_twice_is_harmless() -> None:
    """Real time is back after the first, and the second lets another one run."""
    with _frozen() as clock:
        clock.stop()
        clock.stop()
    before, now, after = real_now(), SystemClock().now(), real_now()
    with _frozen() as other:
        clock.stop()
        held = other.now()

    assert before <= now <= after
    assert NOON == held


def test_a_clock_may_be_started_again() -> None:
    """It begins anew, at its own instant."""
    with _frozen() as clock:
        advance(clock, timedelta(hours=1))
        clock.stop()
        clock.start()
        now = clock.now()

    assert NOON == now


def test_a_clock_that_does_not_run_cannot_be_moved() -> None:
    """Neither before its start nor after its stop."""
    with pytest.raises(RuntimeError, match="call start"):
        FrozenClock(NOON).move_to(NOON)
    with _frozen() as clock:
        pass
    with pytest.raises(RuntimeError, match="call start"):
        clock.move_to(NOON)


def test_a_frozen_clock_needs_a_zone_too() -> None:
    """From its construction on."""
    with pytest.raises(ValueError, match="needs a time zone"):
        FrozenClock(NAIVE)


def test_an_aware_instant_is_given_in_utc() -> None:
    """The hour that comes twice is told by its fold."""
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)

    assert "2026-10-25T00:30:00+00:00" == require_aware(twice).isoformat()
    second = require_aware(twice.replace(fold=1))
    assert "2026-10-25T01:30:00+00:00" == second.isoformat()
    assert UTC is second.tzinfo


def test_a_package_that_loads_itself_piece_by_piece_does_not_break_the_thaw() -> None:
    """NumPy, loaded in the middle of a scenario: the next one has its own clock."""
    code = (
        "from datetime import UTC, datetime\n"
        "from simulator.clock import FrozenClock\n"
        "for year in (2026, 2031):\n"
        "    clock = FrozenClock(datetime(year, 3, 1, tzinfo=UTC))\n"
        "    clock.start()\n"
        "    import numpy\n"
        "    print(clock.now().year)\n"
        "    clock.stop()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert ("2026\n2031\n", "") == (ended.stdout, ended.stderr)
