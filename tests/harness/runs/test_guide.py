"""When a guide is refused, and what its two runs say together."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError, GuideRefused
from harness.runs.guide import judge_and_walk, require_passed, together
from harness.runs.guide_target import GuideTarget, guide_target
from harness.verdicts.requirements import requirements
from harness.verdicts.verdict import (
    Acceptance,
    Outcome,
    RequirementResult,
    ScenarioResult,
    Verdict,
    judge,
)

HERE = GuideTarget("essai", "essai", None, "l'essai")
REQUIREMENT = requirements()[0]
UNSEEN = Acceptance("Pas de navigateur", Verdict.NOT_OBSERVABLE)


def result(*scenarios: tuple[int, Outcome]) -> RequirementResult:
    """Return the verdict on one requirement: lines of scenarios, and how they ended."""
    made = tuple(
        ScenarioResult(
            "x", "a.feature", *one, "Vu", f"sesame replay a.feature:{one[0]}"
        )
        for one in scenarios
    )
    verdict = judge(REQUIREMENT, [one.outcome for one in made])
    return RequirementResult(REQUIREMENT, made, verdict)


def test_the_browser_sees_what_the_first_run_could_not() -> None:
    """A scenario that was not observable counts as it ended in the browser."""
    first = result((1, Outcome.PASSED), (2, Outcome.NOT_OBSERVABLE))

    (both,) = together([first], [result((2, Outcome.PASSED))], {})
    assert Verdict.CONFORMS is both.verdict
    (both,) = together([first], [result((2, Outcome.FAILED))], {})
    assert Verdict.FAILS is both.verdict
    (both,) = together([first], [], {})
    assert Verdict.NOT_OBSERVABLE is both.verdict


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.NOT_RUN, Outcome.ERROR])
def test_what_fails_in_either_run_fails(outcome: Outcome) -> None:
    """A scenario that passed once and not the other time is not taken for passed."""
    good, bad = result((1, Outcome.PASSED)), result((1, outcome))

    for first, second in ((good, bad), (bad, good)):
        with pytest.raises(GuideRefused):
            require_passed(HERE, together([first], [second], {}))


def test_a_refusal_names_requirements_and_verdicts() -> None:
    """Which requirements, what the first failure said, and how to see it again."""
    with pytest.raises(GuideRefused) as refused:
        require_passed(HERE, [result((1, Outcome.FAILED)), result()])

    said = str(refused.value)
    assert "P1.1 « non conforme »; P1.1 « non couvert »" in said
    assert "« x » : Vu (sesame replay a.feature:1)" in said
    with pytest.raises(GuideRefused, match="sesame verify --target essai"):
        require_passed(HERE, [result()])


def test_what_a_target_cannot_show_may_be_accepted() -> None:
    """With its reason it does not refuse the guide; a deviation always does."""
    unseen, wrong = result((1, Outcome.NOT_OBSERVABLE)), result((1, Outcome.FAILED))

    require_passed(HERE, together([unseen], [], {"P1.1": UNSEEN}))
    with pytest.raises(GuideRefused):
        require_passed(HERE, together([unseen], [], {}))
    with pytest.raises(GuideRefused):
        require_passed(HERE, together([wrong], [], {"P1.1": Acceptance("Connu")}))


def test_chromium_is_judged_without_it() -> None:
    """The same portal, judged in this process, walked in the browser."""
    target = guide_target("chromium")

    assert ("embedded", "chromium") == (target.judged, target.walked)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("embedded", "has no browser"),
        ("chrome", "Unknown target"),
        ("defect:adresse_en_claire", "adresse_en_clair"),
    ],
)
def test_a_target_without_pictures_is_refused(name: str, said: str) -> None:
    """Nothing is run: the message says what to choose."""
    with pytest.raises(ConfigurationError, match=said):
        guide_target(name)


def test_a_target_file_without_a_browser_is_refused(tmp_path: Path) -> None:
    """The message names the file, and the line to write there."""
    file = tmp_path / "recette.toml"
    file.write_text('[portal]\nname = "Recette"\nhome = "http://127.0.0.1:1/"\n')

    with pytest.raises(ConfigurationError, match=r"recette\.toml.*browser = "):
        guide_target(str(file))
    file.write_text(file.read_text() + 'browser = "chromium"\n')
    assert "« Recette »" == guide_target(str(file)).title


def test_a_faulty_portal_has_no_guide(tmp_path: Path) -> None:
    """A portal that shows the whole address is refused, by the sentence it breaks."""
    begun: list[str] = []

    def told(what: str, _total: int) -> object:
        begun.append(what)
        return lambda _: None

    with pytest.raises(GuideRefused, match=r"P5\.2.* « non conforme »"):
        judge_and_walk(guide_target("defect:adresse_en_clair"), 42, 1, tmp_path, told)
    assert ["Procédure"] == begun
