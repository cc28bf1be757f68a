"""Reading an instant typed as Paris shows it, on nights of 23 and 25 hours too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from simulator.clock import PARIS
from simulator.desk import wording

FIRST_YEAR, LAST_YEAR = 1970, 9998
"""What the portal reckons from an instant must exist as well."""

_DATE = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})\s*[:hH]\s*([0-9]{2})?(?:\s*[:]\s*([0-9]{2}))?")


class Season(Enum):
    """Which of two equal hours is meant, the night on which 2 h comes twice."""

    SUMMER = "ete"
    """The first one."""
    WINTER = "hiver"
    """The second one."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of reading it.

    Attributes:
        instant: in UTC; None if it could not be read.
        errors: pairs of field and French sentence.
        is_ambiguous: whether the hour comes twice on that night.
    """

    instant: datetime | None
    errors: tuple[tuple[str, str], ...] = ()
    is_ambiguous: bool = False


def read(date_text: str, time_text: str, season: str = "") -> Typed:
    """Read « 24/11/2026 » and « 10:42 », « 10 h 42 » or « 10:42:07 »."""
    date_errors, day = _date(date_text.strip())
    time_errors, hour = _time(time_text.strip())
    if day is None or hour is None:
        return Typed(None, (*date_errors, *time_errors))
    local = datetime(*day, *hour, tzinfo=PARIS)
    earlier, later = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if earlier == later:
        return Typed(earlier)
    if earlier > later:
        skipped = (
            f"Le {wording.day(local.date())}, on passe à l'heure d'été : "
            f"{hour[0]}:{hour[1]:02d} n'existe pas cette nuit-là."
        )
        return Typed(None, (("heure", skipped),))
    if season not in {each.value for each in Season}:
        twice = (
            f"Le {wording.day(local.date())}, {hour[0]}:{hour[1]:02d} vient deux "
            "fois : dites laquelle."
        )
        return Typed(None, (("saison", twice),), is_ambiguous=True)
    chosen = earlier if season == Season.SUMMER.value else later
    return Typed(chosen, is_ambiguous=True)


_Errors = tuple[tuple[str, str], ...]


def _date(text: str) -> tuple[_Errors, tuple[int, int, int] | None]:
    if not text:
        return (("date", "Indiquez la date, par exemple 24/11/2026."),), None
    found = _DATE.fullmatch(text)
    if found is None:
        return (
            ("date", "La date s'écrit jour/mois/année, par exemple 24/11/2026."),
        ), None
    day, month, year = (int(part) for part in found.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = f"L'année doit être comprise entre {FIRST_YEAR} et {LAST_YEAR}."
        return (("date", sentence),), None
    try:
        datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return (("date", f"Le {text} n'existe pas dans le calendrier."),), None
    return (), (year, month, day)


def _time(text: str) -> tuple[_Errors, tuple[int, int, int] | None]:
    if not text:
        return (("heure", "Indiquez l'heure, par exemple 10:42."),), None
    found = _TIME.fullmatch(text)
    if found is None:
        return (("heure", "L'heure s'écrit heures:minutes, par exemple 10:42."),), None
    hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        datetime(FIRST_YEAR, 1, 1, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return (("heure", f"{text} n'est pas une heure : de 0:00 à 23:59."),), None
    return (), (hour, minute, second)
