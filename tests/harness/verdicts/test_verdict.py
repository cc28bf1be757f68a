"""From scenarios to a verdict."""

from __future__ import annotations

from itertools import product

import pytest

from harness.verdicts.requirements import Pack, Requirement, Severity
from harness.verdicts.verdict import (
    Acceptance,
    ExitCode,
    Outcome,
    RequirementResult,
    ScenarioResult,
    Verdict,
    judge,
    judge_all,
    overall,
)

MANDATORY = Requirement("P1.1", "Une", Pack.PROCEDURE, Severity.MANDATORY, "Guide")
INFORMATIVE = Requirement("P4.6", "Une", Pack.PROCEDURE, Severity.INFORMATIVE, "Guide")
CONFLICTING = Requirement(
    "P8.2", "Une", Pack.PROCEDURE, Severity.MANDATORY, "Guide", conflict="NIST"
)
P, F, E = Outcome.PASSED, Outcome.FAILED, Outcome.ERROR
U, O, R = Outcome.UNDEFINED, Outcome.NOT_OBSERVABLE, Outcome.NOT_RUN  # noqa: E741


def scenario(outcome: Outcome) -> ScenarioResult:
    """Return a scenario that ended so."""
    return ScenarioResult("Un", "features/x.feature", 3, outcome)


def result(verdict: Verdict, accepted: str = "") -> RequirementResult:
    """Return a requirement judged so."""
    return RequirementResult(MANDATORY, (), verdict, accepted)


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ([], Verdict.NOT_COVERED),
        ([P], Verdict.CONFORMS),
        ([P, P], Verdict.CONFORMS),
        ([F], Verdict.FAILS),
        ([E], Verdict.FAILS),
        ([U], Verdict.NOT_OBSERVABLE),
        ([O], Verdict.NOT_OBSERVABLE),
        ([R], Verdict.NOT_OBSERVABLE),
        ([P, F], Verdict.FAILS),
        ([P, E], Verdict.FAILS),
        ([P, U], Verdict.NOT_OBSERVABLE),
        ([P, O], Verdict.NOT_OBSERVABLE),
        ([P, R], Verdict.NOT_OBSERVABLE),
        ([O, F], Verdict.FAILS),
        ([R, E], Verdict.FAILS),
        ([O, R], Verdict.NOT_OBSERVABLE),
    ],
)
def test_the_worst_scenario_decides(outcomes: list[Outcome], verdict: Verdict) -> None:
    """Any failure fails, what was not seen is never green, no scenario is no cover."""
    assert verdict is judge(MANDATORY, outcomes)
    assert verdict is judge(MANDATORY, outcomes[::-1])


def test_a_sentence_that_nobody_knows_is_no_verdict_on_the_portal() -> None:
    """Whatever else was found, the bench is at fault: exit 2."""
    unknown = RequirementResult(MANDATORY, (scenario(U),), Verdict.NOT_OBSERVABLE)
    failed = RequirementResult(MANDATORY, (scenario(F),), Verdict.FAILS)

    assert (Verdict.NOT_OBSERVABLE, ExitCode.USAGE) == overall([unknown, failed])


@pytest.mark.parametrize("pair", list(product(Outcome, Outcome)), ids=str)
def test_green_takes_every_scenario(pair: tuple[Outcome, Outcome]) -> None:
    """A requirement conforms if and only if all its scenarios passed."""
    green = judge(MANDATORY, pair) is Verdict.CONFORMS

    assert ((P, P) == pair) is green


@pytest.mark.parametrize("outcomes", [[F], [E], [U], [P, F], [O], [R]])
def test_an_informative_requirement_never_fails(outcomes: list[Outcome]) -> None:
    """A deviation from an informative statement is not held against the portal."""
    assert Verdict.NOT_OBSERVABLE is judge(INFORMATIVE, outcomes)


def test_a_requirement_against_a_standard_says_so() -> None:
    """Conforming to what a standard forbids is told, failing stays failing."""
    assert Verdict.CONFLICTS is judge(CONFLICTING, [P])
    assert Verdict.FAILS is judge(CONFLICTING, [P, F])
    assert Verdict.NOT_OBSERVABLE is judge(CONFLICTING, [O])
    assert Verdict.NOT_COVERED is judge(CONFLICTING, [])


def test_each_requirement_is_judged_by_its_own_scenarios() -> None:
    """Order is kept, and what nobody selected is left out."""
    judged = judge_all(
        [CONFLICTING, MANDATORY],
        {"P1.1": [scenario(F)], "P8.2": [scenario(P)], "P9.9": [scenario(F)]},
        {},
    )

    assert [("P8.2", Verdict.CONFLICTS), ("P1.1", Verdict.FAILS)] == [
        (item.requirement.id, item.verdict) for item in judged
    ]
    assert (scenario(F),) == judged[1].scenarios


