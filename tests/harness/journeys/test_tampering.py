"""Sending what no page of the portal would send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.journeys import swapping, tampering
from harness.journeys.world import World
from harness.pages import Page
from simulator.mail.message import ReceivedMail

HOME = "https://portail.test/"
WALK = (
    "<a href=/c>Espace personnel</a><a href=/o>Mot de passe oublié ?</a>"
    "<form method=post action=/demande><fieldset><legend>Vous êtes un</legend>"
    "<label><input type=radio name=s value=a> Affilié</label></fieldset>"
    "<label>Numéro de dossier <input name=d></label>"
    "<div data-sitekey=K></div><button>Réinitialiser le mot de passe</button></form>"
)
CHOICE = (
    "<form method=post action=/choix/1234567><input type=hidden name=n value=1234567>"
    "<label><input type=radio name=e value=m> Par mail à l'adresse c*@e*</label>"
    "<button>Valider votre choix</button></form>"
)


@pytest.fixture
def sent(world: World, target: Any) -> Callable[[], list[dict[str, str]]]:
    """Show step 4 then step 5 to Camille; return what is sent."""
    target.answers[:] = [
        *(Page(HOME, 200, (), WALK.encode()) for _ in range(3)),
        *(Page(HOME, 200, (), CHOICE.encode()) for _ in range(2)),
    ]
    world.introduce("Camille", dossier="1234567")
    world.introduce("Dominique", dossier="7654321")

    def read() -> list[dict[str, str]]:
        asked = [one for browser in target.browsers for one in browser.asked]
        return [what for how, what in asked if how == "form"]

    return read


def test_a_parameter_is_added_to_both_forms(
    world: World, sent: Callable[[], list[dict[str, str]]]
) -> None:
    """Beside everything that the forms send by themselves."""
    tampering.request_with(world.person("Camille"), "email", "p@a.example")

    request, choice = sent()
    assert ("1234567", "p@a.example") == (request["d"], request["email"])
    assert ("m", "1234567", "p@a.example") == (
        choice["e"],
        choice["n"],
        choice["email"],
    )


def test_a_portal_that_refuses_is_left_at_that(
    world: World, target: Any, sent: Callable[[], list[dict[str, str]]]
) -> None:
    """No step 5, no second form; nothing is the matter."""
    target.answers[3:] = [Page(HOME, 400, (), b"<h1>Non</h1>")]
    tampering.request_with(world.person("Camille"), "email", "p@a.example")
    assert 1 == len(sent())


def test_the_dossier_is_changed_wherever_it_is(
    world: World, sent: Callable[[], list[dict[str, str]]]
) -> None:
    """In a hidden value, and added under its plain name."""
    camille = world.person("Camille")
    swapping.choose_for_other(camille, world.person("Dominique"))

    assert ("7654321", "7654321") == (sent()[1]["n"], sent()[1]["dossier"])


def test_an_address_may_hold_any_character() -> None:
    """What stands for something in an address is encoded."""
    url = tampering.with_query("https://a.test/x?token=t", "next", "/\\b?c&d")

    assert "https://a.test/x?token=t&next=%2F%5Cb%3Fc%26d" == url
    assert "https://a.test/?u=a" == tampering.with_query("https://a.test/", "u", "a")


@pytest.mark.usefixtures("sent")
def test_both_links_are_sent(world: World, target: Any) -> None:
    """Whatever carries her token carries the other one after it."""
    form = (
        "<form method=post><input type=hidden name=jeton value=HERS-0123456789>"
        "<label>Numéro de dossier <input name=d></label>"
        "<label>Mot de passe <input type=password name=m></label>"
        "<label>Confirmer mot de passe <input type=password name=c></label>"
        "<button>Valider</button></form>"
    )
    target.answers[:] = [Page(HOME, 200, (), form.encode())]
    for name, token in (("Camille", "HERS-0123456789"), ("Dominique", "HIS-98765")):
        person = world.person(name)
        raw = f"Subject: x\r\n\r\nhttps://portail.test/r?token={token}\r\n".encode()
        now = world.clock.now()
        person.open_mail(ReceivedMail(1, "a@b.test", ("c@d.test",), raw, now, now))
    kept: list[Any] = []
    camille = world.person("Camille")
    submit = camille.browser.submit
    camille.browser.submit = lambda form, *, headers=None: (  # type: ignore[method-assign] - a spy
        kept.append(form) or submit(form, headers=headers)
    )
    swapping.choose_password_with_two_links(
        camille, world.person("Dominique"), "Soleil2026"
    )

    pairs = [pair for pair in kept[0].pairs if pair[0] in {"jeton", "token"}]
    assert [
        ("jeton", "HERS-0123456789"),
        ("jeton", "HIS-98765"),
        ("token", "HIS-98765"),
    ] == pairs
