"""Refusals, and what is behind the log-in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import pages, stages
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
LOGIN = (
    "<h1>Je me connecte à mon espace personnel</h1><form>"
    "<label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label>"
    "<button>Se connecter</button></form>"
)
STEP_8 = (
    "<h1>Réinitialisation du mot de passe</h1><form>"
    "<label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label>"
    "<label>Confirmer mot de passe <input type=password name=c></label>"
    "<button>Valider</button></form>"
)
CHOICE = "<h1>Demande de réinitialisation de votre mot de passe</h1>"
BACK = "<p><a href=/oubli>Faire une nouvelle demande</a></p>"


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        (f"<h1>Avez vous oublié votre mot de passe?</h1>{LOGIN}", 200),
        (f"<h1>Demande refusée</h1>{BACK}", 422),
        (f"<p>Trop de demandes</p>{BACK}", 429),
        (f"<h1>Page introuvable</h1>{BACK}", 404),
    ],
)
def test_a_refused_request_passes(page: MakePage, markup: str, status: int) -> None:
    """Any page but steps 5 and 6 refuses, provided there is a way on."""
    stages.request_is_refused(page(markup, status=status))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        (CHOICE + BACK, 200, "« Demande de réinitialisation.*» s'affiche"),
        (f"<h1>Presque fini...</h1>{BACK}", 200, "« Presque fini... » s'affiche"),
        (f"<h1>Erreur</h1>{BACK}", 500, "en panne"),
        ("<h1>Erreur</h1><p>Non.</p>", 400, "n'offre aucune suite"),
        ("", 400, "n'offre aucune suite"),
    ],
)
def test_an_accepted_request_fails(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """Defects 4 to 14: step 5 or 6, a breakdown or a dead end."""
    with pytest.raises(CheckFailed, match=why):
        stages.request_is_refused(page(markup, status=status))


def test_step_8_lets_choose_a_password(page: MakePage) -> None:
    """Heading, fields and button are there."""
    stages.can_choose_password(page(STEP_8))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("Réinitialisation du", "Votre", "« Réinitialisation du mot de passe » ne se"),
        ("Numéro de dossier", "Numéro", "ne demande « Numéro de dossier »"),
        ("Confirmer", "Répéter", "ne demande « Confirmer mot de passe »"),
        (">Valider", ">Envoyer", "n'offre pas le bouton « Valider »"),
    ],
)
def test_an_incomplete_step_8_fails(
    page: MakePage, old: str, new: str, why: str
) -> None:
    """What is missing of step 8 is named."""
    with pytest.raises(CheckFailed, match=why):
        stages.can_choose_password(page(STEP_8.replace(old, new)))


@pytest.mark.parametrize("status", [200, 400, 403, 404, 410])
@pytest.mark.parametrize("more", ["", LOGIN])
def test_a_refused_link_passes(page: MakePage, more: str, status: int) -> None:
    """An explanation and a way back refuse, even with a log-in form beside."""
    stages.link_is_refused(page(f"<h1>Lien périmé</h1>{BACK}{more}", status=status))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        (STEP_8 + BACK, 200, "un mot de passe peut encore être choisi"),
        (
            f"<h1>Lien périmé</h1>{BACK}{STEP_8}",
            410,
            "un mot de passe peut encore être choisi",
        ),
        (f"<h1>Changement de mot de passe effectué !</h1>{BACK}", 200, "s'affiche"),
        (f"<h1>Erreur</h1>{BACK}", 500, "en panne"),
        ("<h1>Lien périmé</h1><p>Non.</p>", 410, "n'offre pas de retour"),
        ("<h1>Introuvable</h1><a href=/>Accueil</a>", 404, "ne dit pas que le lien"),
        ("", 404, "ne dit pas que le lien"),
    ],
)
def test_a_living_link_fails(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """Defects 50 to 53 and 81: step 8 open, the change made, or no explanation."""
    with pytest.raises(CheckFailed, match=why):
        stages.link_is_refused(page(markup, status=status))


def test_a_refused_password_passes(page: MakePage) -> None:
    """Step 8 is there for another try, with or without an error."""
    stages.password_is_refused(page(f"<h2>Une erreur</h2>{STEP_8}", status=422))


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<h1>Changement de mot de passe effectué !</h1>", "s'affiche, et ne devrait"),
        (f"<h1>Lien périmé</h1>{BACK}", "« Réinitialisation du mot de passe » ne se"),
    ],
)
def test_an_accepted_password_fails(page: MakePage, markup: str, why: str) -> None:
    """Defects 70, 71 and 77: the change is made, or the link is gone."""
    with pytest.raises(CheckFailed, match=why):
        stages.password_is_refused(page(markup))


def test_the_personal_space_is_inside_and_the_login_outside(page: MakePage) -> None:
    """A page that asks for no password is inside; the log-in form is outside."""
    stages.is_inside(page("<h1>Mon espace personnel</h1><button>Sortir</button>"))
    stages.is_outside(page(LOGIN))
    stages.is_outside(page(f"<h1>Erreur</h1>{LOGIN}", status=401))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        (LOGIN, 200, "ne s'ouvre pas.*« Je me connecte"),
        ("<h1>Mon espace personnel</h1>", 500, "ne s'ouvre pas.*statut 500"),
    ],
)
def test_the_login_is_not_inside(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """Defects 75, 76 and 82: the log-in is asked for again, or breaks down."""
    with pytest.raises(CheckFailed, match=why):
        stages.is_inside(page(markup, status=status))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        ("<h1>Mon espace personnel</h1>", 200, "s'ouvre, et ne devrait pas"),
        (STEP_8, 200, "s'ouvre, et ne devrait pas"),
        (LOGIN, 500, "en panne"),
    ],
)
def test_the_personal_space_is_not_outside(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """Defects 83 to 85: the space opens, or asks for a new password at once."""
    with pytest.raises(CheckFailed, match=why):
        stages.is_outside(page(markup, status=status))


def test_the_browser_leads_to_an_address(page: MakePage) -> None:
    """Scheme and host count, path and query do not."""
    read = page("", url="https://www.carpimko.com/accueil?x=1")
    pages.leads_to(read, "https://www.carpimko.com")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.carpimko.com/",
        "https://carpimko.com/",
        "https://www.carpimko.com:8443/",
        "https://www.carpimko.com.pirate.example/",
    ],
)
def test_another_address_fails(page: MakePage, url: str) -> None:
    """Defect 1: the address where the browser ends up is told."""
    with pytest.raises(CheckFailed, match=f"Le navigateur arrive à {url[:-1]}, et non"):
        pages.leads_to(page("", url=url), "https://www.carpimko.com")


def test_a_link_without_token_passes(page: MakePage) -> None:
    """« Se Connecter ? » is a bare address."""
    pages.link_has_no_token(
        page("<a href=/connexion>Se Connecter ?</a>"), "Se Connecter ?"
    )


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<a href='/connexion?token=abc'>Se Connecter ?</a>", "emporte le jeton"),
        ("<a href='?t=secret'>Se Connecter ?</a>", r"emporte le jeton.*\?t=secret"),
        ("<a href=/connexion>Connexion</a>", "pas le lien « Se Connecter"),
    ],
)
def test_a_link_with_the_token_fails(page: MakePage, markup: str, why: str) -> None:
    """The parameters that the link carries away are named."""
    with pytest.raises(CheckFailed, match=why):
        pages.link_has_no_token(
            page(markup, url="https://a.test/x?token=secret"), "Se Connecter ?"
        )


def test_a_login_page_offers_to_log_in(page: MakePage) -> None:
    """Number, password and a form for both."""
    stages.is_login(page(LOGIN))


@pytest.mark.parametrize(
    ("markup", "status", "why"),
    [
        (LOGIN, 500, "en panne"),
        (LOGIN.replace("Numéro de dossier", "Courriel"), 200, "« Numéro de dossier »"),
        (STEP_8, 200, "ne propose pas de se connecter"),
        ("", 200, "« Numéro de dossier », « Mot de passe »"),
    ],
)
def test_another_page_is_no_login(
    page: MakePage, markup: str, status: int, why: str
) -> None:
    """A breakdown, other fields or the choice of a password offer no log-in."""
    with pytest.raises(CheckFailed, match=why):
        stages.is_login(page(markup, status=status))
