"""The recipient's address in La Poste's form. Source: NF Z 10-011 (1997).

As La Poste tells it: at most six lines of at most 38 characters, left aligned, no empty
line; from the line of the street on, capitals without punctuation.

The whole block is in capitals, as the norm prefers. The person keeps her accents and
hyphens, as on the file; from the street on accents go too, as in postal directories.
What is too long is first abbreviated as postmen do, then goes on on the next line. Only
when six lines do not hold it, complements go before the numbered street does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LINES = 6
WIDTH = 38
_MAXIMUM_NAME_LINES = 2
_LIGATURES = str.maketrans({"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D"})
_NUMBERED = re.compile(r"\d+\s?(?:BIS|TER|QUATER|[A-Z])?\s\S")

_STREET_WORDS = {
    "ALLEE": "ALL", "ALLEES": "ALL", "APPARTEMENT": "APP", "AVENUE": "AV",
    "BATIMENT": "BAT", "BOULEVARD": "BD", "CHEMIN": "CHE", "DOCTEUR": "DR",
    "ESCALIER": "ESC", "FAUBOURG": "FG", "GENERAL": "GAL", "IMMEUBLE": "IMM",
    "IMPASSE": "IMP", "LIEUTENANT": "LT", "LOTISSEMENT": "LOT", "MARECHAL": "MAL",
    "PLACE": "PL", "PRESIDENT": "PDT", "PROFESSEUR": "PR", "QUARTIER": "QUA",
    "RESIDENCE": "RES", "ROUTE": "RTE", "SAINT": "ST", "SAINTE": "STE",
    "SQUARE": "SQ",
}  # fmt: skip
_CITY_WORDS = {"SAINT": "ST", "SAINTE": "STE", "SAINTS": "STS", "SUR": "S"}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a letter goes to, as the file has it; ``street`` may hold complements."""

    name: str
    street: str
    postcode: str
    city: str


def address_lines(recipient: Recipient) -> tuple[str, ...]:
    """Return the lines to print, the postcode and the town being the last."""
    last = _town(_postal(recipient.postcode), _postal(recipient.city))
    name = _wrapped(_abridged_name(_tidy(recipient.name).upper()))
    name = name[:_MAXIMUM_NAME_LINES]
    street = _street(recipient.street, LINES - len(name) - len(last))
    return (*name, *street, *last)


def _street(text: str, room: int) -> list[str]:
    """Return the lines of a street and its complements, in at most *room* lines.

    Each piece (commas and line ends part them) has its own lines while there is room.
    """
    pieces = [_postal(piece) for piece in re.split(r"[\n\r,;]+", text)]
    pieces = _with_number([piece for piece in pieces if piece])
    brief = [_abbreviated(piece) for piece in pieces]
    numbered = [piece for piece in brief if _NUMBERED.match(piece)] or brief[-1:]
    lines: list[str] = []
    for attempt in (map(_short, pieces), brief, _packed(brief), numbered):
        lines = [line for piece in attempt for line in _wrapped(piece)]
        if len(lines) <= room:
            break
    return lines[:room]


def _packed(pieces: list[str]) -> list[str]:
    """Return *pieces* with neighbours on one line where they fit whole."""
    packed: list[str] = []
    for piece in pieces:
        if packed and len(packed[-1]) + 1 + len(piece) <= WIDTH:
            packed[-1] += f" {piece}"
        else:
            packed.append(piece)
    return packed


def _with_number(pieces: list[str]) -> list[str]:
    """Join a number that a comma parts from its street (« 12, rue des Lilas »)."""
    joined: list[str] = []
    for piece in pieces:
        alone = joined and re.fullmatch(r"\d+\s?(?:BIS|TER|QUATER|[A-Z])?", joined[-1])
        if alone and not _NUMBERED.match(piece):
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    return joined


def _town(postcode: str, city: str) -> list[str]:
    """Return the last line; words that find no room go, last ones first."""
    line = f"{postcode} {city}".strip()
    if len(line) > WIDTH:
        words = [_CITY_WORDS.get(word, word) for word in city.split()]
        line = " ".join((postcode, *words)).strip()
    return _wrapped(line)[:1]


def _short(piece: str) -> str:
    return piece if len(piece) <= WIDTH else _abbreviated(piece)


def _abbreviated(piece: str) -> str:
    return " ".join(_STREET_WORDS.get(word, word) for word in piece.split())


def _abridged_name(name: str) -> str:
    """Return *name*, its first names but the first as initials if it is too long."""
    if len(_wrapped(name)) <= _MAXIMUM_NAME_LINES:
        return name
    first, *middle, last = name.split() if " " in name else (name, "")
    return " ".join((first, *(f"{word[0]}." for word in middle), last)).strip()


def _wrapped(text: str) -> list[str]:
    """Return *text* in lines of at most WIDTH, cut between words where there are any.

    A word longer than a line goes on on the next.
    """
    lines: list[str] = []
    current = ""
    for word in text.split():
        if current and len(current) + 1 + len(word) > WIDTH:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
        while len(current) > WIDTH:
            lines.append(current[:WIDTH])
            current = current[WIDTH:]
    return [*lines, current] if current else lines


def _tidy(text: str) -> str:
    """Return *text* composed, on one line, without what nobody sees."""
    composed = unicodedata.normalize("NFC", text).replace("’", "'")
    seen = (
        char if unicodedata.category(char)[0] not in "CZ" else " " for char in composed
    )
    return " ".join("".join(seen).split())


def _postal(text: str) -> str:
    """Return *text* in capitals without accents nor punctuation."""
    capitals = _tidy(text).upper().translate(_LIGATURES)
    bare = (
        char
        for char in unicodedata.normalize("NFKD", capitals)
        if not unicodedata.combining(char)
    )
    kept = (char.upper() if char.isalnum() else " " for char in bare)
    return " ".join("".join(kept).split())
