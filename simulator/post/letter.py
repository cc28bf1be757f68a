"""A letter as the bench API shows it, read and checked field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

_SITUATIONS = ("affilie", "ayant_droit")


class LetterError(Exception):
    """A letter that the bench API should not show so; the message names the field."""


@dataclass(frozen=True, slots=True)
class PostedLetter:
    """One letter. Source: docs/bench-api.yaml, schema Letter.

    Attributes:
        situation: "affilie" or "ayant_droit".
        dossier: number of the account it was posted for.
        posted_at: aware.
        expected_on: day it is expected, where the recipient lives (P5.5).
        address: lines of the recipient's address.
        text: what the letter says.
    """

    situation: str
    dossier: str
    posted_at: datetime
    expected_on: date
    address: str
    text: str

    @property
    def key(self) -> tuple[str, str]:
        """Whose it is: situation and dossier."""
        return self.situation, self.dossier


def read_letter(record: object, number: int) -> PostedLetter:
    """Return the letter that *record*, the *number*-th of the list, stands for.

    Fields that this version does not know are ignored.

    Raises:
        LetterError: a field is absent, or is not what it should be.
    """
    if not isinstance(record, Mapping):
        raise LetterError(f"Letter {number} must be a JSON object, not {record!r}.")

    def field(name: str) -> str:
        value = record.get(name)
        if not isinstance(value, str):
            raise _wrong(number, name, "a text", value)
        return value

    return PostedLetter(
        situation=_situation(field("situation"), number),
        dossier=field("dossier"),
        posted_at=_instant(field("posted_at"), number),
        expected_on=_day(field("expected_on"), number),
        address=field("address"),
        text=field("text"),
    )


def _situation(text: str, number: int) -> str:
    if text not in _SITUATIONS:
        raise _wrong(number, "situation", " or ".join(_SITUATIONS), text)
    return text


def _instant(text: str, number: int) -> datetime:
    try:
        instant: datetime | None = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise _wrong(number, "posted_at", "an ISO 8601 instant with its zone", text)
    return instant


def _day(text: str, number: int) -> date:
    # Alone, fromisoformat would also take 20260313 and 2026-W11-5.
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise _wrong(number, "expected_on", "a day such as 2026-03-13", text)


def _wrong(number: int, name: str, wanted: str, value: object) -> LetterError:
    return LetterError(f'Letter {number}: "{name}" must be {wanted}, not {value!r}.')
