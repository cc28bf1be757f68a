"""The legal public holidays, year by year and territory by territory."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from simulator.portal.rules.working_days import is_working_day, public_holidays

_EASTER = {2026: date(2026, 4, 5), 2027: date(2027, 3, 28), 2028: date(2028, 4, 16)}
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
_MOVING = (1, 39, 50)


def _national(year: int) -> set[date]:
    fixed = {date(year, month, day) for month, day in _FIXED}
    return fixed | {_EASTER[year] + timedelta(days=days) for days in _MOVING}


@pytest.mark.parametrize("year", _EASTER)
@pytest.mark.parametrize("department", ["75", "13", "2A", "2B", "975", "99"])
def test_eleven_days_everywhere(department: str, year: int) -> None:
    """The eleven days of the labour code, where nothing else is celebrated."""
    assert _national(year) == public_holidays(department, year)


@pytest.mark.parametrize("year", _EASTER)
@pytest.mark.parametrize("department", ["57", "67", "68"])
def test_two_more_in_alsace_and_moselle(department: str, year: int) -> None:
    """Good Friday and the day after Christmas."""
    more = {_EASTER[year] - timedelta(days=2), date(year, 12, 26)}

    assert _national(year) | more == public_holidays(department, year)


@pytest.mark.parametrize("year", _EASTER)
@pytest.mark.parametrize(
    ("department", "month", "day"),
    [
        pytest.param("976", 4, 27, id="Mayotte"),
        pytest.param("972", 5, 22, id="Martinique"),
        pytest.param("971", 5, 27, id="Guadeloupe"),
        pytest.param("978", 5, 28, id="Saint-Martin"),
        pytest.param("973", 6, 10, id="Guyane"),
        pytest.param("977", 10, 9, id="Saint-Barthélemy"),
        pytest.param("974", 12, 20, id="La Réunion"),
    ],
)
def test_the_abolition_of_slavery_overseas(
    department: str, month: int, day: int, year: int
) -> None:
    """Each territory has its own day, and no customary day beside it."""
    expected = _national(year) | {date(year, month, day)}

    assert expected == public_holidays(department, year)


@pytest.mark.parametrize("year", _EASTER)
@pytest.mark.parametrize(
    ("department", "days"),
    [
        pytest.param("986", [(4, 28), (6, 29), (7, 29)], id="Wallis-et-Futuna"),
        pytest.param("987", [(3, 5), (11, 20)], id="Polynésie française"),
        pytest.param("988", [(9, 24)], id="Nouvelle-Calédonie"),
    ],
)
def test_the_pacific_has_labour_codes_of_its_own(
    department: str, days: list[tuple[int, int]], year: int
) -> None:
    """Whatever is celebrated there is legal there, Good Friday in Tahiti included."""
    more = {date(year, month, day) for month, day in days}
    if department == "987":
        more.add(_EASTER[year] - timedelta(days=2))

    assert _national(year) | more == public_holidays(department, year)


@pytest.mark.parametrize(
    ("day", "department", "works"),
    [
        ("2026-03-13", "75", True),
        ("2026-03-14", "75", False),
        ("2026-03-15", "75", False),
        ("2026-03-16", "75", True),
        ("2026-05-01", "75", False),
        ("2026-05-22", "75", True),
        ("2026-05-22", "972", False),
        ("2026-04-03", "75", True),
        ("2026-04-03", "67", False),
        ("2026-04-03", "971", True),
    ],
)
def test_a_working_day_is_no_week_end_and_no_holiday_there(
    day: str, department: str, *, works: bool
) -> None:
    """Monday to Friday, unless the department celebrates."""
    assert works == is_working_day(date.fromisoformat(day), department)
