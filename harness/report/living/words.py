"""The signs and words of the document: never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from harness.verdicts.requirements import Pack
from harness.verdicts.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """How a verdict or an outcome is shown."""

    sign: str
    word: str
    tone: str
    """Name of its colours in the style sheet."""


VERDICTS = {
    Verdict.CONFORMS: Mark("✓", Verdict.CONFORMS.value, "good"),
    Verdict.CONFLICTS: Mark("≠", Verdict.CONFLICTS.value, "odd"),
    Verdict.FAILS: Mark("✗", Verdict.FAILS.value, "bad"),
    Verdict.NOT_OBSERVABLE: Mark("?", Verdict.NOT_OBSERVABLE.value, "unseen"),
    Verdict.NOT_COVERED: Mark("∅", Verdict.NOT_COVERED.value, "bad"),
}
OUTCOMES = {
    Outcome.UNDEFINED: Mark("✗", "phrase inconnue", "bad"),
    Outcome.ERROR: Mark("✗", "erreur", "bad"),
    Outcome.FAILED: Mark("✗", "échoué", "bad"),
    Outcome.NOT_RUN: Mark("-", "non exécuté", "unseen"),
    Outcome.NOT_OBSERVABLE: Mark("?", "non observable", "unseen"),
    Outcome.PASSED: Mark("✓", "réussi", "good"),
}
"""From the worst to the best."""

PACKS = {
    Pack.PROCEDURE: "La procédure",
    Pack.SECURITY: "La sécurité",
    Pack.ACCESSIBILITY: "L'accessibilité",
}


def worst(outcomes: set[Outcome]) -> Outcome:
    """Return the worst of *outcomes*, of which there is at least one."""
    return next(one for one in OUTCOMES if one in outcomes)
