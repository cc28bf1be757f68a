"""A portal that breaks down passes no check by what it does not show."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import pages, stages
from harness.checks.failure import CheckFailed
from harness.labels import Stage
from harness.pages import Page

MakePage = Callable[..., Page]
CHECKS: dict[str, Callable[[Page], None]] = {
    "require_answered": pages.require_answered,
    "does_not_read": lambda page: pages.does_not_read(page, "Absent"),
    "does_not_offer_choice": lambda page: pages.does_not_offer_choice(page, "Absent"),
    "leads_to": lambda page: pages.leads_to(page, "https://www2.carpimko.com"),
    "is_not_at": lambda page: stages.is_not_at(page, Stage.TAKEN),
    "request_is_refused": stages.request_is_refused,
    "link_is_refused": stages.link_is_refused,
    "is_inside": stages.is_inside,
    "is_outside": stages.is_outside,
}


@pytest.mark.parametrize("name", sorted(CHECKS))
@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_breakdown_passes_nothing(page: MakePage, name: str, status: int) -> None:
    """An error of the server fails even the checks that want something absent."""
    markup = "<h1>Erreur</h1><p>Lien périmé</p><a href=/>Accueil</a><form></form>"
    with pytest.raises(CheckFailed, match=f"statut {status}"):
        CHECKS[name](page(markup, status=status))


@pytest.mark.parametrize("status", [200, 301, 404, 499])
def test_any_other_status_is_an_answer(page: MakePage, status: int) -> None:
    """A portal that refuses has answered."""
    pages.require_answered(page("", status=status))
