"""When a letter is expected: 72 h, without week-ends and public holidays (P5.5).

« généralement » makes it an estimate. The 72 hours run only on working days (Monday to
Friday, no public holiday) in the recipient's own zone, and a request made on a day off
counts from the next working day at 0 h (assumption H10). Every working day having its
24 hours (clocks change on Sundays, where they do), that is the third working day after
the first one: a letter asked for on a Saturday is expected as one of that Monday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

WORKING_DAYS = 3
"""72 h, in days of 24 h."""
_DAY = timedelta(days=1)
_SATURDAY = 5
_ABOLITION = "Abolition de l'esclavage"

_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
"""Zones of the territories; the Marquesas and the Gambier live by Tahiti's here."""

_ALSACE_MOSELLE = {"57": "57", "67": "6AE", "68": "6AE"}
"""holidays knows Moselle by its number and both Alsatian departments as 6AE."""

_ABOLITION_ONLY = {code: code for code in ("971", "972", "973", "974", "976")} | {
    "975": "PM",
    "977": "BL",
    "978": "MF",
}
"""Where article L3133-1 of the labour code holds, with the abolition day of L3422-2."""

_OWN_CODE = {"986": "WF", "987": "PF", "988": "NC"}
"""Where a labour code of their own names the days: all of the library's are legal."""


def zone(department: str) -> ZoneInfo:
    """Return the time zone of a *department* ("67", "2A", "974" …)."""
    return ZoneInfo(_ZONES.get(department, "Europe/Paris"))


@lru_cache(maxsize=256)
def public_holidays(department: str, year: int) -> frozenset[date]:
    """Return the legal public holidays of *department* in *year*.

    The customary days that the library adds overseas (Mi-Carême and Vendredi saint in
    Guadeloupe, Victor Schœlcher) are no legal holidays: of the days of 971 to 978 only
    the abolition day is kept. A department that is not known has the national days.
    """
    national = set(_calendar(None, year))
    if department in _OWN_CODE:
        return frozenset(_calendar(_OWN_CODE[department], year))
    if department in _ALSACE_MOSELLE:
        return frozenset(national | set(_calendar(_ALSACE_MOSELLE[department], year)))
    if department in _ABOLITION_ONLY:
        local = _calendar(_ABOLITION_ONLY[department], year)
        return frozenset(national | {d for d, n in local.items() if n == _ABOLITION})
    return frozenset(national)


def _calendar(subdivision: str | None, year: int) -> dict[date, str]:
    return dict(
        holidays.country_holidays("FR", subdiv=subdivision, years=year, language="fr")
    )


def is_working_day(day: date, department: str) -> bool:
    """Tell whether *day* is Monday to Friday and no public holiday there."""
    return day.weekday() < _SATURDAY and day not in public_holidays(
        department, day.year
    )


def expected_delivery(posted_at: datetime, department: str) -> date:
    """Return the day a letter posted at *posted_at* (aware) is expected to arrive."""
    day = posted_at.astimezone(zone(department)).date()
    day = _working_day_from(day, department)
    for _ in range(WORKING_DAYS):
        day = _working_day_from(day + _DAY, department)
    return day


def _working_day_from(day: date, department: str) -> date:
    """Return *day* if it is a working one there, else the next that is."""
    while not is_working_day(day, department):
        day += _DAY
    return day
