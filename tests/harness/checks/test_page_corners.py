"""Corner cases: fair to sound portals, hard on broken ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import pages, stages
from harness.checks.failure import CheckFailed
from harness.labels import Stage
from harness.pages import Page

MakePage = Callable[..., Page]
RADIOS = (
    "<label><input type=radio name=s value=1> Affilié</label>"
    "<label><input type=radio name=s value=2> Ayant droit</label>"
)
THEME = (
    "<form><label><input type=radio name=theme checked> Thème clair</label>"
    "<label><input type=radio name=theme> Thème sombre</label></form>"
)
BACK = "<a href=/oubli>Faire une nouvelle demande</a>"


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        ("<h1>Accès refusé</h1>", 403),
        ("<h1>Page introuvable</h1>", 404),
        ("<h1>Trop de tentatives</h1><p>Réessayez plus tard.</p>", 429),
        ("<h1>Identifiants incorrects</h1><a href=/connexion>Réessayer</a>", 401),
        ("", 200),
    ],
)
def test_an_error_is_not_the_personal_space(
    page: MakePage, markup: str, status: int
) -> None:
    """A page that refuses entry is not the personal space."""
    with pytest.raises(CheckFailed):
        stages.is_inside(page(markup, status=status))


def test_a_personal_space_may_change_passwords(page: MakePage) -> None:
    """The personal space may hold a form to change one's password."""
    form = "<label>Nouveau mot de passe <input type=password></label>"
    stages.is_inside(page(f"<h1>Mon espace</h1><form>{form}</form>"))


@pytest.mark.parametrize(
    ("markup", "status"),
    [
        ("<h1>Identifiants incorrects</h1><a href=/connexion>Réessayer</a>", 401),
        ("<h1>Trop de tentatives</h1><a href=/connexion>Retour</a>", 429),
    ],
)
def test_a_refusal_may_stand_on_a_page_of_its_own(
    page: MakePage, markup: str, status: int
) -> None:
    """A sound portal may refuse on a page that has no form."""
    stages.is_outside(page(markup, status=status))


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Lien périmé</h1><form action=/oubli><button>Recommencer</button></form>",
        f"<p role=alert>Ce lien n'est plus actif.</p>{BACK}",
    ],
)
def test_a_refusal_may_be_a_paragraph_and_a_button(page: MakePage, markup: str) -> None:
    """The explanation need be no heading, the way back no link."""
    stages.link_is_refused(page(markup, status=410))


@pytest.mark.parametrize(
    "fields",
    [
        "<label>Confirmation du mot de passe <input type=password></label>",
        "<input type=password>",
    ],
)
def test_two_password_fields_are_no_refusal(page: MakePage, fields: str) -> None:
    """A form with two passwords lets choose one, whatever its labels."""
    first = "<label>Nouveau mot de passe <input type=password></label>"
    markup = (
        f"<h1>Lien périmé</h1>{BACK}<form>{first}{fields}<button>OK</button></form>"
    )
    with pytest.raises(CheckFailed):
        stages.link_is_refused(page(markup))


@pytest.mark.parametrize(
    "markup",
    [
        f"<h1>Erreur</h1><form>{RADIOS}<button>Valider votre choix</button></form>",
        "<p class=h1>Presque fini...</p><p>Un e-mail vous a été envoyé</p>" + BACK,
    ],
)
def test_step_5_under_another_title_is_no_refusal(page: MakePage, markup: str) -> None:
    """The form of step 5, or the words of step 6, show that the request passed."""
    with pytest.raises(CheckFailed):
        stages.request_is_refused(page(markup))


def test_other_radios_do_not_matter(page: MakePage) -> None:
    """A choice of theme (the State's design system has one) is none of ours."""
    read = page(f"{THEME}<form>{RADIOS}</form>")
    pages.offers_choices(read, "Affilié", "Ayant droit")


def test_a_disabled_choice_is_not_offered(page: MakePage) -> None:
    """Two choices of which one cannot be made are not two choices."""
    disabled = RADIOS.replace("value=2", "value=2 disabled")
    with pytest.raises(CheckFailed):
        pages.offers_choices(page(f"<form>{disabled}</form>"), "Affilié", "Ayant droit")


