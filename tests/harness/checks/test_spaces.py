"""Whose personal space a page is (B48)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import spaces
from harness.checks.failure import CheckFailed
from harness.errors import NotObservable
from harness.pages import Page

MakePage = Callable[..., Page]
OWNER = {"dossier": "1234567", "email": None, "last_name": "Le Goff", "first_name": "A"}
VISITOR = OWNER | {"dossier": "7654321", "last_name": "Petit"}
HERS = "<h1>Espace</h1><p>Camille Le Goff, dossier 1234567</p>"


@pytest.mark.parametrize(
    "markup",
    ["<p>Dominique Petit, dossier 7654321</p>", "<form><input type=password></form>"],
)
def test_ones_own_space_passes(page: MakePage, markup: str) -> None:
    """So does the log-in: to be sent away mixes nothing."""
    spaces.is_not_space_of(page(markup), page(HERS), OWNER, VISITOR)


@pytest.mark.parametrize(
    "markup", [HERS, "<p>Bonjour Le Goff</p>", "<p>N° 1234567</p>"]
)
def test_another_s_space_fails(page: MakePage, markup: str) -> None:
    """One thing of hers is enough."""
    with pytest.raises(CheckFailed, match="La page montre"):
        spaces.is_not_space_of(page(markup), page(HERS), OWNER, VISITOR)


def test_an_impersonal_space_tells_nothing(page: MakePage) -> None:
    """Where nothing is personal, nobody is seen to be in whose space."""
    with pytest.raises(NotObservable, match="rien de personnel"):
        spaces.is_not_space_of(page("x"), page("Bienvenue"), OWNER, VISITOR)
