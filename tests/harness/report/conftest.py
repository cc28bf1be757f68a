"""A verification with one requirement for each verdict, to report."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from harness.gherkin.outline import Example, FeatureFile, ScenarioOutline
from harness.runs.bundle import bundle_root
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.runs.plan import Plan
from harness.runs.verify import Verification
from harness.verdicts.requirements import Pack, Requirement, Severity
from harness.verdicts.verdict import (
    Outcome,
    RequirementResult,
    ScenarioResult,
    Verdict,
    overall,
)

FILE = "features/procedure/x.feature"
CASES = (
    ("P1.1", Outcome.PASSED, None, Verdict.CONFORMS, ""),
    ("P1.2", Outcome.PASSED, None, Verdict.CONFLICTS, ""),
    ("P1.3", Outcome.FAILED, "Quand x\n« [b]Été[/b] » manque", Verdict.FAILS, ""),
    ("P1.4", Outcome.ERROR, "KeyError: 'x'", Verdict.FAILS, ""),
    ("P1.5", Outcome.NOT_OBSERVABLE, "pas d'écran", Verdict.NOT_OBSERVABLE, ""),
    ("P1.6", Outcome.NOT_OBSERVABLE, "pas d'écran", Verdict.NOT_OBSERVABLE, "Connu"),
    ("P1.7", Outcome.NOT_RUN, "Non exécuté.", Verdict.NOT_OBSERVABLE, ""),
    ("P1.8", None, None, Verdict.NOT_COVERED, ""),
)


def example(number: int, name: str) -> Example:
    """Return the scenario of a requirement."""
    return Example(
        file=bundle_root() / FILE,
        line=10 * number,
        name=f"Scénario {number} (1.1)",
        feature="Une fonctionnalité",
        rule="Une règle",
        tags=(f"exigence:{name}",),
        steps=(),
    )


def outline(one: Example, number: int) -> ScenarioOutline:
    """Return the outline that a scenario comes from."""
    return ScenarioOutline(
        name=f"Scénario <nombre> {number}",
        line=one.line,
        description="",
        rule=None,
        tags=one.tags,
        steps=(),
        is_plan=True,
        examples=(one,),
    )


def result(one: Example, case: tuple[object, ...]) -> RequirementResult:
    """Return one requirement as it was judged."""
    name, outcome, error, verdict, accepted = case
    requirement = Requirement(
        name, f"Phrase {name}", Pack.PROCEDURE, Severity.MANDATORY, "Guide"
    )
    ended = ScenarioResult(
        one.name, FILE, one.line, outcome, error, f"sesame replay {FILE}:{one.line}"
    )
    scenarios = () if outcome is None else (ended,)
    return RequirementResult(requirement, scenarios, verdict, accepted)


def verified(*names: str) -> Verification:
    """Return a verification of the cases named (none: all)."""
    cases = [case for case in CASES if not names or case[0] in names]
    examples = [example(int(case[0][-1]), case[0]) for case in cases]
    results = tuple(map(result, examples, cases))
    outlines = [outline(one, one.line // 10) for one in examples]
    records = tuple(
        ScenarioRecord(
            FILE,
            one.line,
            one.name,
            case[1],
            case[2],
            0.25,
            (StepRecord("Quand", "Camille lit", one.line + 1, case[1], case[2]),),
        )
        for one, case in zip(examples, cases, strict=True)
        if case[1] not in {None, Outcome.NOT_RUN}
    )
    feature = FeatureFile(
        path=bundle_root() / FILE,
        name="Une fonctionnalité",
        line=1,
        description="",
        tags=(),
        rules=(),
        background=(),
        scenarios=tuple(outlines),
        prose=(),
        tag_lines=(),
    )
    run = tuple(
        one for one, case in zip(examples, cases, strict=True) if case[1] is not None
    )
    verdict, exit_code = overall(results)
    return Verification(
        target="embedded",
        seed=42,
        started_at=datetime(2026, 3, 10, 11, 0, 0, 123456, tzinfo=UTC),
        duration_s=12.345,
        plan=Plan((feature,), run, tuple(item.requirement for item in results)),
        results=results,
        records=records,
        verdict=verdict,
        exit_code=exit_code,
    )


@pytest.fixture(scope="session")
def verification() -> Callable[..., Verification]:
    """Make a verification of the requirements named, or of every kind."""
    return verified


@pytest.fixture(scope="session")
def broken() -> Verification:
    """A verification whose process broke down."""
    return replace(verified("P1.7"), breakdown="Traceback [/]\nBoum")


@pytest.fixture
def printed() -> Callable[..., str]:
    """Print on a console that writes to a file of any width."""

    def show(print_on: Callable[..., None], verification: Verification) -> str:
        stream = io.StringIO()
        print_on(Console(file=stream, width=40), verification)
        return stream.getvalue()

    return show
