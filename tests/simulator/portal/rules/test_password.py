"""What a password must hold (P8.2), and when two are the same (P8.3)."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.portal.rules.password import Violation, normalise, same, violations

# An oracle of literals: no character here composes with another, none is read with
# the methods of str that the rule itself uses.
_LOWER = string.ascii_lowercase + "éàüçßœλжø"
_UPPER = string.ascii_uppercase + "ÉÀÜÇŒΛЖØ"
_DIGITS = string.digits
_NEITHER = " !-_@€$'٣१１½漢あא中\t"
_ALPHABET = _LOWER + _UPPER + _DIGITS + _NEITHER


@given(st.text(alphabet=_ALPHABET, max_size=14))
@settings(max_examples=500)
@example("Soleil26")
@example("Soleil2")
@example("É1ÀÉÀÉÀé")
def test_violations_are_what_counting_finds(password: str) -> None:
    """Length and the three kinds of characters, each on its own, nothing else."""
    expected = set()
    if len(password) < 8:
        expected.add(Violation.TOO_SHORT)
    if not set(password) & set(_LOWER):
        expected.add(Violation.NO_LOWER_CASE)
    if not set(password) & set(_UPPER):
        expected.add(Violation.NO_UPPER_CASE)
    if not set(password) & set(_DIGITS):
        expected.add(Violation.NO_DIGIT)

    assert expected == set(violations(password))


COMPOSITION = {
    Violation.TOO_SHORT,
    Violation.TOO_LONG,
    Violation.NO_LOWER_CASE,
    Violation.NO_UPPER_CASE,
    Violation.NO_DIGIT,
}


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        pytest.param("Soleil2", {Violation.TOO_SHORT}, id="seven"),
        pytest.param("Soleil26", set(), id="eight"),
        pytest.param("Soleil202", set(), id="nine"),
        pytest.param("SOLEIL26", {Violation.NO_LOWER_CASE}, id="no lower case"),
        pytest.param("soleil26", {Violation.NO_UPPER_CASE}, id="no upper case"),
        pytest.param("SoleilVif", {Violation.NO_DIGIT}, id="no digit"),
        pytest.param("Soleil٢٠٢٦", {Violation.NO_DIGIT}, id="Arabic-Indic digits"),
        pytest.param("Soleil２０２６", {Violation.NO_DIGIT}, id="full-width digits"),
        pytest.param("Aa1😀😀😀", {Violation.TOO_SHORT}, id="six characters"),
        pytest.param("Aa1" + "e\u0301" * 4, {Violation.TOO_SHORT}, id="seven composed"),
        pytest.param("Aa1" + "e\u0301" * 5, set(), id="eight composed"),
        pytest.param("A1BCDEFe\u0301", set(), id="decomposed lower case"),
        pytest.param(" a A 1  ", set(), id="spaces count"),
        pytest.param("Aa1" + "!@#&é§€" * 3, set(), id="special characters"),
        pytest.param("", COMPOSITION - {Violation.TOO_LONG}, id="nothing"),
    ],
)
def test_boundaries(password: str, expected: set[Violation]) -> None:
    """Each boundary of the rule, one reason at a time."""
    assert expected == set(violations(password))


@pytest.mark.parametrize("length", [8, 64, 72, 73, 128, 1000, 4096])
def test_long_passwords_are_welcome(length: int) -> None:
    """A pass phrase is never too long before four thousand characters."""
    assert () == violations("Aa1".ljust(length, "x"))


def test_a_hash_has_a_bounded_cost() -> None:
    """One character above 4096 is too long, and only too long."""
    assert (Violation.TOO_LONG,) == violations("Aa1".ljust(4097, "x"))


def test_each_violation_is_a_sentence_of_its_own() -> None:
    """The page shows the value: the sentences say which rule is broken."""
    assert {
        Violation.TOO_SHORT: "Le mot de passe doit avoir a minima 8 caractères.",
        Violation.TOO_LONG: "Le mot de passe ne doit pas dépasser 4096 caractères.",
        Violation.NO_LOWER_CASE: (
            "Le mot de passe doit contenir au moins une lettre minuscule."
        ),
        Violation.NO_UPPER_CASE: (
            "Le mot de passe doit contenir au moins une lettre majuscule."
        ),
        Violation.NO_DIGIT: "Le mot de passe doit contenir au moins un chiffre.",
        Violation.COMMON: "Ce mot de passe est trop courant : il serait vite deviné.",
        Violation.HOLDS_DOSSIER: (
            "Le mot de passe ne doit pas contenir votre numéro de dossier."
        ),
        Violation.OWN_NAME: (
            "Le mot de passe ne doit pas être fait de votre nom, de votre prénom ou de "
            "votre adresse mail."
        ),
        Violation.OF_THE_LETTER: (
            "Choisissez un autre mot de passe que celui du courrier."
        ),
    } == {violation: violation.value for violation in Violation}


@pytest.mark.parametrize(
    ("typed", "composed"),
    [
        ("e\u0301te\u0301", "\u00e9t\u00e9"),
        ("\u00e9t\u00e9", "\u00e9t\u00e9"),
        ("\ufb01", "\ufb01"),
        (" Soleil ", " Soleil "),
    ],
)
def test_normalising_composes_and_nothing_more(typed: str, composed: str) -> None:
    """Accents are composed; ligatures and spaces stay as they are."""
    assert composed == normalise(typed)


@given(st.text())
def test_normalising_twice_changes_nothing_more(password: str) -> None:
    """What was hashed at reset is what is hashed again at log-in."""
    assert normalise(password) == normalise(normalise(password))


@given(st.text(), st.text())
@example("Soleil26", "soleil26")
@example("Soleil26", "Soleil26 ")
@example("Soleil26", "")
@example("\u00e9", "e\u0301")
def test_two_passwords_are_the_same_code_point_by_code_point(
    password: str, confirmation: str
) -> None:
    """Case, a final space or another way to compose makes them differ."""
    assert same(password, password)
    assert (list(password) == list(confirmation)) == same(password, confirmation)
