"""How the desk says instants, durations and counts, in French and in Paris time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from simulator.clock import PARIS

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_UNITS = (
    (timedelta(days=1), "j"),
    (timedelta(hours=1), "h"),
    (timedelta(minutes=1), "min"),
    (timedelta(seconds=1), "s"),
)
_NO_TIME = timedelta(0)
_BYTES_IN_UNIT = 1000
_KEPT = "\t\n\u00a0\u202f\u00ad\u200b\u200c\u200d"
"""Not printable to Python, yet harmless: spaces of French, joiners of emoji."""

SITUATIONS = {"affilie": "affilié", "ayant_droit": "ayant droit"}
STATUSES = {"active": "actif", "blocked": "bloqué", "closed": "fermé"}


def day(value: date) -> str:
    """Return a day in full: « mardi 24 novembre 2026 »."""
    number = "1er" if value.day == 1 else str(value.day)
    return (
        f"{_DAYS[value.weekday()]} {number} {_MONTHS[value.month - 1]} {value.year:04d}"
    )


def instant(value: datetime) -> str:
    """Return an instant in full, in Paris: « mardi 24 novembre 2026 à 10:42 »."""
    here = value.astimezone(PARIS)
    return f"{day(here.date())} à {here:%H:%M}"


def short(value: datetime) -> str:
    """Return an instant in figures, in Paris: « 24/11/2026 10:42:07 »."""
    here = value.astimezone(PARIS)
    return f"{here.day:02d}/{here.month:02d}/{here.year:04d} {here:%H:%M:%S}"


def season(value: datetime) -> str:
    """Say which of Paris's two times an instant is told in."""
    here = value.astimezone(PARIS)
    return "heure d'été" if here.dst() else "heure d'hiver"


def duration(value: timedelta) -> str:
    """Return a duration by its two largest units: « 1 j 2 h »; seconds are rounded."""
    left = timedelta(seconds=round(abs(value).total_seconds()))
    told = []
    for unit, name in _UNITS:
        count, left = divmod(left, unit)
        if count:
            told.append(f"{count} {name}")
    return " ".join(told[:2]) or "0 s"


def shift(offset: timedelta) -> str:
    """Say how far the clock is from real time."""
    if abs(offset) < timedelta(seconds=1):
        return "à l'heure réelle"
    side = "en avance" if offset > _NO_TIME else "en retard"
    return f"{side} de {duration(offset)} sur l'heure réelle"


def count(number: int, one: str, several: str | None = None) -> str:
    """Return « 1 mail », « 2 mails », « aucun mail »."""
    if number == 0:
        return f"aucun {one}"
    return f"{number} {one if number == 1 else several or one + 's'}"


def thousands(number: int) -> str:
    """Return « 250 000 »."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def size(octets: int) -> str:
    """Return a size: « 812 octets », « 3,4 ko »."""
    if octets < _BYTES_IN_UNIT:
        return count(octets, "octet")
    value = float(octets)
    for unit in ("ko", "Mo"):
        value /= _BYTES_IN_UNIT
        if value < _BYTES_IN_UNIT or unit == "Mo":
            return f"{value:.1f} {unit}".replace(".", ",")
    raise AssertionError("The last unit takes any size.")


def readable(text: str) -> str:
    """Return *text* as a page can carry it: no half character, nothing invisible.

    Tabs and line ends stay; other controls, and the marks that turn the direction of
    writing, would let a mail show something else than what it says.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return "".join(
        char if char in _KEPT or char.isprintable() else "\ufffd" for char in whole
    )
