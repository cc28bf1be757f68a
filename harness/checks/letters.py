"""What a letter must be, as the letterbox shows it (P5.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from harness.checks.failure import CheckFailed, require

Letter = Mapping[str, str]


def number_is(
    letters: Sequence[Letter], situation: str, dossier: str, count: int
) -> None:
    """Check how many letters were posted to one dossier, and that no other was."""
    mine = [
        letter
        for letter in letters
        if (letter["situation"], letter["dossier"]) == (situation, dossier)
    ]
    require(
        len(mine) == count and len(letters) == count,
        f"{len(mine)} courrier(s) pour le dossier {dossier} et {len(letters)} en tout, "
        f"au lieu de {count}.",
    )


def expected_on(letters: Sequence[Letter], day: date) -> None:
    """Check the day on which the last letter is expected."""
    require(letters, "Aucun courrier n'est parti.")
    text = letters[-1]["expected_on"]
    try:
        announced = date.fromisoformat(text)
    except ValueError:
        raise CheckFailed(f"« {text} » n'est pas une date (AAAA-MM-JJ).") from None
    require(
        announced == day,
        f"Le courrier est attendu le {announced:%d/%m/%Y}, et non le {day:%d/%m/%Y}.",
    )


def goes_to(letters: Sequence[Letter], *parts: str) -> None:
    """Check that the last letter's address holds all *parts*, whatever the case."""
    require(letters, "Aucun courrier n'est parti.")
    address = letters[-1]["address"]
    for part in parts:
        require(
            part.casefold() in address.casefold(),
            f"L'adresse du courrier ne contient pas « {part} » : {address}",
        )


def describe(letters: Sequence[Letter]) -> str:
    """Return when the last letter was posted and is expected, in a sentence."""
    require(letters, "Aucun courrier n'est parti.")
    last = letters[-1]
    return f"Courrier posté le {last['posted_at']}, attendu le {last['expected_on']}."
