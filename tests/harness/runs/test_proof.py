"""What a run against a varied portal proves."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.gherkin.outline import Example, Step
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.runs.proof import Conclusion, Proven, Ran, conclude
from harness.verdicts.verdict import Outcome
from simulator.defects.variation import Change, Defect, Sound, Where

DEFECT = Defect(
    name="faux",
    summary="Faux.",
    where=Where.PAGE,
    expected=("P7.6", "B12"),
    change=Change(),
)
SOUND = Sound(name="sain", summary="Sain.", touches=("P7.6",), change=Change())
KINDS = ("given", "when", "then")


def ran(
    status: Outcome,
    *,
    tags: tuple[str, ...] = ("exigence:P7.6",),
    at: int = 2,
    raised: str = "CheckFailed",
) -> Ran:
    """Return a scenario of three steps, the one *at* this place ended as *status*."""
    steps = tuple(Step("Et", kind, kind, n) for n, kind in enumerate(KINDS))
    example = Example(Path("x.feature"), 3, "Un scénario", "F", None, tags, steps)
    done = [StepRecord("Et", kind, 1, Outcome.PASSED) for kind in KINDS[:at]]
    if status is not Outcome.PASSED:
        done.append(StepRecord("Et", KINDS[at], 1, status, "non", (), raised))
    record = ScenarioRecord("x.feature", 3, "Un scénario", status, None, 0, (*done,))
    return Ran(example, record)


@pytest.mark.parametrize(
    ("one", "conclusion"),
    [
        pytest.param(ran(Outcome.FAILED), Conclusion.RIGHT, id="its check fails"),
        pytest.param(
            ran(Outcome.ERROR, at=1, raised="NotOffered"),
            Conclusion.RIGHT,
            id="its page lacks a button",
        ),
        pytest.param(
            ran(Outcome.FAILED, tags=("exigence:P1.1",)),
            Conclusion.OTHER,
            id="another requirement",
        ),
        pytest.param(
            ran(Outcome.FAILED, at=0), Conclusion.OTHER, id="stumbles over a given"
        ),
        pytest.param(
            ran(Outcome.ERROR, raised="KeyError"),
            Conclusion.TROUBLE,
            id="the bench crashes",
        ),
        pytest.param(
            ran(Outcome.ERROR, raised="BenchRefusal"),
            Conclusion.TROUBLE,
            id="the bench API refuses",
        ),
        pytest.param(ran(Outcome.UNDEFINED), Conclusion.TROUBLE, id="unknown sentence"),
        pytest.param(ran(Outcome.NOT_RUN), Conclusion.TROUBLE, id="not run"),
        pytest.param(ran(Outcome.NOT_OBSERVABLE), Conclusion.ESCAPED, id="not seen"),
        pytest.param(ran(Outcome.PASSED), Conclusion.ESCAPED, id="green"),
    ],
)
def test_a_defect_is_caught_only_by_what_can_be_trusted(
    one: Ran, conclusion: Conclusion
) -> None:
    """Red, for an expected requirement, once it had come to its point."""
    assert conclusion is conclude(DEFECT, [ran(Outcome.PASSED), one], ())[0]


def test_a_stray_mail_found_at_the_end_catches() -> None:
    """All steps passed, and the scenario failed: its discipline was broken."""
    passed = ran(Outcome.PASSED, at=3)
    assert passed.record is not None
    record = ScenarioRecord("x", 3, "x", Outcome.FAILED, "mail", 0, passed.record.steps)

    assert Conclusion.RIGHT is conclude(DEFECT, [Ran(passed.example, record)], ())[0]


def test_a_scenario_that_never_ran_proves_nothing() -> None:
    """A process that broke down neither catches a defect nor clears it."""
    lost = Ran(ran(Outcome.PASSED).example, None)

    assert Conclusion.TROUBLE is conclude(DEFECT, [lost], ())[0]
    assert Conclusion.FALSE_ALARM is conclude(SOUND, [lost], ())[0]


@pytest.mark.parametrize(
    "status", [one for one in Outcome if one is not Outcome.PASSED]
)
def test_on_a_sound_portal_only_green_is_right(status: Outcome) -> None:
    """Whatever else comes of a scenario is a false alarm, newly unseen included."""
    assert Conclusion.FALSE_ALARM is conclude(SOUND, [ran(status)], ())[0]


def test_what_is_accepted_as_not_observable_is_no_false_alarm() -> None:
    """All requirements of the scenario have to be accepted, not only one."""
    both = ("exigence:B40", "exigence:P7.6")
    alone = ran(Outcome.NOT_OBSERVABLE, tags=both[:1])
    mixed = ran(Outcome.NOT_OBSERVABLE, tags=both)

    assert Conclusion.QUIET is conclude(SOUND, [alone], {"B40"})[0]
    assert Conclusion.FALSE_ALARM is conclude(SOUND, [mixed], {"B40"})[0]


def test_the_right_catch_is_told_first() -> None:
    """Whoever reads the report sees the expected requirement before the others."""
    other, right = ran(Outcome.FAILED, tags=("exigence:P1.1",)), ran(Outcome.FAILED)
    conclusion, telling = conclude(DEFECT, [other, right], ())
    proven = Proven(DEFECT, (other, right), conclusion, telling)

    assert ("P7.6", "P1.1") == proven.caught_by
