"""How strong a password the portal asks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import policy
from harness.checks.failure import CheckFailed
from harness.errors import NotObservable
from harness.journeys import probing
from harness.pages import Page

MakePage = Callable[..., Page]
CHANGED = "<h1>Changement de mot de passe effectué !</h1>"
STEP_8 = "<h1>Réinitialisation du mot de passe</h1>"


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Soleil26", 47.63),
        ("Soleil026", 53.59),
        ("Soleil26abcdef", 83.36),
        ("Soleil2!", 49.52),
        ("123456789012345", 49.83),
        ("soleil26", 41.36),
    ],
)
def test_entropy_is_that_of_the_tables(password: str, expected: float) -> None:
    """L·log2(N), as published beside CNIL 2022-100 (62⁸, 62⁹, 62¹⁴, 73⁸, 10¹⁵)."""
    assert round(policy.bits(password), 2) == expected


def test_candidates_grow() -> None:
    """What is tried goes up, and the procedure's own floor is among it."""
    strengths = [policy.bits(candidate) for candidate in probing.BY_STRENGTH]

    assert sorted(strengths) == strengths
    assert policy.PROCEDURE_BITS in strengths
    assert sorted(map(len, probing.BY_LENGTH)) == list(map(len, probing.BY_LENGTH))


@pytest.mark.parametrize("taken", ["Wq7rtzbk", "Wq7rtzbk4M", "azertyuiopqsdfg"])
def test_enough_entropy_passes(page: MakePage, taken: str) -> None:
    """The procedure's floor or anything stronger, whatever the classes."""
    told = policy.entropy_is_enough(page(CHANGED), taken)

    assert f"{len(taken)} caractères" in told
    assert "47,6 bits" in told


@pytest.mark.parametrize("taken", ["Wq7rtzb", "wq7rtzbk", "WqHrtzbk", "47139582"])
def test_too_little_entropy_fails(page: MakePage, taken: str) -> None:
    """Defect 70: seven characters, or a class that may be missing."""
    with pytest.raises(CheckFailed, match="bits"):
        policy.entropy_is_enough(page(CHANGED), taken)


@pytest.mark.parametrize("taken", ["Wq7rtzbk", "Wq7rtzbk4M-xLp9u"])
def test_enough_length_passes(page: MakePage, taken: str) -> None:
    """Eight characters or more."""
    assert "15" in policy.length_is_enough(page(CHANGED), taken)


def test_too_short_fails(page: MakePage) -> None:
    """Seven characters are taken."""
    with pytest.raises(CheckFailed, match="a 7 caractères"):
        policy.length_is_enough(page(CHANGED), "Wq7rtzb")


@pytest.mark.parametrize("check", [policy.entropy_is_enough, policy.length_is_enough])
def test_nothing_taken_is_not_judged(page: MakePage, check: Callable) -> None:
    """A portal that takes none of them shows no floor; a breakdown is one."""
    for taken in (None, "Wq7rtzbk"):
        with pytest.raises(NotObservable, match="aucun des mots de passe"):
            check(page(STEP_8), taken)
    with pytest.raises(CheckFailed, match="en panne"):
        check(page(STEP_8, status=500), "Wq7rtzbk")
