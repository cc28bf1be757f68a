"""How the features say situations, days, instants, durations and odd characters."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from fixtures.person import Situation
from simulator.clock import PARIS

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
DAY_PATTERN = rf"\d{{1,2}}(?:er)? (?:{'|'.join(MONTHS)}) \d{{4}}"
INSTANT_PATTERN = rf"{DAY_PATTERN} à \d{{1,2}} h \d{{2}}(?: min \d{{1,2}}(?:,\d+)? s)?"
DURATION_PATTERN = (
    r"\d+ (?:jours?|h|min|s)(?: \d+ (?:h|min|s))*(?: moins 1 s| plus 1 s)?"
)
SITUATION_PATTERN = "affilié|affiliée|ayant droit"

_UNITS = {
    "jour": timedelta(days=1),
    "jours": timedelta(days=1),
    "h": timedelta(hours=1),
    "min": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}


def situation_of(text: str) -> Situation:
    """Return the situation that "affiliée" or "ayant droit" names."""
    return Situation.AYANT_DROIT if text == "ayant droit" else Situation.AFFILIE


def day_of(text: str) -> date:
    """Return the day that "1er mai 2026" names."""
    number, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(number.removesuffix("er")))


def instant_of(text: str) -> datetime:
    """Return the instant that "28 mars 2026 à 12 h 00" names, in Paris.

    Seconds may follow: "28 mars 2026 à 12 h 00 min 0,7 s".
    """
    day, _, moment = text.partition(" à ")
    numbers = re.findall(r"\d+(?:,\d+)?", moment)
    seconds = float(numbers[2].replace(",", ".")) if numbers[2:] else 0.0
    midnight = datetime.combine(day_of(day), datetime.min.time(), tzinfo=PARIS)
    here = midnight.replace(hour=int(numbers[0]), minute=int(numbers[1]))
    if here.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) != here.replace(
        tzinfo=None
    ):
        raise ValueError(f"Paris had no such hour: {text}")
    return here + timedelta(seconds=seconds)


def duration_of(text: str) -> timedelta:
    """Return the elapsed time that "23 h 59 min" or "24 h moins 1 s" names."""
    total = sum(
        (
            int(number) * _UNITS[unit]
            for number, unit in re.findall(r"(\d+) (jours?|h|min|s)\b", text)
        ),
        timedelta(),
    )
    if text.endswith("moins 1 s"):
        return total - 2 * _UNITS["s"]
    return total


def typed_text(text: str) -> str:
    r"""Return what is typed, with \n, \t and \uXXXX standing for their characters.

    A feature shows no character that a reader cannot see.
    """
    return re.sub(
        r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nts]))",
        lambda found: (
            {"n": "\n", "t": "\t", "s": " "}[found[3]]
            if found[3]
            else chr(int(found[1] or found[2], 16))
        ),
        text,
    )


def password_of_length(length: int) -> str:
    """Return a password of *length* characters that obeys the rule of step 8."""
    return ("Aa1" + "x" * length)[:length]


def accented_password(length: int) -> str:
    """Return a password of *length* characters, two bytes each but the first three."""
    return ("Aa1" + "é" * length)[:length]
