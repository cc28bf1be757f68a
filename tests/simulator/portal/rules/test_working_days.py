"""When a letter is expected: 72 h of working days, where it is received (P5.5)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.portal.rules.working_days import (
    expected_delivery,
    is_working_day,
    public_holidays,
    zone,
)

_DEPARTMENTS = st.sampled_from(
    ["75", "2A", "57", "67", "68", *(str(code) for code in range(971, 979))]
)
_INSTANTS = st.datetimes(
    min_value=datetime(2025, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2030, 12, 31),  # noqa: DTZ001 - Hypothesis adds the zone
    timezones=st.just(UTC),
)


def _expected(posted: str, department: str) -> str:
    here = datetime.fromisoformat(posted).replace(tzinfo=zone(department))
    return expected_delivery(here.astimezone(UTC), department).isoformat()


@given(_INSTANTS, _DEPARTMENTS)
@settings(max_examples=200)
def test_a_letter_is_expected_on_a_working_day_there(
    posted_at: datetime, department: str
) -> None:
    """Never on a Saturday, a Sunday or a holiday of the recipient's department."""
    day = expected_delivery(posted_at, department)

    assert day.weekday() in range(5)
    assert day not in public_holidays(department, day.year)


@given(_INSTANTS, _DEPARTMENTS)
@settings(max_examples=200)
def test_three_working_days_are_never_cut_short(
    posted_at: datetime, department: str
) -> None:
    """Three whole working days' worth of hours pass, and never a fourth one more."""
    day = expected_delivery(posted_at, department)
    posted_on = posted_at.astimezone(zone(department)).date()
    span = [posted_on + timedelta(days=n) for n in range((day - posted_on).days + 1)]
    open_days = [each for each in span if is_working_day(each, department)]

    begun_when_open = is_working_day(posted_on, department)
    assert (4 if begun_when_open else 3) == len(open_days) or (
        begun_when_open
        and posted_at.astimezone(zone(department)).replace(tzinfo=None)
        == datetime.combine(posted_on, datetime.min.time())
        and len(open_days) == 3
    )


@given(_INSTANTS, st.timedeltas(timedelta(0), timedelta(days=10)), _DEPARTMENTS)
@settings(max_examples=200)
def test_posting_later_never_arrives_earlier(
    posted_at: datetime, later: timedelta, department: str
) -> None:
    """The expected day is monotone in the time of posting."""
    first = expected_delivery(posted_at, department)

    assert first <= expected_delivery(posted_at + later, department)


@pytest.mark.parametrize(
    ("posted", "department", "expected"),
    [
        pytest.param("2026-03-09T10:00", "75", "2026-03-12", id="a usual week"),
        pytest.param("2026-03-13T17:00", "75", "2026-03-18", id="Friday evening"),
        pytest.param("2026-03-14T11:00", "75", "2026-03-18", id="Saturday"),
        pytest.param("2026-03-15T23:59", "75", "2026-03-18", id="Sunday night"),
        pytest.param("2026-03-16T00:00", "75", "2026-03-18", id="Monday midnight"),
        pytest.param("2026-03-16T00:01", "75", "2026-03-19", id="a minute later"),
        pytest.param("2026-04-30T10:00", "75", "2026-05-06", id="eve of 1 May"),
        pytest.param("2026-07-13T10:00", "75", "2026-07-17", id="eve of 14 July"),
        pytest.param("2026-12-24T10:00", "75", "2026-12-30", id="Christmas Eve"),
        pytest.param("2026-12-31T10:00", "75", "2027-01-06", id="New Year's Eve"),
        pytest.param("2026-04-02T10:00", "75", "2026-04-08", id="Good Friday works"),
        pytest.param("2026-04-02T10:00", "57", "2026-04-09", id="Good Friday in Metz"),
        pytest.param("2026-04-02T10:00", "67", "2026-04-09", id="in Strasbourg"),
        pytest.param("2026-04-02T10:00", "68", "2026-04-09", id="in Colmar"),
        pytest.param("2028-12-22T10:00", "75", "2028-12-28", id="26 Dec works"),
        pytest.param("2028-12-22T10:00", "67", "2028-12-29", id="26 Dec, Strasbourg"),
        pytest.param("2026-04-24T10:00", "976", "2026-04-30", id="27 Apr, Mayotte"),
        pytest.param("2026-05-20T16:00", "972", "2026-05-27", id="22 May, Martinique"),
        pytest.param("2026-05-26T16:00", "971", "2026-06-01", id="27 May, Guadeloupe"),
        pytest.param("2026-05-27T16:00", "978", "2026-06-02", id="28 May, St-Martin"),
        pytest.param("2026-06-09T15:00", "973", "2026-06-15", id="10 June, Guyane"),
        pytest.param("2026-10-08T15:00", "977", "2026-10-14", id="9 Oct, St-Barth"),
        pytest.param("2027-12-17T07:00", "974", "2027-12-23", id="20 Dec, Réunion"),
    ],
)
def test_dates(posted: str, department: str, expected: str) -> None:
    """Week-ends, national holidays and those of one department, as known dates."""
    assert expected == _expected(posted, department)


def test_the_hours_are_those_of_the_destination() -> None:
    """Late on Friday in Paris it is still Thursday in Martinique, Saturday nowhere."""
    posted_at = datetime(2026, 3, 13, 3, 0, tzinfo=UTC)  # Friday 4 a.m. in Paris

    assert date(2026, 3, 18) == expected_delivery(posted_at, "75")
    assert date(2026, 3, 17) == expected_delivery(posted_at, "972")


@pytest.mark.parametrize(
    ("department", "offset_h"),
    [
        ("75", 1),
        ("2B", 1),
        ("67", 1),
        ("971", -4),
        ("972", -4),
        ("973", -3),
        ("974", 4),
        ("975", -3),
        ("976", 3),
        ("977", -4),
        ("978", -4),
    ],
)
def test_zones(department: str, offset_h: int) -> None:
    """Each department lives by its own clock (in January, without summer time)."""
    here: ZoneInfo = zone(department)

    january = datetime(2026, 1, 15, 12, tzinfo=UTC).astimezone(here)
    assert timedelta(hours=offset_h) == january.utcoffset()
