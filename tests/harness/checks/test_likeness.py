"""Whether two people are told the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import likeness
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
CHOICE = (
    "<h1>Demande de réinitialisation</h1><form><label><input type=radio name=e value=m>"
    " Par mail à l'adresse {}</label><label><input type=radio name=e value=c> Par "
    "courrier</label></form><p>Dossier {}</p>"
)


def test_own_address_and_number_may_differ(page: MakePage) -> None:
    """Two masked addresses and two numbers tell nothing of the accounts."""
    likeness.reads_alike(
        page(CHOICE.format("c****@g****.com", "1234567")),
        page(CHOICE.format("d**@o****.fr", "7654321")),
    )


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        (CHOICE.format("c@g.com", "1234567"), 404, "Les réponses diffèrent"),
        ("<h1>Compte bloqué</h1>", 200, "Les réponses diffèrent"),
        (CHOICE.format("c@g.com", "1234567") + "<p>Bloqué</p>", 200, "« .*Bloqué »"),
        (CHOICE.format("c@g.com", "x").replace("radio", "text"), 200, "diffèrent"),
        ("<h1>Erreur</h1>", 500, "en panne"),
    ],
)
def test_anything_else_tells_them_apart(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """A code, a heading, a word or a field more: somebody learns which is blocked."""
    usual = page(CHOICE.format("d**@o****.fr", "7654321"))
    with pytest.raises(CheckFailed, match=why):
        likeness.reads_alike(page(markup, status=status), usual)
