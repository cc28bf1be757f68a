"""When a letter is expected: 72 h, without week-ends and public holidays (P5.5).

« généralement » makes it an estimate. The 72 hours run only on working days (Monday to
Friday, no public holiday) in the recipient's own zone (assumption H10).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

DELAY = timedelta(hours=72)
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
}

_ALSACE_MOSELLE = {"57": "57", "67": "6AE", "68": "6AE"}
"""holidays knows Moselle by its number and both Alsatian departments as 6AE."""

_OVERSEAS = {code: code for code in ("971", "972", "973", "974", "976")} | {
    "975": "PM",
    "977": "BL",
    "978": "MF",
}


def zone(department: str) -> ZoneInfo:
    """Return the time zone of a *department* ("67", "2A", "974" …)."""
    return ZoneInfo(_ZONES.get(department, "Europe/Paris"))


@lru_cache(maxsize=256)
def public_holidays(department: str, year: int) -> frozenset[date]:
    """Return the legal public holidays of *department* in *year*.

    The customary days that the library adds overseas (Mi-Carême, Vendredi saint in
    Guadeloupe, Victor Schœlcher) are no legal holidays of article L3133-1 and L3422-2
    of the labour code: only the abolition day is kept there.
    """
    national = set(_calendar(None, year))
    if department in _ALSACE_MOSELLE:
        return frozenset(national | set(_calendar(_ALSACE_MOSELLE[department], year)))
    if department in _OVERSEAS:
        local = _calendar(_OVERSEAS[department], year)
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
    here = zone(department)
    moment = posted_at.astimezone(here).replace(tzinfo=None)
    left = DELAY
    while True:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time())
        if is_working_day(moment.date(), department):
            if midnight - moment >= left:
                return moment.date()
            left -= midnight - moment
        moment = midnight
