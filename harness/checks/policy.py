"""How strong a password the portal asks for, by what it takes (B27, B28)."""

from __future__ import annotations

import math
import string

from harness.checks.failure import require
from harness.checks.pages import require_answered, seen
from harness.errors import NotObservable
from harness.labels import Stage
from harness.pages import Page

PROCEDURE_LENGTH = 8
"""Characters (P8.2), of three classes: what CNIL's own example of case 2 admits."""

_SIGNS = 11
"""The fewest signs that are counted beside letters and digits: 73 in all."""

_CLASSES = (
    (string.ascii_lowercase, 26),
    (string.ascii_uppercase, 26),
    (string.digits, 10),
)


def bits(password: str) -> float:
    """Return the entropy, in bits, of a rule that asks for as much: L·log2(N).

    Source: CNIL 2022-100; N is the number of characters of the classes in use.
    """
    known = "".join(letters for letters, _ in _CLASSES)
    size = sum(count for letters, count in _CLASSES if set(letters) & set(password))
    size += _SIGNS if set(password) - set(known) else 0
    return len(password) * math.log2(size)


PROCEDURE_BITS = bits("Soleil26")


def entropy_is_enough(page: Page, taken: str | None) -> str:
    """Check that the weakest password taken is worth what the procedure orders (B27).

    Args:
        page: the answer to the last password tried.
        taken: that password.

    Returns:
        What was measured, beside the 80, 50 and 13 bits of CNIL 2022-100.

    Raises:
        NotObservable: no password was taken.
    """
    password = _taken(page, taken)
    measured = bits(password)
    told = (
        f"Le plus faible mot de passe accepté a {len(password)} caractères et "
        f"{_french(measured)} bits. CNIL 2022-100 : 80 bits seul, 50 avec une "
        "restriction d'accès, dont l'exemple (8 caractères, 3 classes) fait "
        f"{_french(PROCEDURE_BITS)} bits."
    )
    require(measured >= PROCEDURE_BITS, f"{told} {seen(page)}")
    return told


def length_is_enough(page: Page, taken: str | None) -> str:
    """Check that the shortest password taken has the procedure's length (B28).

    Raises:
        NotObservable: no password was taken.
    """
    password = _taken(page, taken)
    told = (
        f"Le plus court mot de passe accepté a {len(password)} caractères. "
        "ASVS 5.0.0 6.2.1 : 8, et 15 conseillés ; NIST SP 800-63B-4 : 15 quand il "
        "est seul ; ANSSI R21 : selon le niveau."
    )
    require(len(password) >= PROCEDURE_LENGTH, f"{told} {seen(page)}")
    return told


def _taken(page: Page, password: str | None) -> str:
    require_answered(page)
    if password is None or not page.shows_alone(Stage.CHANGED.value):
        raise NotObservable("ce portail n'accepte aucun des mots de passe essayés")
    return password


def _french(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")
