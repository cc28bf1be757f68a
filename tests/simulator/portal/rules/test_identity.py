"""The pivot identity: read from claims, and compared."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from simulator.portal.rules.identity import PivotIdentity

CAMILLE = PivotIdentity(
    "Camille", "D'ÉTÉ-ŒUVRARD", "1981-04-23", "female", "2A004", "99100"
)


def test_claims_tell_an_identity_whatever_else_they_tell() -> None:
    """Other claims are ignored."""
    claims = asdict(CAMILLE) | {"sub": "x", "email": "camille@example.org"}

    assert CAMILLE == PivotIdentity.read(claims)


@pytest.mark.parametrize("name", [*asdict(CAMILLE)])
@pytest.mark.parametrize("value", [None, "", 3, ["Camille"]])
def test_a_missing_fact_is_no_identity(name: str, value: object) -> None:
    """Absent, empty or of another type: nobody is recognised by five facts."""
    claims = {**asdict(CAMILLE), name: value}
    if value is None:
        del claims[name]

    assert PivotIdentity.read(claims) is None


@pytest.mark.parametrize("name", ["given_name", "family_name"])
def test_a_name_without_a_letter_is_no_name(name: str) -> None:
    """Two of them would be the same person."""
    assert PivotIdentity.read(asdict(CAMILLE) | {name: " -' "}) is None


def test_who_was_born_abroad_has_no_commune() -> None:
    """The birthplace may then be empty, and only then."""
    abroad = asdict(CAMILLE) | {"birthplace": "", "birthcountry": "99109"}

    assert PivotIdentity.read(abroad) is not None
    assert PivotIdentity.read(abroad | {"birthcountry": "99100"}) is None


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("CAMILLE", "d'été-œuvrard"),
        ("Camille", "D’ÉTÉ ŒUVRARD"),
        (" Camille ", "D'ETE  ŒUVRARD"),
        ("Camille", "D'E\u0301TE\u0301-ŒUVRARD"),
    ],
)
def test_spellings_of_one_name_fold_alike(given: str, family: str) -> None:
    """Case, accents, apostrophes, hyphens, blanks, and NFD."""
    other = replace(CAMILLE, given_name=given, family_name=family)

    assert CAMILLE.folded == other.folded


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("given_name", "Camilla"),
        ("given_name", "Camille Anne"),
        ("family_name", "DÉTÉ-ŒUVRARD"),
        ("birthdate", "1981-04-24"),
        ("gender", "male"),
        ("birthplace", "2B033"),
        ("birthcountry", "99109"),
    ],
)
def test_anything_else_is_somebody_else(name: str, value: str) -> None:
    """A letter, a first name, a day, a place."""
    assert CAMILLE.folded != replace(CAMILLE, **{name: value}).folded


def test_names_do_not_run_into_each_other() -> None:
    """« Anne Marie » + « Durand » is not « Anne » + « Marie Durand »."""
    one = replace(CAMILLE, given_name="Anne Marie", family_name="Durand")
    other = replace(CAMILLE, given_name="Anne", family_name="Marie Durand")

    assert one.folded != other.folded
