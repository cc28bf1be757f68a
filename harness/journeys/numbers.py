"""A scenario's dossier number, said as that of the account which stands for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

TYPED = frozenset({"text", "tel", "number", "password", "search"})


def as_cast(text: str, numbers: Mapping[str, str]) -> str:
    """Return *text* with each number of the scenario replaced by the account's.

    However it is written: between spaces, in other digits, without its zero. What
    stands around it, and the alphabet of each digit, stay.

    Args:
        text: what a sentence has somebody type.
        numbers: the account's number by the scenario's, both of as many digits.
    """
    for told, real in numbers.items():
        changed = _replaced(text, told, real)
        if changed == text and told != real and told.startswith("0"):
            changed = _replaced(text, told.lstrip("0"), real[-len(told.lstrip("0")) :])
        if changed != text:
            return changed
    return text


def _replaced(text: str, told: str, real: str) -> str:
    places = [at for at, sign in enumerate(text) if _digit(sign) is not None]
    digits = "".join(str(_digit(text[at])) for at in places)
    start = digits.find(told) if told else -1
    if start < 0:
        return text
    signs = list(text)
    for at, new in zip(places[start : start + len(told)], real, strict=True):
        zero = ord(signs[at]) - int(str(_digit(signs[at])))
        signs[at] = chr(zero + int(new))
    return "".join(signs)


def _digit(sign: str) -> int | None:
    """Return the value of a decimal digit of whatever alphabet; None for the rest."""
    value = unicodedata.decimal(sign, None)
    return None if value is None else int(value)
