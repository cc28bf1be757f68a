"""When the help desk answers the telephone: on weekdays, in Paris."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from simulator.clock import PARIS
from simulator.living.draws import Draws
from simulator.living.scenario import Scenario

_SATURDAY = 5
_HOUR_S = 3600


def calls(scenario: Scenario, start: datetime, wished: int, draws: Draws) -> int:
    """Return when somebody gets through who wants to call at *wished*.

    Who comes too late calls on the next day that the desk is open, in its first two
    hours. Public holidays are taken for ordinary days.

    Args:
        scenario: what is assumed.
        start: the instant 0 (aware).
        wished: seconds from there, as the answer.
        draws: the person's.
    """
    local = (start + timedelta(seconds=wished)).astimezone(PARIS)
    opens, closes = scenario.desk_opens, scenario.desk_closes
    if local.weekday() < _SATURDAY and opens <= local.hour < closes:
        return wished
    day = local.date()
    if local.hour >= closes or local.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    morning = datetime.combine(day, time(opens), PARIS)
    longest = min(2, closes - opens) * _HOUR_S
    opened = round((morning - start).total_seconds())
    return opened + draws.below("calls in the morning", longest)
