"""Time, as the portal and its surroundings ask for it.

Everything that needs the time takes a :class:`Clock` and calls ``now()``; nothing
else in the code reads a clock (ruff TID251). All instants are aware and in UTC.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Protocol
from zoneinfo import ZoneInfo

import freezegun
import freezegun.api
import freezegun.config

PARIS = ZoneInfo("Europe/Paris")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...


class SettableClock(Clock, Protocol):
    """A clock whose hands can be moved."""

    def move_to(self, instant: datetime) -> None:
        """Set the time to *instant* (aware). It stands there until moved again."""
        ...


class ReleasableClock(SettableClock, Protocol):
    """What the bench API moves (``PUT {bench}/clock``) and releases (``DELETE``)."""

    def release(self) -> None:
        """Follow real time again."""
        ...


def advance(clock: SettableClock, duration: timedelta) -> None:
    """Move *clock* by *duration* (negative goes back)."""
    clock.move_to(clock.now() + duration)


class SystemClock:
    """The machine's own clock, which freezegun may hold."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that may


class BenchClock:
    """Follows the system clock until it is set; then stands still.

    This is what ``PUT {bench}/clock`` moves and ``DELETE`` releases. It may be read
    from any thread.
    """

    def __init__(self, base: Clock | None = None) -> None:
        self._base = base or SystemClock()
        self._held: datetime | None = None

    def now(self) -> datetime:
        """Return the held instant, or the base clock's, aware, in UTC."""
        return self._held or self._base.now()

    def move_to(self, instant: datetime) -> None:
        """Hold the time at *instant* (aware)."""
        self._held = require_aware(instant)

    def release(self) -> None:
        """Follow the base clock again."""
        self._held = None


_LAZY = ["numpy"]
"""Packages that load more of themselves when asked for an attribute: freezegun asks
every module for all of them, half unfrozen, and then one reads the time. A letter's
PDF loads NumPy where it is installed, in the middle of a scenario."""


class FrozenClock:
    """The whole process frozen at an instant, by freezegun.

    One freeze per scenario, before any traffic, then only :meth:`move_to`: starting
    or stopping a freeze while a server thread reads the time is a race in freezegun.
    ``real_asyncio`` keeps the SMTP server's own timers real; a stack inspection limit
    of zero freezes ``time.time`` at any depth, in every thread (by default it depends
    on how deep the caller is).
    """

    _lock = threading.Lock()

    def __init__(self, instant: datetime) -> None:
        self._freezer = freezegun.freeze_time(
            require_aware(instant), real_asyncio=True, tick=False, ignore=_LAZY
        )
        self._factory: freezegun.api.FrozenDateTimeFactory | None = None

    def start(self) -> None:
        """Freeze the process.

        Raises:
            RuntimeError: another frozen clock is running; freezes do not nest.
        """
        if not FrozenClock._lock.acquire(blocking=False):
            raise RuntimeError("Another FrozenClock is running: stop it first.")
        freezegun.api.call_stack_inspection_limit = 0
        factory = self._freezer.start()
        if not isinstance(factory, freezegun.api.FrozenDateTimeFactory):
            raise TypeError("freezegun gave a clock that ticks.")
        self._factory = factory

    def stop(self) -> None:
        """Give real time back. Stopping twice is harmless."""
        if self._factory is not None:
            self._factory = None
            try:
                self._freezer.stop()
            finally:  # whatever went wrong, the next scenario has a clock of its own
                FrozenClock._lock.release()

    def now(self) -> datetime:
        """Return the frozen instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - freezegun answers

    def move_to(self, instant: datetime) -> None:
        """Move the frozen time to *instant* (aware).

        Raises:
            RuntimeError: the clock is not running.
        """
        if self._factory is None:
            raise RuntimeError("The clock is not running: call start() first.")
        self._factory.move_to(require_aware(instant))


def require_aware(instant: datetime) -> datetime:
    """Return *instant* in UTC.

    Raises:
        ValueError: *instant* has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError(f"An instant needs a time zone: {instant.isoformat()}")
    return instant.astimezone(UTC)


def real_seconds() -> float:
    """Return a counter of real seconds that no freeze touches, to measure durations."""
    return float(freezegun.api.real_perf_counter())


def real_now() -> datetime:
    """Return the real current instant, in UTC, whatever is frozen."""
    return datetime.fromtimestamp(freezegun.api.real_time(), UTC)


def real_time_module() -> SimpleNamespace:
    """Return what stands in for the ``time`` module where durations must be real."""
    return SimpleNamespace(time=freezegun.api.real_time)
