"""Counters of rate limits and failures, on every engine."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Engine, func, select

from simulator.clock import BenchClock, advance
from simulator.portal.rules.situation import Situation
from simulator.portal.store import failures, schema
from simulator.portal.store.counters import SCHEME, CounterStorage

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
KEY = (Situation.AFFILIE, "0012345")
TWICE = parse("2 per 15 minutes")


@pytest.fixture
def clock() -> BenchClock:
    """A clock that stands at noon."""
    clock = BenchClock()
    clock.move_to(NOON)
    return clock


@pytest.fixture
def storage(store: Engine, clock: BenchClock) -> CounterStorage:
    """The storage as Flask-Limiter finds it, by its scheme."""
    found = storage_from_string(f"{SCHEME}://", transaction=store.begin, clock=clock)
    assert isinstance(found, CounterStorage)
    return found


@pytest.fixture
def limiter(storage: CounterStorage) -> FixedWindowRateLimiter:
    """The strategy that the portal uses."""
    return FixedWindowRateLimiter(storage)


def test_a_window_begins_with_its_first_hit_and_ends_in_time(
    limiter: FixedWindowRateLimiter, clock: BenchClock
) -> None:
    """Two pass, the third waits until fifteen minutes after the first."""
    assert limiter.hit(TWICE, "a")
    advance(clock, timedelta(minutes=10))
    assert limiter.hit(TWICE, "a")
    assert not limiter.hit(TWICE, "a")
    assert not limiter.test(TWICE, "a")
    stats = limiter.get_window_stats(TWICE, "a")
    assert ((NOON + timedelta(minutes=15)).timestamp(), 0) == tuple(stats)
    advance(clock, timedelta(minutes=5, microseconds=-1))
    assert not limiter.hit(TWICE, "a")
    advance(clock, timedelta(microseconds=1))
    assert limiter.test(TWICE, "a")
    assert limiter.hit(TWICE, "a")
    assert limiter.hit(TWICE, "a")
    assert not limiter.hit(TWICE, "a")


def test_each_key_is_counted_apart(limiter: FixedWindowRateLimiter) -> None:
    """One is used up, the other is not; forgetting one spares the other."""
    for _ in range(3):
        limiter.hit(TWICE, "a")
    assert limiter.hit(TWICE, "b")
    limiter.clear(TWICE, "a")
    assert limiter.hit(TWICE, "a")
    assert limiter.hit(TWICE, "b")
    assert not limiter.hit(TWICE, "b")


def test_a_clock_set_back_begins_a_new_window(
    limiter: FixedWindowRateLimiter, clock: BenchClock
) -> None:
    """Nobody waits for years because the clock once stood in the future."""
    for _ in range(3):
        limiter.hit(TWICE, "a")
    advance(clock, timedelta(days=-900))

    assert limiter.test(TWICE, "a")
    assert limiter.hit(TWICE, "a")
    assert limiter.hit(TWICE, "a")
    assert not limiter.hit(TWICE, "a")


def test_windows_that_ended_are_swept_out(
    store: Engine, storage: CounterStorage, clock: BenchClock
) -> None:
    """The table holds what is under way, not everybody who ever came."""
    for n in range(5):
        storage.incr(f"k{n}", 60)
    advance(clock, timedelta(minutes=2))
    storage.incr("new", 60)
    with store.begin() as connection:
        keys = connection.execute(select(schema.counters.c.key)).scalars().all()

    assert ["new"] == keys
    assert storage.check()
    assert 1 == storage.reset()
    assert 0 == storage.get("new")


def test_no_hit_is_lost_when_many_come_at_once(storage: CounterStorage) -> None:
    """Forty at once count forty, each with a number of its own (B50)."""
    barrier = threading.Barrier(8)

    def hits(_: int) -> list[int]:
        barrier.wait(timeout=10)
        return [storage.incr("k", 60) for _ in range(5)]

    with ThreadPoolExecutor(8) as pool:
        counts = sorted(n for some in pool.map(hits, range(8)) for n in some)

    assert list(range(1, 41)) == counts


def test_counting_in_a_transaction_goes_with_it(
    store: Engine, clock: BenchClock
) -> None:
    """What is rolled back was never counted."""
    with store.connect() as connection:
        CounterStorage.within(connection, clock).incr("k", 60)
        connection.rollback()
    with store.begin() as connection:
        assert 1 == CounterStorage.within(connection, clock).incr("k", 60)


def test_failures_are_counted_locked_and_forgotten(store: Engine) -> None:
    """Each dossier apart, and the lock begins the count again."""
    other = (Situation.AYANT_DROIT, KEY[1])
    with store.begin() as connection:
        assert [1, 2, 3] == [failures.count(connection, *KEY) for _ in range(3)]
        assert 1 == failures.count(connection, *other)
        assert failures.locked_until(connection, *KEY) is None
        failures.lock(connection, *KEY, NOON)
        assert NOON == failures.locked_until(connection, *KEY)
        assert failures.locked_until(connection, *other) is None
        assert 1 == failures.count(connection, *KEY)
        failures.forget(connection, *KEY)
        assert failures.locked_until(connection, *KEY) is None
        assert 1 == failures.count(connection, *KEY)
        assert 2 == failures.count(connection, *other)


def test_no_failure_is_lost_when_many_come_at_once(store: Engine) -> None:
    """Of a dossier that nobody knew until then."""

    def fail(_: int) -> int:
        with store.begin() as connection:
            return failures.count(connection, *KEY)

    with ThreadPoolExecutor(8) as pool:
        counts = sorted(pool.map(fail, range(24)))
    with store.begin() as connection:
        rows = connection.execute(
            select(func.count()).select_from(schema.failures)
        ).scalar()

    assert list(range(1, 25)) == counts
    assert 1 == rows
