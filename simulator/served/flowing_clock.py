"""The clock of a world that somebody lives in: it flows, and its hands can be moved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from simulator.clock import Clock, SystemClock, require_aware

FIRST_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
LAST_INSTANT = datetime(9998, 12, 31, tzinfo=UTC)
"""What the portal reckons from an instant (an expiry, a zone) must exist as well."""

_NO_OFFSET = timedelta(0)


@dataclass(frozen=True, slots=True)
class ClockState:
    """How a clock stands: *offset* from real time, or *held* at an instant."""

    offset: timedelta = _NO_OFFSET
    held: datetime | None = None


Keep = Callable[[ClockState], None]
"""Puts a state where it survives; a clock that cannot be kept does not move."""


class FlowingClock:
    """Real time plus an offset, or an instant at which the time is held.

    Any thread may use it. Whoever wants to know of each change sets :attr:`changed`.

    Args:
        base: real time.
        state: how it stood when it was last kept.
        keep: is told of each new state before it applies.
    """

    def __init__(
        self,
        base: Clock | None = None,
        state: ClockState = ClockState(),
        keep: Keep = lambda _: None,
    ) -> None:
        self.changed: Callable[[], None] = lambda: None
        self._base = base or SystemClock()
        self._state = state
        self._keep = keep
        self._moving = threading.RLock()

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return self._reading(self._state)

    @property
    def is_held(self) -> bool:
        """Whether the time stands still."""
        return self._state.held is not None

    @property
    def offset(self) -> timedelta:
        """How far ahead of real time it is now (negative: behind)."""
        state = self._state
        if state.held is None:
            return state.offset
        return state.held - self._base.now()

    def move_to(self, instant: datetime) -> None:
        """Set the time to *instant* (aware); it flows on from there.

        A clock that is held stays held, at *instant*.

        Raises:
            ValueError: *instant* has no zone, or lies before 1970 or after 9998.
        """
        with self._moving:
            self._set(instant, held=self.is_held)
        self.changed()

    def advance(self, duration: timedelta) -> None:
        """Move the time by *duration* (negative goes back), as :meth:`move_to` does.

        Raises:
            ValueError: that leads before 1970 or after 9998.
        """
        with self._moving:
            try:
                instant = self.now() + duration
            except OverflowError as wrong:
                raise ValueError(_out_of_range(f"{duration} from now")) from wrong
            self._check(instant)
            state = self._state
            if state.held is not None:
                self._take(ClockState(held=instant))
            else:
                self._take(ClockState(offset=state.offset + duration))
        self.changed()

    def hold(self, instant: datetime | None = None) -> None:
        """Stop the time, at *instant* (aware) or where it is.

        Raises:
            ValueError: *instant* has no zone, or lies before 1970 or after 9998.
        """
        with self._moving:
            self._set(self.now() if instant is None else instant, held=True)
        self.changed()

    def resume(self) -> None:
        """Let the time flow on from where it is held; no effect if it flows."""
        with self._moving:
            if not self.is_held:
                return
            self._set(self.now(), held=False)
        self.changed()

    def release(self) -> None:
        """Follow real time again."""
        with self._moving:
            self._take(ClockState())
        self.changed()

    def _reading(self, state: ClockState) -> datetime:
        if state.held is not None:
            return state.held
        try:
            return min(self._base.now() + state.offset, LAST_INSTANT)
        except OverflowError:
            return LAST_INSTANT

    def _set(self, instant: datetime, *, held: bool) -> None:
        try:
            wanted = require_aware(instant)
        except OverflowError as wrong:
            raise ValueError(_out_of_range(instant.isoformat())) from wrong
        self._check(wanted)
        if held:
            self._take(ClockState(held=wanted))
        else:
            self._take(ClockState(offset=wanted - self._base.now()))

    @staticmethod
    def _check(instant: datetime) -> None:
        if not FIRST_INSTANT <= instant <= LAST_INSTANT:
            raise ValueError(_out_of_range(instant.isoformat()))

    def _take(self, state: ClockState) -> None:
        self._keep(state)
        self._state = state


def _out_of_range(what: str) -> str:
    return f"The clock goes from 1970 to 9998: {what} lies outside."


class HeldByBench:
    """A flowing clock as the bench API moves it: it stands where it is put."""

    def __init__(self, clock: FlowingClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return self._clock.now()

    def move_to(self, instant: datetime) -> None:
        """Hold the time at *instant* (aware)."""
        self._clock.hold(instant)

    def release(self) -> None:
        """Follow real time again."""
        self._clock.release()
