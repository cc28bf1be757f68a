"""Judging a portal: run the selected scenarios, then say what they show."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

from harness.gherkin.outline import Example
from harness.runs.bundle import bundle_root
from harness.runs.journal import ScenarioRecord
from harness.runs.plan import Plan, location_of
from harness.runs.settings import RunSettings
from harness.runs.shard import run_locations
from harness.targets.opening import is_target_file
from harness.verdicts.verdict import (
    Acceptance,
    ExitCode,
    Outcome,
    RequirementResult,
    ScenarioResult,
    Verdict,
    judge_all,
    overall,
)
from simulator.clock import real_now, real_seconds

_GONE = Outcome.NOT_RUN
"""How a scenario ends that says itself that it was not run: the portal fell silent."""


_INTERRUPTED = "L'essai a été interrompu (Ctrl-C, ou fin demandée au processus)."


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of judging a portal."""

    target: str
    seed: int
    started_at: datetime
    duration_s: float
    plan: Plan
    results: tuple[RequirementResult, ...]
    records: tuple[ScenarioRecord, ...]
    verdict: Verdict
    exit_code: int
    stale: tuple[str, ...] = ()
    """Requirements whose deviation is accepted, and which do not deviate any more."""
    unreachable: str = ""
    """Why the portal is taken to be gone, if it fell silent under way."""
    breakdown: str = ""
    """The last words of the process that ran the features, if it broke down."""

    @property
    def partial(self) -> bool:
        """Whether some chosen scenario was not run: the run was cut short."""
        done = sum(record.status is not _GONE for record in self.records)
        return done < len(self.plan.examples)

    @property
    def undefined(self) -> tuple[ScenarioRecord, ...]:
        """The scenarios with a sentence that no step definition knows."""
        return tuple(
            record for record in self.records if record.status is Outcome.UNDEFINED
        )

    def replay_of(self, example: Example) -> str:
        """Return the command that runs *example* again, exactly as it was."""
        file, line = location_of(example)
        settings = RunSettings(target=self.target, seed=self.seed)
        return replay_line(f"{file}:{line}", settings)


def verify(
    plan: Plan,
    settings: RunSettings,
    accepted: Mapping[str, Acceptance],
    *,
    jobs: int = 1,
    progress: Callable[[ScenarioRecord], None] = lambda _: None,
) -> Verification:
    """Run *plan* against the target of *settings* and judge its requirements.

    Args:
        plan: what to run; not empty.
        settings: target, seed, evidence.
        accepted: deviations of this target that are accepted, with their reasons.
        jobs: how many processes share the scenarios; the results are the same. One
            for a target file.
        progress: told of every scenario as it ends.
    """
    root = bundle_root()
    started_at, began = real_now(), real_seconds()
    locations = ["{}:{}".format(*location_of(item)) for item in plan.examples]
    records: dict[str, ScenarioRecord] = {}
    breakdown = ""
    shared = is_target_file(settings.target)  # one portal, its clock and its accounts
    running = run_locations(locations, settings, root, 1 if shared else jobs)
    try:
        with closing(running):
            for item in running:
                if isinstance(item, ScenarioRecord):
                    records[f"{item.file}:{item.line}"] = item
                    progress(item)
                else:
                    breakdown = item
    except KeyboardInterrupt:
        breakdown = _INTERRUPTED  # what was judged so far is told all the same
    by_requirement: dict[str, list[ScenarioResult]] = {}
    for example, location in zip(plan.examples, locations, strict=True):
        result = _result(example, location, records.get(location), settings)
        for name in example.requirements:
            by_requirement.setdefault(name, []).append(result)
    results = judge_all(plan.requirements, by_requirement, accepted)
    verdict, exit_code = overall(results)
    silent = [one.error or "" for one in records.values() if one.status is _GONE]
    if silent:
        verdict, exit_code = Verdict.NOT_OBSERVABLE, ExitCode.UNREACHABLE
    return Verification(
        target=settings.target,
        seed=settings.seed,
        started_at=started_at,
        duration_s=round(real_seconds() - began, 3),
        plan=plan,
        results=results,
        records=tuple(records[item] for item in locations if item in records),
        verdict=verdict,
        exit_code=exit_code,
        stale=() if silent else _stale(results, accepted, plan),
        unreachable=silent[0] if silent else "",
        breakdown=breakdown,
    )


def replay_line(location: str, settings: RunSettings) -> str:
    """Return the command that runs one scenario again, exactly as it was."""
    target = shlex.quote(settings.target)
    return f"sesame replay {location} --seed {settings.seed} --target {target}"


def _stale(
    results: Sequence[RequirementResult], accepted: Mapping[str, Acceptance], plan: Plan
) -> tuple[str, ...]:
    """Return what is accepted and no longer deviates, all its scenarios considered.

    Some of them alone prove nothing: another one may deviate still.
    """
    left_out = plan.left_out
    return tuple(
        one.requirement.id
        for one in results
        if one.requirement.id in accepted
        and one.verdict in {Verdict.CONFORMS, Verdict.CONFLICTS}
        and not left_out[one.requirement.id]
    )


def _result(
    example: Example,
    location: str,
    record: ScenarioRecord | None,
    settings: RunSettings,
) -> ScenarioResult:
    file, _, _ = location.rpartition(":")
    return ScenarioResult(
        name=example.name,
        file=file,
        line=example.line,
        outcome=record.status if record else Outcome.NOT_RUN,
        error=record.error if record else "Le scénario n'a pas été exécuté.",
        replay=replay_line(location, settings),
    )
