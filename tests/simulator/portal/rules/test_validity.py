"""How long a link lives: 24 hours of elapsed time (P7.6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.portal.rules.validity import expiry, is_alive

_DAY_S = 24 * 3600
_INSTANTS = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    timezones=st.just(UTC),
)
_SPRING = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
_AUTUMN = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)
_LEAP_DAY = datetime(2028, 2, 28, 12, 0, tzinfo=UTC)


@given(_INSTANTS)
@example(_SPRING)
@example(_AUTUMN)
@example(_LEAP_DAY)
def test_a_link_lives_86400_elapsed_seconds(issued_at: datetime) -> None:
    """The count is in seconds of the world, whatever the clocks on the wall do."""
    elapsed = expiry(issued_at).timestamp() - int(issued_at.timestamp())

    assert _DAY_S == elapsed


@given(_INSTANTS)
def test_an_expiry_is_a_whole_second(issued_at: datetime) -> None:
    """The token's exp is in seconds: store and token must not disagree."""
    assert 0 == expiry(issued_at).microsecond


@given(_INSTANTS)
@example(_SPRING)
@example(_AUTUMN)
@example(_LEAP_DAY)
def test_it_is_alive_up_to_the_last_second_and_dead_from_the_24th_hour_on(
    issued_at: datetime,
) -> None:
    """Alive a second before, dead at the very second and after (RFC 7519)."""
    issued_at = issued_at.replace(microsecond=0)
    end = expiry(issued_at)
    second = timedelta(seconds=1)

    assert is_alive(issued_at, end)
    assert is_alive(end - second, end)
    assert is_alive(end - timedelta(microseconds=1), end)
    assert not is_alive(end, end)
    assert not is_alive(end + second, end)


@pytest.mark.parametrize(
    ("issued", "alive_until"),
    [
        pytest.param("2026-03-28T12:00:00", "2026-03-29T13:00:00", id="23-hour night"),
        pytest.param("2026-10-24T12:00:00", "2026-10-25T11:00:00", id="25-hour night"),
        pytest.param("2027-03-27T12:00:00", "2027-03-28T13:00:00", id="Easter 2027"),
        pytest.param("2028-02-28T12:00:00", "2028-02-29T12:00:00", id="leap day"),
        pytest.param("2026-12-31T23:59:59", "2027-01-01T23:59:59", id="new year"),
    ],
)
def test_wall_clocks_in_paris(issued: str, alive_until: str) -> None:
    """Read on a clock in Paris, a night of 23 or 25 hours moves the hour of the end."""
    paris = ZoneInfo("Europe/Paris")
    issued_at = datetime.fromisoformat(issued).replace(tzinfo=paris).astimezone(UTC)

    expected = datetime.fromisoformat(alive_until).replace(tzinfo=paris)
    assert expected.astimezone(UTC) == expiry(issued_at)


def test_a_life_may_be_shorter() -> None:
    """The lifetime is a parameter, for a portal that follows a stricter rule."""
    assert _SPRING + timedelta(minutes=10) == expiry(_SPRING, timedelta(minutes=10))