def test_a_list_offers_exclusive_choices(page: MakePage) -> None:
    """A select with both situations is an exclusive choice too."""
    options = "<option></option><option>Affilié</option><option>Ayant droit</option>"
    read = page(f"<form><label>Vous êtes un</label><select>{options}</select></form>")
    pages.offers_choices(read, "Affilié", "Ayant droit")


@pytest.mark.parametrize("other", ["https://a.test", "https://a.test/#haut"])
def test_one_place_may_be_spelled_in_two_ways(page: MakePage, other: str) -> None:
    """A missing slash or a fragment leads to the same place."""
    links = f"<a href='https://a.test/'>Aide</a><a href='{other}'>Aide</a>"
    pages.offers_one_link(page(links), "Aide")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:__doPostBack('oubli','')",
        "javascript:document.forms[0].submit()",
        "#envoyer",
        "#",
    ],
)
def test_a_script_is_no_link(page: MakePage, href: str) -> None:
    """A « link » that runs a script submits the form all the same."""
    markup = f'<form><a href="{href}">Mot de passe oublié ?</a></form>'
    with pytest.raises(CheckFailed):
        pages.is_no_submit(page(markup), "Mot de passe oublié ?")


def test_a_link_may_have_another_parameter(page: MakePage) -> None:
    """« ?lang=fr » carries no token."""
    markup = "<a href='/connexion?lang=fr'>Se Connecter ?</a>"
    pages.link_has_no_token(page(markup), "Se Connecter ?")


@pytest.mark.parametrize("href", ["/connexion/abcdef", "/connexion#token=abcdef"])
def test_a_token_outside_the_parameters_fails(page: MakePage, href: str) -> None:
    """P8.5: the token of the page's own address must not be in the link."""
    read = page(
        f"<a href='{href}'>Se Connecter ?</a>", url="https://a.test/x?token=abcdef"
    )
    with pytest.raises(CheckFailed):
        pages.link_has_no_token(read, "Se Connecter ?")


def test_one_page_alone_cannot_be_compared(page: MakePage) -> None:
    """Two refusals are needed, and the message says so."""
    with pytest.raises(CheckFailed):
        stages.same_words([page("<p>Non</p>")])


@pytest.mark.parametrize("attribute", ['role="heading" aria-level="1"', 'class="h1"'])
def test_a_stage_may_be_told_without_heading(page: MakePage, attribute: str) -> None:
    """The procedure shows words, not heading elements."""
    stages.is_at(page(f"<p {attribute}>Presque fini...</p>"), Stage.TAKEN)


@pytest.mark.parametrize(
    "words",
    [
        "<p>Retraite, prévoyance, invalidité-décès</p>",
        "<p>Délai de traitement des dossiers : 3 jours</p>",
        "<p>Pièce d'identité valable</p>",
    ],
)
def test_the_home_page_explains_no_refusal(page: MakePage, words: str) -> None:
    """A fund that insures « invalidité » does not tell thereby that a link is dead."""
    markup = (
        f"<h1>La retraite des auxiliaires médicaux</h1>{words}<a href=/>Accueil</a>"
    )
    with pytest.raises(CheckFailed):
        stages.link_is_refused(page(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Identifiants incorrects</h1><a href=/connexion>Réessayer</a>",
        "<h1>La retraite des auxiliaires médicaux</h1><a href=/x>Espace personnel</a>",
    ],
)
def test_a_page_that_a_stranger_sees_is_not_inside(page: MakePage, markup: str) -> None:
    """Only what a stranger cannot open is the personal space."""
    with pytest.raises(CheckFailed, match="N'importe qui voit la même page"):
        stages.is_inside(page(markup), page(markup))


def test_a_personal_space_may_ask_for_the_password_again(page: MakePage) -> None:
    """« Modifier mon adresse » asks for the password: the person is inside."""
    form = (
        "<label>Nouvelle adresse <input type=email></label>"
        "<label>Mot de passe actuel <input type=password></label>"
    )
    stages.is_inside(page(f"<h1>Mon espace</h1><form>{form}</form>"))


def test_a_list_of_steps_is_no_step(page: MakePage) -> None:
    """A progress bar that names every step leaves a refusal a refusal."""
    bar = "<ol><li><span>Presque fini...</span></li></ol>"
    stages.request_is_refused(page(f"{bar}<h1>Demande refusée</h1>{BACK}"))
