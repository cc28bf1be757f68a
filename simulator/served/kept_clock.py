"""A flowing clock that stands, after a restart, as it stood before."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from simulator.clock import require_aware
from simulator.served.flowing_clock import ClockState, FlowingClock
from simulator.served.world_file import WorldError, WorldFile

_CLOCK = "clock"
_MICROSECOND = timedelta(microseconds=1)


def kept_clock(file: WorldFile) -> FlowingClock:
    """Return the clock of the world that *file* holds.

    Raises:
        WorldError: what the file says of it cannot be read.
    """
    return FlowingClock(state=_state(file), keep=_keeper(file))


def _state(file: WorldFile) -> ClockState:
    """Return how the clock stood when the world was last open."""
    told = file.fact(_CLOCK)
    if told is None:
        return ClockState()
    try:
        fields = json.loads(told)
        held = fields["held"] and require_aware(datetime.fromisoformat(fields["held"]))
        return ClockState(fields["offset_us"] * _MICROSECOND, held)
    except (KeyError, OverflowError, TypeError, ValueError) as wrong:
        raise WorldError(
            f"{file.name} is damaged: its clock cannot be read ({wrong})."
        ) from wrong


def _keeper(file: WorldFile) -> Callable[[ClockState], None]:
    def keep(state: ClockState) -> None:
        held = None if state.held is None else state.held.isoformat()
        told = {"offset_us": state.offset // _MICROSECOND, "held": held}
        file.tell(_CLOCK, json.dumps(told))

    return keep
