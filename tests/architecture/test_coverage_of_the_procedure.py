"""Every requirement has a scenario; every assumption shows; the lint is clean."""

from __future__ import annotations

from pathlib import Path

from harness.gherkin.catalogue import read_definitions
from harness.gherkin.lint import lint
from harness.gherkin.outline import read_features
from harness.verdicts.requirements import assumptions, requirements

ROOT = Path(__file__).parents[2]
FEATURES = read_features([ROOT / "features"])
EXAMPLES = [example for file in FEATURES for example in file.examples]


def test_every_requirement_has_a_scenario() -> None:
    """No statement of the procedure is left without a scenario."""
    covered = {name for example in EXAMPLES for name in example.requirements}

    assert set() == {requirement.id for requirement in requirements()} - covered


def test_there_are_at_least_120_scenarios() -> None:
    """Examples counted, the procedure has 120 scenarios or more."""
    assert len(EXAMPLES) >= 120


def test_every_assumption_shows_in_a_scenario() -> None:
    """An assumption names a scenario that exists, or says why there is none."""
    titles = {outline.name for file in FEATURES for outline in file.scenarios}
    shown = {item.scenario for item in assumptions() if item.scenario}

    assert set() == shown - titles
    assert all(item.why for item in assumptions())


def test_every_scenario_to_confirm_is_in_the_register() -> None:
    """What the procedure does not say stands in the register, none forgotten."""
    registered = {item.scenario for item in assumptions()}
    asked = {
        outline.name
        for file in FEATURES
        for outline in file.scenarios
        if "a-confirmer" in outline.tags
    }

    assert set() == asked - registered


def test_the_features_are_clean() -> None:
    """The lint finds nothing in the features nor in the steps."""
    findings = lint(
        [ROOT / "features"],
        known_requirements=[requirement.id for requirement in requirements()],
        definitions=read_definitions(ROOT / "steps"),
    )

    assert () == findings
