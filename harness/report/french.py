"""French as it is set: no-break spaces, dates, numbers and plurals."""

from __future__ import annotations

import re
from datetime import date, datetime

from harness.journeys.vocabulary import MONTHS
from simulator.clock import PARIS

NO_BREAK = "\u00a0"
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_BEFORE = re.compile(r" (?=[:;?!»%])")
_AFTER = re.compile(r"(?<=«) ")
_UNITS = re.compile(r"(?<=\d) (?=(?:h|min|s|Ko|Mo|caractères)\b)")
_MINUTE = 60


def spaced(text: str) -> str:
    """Return *text* with the spaces that French does not break at."""
    for place in (_BEFORE, _AFTER, _UNITS):
        text = place.sub(NO_BREAK, text)
    return text


def day(when: date) -> str:
    """Say a day: « mardi 10 mars 2026 », « dimanche 1er mars 2026 »."""
    number = "1er" if when.day == 1 else str(when.day)
    month = MONTHS[when.month - 1]
    return f"{_DAYS[when.weekday()]} {number} {month} {when.year}"


def moment(instant: datetime, *, seconds: bool = False) -> str:
    """Say an aware instant as Paris does: « mardi 10 mars 2026 à 10 h 00 »."""
    local = instant.astimezone(PARIS)
    said = f"{day(local.date())} à {local.hour} h {local.minute:02}"
    if seconds and local.second:
        said += f" min {local.second:02} s"
    return spaced(said)


def lasted(duration_s: float) -> str:
    """Say how long something took: « 18,6 s », « 1 min 50 s »."""
    if duration_s < _MINUTE:
        return f"{decimal(duration_s)}{NO_BREAK}s"
    minutes, seconds = divmod(round(duration_s), _MINUTE)
    return spaced(f"{minutes} min {seconds:02} s")


def unfilled(name: str) -> str:
    """Say the name of a plan: « … » in place of what each example fills in."""
    return re.sub(r"<[^<>]+>", "…", name)


def counted(count: int, one: str, many: str = "") -> str:
    """Say a number of things: « 0 exigence », « 1 exigence », « 1 088 exigences »."""
    name = one if count in {0, 1} else (many or f"{one}s")
    return f"{grouped(count)}{NO_BREAK}{name}"


def grouped(count: int) -> str:
    """Say a whole number with its thousands apart."""
    return decimal(count, 0)


def decimal(value: float, places: int = 1) -> str:
    """Say a number with so many decimals: « 1 204,5 »."""
    return f"{value:,.{places}f}".replace(",", NO_BREAK).replace(".", ",")


def short(value: float) -> str:
    """Say a number with as few decimals as it has: « 0,25 », « 12 », « 1 250 000 »."""
    return f"{value:,.12g}".replace(",", NO_BREAK).replace(".", ",")


def percent(share: float, places: int = 1) -> str:
    """Say a share (0 to 1) in per cent: « 91,3 % »."""
    return f"{decimal(100 * share, places)}{NO_BREAK}%"
