"""From scenarios to a verdict: pure rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from harness.verdicts.requirements import Requirement, Severity


class Outcome(StrEnum):
    """How one scenario ended, as ``verify --json`` says it."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    UNDEFINED = "undefined"
    NOT_OBSERVABLE = "non_observable"
    NOT_RUN = "not_run"


class Verdict(StrEnum):
    """What is said of a requirement, or of the portal as a whole."""

    CONFORMS = "conforme"
    FAILS = "non conforme"
    CONFLICTS = "conforme mais contraire à une norme"
    NOT_OBSERVABLE = "non observable"
    NOT_COVERED = "non couvert"


class ExitCode:
    """Exit codes of ``sesame verify``."""

    CONFORMS = 0
    FAILS = 1
    USAGE = 2
    NOTHING_SELECTED = 3
    UNREACHABLE = 4
    NOT_OBSERVABLE = 5


_UNDONE = frozenset({Outcome.NOT_RUN, Outcome.UNDEFINED})
"""What the bench did not do."""

_UNSEEN = _UNDONE | {Outcome.NOT_OBSERVABLE}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A deviation that is known and accepted on a target."""

    reason: str
    verdict: Verdict | None = None
    """The verdict that is accepted, and no worse one; None: either deviation."""

    def covers(self, verdict: Verdict) -> bool:
        """Tell whether *verdict* is the deviation that is accepted."""
        if self.verdict is not None:
            return verdict is self.verdict
        return verdict in {Verdict.FAILS, Verdict.NOT_OBSERVABLE}


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """One scenario and how it ended."""

    name: str
    file: str
    line: int
    outcome: Outcome
    error: str | None = None
    replay: str = ""


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """One requirement, its scenarios and its verdict."""

    requirement: Requirement
    scenarios: tuple[ScenarioResult, ...]
    verdict: Verdict
    accepted: str = ""
    """Why a verdict that is not « conforme » is accepted on this target."""


def judge(requirement: Requirement, outcomes: Collection[Outcome]) -> Verdict:
    """Return the verdict on *requirement* whose scenarios ended as *outcomes*.

    What was not seen is never green: one scenario that could not be observed or was not
    run makes the whole requirement « non observable », unless another one fails.
    """
    if not outcomes:
        return Verdict.NOT_COVERED
    wrong = {Outcome.FAILED, Outcome.ERROR}
    if wrong & set(outcomes):
        informative = requirement.severity is Severity.INFORMATIVE
        return Verdict.NOT_OBSERVABLE if informative else Verdict.FAILS
    if _UNSEEN & set(outcomes):
        return Verdict.NOT_OBSERVABLE
    return Verdict.CONFLICTS if requirement.conflict else Verdict.CONFORMS


def judge_all(
    selected: Sequence[Requirement],
    scenarios: Mapping[str, Sequence[ScenarioResult]],
    accepted: Mapping[str, Acceptance],
) -> tuple[RequirementResult, ...]:
    """Return the verdict on each of *selected*, in order.

    Args:
        selected: the requirements to judge.
        scenarios: the scenarios of each requirement id.
        accepted: the deviations accepted on this target, by requirement id.
    """
    results = []
    for requirement in selected:
        mine = tuple(scenarios.get(requirement.id, ()))
        verdict = judge(requirement, [scenario.outcome for scenario in mine])
        known = accepted.get(requirement.id)
        # What the bench failed to do is no deviation of the portal: never accepted.
        complete = not _UNDONE & {item.outcome for item in mine}
        matches = known is not None and known.covers(verdict) and complete
        reason = known.reason if known is not None and matches else ""
        results.append(RequirementResult(requirement, mine, verdict, reason))
    return tuple(results)


def overall(results: Sequence[RequirementResult]) -> tuple[Verdict, int]:
    """Return the verdict on the portal, and the exit code that says it.

    A run that was cut short says nothing of the portal, and is never taken for one
    that found nothing wrong: exit 1. A sentence that no step knows is the bench's own
    fault, whatever else was found: exit 2.
    """
    if not results:
        return Verdict.NOT_COVERED, ExitCode.NOTHING_SELECTED
    if any(
        item.outcome is Outcome.UNDEFINED
        for result in results
        for item in result.scenarios
    ):
        return Verdict.NOT_OBSERVABLE, ExitCode.USAGE
    open_verdicts = {result.verdict for result in results if not result.accepted}
    if open_verdicts & {Verdict.FAILS, Verdict.NOT_COVERED}:
        return Verdict.FAILS, ExitCode.FAILS
    outcomes = {item.outcome for result in results for item in result.scenarios}
    if Outcome.NOT_RUN in outcomes:
        return Verdict.NOT_OBSERVABLE, ExitCode.FAILS
    if Verdict.NOT_OBSERVABLE in open_verdicts:
        return Verdict.NOT_OBSERVABLE, ExitCode.NOT_OBSERVABLE
    return Verdict.CONFORMS, ExitCode.CONFORMS
