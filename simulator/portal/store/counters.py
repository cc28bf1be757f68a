"""The counters of the rate limits, as a storage of the library ``limits`` (B22).

They are in the store and on the portal's clock, so that every server of a portal
counts together, a restart forgets nothing, and virtual time moves them.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from limits.storage import Storage
from sqlalchemy import Connection, Executable, bindparam, case, delete, select
from sqlalchemy.exc import SQLAlchemyError

from simulator.clock import Clock
from simulator.portal.store import schema
from simulator.portal.store.upsert import insert_or_change

SCHEME = "sesame-store"
_COUNTERS = schema.counters

# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_FORGET = delete(_COUNTERS).where(_COUNTERS.c.ends_at <= bindparam("now"))
_WINDOW = select(_COUNTERS.c.count.label("so_far"), _COUNTERS.c.ends_at).where(
    _COUNTERS.c.key == bindparam("wanted"),
    _COUNTERS.c.started_at <= bindparam("now"),
    _COUNTERS.c.ends_at > bindparam("now"),
)


@cache
def _count(dialect: str) -> Executable:
    """Return the statement that counts: in a new window if the last is over."""
    new = insert_or_change(dialect, _COUNTERS)
    told = new.excluded
    now = told.started_at
    over = (_COUNTERS.c.ends_at <= now) | (_COUNTERS.c.started_at > now)
    return new.on_conflict_do_update(
        index_elements=[_COUNTERS.c.key],
        set_={
            "count": case((over, told.count), else_=_COUNTERS.c.count + told.count),
            "started_at": case((over, now), else_=_COUNTERS.c.started_at),
            "ends_at": case((over, told.ends_at), else_=_COUNTERS.c.ends_at),
        },
    ).returning(_COUNTERS.c.count)


class CounterStorage(Storage):
    """Counts in fixed windows; a window begins with the first thing counted in it."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - as limits declares it

    def __init__(
        self,
        uri: str | None = None,
        wrap_exceptions: bool = False,  # noqa: FBT001, FBT002 - signature of limits
        **options: Any,
    ) -> None:
        super().__init__(uri, wrap_exceptions)
        self._transaction: Callable[[], AbstractContextManager[Connection]]
        self._transaction = options["transaction"]
        self._clock: Clock = options["clock"]

    @classmethod
    def within(cls, connection: Connection, clock: Clock) -> CounterStorage:
        """Return a storage that counts in a transaction that is under way."""
        return cls(transaction=lambda: nullcontext(connection), clock=clock)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a broken store raises."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add *amount* to *key* and return its count in the window under way.

        One atomic statement. A window that has ended, or that begins in the future
        because the clock was set back, gives way to a new one.
        """
        now = self._clock.now()
        ends_at = now + timedelta(seconds=expiry)
        told = {"key": key, "count": amount, "started_at": now, "ends_at": ends_at}
        with self._transaction() as connection:
            counted = connection.execute(_count(connection.dialect.name), told)
            count = int(counted.scalar_one())
        if count == amount:  # a window begins: a moment to forget those that ended
            self._forget_ended(now)
        return count

    def get(self, key: str) -> int:
        """Return the count of *key* in the window under way."""
        return self._window(key)[0]

    def get_expiry(self, key: str) -> float:
        """Return when the window of *key* ends, in seconds since 1970 (UTC)."""
        return self.ends_at(key).timestamp()

    def ends_at(self, key: str) -> datetime:
        """Return when the window of *key* ends; now, if there is none."""
        return self._window(key)[1]

    def check(self) -> bool:
        """Tell whether the store answers."""
        with self._transaction() as connection:
            connection.execute(select(1))
        return True

    def reset(self) -> int:
        """Forget every count; return how many there were."""
        with self._transaction() as connection:
            return connection.execute(delete(_COUNTERS)).rowcount

    def clear(self, key: str) -> None:
        """Forget the count of *key*."""
        with self._transaction() as connection:
            connection.execute(delete(_COUNTERS).where(_COUNTERS.c.key == key))

    def _forget_ended(self, now: datetime) -> None:
        with self._transaction() as connection:
            connection.execute(_FORGET, {"now": now})

    def _window(self, key: str) -> tuple[int, datetime]:
        now = self._clock.now()
        with self._transaction() as connection:
            row = connection.execute(_WINDOW, {"wanted": key, "now": now}).first()
        return (0, now) if row is None else (row.so_far, row.ends_at)
