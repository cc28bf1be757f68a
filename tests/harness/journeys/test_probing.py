"""Trying passwords from the weakest up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from harness.errors import NotObservable
from harness.journeys import probing
from harness.journeys.affiliate import Affiliate
from harness.journeys.world import World
from harness.pages import Page

URL = "https://www2.carpimko.com/lien"
STEP_8 = (
    "<h1>Réinitialisation du mot de passe</h1><form method=post>"
    "<label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label>"
    "<label>Confirmer mot de passe <input type=password name=c></label>"
    "<button>Valider</button></form>"
)
CHANGED = "<h1>Changement de mot de passe effectué !</h1>"
MAIL = (
    b"Subject: x\r\nContent-Type: text/plain\r\n\r\nhttps://www2.carpimko.com/lien\r\n"
)


def pages(*markups: str, status: int = 200) -> list[Page]:
    """Return one page after the other, as the portal answers."""
    return [Page(URL, status, (), markup.encode()) for markup in markups]


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Camille, with her mail open."""
    somebody = world.introduce("Camille")
    somebody.open_mail(world.mailbox.deliver("a@b.test", ["c@d.test"], MAIL))
    return somebody


def test_the_first_one_taken_ends_it(camille: Affiliate, target: Any) -> None:
    """Each try follows the link again, after a while; the last one typed was taken."""
    target.answers[:] = pages(STEP_8, STEP_8, STEP_8, CHANGED)
    began = camille.world.clock.now()
    probing.try_passwords(camille, ["un", "deux", "trois"])

    assert "deux" == camille.chosen_password
    assert camille.page.shows_alone("Changement de mot de passe effectué !")
    assert timedelta(minutes=20) == camille.world.clock.now() - began


def test_a_link_that_dies_ends_it(camille: Affiliate, target: Any) -> None:
    """Nothing is taken where the form is gone."""
    target.answers[:] = pages(STEP_8, STEP_8, "<h1>Lien mort</h1>")
    probing.try_passwords(camille, ["un", "deux", "trois"])

    assert "un" == camille.chosen_password
    assert not camille.page.shows_alone("Changement de mot de passe effectué !")


@pytest.mark.parametrize(
    ("answer", "status"), [(CHANGED, 200), ("<h1>Erreur</h1>", 500)]
)
def test_a_password_taken_or_a_breakdown_goes_on(
    camille: Affiliate,
    target: Any,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    status: int,
) -> None:
    """What follows is judged at the log-in."""
    target.answers[:] = pages(answer, status=status)
    monkeypatch.setattr(
        probing, "reset_password", lambda somebody, _: somebody.visit(URL)
    )
    probing.reset_if_taken(camille, "Soléil2026")

    assert status == camille.page.status


def test_a_password_refused_teaches_nothing(
    camille: Affiliate, target: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A portal that refuses a character in so many words is not judged on it."""
    target.answers[:] = pages(STEP_8)
    monkeypatch.setattr(
        probing, "reset_password", lambda somebody, _: somebody.visit(URL)
    )
    with pytest.raises(NotObservable, match="refuse le mot de passe « Soléil2026 »"):
        probing.reset_if_taken(camille, "Soléil2026")
