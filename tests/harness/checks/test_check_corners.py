"""What checks must neither stumble over nor let pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import cookies, headers, sessions, tokens
from harness.checks.failure import CheckFailed
from harness.pages import Page
from harness.tokens.reading import written
from simulator.mail.message import ReceivedMail

MakePage = Callable[..., Page]
HOME = "https://portail.test/"
DATE = ("date", "Tue, 10 Mar 2026 11:00:00 GMT")


def setting(cookie: str, *more: tuple[str, str]) -> Page:
    """Return a page that sets *cookie*."""
    return Page(HOME, 200, (("set-cookie", cookie), *more), b"")


@pytest.mark.parametrize(
    "page",
    [
        setting("s=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
        setting("s=; expires=Thu, 01-Jan-1970 00:00:01 GMT; Path=/"),
        setting("s=; Expires=Mon, 09 Mar 2026 11:00:00 GMT", DATE),
    ],
)
def test_a_cookie_whose_expiry_is_past_needs_nothing(page: Page) -> None:
    """RFC 6265 §5.3: that is how a cookie is deleted, too."""
    cookies.cookies_are_guarded([page])


@pytest.mark.parametrize(
    "page",
    [
        setting("s=1; Expires=Wed, 11 Mar 2026 11:00:00 GMT", DATE),
        setting("s=1; Expires=Wed, 11 Mar 2026 11:00:00 GMT"),
        setting("s=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"),
        setting("s=1; Expires=jamais"),
    ],
)
def test_a_cookie_that_lives_on_is_judged(page: Page) -> None:
    """Max-Age goes first; what is no date is no expiry."""
    with pytest.raises(CheckFailed, match="HttpOnly"):
        cookies.cookies_are_guarded([page])


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Mon dossier</p><button>Fermer la session</button>",
        "<p>Mon dossier</p><p>Mes avis</p><p>Fermer la session</p>",
        "<p>Votre compte est bloqué</p><a href='/x'>Se déconnecter</a>",
    ],
)
def test_an_open_space_is_no_shut_account(page: MakePage, markup: str) -> None:
    """Whoever may log out is in."""
    with pytest.raises(CheckFailed, match="s'ouvre, et ne devrait pas"):
        sessions.is_kept_out(page(markup), page("<p>Bienvenue</p>"))


def test_a_dead_session_may_be_sent_to_the_public_home_page(page: MakePage) -> None:
    """Anybody sees that page: nobody is let in by it."""
    public = "<h1>Bienvenue</h1><a href='/connexion'>Se connecter</a>"
    sessions.all_closed([page(public)], page(public))
    with pytest.raises(CheckFailed, match="s'ouvre"):
        sessions.all_closed([page("<h1>Bonjour Camille</h1>")], page(public))


def test_a_script_whose_address_no_browser_reads_is_passed_over() -> None:
    """It is not fetched, and so learns nothing."""
    url = f"{HOME}reset?token=q3Vd0JmJpVw0m8yWZ5w1cQ"
    answer = (("referrer-policy", "no-referrer"),)
    body = b'<script src="http://[x"></script>'
    headers.keeps_its_address(Page(url, 200, answer, body))


@pytest.mark.parametrize("exp", [10**400, -(10**400)])
def test_an_expiry_too_long_for_a_float_fails(
    mail: Callable[..., ReceivedMail], exp: int
) -> None:
    """B11: it is a number, and no expiry."""
    signed = written({"alg": "HS256"}, {"exp": exp})
    url = f"https://www2.carpimko.com/x?token={signed}.AAAA"
    with pytest.raises(CheckFailed, match="démesurée"):
        tokens.expiry_is_strict(mail(text=url, html=f'<a href="{url}">ici</a>'))
