"""What a password must hold, and when two are the same.

Source: P8.2 « au moins une lettre minuscule, une lettre majuscule, un chiffre et
avoir a minima 8 caractères », P8.3. What the sentence leaves open is assumed: a letter
of any alphabet counts (H05), a digit is 0 to 9 (H06), a character is a code point of
the composed form (H07).
"""

from __future__ import annotations

import unicodedata
from enum import Enum

MINIMUM_LENGTH = 8
MAXIMUM_LENGTH = 4096
"""In code points. Far above any pass phrase: it only bounds the cost of a hash."""


class Violation(Enum):
    """What a password lacks; the value is the sentence shown to the person."""

    TOO_SHORT = "Le mot de passe doit avoir a minima 8 caractères."
    TOO_LONG = "Le mot de passe ne doit pas dépasser 4096 caractères."
    NO_LOWER_CASE = "Le mot de passe doit contenir au moins une lettre minuscule."
    NO_UPPER_CASE = "Le mot de passe doit contenir au moins une lettre majuscule."
    NO_DIGIT = "Le mot de passe doit contenir au moins un chiffre."
    COMMON = "Ce mot de passe est trop courant : il serait vite deviné."
    HOLDS_DOSSIER = "Le mot de passe ne doit pas contenir votre numéro de dossier."
    OWN_NAME = (
        "Le mot de passe ne doit pas être fait de votre nom, de votre prénom ou de "
        "votre adresse mail."
    )
    OF_THE_LETTER = "Choisissez un autre mot de passe que celui du courrier."


def normalise(password: str) -> str:
    """Return the composed form (NFC), so that every keyboard gives the same hash."""
    return unicodedata.normalize("NFC", password)


def violations(password: str) -> tuple[Violation, ...]:
    """Return what *password* lacks; empty means acceptable. Source: P8.2."""
    composed = normalise(password)
    broken = {
        Violation.TOO_SHORT: len(composed) < MINIMUM_LENGTH,
        Violation.TOO_LONG: len(composed) > MAXIMUM_LENGTH,
        Violation.NO_LOWER_CASE: not any(map(str.islower, composed)),
        Violation.NO_UPPER_CASE: not any(map(str.isupper, composed)),
        Violation.NO_DIGIT: not any(char in "0123456789" for char in composed),
    }
    return tuple(violation for violation, found in broken.items() if found)


def same(password: str, confirmation: str) -> bool:
    """Tell whether both are identical, code point by code point. Source: P8.3."""
    return password == confirmation
