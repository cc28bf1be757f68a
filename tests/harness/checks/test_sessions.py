"""Sessions that were open when something changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import sessions
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
LOGIN = (
    "<form><label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label></form>"
)
SPACE = "<h1>Mon espace personnel</h1>"


def test_sessions_all_closed_or_all_open_pass(page: MakePage) -> None:
    """Each browser meets the log-in; or each is inside."""
    sessions.all_closed([page(LOGIN), page("<p>Interdit</p>", status=403)])
    sessions.all_open([page(SPACE), page(SPACE)], page(LOGIN))


def test_one_session_alive_fails(page: MakePage) -> None:
    """Defect 84: one browser of three is still inside."""
    with pytest.raises(CheckFailed, match="s'ouvre, et ne devrait pas"):
        sessions.all_closed([page(LOGIN), page(LOGIN), page(SPACE)])


def test_one_session_closed_fails(page: MakePage) -> None:
    """A request throws somebody out."""
    with pytest.raises(CheckFailed, match="ne s'ouvre pas"):
        sessions.all_open([page(SPACE), page(LOGIN)], page(LOGIN))


def test_no_session_proves_nothing(page: MakePage) -> None:
    """Nobody logged in: nothing can be said."""
    with pytest.raises(CheckFailed, match="Aucune session"):
        sessions.all_closed([])
    with pytest.raises(CheckFailed, match="Aucune session"):
        sessions.all_open([], page(LOGIN))


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        (LOGIN, 200),
        ("<p>Interdit</p>", 403),
        ("<p>Votre compte est bloqué. Appelez-nous.</p>", 200),
        ("<p>L'accès à ce dossier a été suspendu.</p>", 200),
    ],
)
def test_a_shut_account_passes(page: MakePage, markup: str, status: int) -> None:
    """The log-in again, a refusal, or a page that says why."""
    sessions.is_kept_out(page(markup, status=status))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [(SPACE, 200, "s'ouvre"), ("<p>Votre compte est bloqué</p>", 500, "en panne")],
)
def test_a_shut_account_that_opens_fails(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """The personal space as ever; or a breakdown."""
    with pytest.raises(CheckFailed, match=why):
        sessions.is_kept_out(page(markup, status=status))
