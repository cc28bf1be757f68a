"""The registers in docs/ are the data's own words, and up to date."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.gherkin.outline import FeatureFile, read_features
from harness.report.register import (
    ASSUMED_FILE,
    ASSUMPTIONS_FILE,
    DEFECTS_FILE,
    REQUIREMENTS_FILE,
    assumptions_page,
    requirements_page,
    write_registers,
)
from harness.verdicts.requirements import (
    Assumption,
    Pack,
    Requirement,
    Severity,
    assumptions,
    requirements,
)

DOCS = Path(__file__).parents[3] / "docs"
FEATURES = """\
# language: fr
Fonctionnalité: Un sujet

  @exigence:P1.1 @a-confirmer
  Scénario: Le portail répond
    Question à la CARPIMKO : et alors ?
    Quand Camille demande
    Alors {check}
"""


def features(tmp_path: Path, check: str, tags: str = "") -> tuple[FeatureFile, ...]:
    """Return one feature whose only scenario ends with *check*."""
    text = FEATURES.format(check=check)
    file = tmp_path / "un.feature"
    file.write_text(text.replace(" @a-confirmer", tags or " @a-confirmer"), "utf-8")
    return read_features([file])


def assumption(scenario: str) -> Assumption:
    """Return an assumption shown by *scenario*."""
    return Assumption("H01", "Et alors ?", "Oui.", "Parce que.", scenario)


@pytest.mark.parametrize(
    "name", [ASSUMPTIONS_FILE, REQUIREMENTS_FILE, DEFECTS_FILE, ASSUMED_FILE]
)
def test_the_page_in_docs_is_up_to_date(tmp_path: Path, name: str) -> None:
    """What « make docs » would write is what is there."""
    write_registers(tmp_path)

    assert (tmp_path / name).read_text("utf-8") == (DOCS / name).read_text("utf-8"), (
        f"docs/{name} is stale: run « make docs »."
    )


def test_every_assumption_has_its_chapter(tmp_path: Path) -> None:
    """Question, choice, reason and scenario of each stand in the page."""
    write_registers(tmp_path)
    page = (tmp_path / ASSUMPTIONS_FILE).read_text("utf-8")

    for item in assumptions():
        assert f"## {item.id}. {item.question}" in page
        assert item.choice in page
        assert item.why in page
        assert item.scenario.partition("<")[0] in page
    assert "« L'adresse … est masquée »" in page


def test_every_requirement_has_its_chapter(tmp_path: Path) -> None:
    """Sentence, source and contrary norm of each stand in the page."""
    write_registers(tmp_path)
    page = (tmp_path / REQUIREMENTS_FILE).read_text("utf-8")

    for item in requirements():
        assert f"### {item.id}. " in page
        assert item.sentence in page
        assert item.source in page
        assert item.conflict in page


@pytest.mark.parametrize(
    ("check", "tags", "how"),
    [
        ("Camille lit « Oui »", "", "qui décide."),
        ("la réponse du portail à Camille est consignée", "", "qui consigne."),
        ("Camille lit « Oui »", " @fumee", "qui vérifie ce qui vaut de toute façon."),
    ],
)
def test_what_the_scenario_does_with_the_answer_is_told(
    tmp_path: Path, check: str, tags: str, how: str
) -> None:
    """It decides, records, or checks what holds under any answer."""
    page = assumptions_page(
        [assumption("Le portail répond")], features(tmp_path, check, tags)
    )

    assert page.rstrip().endswith(how)


def test_an_assumption_without_scenario_says_so(tmp_path: Path) -> None:
    """No scenario is no silence."""
    page = assumptions_page([assumption("")], features(tmp_path, "x"))

    assert "- **Scénario** : aucun (voir la raison)." in page


def test_a_requirement_names_its_features_and_counts(tmp_path: Path) -> None:
    """Where its scenarios are and how many; « aucun » where there is none."""
    shown = requirements_page(
        [
            Requirement("P1.1", "Ceci", Pack.PROCEDURE, Severity.MANDATORY, "Guide"),
            Requirement(
                "B01", "Cela", Pack.SECURITY, Severity.RECOMMENDED, "X", "Norme Y"
            ),
        ],
        features(tmp_path, "x"),
    )

    assert "### P1.1. « Ceci »\n\n- Obligatoire ; source : Guide\n" in shown
    assert "un.feature) (1)\n" in shown
    assert "### B01. Cela\n\n- Recommandé ; source : X\n" in shown
    assert "- Norme contraire : Norme Y.\n- Scénarios : aucun\n" in shown
