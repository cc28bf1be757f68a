"""What people type is refused, or not, by the portal's own rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.population import Population
from simulator.living.draws import Draws
from simulator.living.passwords import mistyped, strong, weak
from simulator.living.scenario import scenario
from simulator.portal.rules.guessable import Owner, guessable
from simulator.portal.rules.password import Violation, violations

INDEXES = st.integers(0, 5000)


def draws(index: int) -> Draws:
    """Return somebody's draws."""
    return Draws(42, index, "1.1", 0.8)


@given(INDEXES)
def test_a_slip_is_one_digit(index: int) -> None:
    """A mistyped number is another number, of seven digits, by one of them."""
    dossier = f"{index + 1:07d}"
    typed = mistyped(dossier, draws(index))

    assert typed.isdigit()
    assert 7 == len(typed)
    assert 1 == sum(one != other for one, other in zip(typed, dossier, strict=True))


@given(INDEXES)
def test_a_strong_password_is_accepted(index: int) -> None:
    """It obeys step 8, and nobody guesses it from the file."""
    person = Population(42, 5001)[index]
    owner = Owner(person.dossier, person.first_name, person.last_name, person.email)
    password = strong(draws(index))

    assert () == violations(password)
    assert () == guessable(password, owner)


@pytest.mark.parametrize(
    ("kind", "lacks"),
    [
        ("short", Violation.TOO_SHORT),
        ("no_capital", Violation.NO_UPPER_CASE),
        ("no_digit", Violation.NO_DIGIT),
    ],
)
def test_a_weak_password_lacks_what_it_is_said_to(kind: str, lacks: Violation) -> None:
    """Each kind breaks the rule that it is named after, and no other."""
    typed = weak(kind, "0012345", strong(draws(1)), draws(1))

    assert (lacks,) == violations(typed.password)
    assert typed.password == typed.confirmation


def test_a_common_password_is_guessed() -> None:
    """It obeys step 8 and is on the list all the same."""
    typed = weak("common", "0012345", strong(draws(1)), draws(1))
    owner = Owner("0012345", "Camille", "Martin", None)

    assert () == violations(typed.password)
    assert (Violation.COMMON,) == guessable(typed.password, owner)


def test_a_confirmation_and_a_number_may_be_wrong() -> None:
    """Of these the password is sound, and what stands beside it is not."""
    password = strong(draws(1))
    other = weak("confirmation", "0012345", password, draws(1))
    slip = weak("dossier", "0012345", password, draws(1))

    assert ("0012345", password) == (other.dossier, other.password)
    assert other.confirmation != password
    assert slip.dossier != "0012345"
    assert (password, password) == (slip.password, slip.confirmation)


def test_every_assumed_kind_can_be_typed() -> None:
    """The register names no kind that nobody knows how to type."""
    password = strong(draws(1))

    for kind in scenario().weak_kinds:
        typed = weak(kind, "0012345", password, draws(1))
        assert (typed.dossier, typed.password, typed.confirmation) != (
            "0012345",
            password,
            password,
        )
