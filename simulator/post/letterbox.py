"""The letterbox: what the postman has brought by now, and what a letter carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from simulator.post.letter import PostedLetter

_FRANCE = "Europe/Paris"
_OVERSEAS = {
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
"""Known here once more: a postman does not ask the portal what time it is."""

_SECRET_WORD = r"(?:mots? de passe|codes?|clés?)\b"  # noqa: S105 - words of a letter
_TOKEN = r"[^\s«»“”\"]+"  # noqa: S105 - a pattern
_AFTER_COLON = re.compile(
    rf"{_SECRET_WORD}[^.:\n]*:\s*[«“\"]?\s*({_TOKEN})", re.IGNORECASE
)
_AFTER_IS = re.compile(
    rf"{_SECRET_WORD}[^.:\n]*?\best\s*:?\s*[«“\"]?\s*({_TOKEN})", re.IGNORECASE
)
_SHORTEST = 6
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


class LetterboxError(Exception):
    """The letterbox holds no such letter; the message says what is known of it."""


def arrived(
    letters: Sequence[PostedLetter], now: datetime, department: str
) -> tuple[PostedLetter, ...]:
    """Return the letters that are in a letterbox of *department* at *now* (aware).

    A letter is there from its expected day on, by the clock of the place.
    """
    today = now.astimezone(zone(department)).date()
    return tuple(letter for letter in letters if letter.expected_on <= today)


def addressed_to(
    letters: Sequence[PostedLetter], situation: str, dossier: str
) -> tuple[PostedLetter, ...]:
    """Return the letters of one account, in the order of the list."""
    return tuple(letter for letter in letters if letter.key == (situation, dossier))


def zone(department: str) -> ZoneInfo:
    """Return the zone in which people of *department* ("67", "974" …) live."""
    return ZoneInfo(_OVERSEAS.get(department, _FRANCE))


def secret_in(letter: PostedLetter) -> str | None:
    """Return the password or code that *letter* carries, or None if none is found.

    What stands right after « mot de passe … : » (or « code », or « … est ») and looks
    like one; else the longest word with letters and digits after the first of these
    words. An address of a site or of a mailbox is none, nor is the dossier number.
    """
    for pattern in (_AFTER_COLON, _AFTER_IS):
        told = [_bare(found) for found in pattern.findall(letter.text)]
        likely = [
            token for token in told if _is_secret(token) and token != letter.dossier
        ]
        if likely:
            return max(likely, key=len)
    start = re.search(_SECRET_WORD, letter.text, re.IGNORECASE)
    if start is None:
        return None
    words = map(_bare, re.findall(_TOKEN, letter.text[start.end() :]))
    mixed = [word for word in words if _is_secret(word) and _LETTER.search(word)]
    return max(mixed, key=len, default=None)


def _bare(token: str) -> str:
    """Return *token* without the punctuation of the sentence around it."""
    return re.sub(r"[.,;:)\]]+$", "", re.sub(r"^[(\[]+", "", token))


def _is_secret(token: str) -> bool:
    """Tell whether *token* could be one: long enough, with a digit, no address."""
    is_address = "@" in token or "://" in token or token.lower().startswith("www.")
    return len(token) >= _SHORTEST and bool(_DIGIT.search(token)) and not is_address


def newest(
    letters: Sequence[PostedLetter], key: tuple[str, str], now: datetime, zone_of: str
) -> PostedLetter:
    """Return the last letter of the account *key* that has arrived by *now*.

    *zone_of* is the department where it arrives.

    Raises:
        LetterboxError: none has; the French message tells those that are under way.
    """
    mine = addressed_to(letters, *key)
    here = arrived(mine, now, zone_of)
    if here:
        return here[-1]
    today = now.astimezone(zone(zone_of)).date()
    days = ", ".join(f"{letter.expected_on:%d/%m/%Y}" for letter in mine)
    raise LetterboxError(
        f"Le {today:%d/%m/%Y}, aucun courrier n'est arrivé pour le dossier {key[1]}. "
        + (f"Attendu le : {days}." if mine else "Aucun n'est parti.")
    )
