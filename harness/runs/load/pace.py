"""No more journeys begun per second than asked for, however many people there are."""

from __future__ import annotations

import threading
from collections.abc import Callable

from simulator.clock import real_seconds


class Pace:
    """Gives each journey the instant at which it may begin.

    Args:
        per_second: how many may begin per second, in this process.
        now: a counter of seconds.
    """

    def __init__(
        self, per_second: float, now: Callable[[], float] = real_seconds
    ) -> None:
        self._apart_s = 1 / per_second
        self._now = now
        self._next: float | None = None
        self._lock = threading.Lock()

    def wait_s(self) -> float:
        """Return how long the next journey has to wait (seconds), and book its turn."""
        with self._lock:
            now = self._now()
            turn = now if self._next is None else max(now, self._next)
            self._next = turn + self._apart_s
        return turn - now