def test_a_requirement_without_scenario_is_not_covered() -> None:
    """A requirement that no scenario is about shows as such."""
    assert Verdict.NOT_COVERED is judge_all([MANDATORY], {}, {})[0].verdict


@pytest.mark.parametrize(
    ("outcomes", "known", "reason"),
    [
        ([O], Verdict.NOT_OBSERVABLE, "pas de navigateur"),
        ([P, O], Verdict.NOT_OBSERVABLE, "pas de navigateur"),
        ([F], Verdict.FAILS, "pas de navigateur"),
        ([F, O], Verdict.NOT_OBSERVABLE, ""),
        ([E], Verdict.NOT_OBSERVABLE, ""),
        ([O], Verdict.FAILS, ""),
        ([O, R], Verdict.NOT_OBSERVABLE, ""),
        ([], Verdict.NOT_OBSERVABLE, ""),
        ([P], Verdict.NOT_OBSERVABLE, ""),
    ],
)
def test_only_the_deviation_that_is_known_is_accepted(
    outcomes: list[Outcome], known: Verdict, reason: str
) -> None:
    """A reason not to observe accepts no failure and no run that was cut short."""
    judged = judge_all(
        [MANDATORY],
        {"P1.1": [scenario(outcome) for outcome in outcomes]},
        {"P1.1": Acceptance("pas de navigateur", known)},
    )

    assert reason == judged[0].accepted


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([Verdict.CONFORMS], (Verdict.CONFORMS, 0)),
        ([Verdict.CONFLICTS], (Verdict.CONFORMS, 0)),
        ([Verdict.FAILS], (Verdict.FAILS, 1)),
        ([Verdict.NOT_COVERED], (Verdict.FAILS, 1)),
        ([Verdict.NOT_OBSERVABLE], (Verdict.NOT_OBSERVABLE, 5)),
        ([Verdict.CONFORMS, Verdict.NOT_OBSERVABLE], (Verdict.NOT_OBSERVABLE, 5)),
        ([Verdict.NOT_OBSERVABLE, Verdict.FAILS], (Verdict.FAILS, 1)),
        ([Verdict.CONFORMS, Verdict.NOT_COVERED], (Verdict.FAILS, 1)),
    ],
)
def test_the_portal_is_judged_by_its_worst_requirement(
    verdicts: list[Verdict], expected: tuple[Verdict, int]
) -> None:
    """Failing or uncovered is 1, else unobserved is 5, else 0."""
    assert expected == overall([result(verdict) for verdict in verdicts])


def test_an_accepted_deviation_does_not_weigh() -> None:
    """What the target file accepts leaves the verdict to the others."""
    accepted = result(Verdict.NOT_OBSERVABLE, "pas de navigateur")

    assert (Verdict.CONFORMS, 0) == overall([accepted, result(Verdict.CONFORMS)])
    assert (Verdict.FAILS, 1) == overall([accepted, result(Verdict.FAILS)])


def test_the_exit_codes_are_a_contract() -> None:
    """Scripts rely on the six codes of the command line."""
    assert (0, 1, 2, 3, 4, 5) == (
        ExitCode.CONFORMS,
        ExitCode.FAILS,
        ExitCode.USAGE,
        ExitCode.NOTHING_SELECTED,
        ExitCode.UNREACHABLE,
        ExitCode.NOT_OBSERVABLE,
    )


def test_the_words_of_the_verdicts_are_a_contract() -> None:
    """Reports and ``verify --json`` use these words."""
    assert [
        "conforme",
        "non conforme",
        "conforme mais contraire à une norme",
        "non observable",
        "non couvert",
    ] == [verdict.value for verdict in Verdict]
    assert ["passed", "failed", "error", "undefined", "non_observable", "not_run"] == [
        outcome.value for outcome in Outcome
    ]


def test_nothing_judged_does_not_conform() -> None:
    """Without any requirement there is nothing to conform to."""
    assert Verdict.CONFORMS is not overall([])[0]


def test_an_acceptance_covers_one_deviation_or_either() -> None:
    """What a target file accepts may fail or not be observable; never conform."""
    either = Acceptance("Pied de page 2026")
    unseen = Acceptance("Sans navigateur", Verdict.NOT_OBSERVABLE)

    assert {Verdict.FAILS, Verdict.NOT_OBSERVABLE} == set(
        filter(either.covers, Verdict)
    )
    assert {Verdict.NOT_OBSERVABLE} == set(filter(unseen.covers, Verdict))
