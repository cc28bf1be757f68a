"""Changing one's password in one's own space, on pages that nobody prescribed."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import NotObservable
from harness.journeys import account
from harness.journeys.account import AccountStatus
from harness.journeys.affiliate import Affiliate
from harness.journeys.world import World
from harness.pages import Page

URL = "https://www2.carpimko.com/"
LOGIN = (
    "<a href=/connexion>Espace personnel</a><form method=post>"
    "<label><input type=radio name=s value=a>Affilié</label>"
    "<label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label><button>Entrer</button>"
    "</form>"
)
OURS = (
    "<form method=post><label>Mot de passe actuel <input type=password name=o></label>"
    "<label>Mot de passe <input type=password name=n></label>"
    "<label>Confirmer mot de passe <input type=password name=c></label>"
    "<button>Valider</button></form>"
)
DJANGO = (
    "<form method=post><label>Ancien mot de passe :<input type=password name=o></label>"
    "<label>Nouveau mot de passe :<input type=password name=n></label>"
    "<label>Nouveau mot de passe (encore) :<input type=password name=c></label>"
    "<input type=submit value='Changer mon mot de passe'></form>"
)
LAST = (
    "<form method=post><label>Nouveau mot de passe <input type=password name=n></label>"
    "<label>Confirmez le nouveau mot de passe <input type=password name=c></label>"
    "<label>Votre mot de passe actuel <input type=password name=o></label>"
    "<button>Enregistrer</button></form>"
)
BARE = (
    "<form method=post><input type=password name=o><input type=password name=n>"
    "<input type=password name=c><button>OK</button></form>"
)
WITHOUT_OLD = (
    "<form method=post><label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=n></label>"
    "<label>Confirmation <input type=password name=c></label>"
    "<button>OK</button></form>"
)
NEW = "Grenade-7-Vive"


def pages(*markups: str) -> list[Page]:
    """Return one page after the other, as the portal answers."""
    return [Page(URL, 200, (), markup.encode()) for markup in markups]


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Camille, and her password."""
    return world.introduce("Camille", dossier="1234567", password="Ancien-2026")


def through(target: Any, *markups: str) -> None:
    """Prepare home, log-in, then these pages; the second is what strangers see."""
    target.answers[:] = pages(LOGIN, LOGIN, markups[0], LOGIN, *markups[1:])


def sent(target: Any) -> dict[str, str]:
    """Return the last form that was sent."""
    forms = [item for browser in target.browsers for item in browser.asked]
    return [value for kind, value in forms if kind == "form"][-1]


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (OURS, {"o": "Ancien-2026", "n": NEW, "c": NEW}),
        (DJANGO, {"o": "Ancien-2026", "n": NEW, "c": NEW}),
        (LAST, {"o": "Ancien-2026", "n": NEW, "c": NEW}),
        (BARE, {"o": "Ancien-2026", "n": NEW, "c": NEW}),
        (WITHOUT_OLD, {"d": "1234567", "n": NEW, "c": NEW}),
    ],
    ids=["ours", "django", "current last", "no labels", "without the current one"],
)
def test_fields_are_filled_by_what_they_ask(
    camille: Affiliate, target: Any, form: str, typed: dict[str, str]
) -> None:
    """The current password goes where it is asked for, the new one elsewhere."""
    through(target, "<a href=/mdp>Modifier mon mot de passe</a>", form, "<p>Fait</p>")
    account.change_in_space(camille, NEW)

    assert typed == sent(target)
    assert NEW == camille.chosen_password
    assert camille.concerned


@pytest.mark.parametrize(
    "name",
    [
        "Modifier mon mot de passe",
        "Changer de mot de passe",
        "Changement du mot de passe",
        "Mot de passe",
        "Mon mot de passe",
    ],
)
def test_the_link_may_read_otherwise(
    camille: Affiliate, target: Any, name: str
) -> None:
    """Any link that speaks of changing the password leads there."""
    through(target, f"<a href=/mdp>{name}</a>", OURS, "<p>Fait</p>")
    account.change_in_space(camille, NEW)

    assert NEW == sent(target)["n"]


def test_the_form_may_stand_in_the_space(camille: Affiliate, target: Any) -> None:
    """No link is needed where the form is there already."""
    through(target, OURS, "<p>Fait</p>")
    account.change_in_space(camille, NEW)

    assert NEW == sent(target)["n"]


def test_the_link_may_stand_one_page_further(camille: Affiliate, target: Any) -> None:
    """« Mon compte » leads to the page that leads to the form."""
    through(
        target,
        "<a href=/sortie>Déconnexion de mon compte</a><a href=/c>Mon compte</a>",
        "<a href=/mdp>Changer mon mot de passe</a>",
        OURS,
        "<p>Fait</p>",
    )
    account.change_in_space(camille, NEW)

    assert NEW == sent(target)["n"]
    asked = [url for browser in target.browsers for _, url in browser.asked]
    assert f"{URL}sortie" not in asked


def test_a_space_without_such_a_page_is_not_judged(
    camille: Affiliate, target: Any
) -> None:
    """The procedure does not ask for that page: its absence is no fault."""
    through(target, "<a href=/oubli>Mot de passe oublié ?</a><p>Bonjour</p>")
    with pytest.raises(NotObservable, match="n'offre pas de page"):
        account.change_in_space(camille, NEW)


def test_an_agent_changes_the_account(camille: Affiliate, target: Any) -> None:
    """Password, status and address change behind the portal's back."""
    account.change_by_agent(camille, NEW)
    account.set_status(camille, AccountStatus.BLOCKED)
    account.remove_email(camille)
    told = [fields for kind, (*_, fields) in target.bench.calls if kind == "change"]

    assert [{"password": NEW}, {"status": "blocked"}, {"email": None}] == told
    assert NEW == camille.person.password
    assert camille.concerned
