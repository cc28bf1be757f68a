"""Where a portal may send a browser, and where it may not (B52, B59)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import redirections
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
HOME = "https://www.carpimko.com/"
ELSEWHERE = "https://ailleurs.example/"


@pytest.mark.parametrize(
    ("markup", "location"),
    [
        ("", "/Comptes/EspacePersonnel"),
        ("", "https://www.carpimko.com/a"),
        ("<a href=https://www.ameli.fr/>Ameli</a>", "?next=https://ailleurs.example/"),
        ("<a href='/Connexion?next=https%3A%2F%2Failleurs.example'>x</a>", "/a"),
        ("<a href=javascript:history.back()>Retour</a>", "/a"),
    ],
)
def test_a_portal_that_stays_passes(page: MakePage, markup: str, location: str) -> None:
    """An address may be carried along; a link to another body is nobody's doing."""
    seen = page(markup, via_headers=(("location", location),))
    redirections.stay_on_site([seen], HOME, ELSEWHERE)


@pytest.mark.parametrize(
    "location",
    [
        "https://ailleurs.example/",
        "//ailleurs.example/",
        "/\\ailleurs.example/",
        "///ailleurs.example/",
        "https://www2.carpimko.com.ailleurs.example/",
        "https://www2.carpimko.com@ailleurs.example/",
        "/\t/ailleurs.example/",
        "javascript:alert(1)",
    ],
)
def test_a_redirection_elsewhere_fails(page: MakePage, location: str) -> None:
    """As browsers read the address, whatever it looks like."""
    for sent in (
        {"via_headers": (("Location", location),)},
        {"headers": (("refresh", f"0; url={location}"),)},
    ):
        with pytest.raises(CheckFailed, match="Le portail renvoie à"):
            redirections.stay_on_site([page("x", **sent)], HOME, location)


def test_ending_up_elsewhere_fails(page: MakePage) -> None:
    """Where the browser stands, and where it came by."""
    with pytest.raises(CheckFailed, match="Le portail renvoie à"):
        redirections.stay_on_site([page("x", url=ELSEWHERE)], HOME, ELSEWHERE)
    with pytest.raises(CheckFailed, match="Le portail renvoie à"):
        redirections.stay_on_site([page("x", via=(ELSEWHERE,))], HOME, ELSEWHERE)


@pytest.mark.parametrize(
    ("markup", "elsewhere"),
    [
        ("<a href=https://ailleurs.example/>Continuer</a>", ELSEWHERE),
        ("<a href='/\\ailleurs.example/'>Continuer</a>", ELSEWHERE),
        ("<form action=https://ailleurs.example/></form>", ELSEWHERE),
        ("<button formaction=//ailleurs.example/>x</button>", ELSEWHERE),
        ("<a href=javascript:alert(1)>Continuer</a>", "javascript:alert(1)"),
    ],
)
def test_a_page_that_leads_elsewhere_fails(
    page: MakePage, markup: str, elsewhere: str
) -> None:
    """What was asked for became a link or a form."""
    with pytest.raises(CheckFailed, match="La page mène à"):
        redirections.stay_on_site([page(markup)], HOME, elsewhere)


def test_a_refresh_in_the_page_fails(page: MakePage) -> None:
    """A meta element redirects too."""
    meta = '<meta http-equiv="refresh" content="0;url=https://ailleurs.example/">'
    with pytest.raises(CheckFailed, match="Le portail renvoie à"):
        redirections.stay_on_site([page(meta)], HOME, ELSEWHERE)


WAY = ("https://www2.carpimko.com/.well-known/change-password",)
RESET = "<form><button>Réinitialiser le mot de passe</button></form>"
CHANGE = "<form><input type=password name=a><input type=password name=b></form>"
LOGIN = "<a href=/oubli>Mot de passe oublié ?</a>"


@pytest.mark.parametrize("markup", [RESET, CHANGE, LOGIN])
def test_a_page_to_change_passes(page: MakePage, markup: str) -> None:
    """The reset, the change, or the log-in that leads to it."""
    redirections.offers_to_change(page(markup, via=WAY))


@pytest.mark.parametrize(
    ("markup", "more", "why"),
    [
        (RESET, {}, "Aucune redirection"),
        ("<h1>Accueil</h1>", {"via": WAY}, "n'offre pas de changer"),
        (RESET, {"via": WAY, "status": 404}, "n'offre pas de changer"),
    ],
)
def test_no_page_to_change_fails(
    page: MakePage, markup: str, more: dict[str, object], why: str
) -> None:
    """No redirection, another page, or none."""
    with pytest.raises(CheckFailed, match=why):
        redirections.offers_to_change(page(markup, **more))


def test_what_does_not_exist_is_not_found(page: MakePage) -> None:
    """404 passes, 200 fails."""
    redirections.is_missing(page("x", status=404))
    with pytest.raises(CheckFailed, match="réponse ordinaire"):
        redirections.is_missing(page("x"))
