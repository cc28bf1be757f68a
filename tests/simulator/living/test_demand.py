"""When people need a new password."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.clock import PARIS
from simulator.living.demand import HOUR, Demand
from simulator.living.scenario import scenario

START = date(2026, 3, 2)
PEOPLE = 20_000


def demand(days: int = 30, start: date = START, **told: Any) -> Demand:
    """Return the demand of a scenario without campaigns, unless told."""
    return Demand(scenario({"campaigns": []} | told), start, days)


def needs(of: Demand, seed: int = 42, people: int = PEOPLE) -> list[int]:
    """Return all needs of a population."""
    return [at for index in of.who(seed, 0, people) for at in of.needs(seed, index)]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(),
    st.integers(0, 9_000_000),
    st.floats(0, 1),
)
def test_who_is_found_at_once_is_who_has_needs(
    seed: int, first: int, monthly: float
) -> None:
    """The vector of a whole part finds those whom asking one by one finds."""
    of = demand(monthly_demand=monthly)
    people = range(first, first + 200)

    assert [one for one in people if next(of.needs(seed, one), None) is not None] == (
        of.who(seed, first, first + 200)
    )


def test_as_many_need_one_as_is_assumed() -> None:
    """In thirty ordinary days the assumed share of people has a need."""
    share = len(demand(monthly_demand=0.1).who(42, 0, PEOPLE)) / PEOPLE

    assert abs(share - 0.1) < 0.01


def test_nobody_needs_one_if_nobody_is_assumed_to() -> None:
    """A demand of nothing is a quiet month."""
    assert [] == demand(monthly_demand=0).who(42, 0, PEOPLE)


def test_everybody_is_a_demand_too() -> None:
    """A demand of one brings everybody."""
    assert list(range(500)) == demand(monthly_demand=1).who(42, 0, 500)


def test_needs_come_when_they_weigh() -> None:
    """With weights on Monday mornings alone, every need is there."""
    hours = [0] * 24
    hours[9] = 1
    of = demand(monthly_demand=0.2, hours=hours, weekdays=[1, 0, 0, 0, 0, 0, 0])
    moments = {
        (of.begins + timedelta(seconds=at)).astimezone(PARIS) for at in needs(of)
    }

    assert moments
    assert {(0, 9)} == {(one.weekday(), one.hour) for one in moments}


def test_a_campaign_brings_needs_that_fade() -> None:
    """A campaign multiplies the first day, and is over after its days."""
    told = [{"name": "Appel", "day": 10, "days": 4, "factor": 5}]
    of, usual = demand(campaigns=told), demand()
    ratios = [
        of.by_hour[day * 24 + 12] / usual.by_hour[day * 24 + 12] for day in range(8, 15)
    ]

    assert [1, 5, 4, 3, 2, 1, 1] == pytest.approx(ratios)


def test_more_demand_only_brings_needs_forward() -> None:
    """Who needs one anyway needs it earlier: scenarios share their chance."""
    few, many = demand(monthly_demand=0.05), demand(monthly_demand=0.2)
    usual = few.who(42, 0, PEOPLE)

    assert set(usual) < set(many.who(42, 0, PEOPLE))
    assert all(next(many.needs(42, one)) <= next(few.needs(42, one)) for one in usual)


@pytest.mark.parametrize(
    ("start", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 3, 2), 24)],
)
def test_a_day_has_the_hours_that_paris_gives_it(start: date, hours: int) -> None:
    """Clock changes make a day shorter or longer."""
    assert hours == demand(days=1, start=start).hours


def test_the_period_begins_at_midnight_in_paris() -> None:
    """The instant 0 is midnight there, and all needs are in the period."""
    of = demand()

    assert datetime(2026, 3, 1, 23, tzinfo=UTC) == of.begins
    assert all(0 <= at < of.hours * HOUR for at in needs(of))
