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
    ["75", "2A", "57", "67", "68", "986", "987", "988"]
    + [str(code) for code in range(971, 979)]
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


def _open_time(posted_at: datetime, midnight: date, department: str) -> timedelta:
    """Return the working time there from *posted_at* to 0 h on *midnight*."""
    moment = posted_at.astimezone(zone(department)).replace(tzinfo=None)
    end = datetime.combine(midnight, datetime.min.time())
    total = timedelta(0)
    while moment < end:
        next_midnight = datetime.combine(
            moment.date() + timedelta(days=1), datetime.min.time()
        )
        if is_working_day(moment.date(), department):
            total += next_midnight - moment
        moment = next_midnight
    return total


@given(_INSTANTS, _DEPARTMENTS)
@settings(max_examples=200)
def test_72_hours_of_open_time_end_on_the_expected_day(
    posted_at: datetime, department: str
) -> None:
    """Never earlier than 72 h of open time, and never a day later."""
    day = expected_delivery(posted_at, department)
    delay = timedelta(hours=72)

    assert delay < _open_time(posted_at, day + timedelta(days=1), department)
    assert delay >= _open_time(posted_at, day, department)


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
        pytest.param("2026-03-14T11:00", "75", "2026-03-19", id="Saturday"),
        pytest.param("2026-03-15T23:59", "75", "2026-03-19", id="Sunday night"),
        pytest.param("2026-03-16T00:00", "75", "2026-03-19", id="Monday midnight"),
        pytest.param("2026-03-16T00:01", "75", "2026-03-19", id="a minute later"),
        pytest.param("2026-02-28T10:00", "75", "2026-03-05", id="another Saturday"),
        pytest.param("2026-05-01T10:00", "75", "2026-05-07", id="on 1 May"),
        pytest.param("2026-04-30T10:00", "75", "2026-05-06", id="eve of 1 May"),
        pytest.param("2026-05-07T17:00", "75", "2026-05-13", id="eve of 8 May"),
        pytest.param("2026-12-23T15:30", "75", "2026-12-29", id="before Christmas"),
        pytest.param("2026-03-27T23:00", "75", "2026-04-01", id="over a DST night"),
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
        pytest.param("2026-04-02T10:00", "971", "2026-04-08", id="custom, Guadeloupe"),
        pytest.param("2026-04-02T10:00", "987", "2026-04-09", id="Good Friday, Tahiti"),
        pytest.param("2026-03-04T10:00", "987", "2026-03-10", id="5 March, Tahiti"),
        pytest.param("2026-04-27T10:00", "986", "2026-05-04", id="28 Apr, Wallis"),
        pytest.param("2026-09-23T10:00", "988", "2026-09-29", id="24 Sept, Nouméa"),
        pytest.param("2026-05-26T10:00", "975", "2026-05-29", id="Saint-Pierre"),
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
        ("986", 12),
        ("987", -10),
        ("988", 11),
    ],
)
def test_zones(department: str, offset_h: int) -> None:
    """Each department lives by its own clock (in January, without summer time)."""
    here: ZoneInfo = zone(department)

    january = datetime(2026, 1, 15, 12, tzinfo=UTC).astimezone(here)
    assert timedelta(hours=offset_h) == january.utcoffset()
