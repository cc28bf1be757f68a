"""The help desk answers when it is open, and the postman comes at noon."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from simulator.clock import PARIS
from simulator.living.draws import Draws
from simulator.living.help_desk import calls
from simulator.living.letters import arrival
from simulator.living.scenario import scenario

START = datetime(2026, 3, 1, 23, tzinfo=UTC)
TOLD = scenario()


@given(st.integers(0, 40 * 86400), st.integers(0, 1000))
def test_nobody_gets_through_while_it_is_closed(wished: int, index: int) -> None:
    """Every call is on a weekday, within the hours, and not before it was wished."""
    at = calls(TOLD, START, wished, Draws(42, index, "1", 0.8))
    local = (START + timedelta(seconds=at)).astimezone(PARIS)

    assert at >= wished
    assert local.weekday() < 5
    assert TOLD.desk_opens <= local.hour < TOLD.desk_closes


def test_who_calls_in_time_gets_through_at_once() -> None:
    """On a Tuesday at noon nobody waits for the next day."""
    noon = 86400 + 12 * 3600

    assert noon == calls(TOLD, START, noon, Draws(42, 1, "1", 0.8))


def test_a_letter_comes_at_noon_where_she_lives() -> None:
    """Overseas, noon is another instant."""
    day = date(2026, 3, 10)

    assert datetime(2026, 3, 10, 11, tzinfo=UTC) == arrival(day, "67")
    assert datetime(2026, 3, 10, 8, tzinfo=UTC) == arrival(day, "974")
