"""The requirements and the assumptions, as their files hold them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from harness.gherkin.outline import read_features
from harness.labels import normalised
from harness.verdicts.requirements import (
    Pack,
    Severity,
    assumptions,
    requirements,
)

ROOT = Path(__file__).parents[3]
PROCEDURE = [
    "P1.1",
    "P2.1",
    "P3.1",
    "P3.2",
    "P4.1",
    "P4.2",
    "P4.3",
    "P4.4",
    "P4.5",
    "P4.6",
    "P5.1",
    "P5.2",
    "P5.3",
    "P5.4",
    "P5.5",
    "P5.6",
    "P5.7",
    "P6.1",
    "P6.2",
    "P6.3",
    "P7.1",
    "P7.2",
    "P7.3",
    "P7.4",
    "P7.5",
    "P7.6",
    "P7.7",
    "P7.8",
    "P7.9",
    "P8.1",
    "P8.2",
    "P8.3",
    "P8.4",
    "P8.5",
    "P9.1",
    "P9.2",
    "P9.3",
]
CONTRARY = ["B01", "B02", "B13", "B15", "B27", "B28", "B29", "B38", "B54", "B55"]
"""Checks that the procedure itself contradicts, in whole or in part."""
RECOMMENDED = [
    *("B01", "B02", "B10", "B13", "B15", "B16", "B17", "B22", "B24", "B27", "B28"),
    *("B29", "B31", "B35", "B36", "B40", "B48", "B52", "B53", "B54", "B55", "B57"),
    *("B58", "B59", "B60"),
]
QUOTED = {
    "P3.1": "Mot de passe oublié ?",
    "P4.4": "Réinitialiser le mot de passe",
    "P5.5": "sous 72h, hors week-end et jours fériés",
    "P6.2": "Veillez cliquer sur le lien",
    "P7.3": "Demande de réinitialisation du mot de passe",
    "P7.5": "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=",
    "P7.6": "Ce lien n'est actif que pour 24 heures, passé ce délai",
    "P8.2": "une lettre minuscule, une lettre majuscule, un chiffre",
    "P9.1": "La modification de votre mot de passe a été prise en compte.",
}


def test_the_procedure_has_these_37_statements() -> None:
    """Every statement of the procedure is there, once, in its order."""
    procedure = [item.id for item in requirements() if item.pack is Pack.PROCEDURE]

    assert 37 == len(PROCEDURE)
    assert procedure == PROCEDURE


def test_sixty_checks_are_shared_by_two_packs() -> None:
    """B01 to B60 are there, once, in their order; two of them are accessibility's."""
    others = [item for item in requirements() if item.pack is not Pack.PROCEDURE]

    assert [item.id for item in others] == [f"B{number:02}" for number in range(1, 61)]
    assert ["B55", "B56"] == [
        item.id for item in others if item.pack is Pack.ACCESSIBILITY
    ]


def test_the_checks_weigh_what_their_source_says() -> None:
    """A recommendation is no obligation; B32 is an optional policy, only recorded."""
    checks = [item for item in requirements() if item.pack is not Pack.PROCEDURE]
    by_weight = {
        weight: [item.id for item in checks if item.severity is weight]
        for weight in Severity
    }

    assert by_weight[Severity.RECOMMENDED] == RECOMMENDED
    assert by_weight[Severity.INFORMATIVE] == ["B32"]


def test_the_contradictions_of_the_procedure_are_named() -> None:
    """Where obeying the procedure breaks a standard, the standard is cited."""
    contrary = {item.id: item.conflict for item in requirements() if item.conflict}

    assert list(contrary) == CONTRARY
    for conflict in contrary.values():
        assert any(
            name in conflict for name in ("ASVS", "WSTG", "NIST", "CNIL", "RGAA")
        )


def test_no_identifier_is_given_twice() -> None:
    """Whatever the pack, an identifier names one requirement."""
    ids = [item.id for item in requirements()]

    assert len(ids) == len(set(ids))


def test_only_the_version_and_the_shape_of_the_token_are_informative() -> None:
    """P4.6 and P7.9 are observed and never held against a portal."""
    informative = {
        item.id for item in requirements() if item.severity is Severity.INFORMATIVE
    }

    assert informative >= {"P4.6", "P7.9"}
    assert {"P4.6", "P7.9"} == informative & set(PROCEDURE)


@pytest.mark.parametrize("name", sorted(QUOTED))
def test_the_procedure_is_quoted(name: str) -> None:
    """The sentences are the procedure's own words."""
    sentence = next(item.sentence for item in requirements() if item.id == name)

    assert QUOTED[name] in sentence


def test_every_sentence_is_written_as_the_features_are() -> None:
    """NFC, straight apostrophes, ordinary spaces, and a source."""
    for item in requirements():
        assert item.sentence == unicodedata.normalize("NFC", item.sentence)
        assert item.sentence == normalised(item.sentence)
        assert item.sentence
        assert item.source


def test_the_assumptions_are_numbered_in_order() -> None:
    """H01, H02 … without gap or repetition, each with its question and reason."""
    register = assumptions()

    assert [f"H{number:02}" for number in range(1, len(register) + 1)] == [
        item.id for item in register
    ]
    for item in register:
        assert item.question.endswith("?")
        assert item.choice
        assert item.why


def test_every_assumption_is_shown_by_a_scenario_that_exists() -> None:
    """A title in the register is a title in the features."""
    files = read_features([ROOT / "features"])
    titles = {outline.name for file in files for outline in file.scenarios}
    shown = {item.scenario for item in assumptions()} - {""}

    assert set() == shown - titles


def test_the_register_is_read_once() -> None:
    """Asking again gives the very same requirements."""
    assert requirements() is requirements()
    assert assumptions() is assumptions()
