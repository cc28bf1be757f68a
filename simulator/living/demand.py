"""When people need a new password: by weekday, hour and campaign, in Paris."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

import numpy as np

from fixtures.draw import MASK, RANGE, Draw, bits_at, stream
from simulator.clock import PARIS
from simulator.living.scenario import Scenario

HOUR = 3600
_MONTH_HOURS = 30 * 24
_WEEK_HOURS = 7 * 24
_MARGIN = 1 << 20
"""Bits beyond the threshold that are looked at once more, exactly."""


class Demand:
    """The needs of a period, hour by hour.

    Needs come as a Poisson process whose intensity follows the calendar. That of each
    person is found by turning the same exponential draws into times: more demand only
    brings more needs, and brings the others forward.

    Args:
        scenario: what is assumed.
        start: first day.
        days: number of days.
    """

    def __init__(self, scenario: Scenario, start: date, days: int) -> None:
        self.begins = _midnight(start)
        self.ends = _midnight(start + timedelta(days=days))
        self._scenario = scenario
        self._start = start

    @cached_property
    def hours(self) -> int:
        """Number of hours of the period; a clock change makes one more or less."""
        return round((self.ends - self.begins).total_seconds() / HOUR)

    @cached_property
    def by_hour(self) -> tuple[float, ...]:
        """Needs that one person is expected to have in each hour."""
        return tuple(self._intensity(hour) for hour in range(self.hours))

    @cached_property
    def _so_far(self) -> list[float]:
        total, sums = 0.0, [0.0]
        for each in self.by_hour:
            total += each
            sums.append(total)
        return sums

    def needs(self, seed: int, index: int) -> Iterator[int]:
        """Give the instants (seconds from the start) at which somebody has a need."""
        draw, hazard, number = Draw(seed, index), 0.0, 0
        while True:
            number += 1
            hazard += -math.log1p(-draw.bits(_field(number)) / RANGE)
            if hazard >= self._so_far[-1]:
                return
            yield self._instant(hazard)

    def who(self, seed: int, first: int, last: int) -> list[int]:
        """Return those of the people *first* to *last* - 1 who have a need at all."""
        share = -math.expm1(-self._so_far[-1])
        most = min(MASK, int(share * RANGE) + _MARGIN)
        positions = np.arange(first, last, dtype=np.uint64)
        with np.errstate(over="ignore"):  # 64 bits are all that is kept
            bits = bits_at(stream(seed, _field(1)), positions)  # type: ignore[arg-type]  # the same operators on a vector
        near = positions[bits <= np.uint64(most)]
        return [
            index
            for index in map(int, near)
            if next(self.needs(seed, index), None) is not None
        ]

    def _instant(self, hazard: float) -> int:
        hour = bisect_right(self._so_far, hazard) - 1
        within = (hazard - self._so_far[hour]) / self.by_hour[hour]
        return hour * HOUR + int(within * HOUR)

    def _intensity(self, hour: int) -> float:
        told = self._scenario
        local = (self.begins + timedelta(hours=hour)).astimezone(PARIS)
        mean = sum(told.weekdays) * sum(told.hours) / _WEEK_HOURS
        usual = told.weekdays[local.weekday()] * told.hours[local.hour] / mean
        monthly = min(told.monthly_demand, 1 - 1e-9)  # everybody, for once
        hazard = -math.log1p(-monthly) / _MONTH_HOURS
        day = (local.date() - self._start).days + 1
        return hazard * usual * self._campaigns(day)

    def _campaigns(self, day: int) -> float:
        """Return by how much all campaigns together multiply the demand of a day."""
        extra = 0.0
        for one in self._scenario.campaigns:
            left = one.days - (day - one.day)
            if day >= one.day and left > 0:
                extra += (one.factor - 1) * left / one.days
        return max(0.0, 1 + extra)


def _field(number: int) -> str:
    return f"living need {number}"


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS).astimezone(UTC)
