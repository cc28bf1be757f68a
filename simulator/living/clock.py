"""Virtual time: the clock shows what SimPy's environment says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import simpy


class VirtualClock:
    """The instant of an environment, counted in seconds from a start.

    It costs nothing to move: nobody moves it. Before it follows an environment it
    stands at 1970.
    """

    def __init__(self) -> None:
        self._environment: simpy.Environment | None = None
        self._start = datetime(1970, 1, 1, tzinfo=UTC)

    def follow(self, environment: simpy.Environment, start: datetime) -> None:
        """Show the time of *environment* from now on; its 0 is *start* (aware)."""
        self._environment = environment
        self._start = start

    def now(self) -> datetime:
        """Return the virtual instant, aware, in UTC."""
        if self._environment is None:
            return self._start
        return self._start + timedelta(seconds=self._environment.now)
