"""The words of a load report: verdicts, legs, durations, rates."""

from __future__ import annotations

from dataclasses import dataclass

from harness.journeys.legs import LEGS
from harness.report.french import NO_BREAK, counted, decimal, percent
from harness.runs.load.journey import Ending
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.thresholds import ERRORS, Held

LEG_NAMES = {leg.id: leg.name for leg in LEGS}
"""How reports say each leg."""


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict: a sign, a tone of the style sheet, words, and what they mean."""

    sign: str
    tone: str
    word: str
    meaning: str


def verdict_of(outcome: LoadOutcome) -> Said:
    """Return how the run is judged, the worst first."""
    if outcome.faults:
        return Said(
            "✗",
            "bad",
            "incorrect",
            "sous la charge, quelqu'un a reçu ce qui n'est pas à lui, ou n'a pas reçu "
            "ce qui l'est",
        )
    if outcome.partial:
        return Said("?", "unseen", "sans conclusion", "l'essai a été interrompu")
    if not outcome.count(Ending.DONE):
        return Said(
            "?",
            "unseen",
            "sans conclusion",
            "personne n'a eu le temps d'aller au bout : allongez --duration, ou "
            "baissez --think",
        )
    if any(one.exceeded for one in outcome.held):
        return Said(
            "✗",
            "bad",
            "seuil dépassé",
            "chacun a reçu ce qui est à lui, mais un seuil est dépassé",
        )
    return Said(
        "✓",
        "good",
        "correct",
        "chacun a reçu ce qui est à lui, et aucun seuil n'est dépassé",
    )


def leg_name(leg: str) -> str:
    """Return how reports say *leg*."""
    return LEG_NAMES.get(leg, leg)


def duration(seconds: float) -> str:
    """Say a duration: « 85 ms », « 1,25 s »."""
    if seconds < 1:
        return f"{seconds * 1000:.0f}{NO_BREAK}ms"
    digits = 2 if seconds < 10 else 1  # noqa: PLR2004 - three digits are enough
    return f"{decimal(seconds, digits)}{NO_BREAK}s"


def rate(count: int, seconds: float) -> str:
    """Say how many per second: « 8,4 par seconde »."""
    return f"{decimal(count / seconds if seconds else 0.0)} par seconde"


def measured(held: Held) -> str:
    """Say what was measured of a threshold, and where."""
    if held.measured is None:
        return "rien n'a été mesuré"
    if held.threshold.what == ERRORS:
        return percent(held.measured)
    return f"{duration(held.measured)} ({leg_name(held.where)})"


def limit(held: Held) -> str:
    """Say the limit of a threshold."""
    if held.threshold.what == ERRORS:
        return percent(held.threshold.limit)
    return duration(held.threshold.limit)


def counted_journeys(outcome: LoadOutcome) -> str:
    """Say how the journeys ended, in one line."""
    done, failed, cut = (
        outcome.count(Ending.DONE),
        outcome.count(Ending.FAILED),
        outcome.count(Ending.CUT),
    )
    return (
        f"{counted(done, 'réussi')}, {counted(failed, 'échoué')}, "
        f"{counted(cut, 'interrompu')} par la fin de l'essai"
    )
