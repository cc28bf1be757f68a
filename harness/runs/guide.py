"""What the guide rests on: the procedure judged, and its journey in a browser.

See docs/decisions/0023-the-guide.md for what is run where, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from harness.errors import ConfigurationError, GuideRefused, HarnessError, Unreachable
from harness.gherkin.outline import Example
from harness.runs.accepted import accepted_deviations
from harness.runs.guide_target import GuideTarget
from harness.runs.journal import ScenarioRecord
from harness.runs.plan import Plan, location_of, make_plan
from harness.runs.recorded_evidence import folder_of
from harness.runs.settings import RunSettings
from harness.runs.verify import Verification, verify
from harness.targets.opening import CHROMIUM
from harness.verdicts.requirements import Pack
from harness.verdicts.verdict import (
    Acceptance,
    Outcome,
    RequirementResult,
    ScenarioResult,
    Verdict,
    judge_all,
)

JOURNEY = "features/procedure/parcours_complet.feature"
_ONLY_THERE = "navigateur"
"""The tag of what only a browser shows."""

_GOOD = frozenset({Verdict.CONFORMS, Verdict.CONFLICTS})

Progress = Callable[[str, int], Callable[[ScenarioRecord], None]]
"""Told what begins, and how many scenarios it has; returns what is told of each."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What was judged and found good, and the journey that shows it."""

    target: GuideTarget
    seed: int
    started_at: datetime
    """Aware, UTC."""
    results: tuple[RequirementResult, ...]
    scenarios: int
    journey: ScenarioRecord
    folder: Path
    """Where the pictures and the mail of the journey are."""


def judge_and_walk(
    target: GuideTarget, seed: int, jobs: int, folder: Path, progress: Progress
) -> Passed:
    """Judge the procedure on *target*, then walk it in a browser, into *folder*.

    Raises:
        GuideRefused: a requirement of the procedure does not hold there.
        ConfigurationError: all of them hold, and no browser reaches the portal.
        Unreachable: the portal fell silent.
        HarnessError: a process that ran the features broke down.
    """
    plan = make_plan(Pack.PROCEDURE)
    accepted = accepted_deviations(target.walked or target.judged)
    settings = RunSettings(target=target.judged, seed=seed)
    told = progress("Procédure", len(plan.examples))
    judged = _whole(verify(plan, settings, accepted, jobs=jobs, progress=told))
    wrong = {Verdict.FAILS, Verdict.NOT_COVERED}
    require_passed(target, [one for one in judged.results if one.verdict in wrong])
    if target.walked is None:
        raise ConfigurationError(
            f"{target.name} follows the procedure, but is reached without a browser: "
            f"no guide can show it. Choose {CHROMIUM}, or a FILE.toml."
        )
    journey, *others = _to_walk(plan, target)
    walk = Plan(plan.features, (journey, *others), plan.requirements)
    settings = replace(settings, target=target.walked, evidence=folder)
    told = progress("Parcours", len(walk.examples))
    walked = _whole(verify(walk, settings, accepted, progress=told))
    results = together(judged.results, walked.results, accepted)
    require_passed(target, results)
    location = location_of(journey)
    (record,) = (one for one in walked.records if (one.file, one.line) == location)
    return Passed(
        target=target,
        seed=seed,
        started_at=judged.started_at,
        results=results,
        scenarios=len(judged.records),
        journey=record,
        folder=folder_of(folder, record.file, record.line),
    )


def together(
    judged: Sequence[RequirementResult],
    walked: Sequence[RequirementResult],
    accepted: Mapping[str, Acceptance],
) -> tuple[RequirementResult, ...]:
    """Return the verdicts of both runs: what one could not see, the other may have."""
    seen = {one.requirement.id: one.scenarios for one in walked}
    scenarios: dict[str, list[ScenarioResult]] = {}
    for one in judged:
        again = seen.get(one.requirement.id, ())
        places = {(item.file, item.line) for item in again}
        scenarios[one.requirement.id] = [
            *again,
            *(
                item
                for item in one.scenarios
                if item.outcome is not Outcome.NOT_OBSERVABLE
                or (item.file, item.line) not in places
            ),
        ]
    return judge_all([one.requirement for one in judged], scenarios, accepted)


def require_passed(target: GuideTarget, results: Iterable[RequirementResult]) -> None:
    """Refuse the guide unless *results* hold, or could not be seen and are accepted.

    Raises:
        GuideRefused: the message names the requirements, by verdict.
    """
    wrong: dict[Verdict, list[str]] = {}
    failed: list[ScenarioResult] = []
    for one in results:
        unseen = one.verdict is Verdict.NOT_OBSERVABLE and one.accepted
        if one.verdict not in _GOOD and not unseen:
            wrong.setdefault(one.verdict, []).append(one.requirement.id)
            failed += (
                item for item in one.scenarios if item.outcome is not Outcome.PASSED
            )
    if wrong:
        named = "; ".join(
            f"{', '.join(ids)} « {verdict.value} »" for verdict, ids in wrong.items()
        )
        raise GuideRefused(
            f"No guide is written of {target.name}, which does not do all that the "
            f"procedure says: {named}. Why: {_why(target, failed)}"
        )


def _why(target: GuideTarget, failed: Sequence[ScenarioResult]) -> str:
    """Return what the first failure said and how to see it again."""
    if not failed:
        return f"sesame verify --target {target.judged}"
    said = " ".join((failed[0].error or "").split())
    return f"« {failed[0].name} » : {said} ({failed[0].replay})"


def _to_walk(plan: Plan, target: GuideTarget) -> tuple[Example, ...]:
    """Return the journey, and what the first run could not see without a browser."""
    journey = [one for one in plan.examples if location_of(one)[0] == JOURNEY][:1]
    if not journey:
        raise ConfigurationError(f"{JOURNEY} has no scenario: there is no journey.")
    if target.walked == target.judged:
        return tuple(journey)
    return (*journey, *(one for one in plan.examples if _ONLY_THERE in one.tags))


def _whole(verification: Verification) -> Verification:
    """Return *verification* unless it was cut short."""
    if verification.unreachable:
        raise Unreachable(verification.unreachable)
    if verification.breakdown:
        raise HarnessError(f"The features could not be run: {verification.breakdown}")
    return verification
