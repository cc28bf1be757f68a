"""Passwords that a guesser tries first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from simulator.portal.rules.guessable import Owner, guessable
from simulator.portal.rules.password import Violation

CAMILLE = Owner("0123456", "Camille", "Durand-Lefèvre", "cdurand.inf@mail.test")
COMMON, DOSSIER, NAME = (
    Violation.COMMON,
    Violation.HOLDS_DOSSIER,
    Violation.OWN_NAME,
)


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Azerty12", COMMON),
        ("Azerty2026!", COMMON),
        ("Password1", COMMON),
        ("PASSWORd123", COMMON),
        ("Carpimko1", COMMON),
        ("carpimko-CARPIMKO", None),
        ("2026Carpimko", COMMON),
        ("Motdepasse2026", COMMON),
        ("1Qaz2wsx", COMMON),
        ("Trustno1", COMMON),
        ("Dragon2026", COMMON),
        ("Qwerty2026!", COMMON),
        ("Aa0123456", DOSSIER),
        ("x0123456X!", DOSSIER),
        ("Camille2026", NAME),
        ("1985Camille", NAME),
        ("Durand-Lefevre7", NAME),
        ("DurandLefèvre7", NAME),
        ("Camille.Durand.Lefevre1", NAME),
        ("CDurandLefevre99", NAME),
        ("Cdurand.inf1", NAME),
        ("Cam1lle2026", None),
        ("Camille aime 26 chats", None),
        ("Soleil26", None),
        ("Soleil026", None),
        ("Soleil2026", None),
        ("2026Soleil", None),
        ("Soleil&26", None),
        ("Inconnu2026", None),
        ("Été à Nîmes 26", None),
        ("Aa1xxxxx", None),
        ("Aa1!@#$%^&*()", None),
        ("aA1 ~`_-+={}[]:;\"'<>,.?/", None),
        ("Xy0123457Z", None),
    ],
)
def test_what_a_list_or_the_dossier_gives_is_refused(
    password: str, expected: Violation | None
) -> None:
    """And what only looks like it is not: the procedure asks for nothing more."""
    assert (() if expected is None else (expected,)) == guessable(password, CAMILLE)


def test_the_three_thousand_commonest_are_refused_in_any_case() -> None:
    """As typed in the list, and dressed up with a capital (ASVS 6.2.4)."""
    commonest = FREQUENCY_LISTS["passwords"]
    apt = [word for word in commonest if re.search(r"[a-z].*\d|\d.*[a-z]", word)]
    assert len(apt) > 3000

    for word in apt[:3000]:
        assert COMMON in guessable(word, CAMILLE), word
        assert COMMON in guessable(word.upper(), CAMILLE), word


@pytest.mark.parametrize(
    "owner",
    [
        Owner("", "", "", None),
        Owner("7654321", "Li", "O", "x@mail.test"),
        Owner("7654321", "李", "明", "李@mail.test"),
        Owner("7654321", "123", "---", "@"),
    ],
)
@pytest.mark.parametrize("password", ["Soleil2026", "12345678aB", "李12345678aA"])
def test_a_name_too_short_to_say_anything_refuses_nothing(
    owner: Owner, password: str
) -> None:
    """An empty name is no part of every password."""
    assert () == guessable(password, owner)


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_anything_may_be_typed(password: str, first: str, last: str) -> None:
    """Whatever the characters, an answer and no exception."""
    guessable(password, Owner("0123456", first, last, f"{first}@{last}"))
