"""What a run against a varied portal proves: pure rules.

A red scenario is believed only if the portal made it red: a check that failed, or a
page that lacks what the procedure names. Anything else that goes wrong is the bench's
own trouble, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from harness.errors import NotOffered
from harness.gherkin.outline import Example
from harness.runs.journal import ScenarioRecord
from harness.targets.faulty import Defect, Sound, Variation
from harness.verdicts.verdict import Outcome

_PORTALS_FAULT = frozenset({NotOffered.__name__})
"""Errors that only a portal can cause: the page has no such link, field or button."""


class Conclusion(StrEnum):
    """What is said of a variation in the end."""

    RIGHT = "pour la bonne raison"
    OTHER = "pour une autre raison"
    ESCAPED = "échappé"
    TROUBLE = "banc en panne"
    """Nothing was shown: what went wrong is not the portal's doing."""
    QUIET = "rien à redire"
    FALSE_ALARM = "fausse alarme"


@dataclass(frozen=True, slots=True)
class Ran:
    """A scenario and how it ended; no record: it was not run."""

    example: Example
    record: ScenarioRecord | None

    @property
    def is_red(self) -> bool:
        """Whether the portal, and not the bench, turned it red."""
        if self.record is None or self.record.status is Outcome.FAILED:
            return self.record is not None
        stumbled = self._stumbled()
        return self.record.status is Outcome.ERROR and (
            stumbled is not None
            and self.record.steps[stumbled].raised in _PORTALS_FAULT
        )

    @property
    def judged(self) -> bool:
        """Whether it had come to its point when it turned red.

        A scenario that stumbles over an « Étant donné » never got to ask what its
        requirement is about.
        """
        stumbled = self._stumbled()
        return stumbled is None or self.example.steps[stumbled].kind != "given"

    @property
    def troubled(self) -> bool:
        """Whether the bench failed to run it."""
        undone = {Outcome.ERROR, Outcome.UNDEFINED, Outcome.NOT_RUN}
        wrong = self.record is None or self.record.status in undone
        return wrong and not self.is_red

    def _stumbled(self) -> int | None:
        steps = () if self.record is None else self.record.steps
        wrong = (place for place, one in enumerate(steps) if not _passed(one.status))
        return next(wrong, None)


def _passed(status: Outcome) -> bool:
    return status is Outcome.PASSED


@dataclass(frozen=True, slots=True)
class Proven:
    """One variation, the scenarios run against it, and what follows."""

    variation: Variation
    ran: tuple[Ran, ...]
    conclusion: Conclusion
    telling: tuple[Ran, ...] = ()
    """The scenarios that the conclusion rests on."""
    breakdown: str = ""
    """The last words of the process, if it broke down."""
    duration_s: float = 0.0

    @property
    def caught(self) -> bool:
        """Whether the portal was refused, for whatever reason."""
        return self.conclusion in {Conclusion.RIGHT, Conclusion.OTHER}

    @property
    def holds(self) -> bool:
        """Whether the bench did what it must on this portal."""
        return self.conclusion in {Conclusion.RIGHT, Conclusion.QUIET}

    @property
    def caught_by(self) -> tuple[str, ...]:
        """The requirements that turned red, each once."""
        names = [name for one in self.telling for name in one.example.requirements]
        return tuple(dict.fromkeys(names)) if self.caught else ()


def catches(defect: Defect, one: Ran) -> bool:
    """Tell whether *one* catches *defect* for the right reason."""
    wanted = set(defect.expected)
    return one.is_red and one.judged and bool(wanted & set(one.example.requirements))


def conclude(
    variation: Variation, ran: Collection[Ran], accepted: Collection[str]
) -> tuple[Conclusion, tuple[Ran, ...]]:
    """Return what *ran* shows of *variation*, and the scenarios that show it.

    Args:
        variation: a defect, or a sound variation.
        ran: the scenarios that were run against it.
        accepted: requirements that may be « non observable » on this target.
    """
    if isinstance(variation, Sound):
        alarms = tuple(one for one in ran if _is_alarm(one, accepted))
        return (Conclusion.FALSE_ALARM if alarms else Conclusion.QUIET), alarms
    red = tuple(one for one in ran if one.is_red)
    right = tuple(one for one in red if catches(variation, one))
    if right:
        others = tuple(one for one in red if one not in right)
        return Conclusion.RIGHT, (*right, *others)
    if red:
        return Conclusion.OTHER, red
    troubled = tuple(one for one in ran if one.troubled)
    return (Conclusion.TROUBLE if troubled else Conclusion.ESCAPED), troubled


def _is_alarm(one: Ran, accepted: Collection[str]) -> bool:
    if one.record is None:
        return True
    if one.record.status is Outcome.NOT_OBSERVABLE:
        return not set(one.example.requirements) <= set(accepted)
    return one.record.status is not Outcome.PASSED
