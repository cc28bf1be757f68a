"""The two situations a person may have at CARPIMKO (P4.1)."""

from __future__ import annotations

from enum import StrEnum


class Situation(StrEnum):
    """Affilié, or ayant droit: each has dossiers of its own."""

    AFFILIE = "affilie"
    AYANT_DROIT = "ayant_droit"

    @classmethod
    def read(cls, text: str) -> Situation | None:
        """Return the situation that *text* names exactly, or None."""
        return next((situation for situation in cls if situation.value == text), None)
