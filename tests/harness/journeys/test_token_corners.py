"""Links without token, tokens without signature, addresses without end."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import NotOffered
from harness.journeys import cross_site, swapping, tokens
from harness.journeys.affiliate import Affiliate
from harness.journeys.forgeries import Material, forged
from harness.journeys.world import World
from harness.pages import Page
from harness.tokens.reading import written

HOME = "https://portail.test/"
STEP_8 = """<form method=post action="/reset">
<input type=hidden name=jeton value="{}">
<label>Numéro de dossier <input name=d></label>
<label>Mot de passe <input type=password name=p></label>
<label>Confirmer mot de passe <input type=password name=q></label>
<button>Valider</button></form>"""
LONGEST_ADDRESS = 65_536


def with_mail(world: World, name: str, dossier: str, query: str) -> Affiliate:
    """Return somebody whose open mail has a link with *query*."""
    somebody = world.introduce(name, dossier=dossier)
    mail = f"Subject: x\r\n\r\n{HOME}reset?{query}\r\n".encode()
    address = somebody.person.email or ""
    somebody.open_mail(world.mailbox.deliver("a@b.test", [address], mail))
    return somebody


def test_a_missing_signature_is_altered_all_the_same() -> None:
    """B09: an unsigned token has no letter to change."""
    unsigned = written({"alg": "none"}, {"login": "0123456"}) + "."
    material = Material(unsigned, "0123456", "7654321")
    assert f"{unsigned}A" == forged(material, "à la signature altérée")


def test_a_link_without_token_cannot_be_forged(world: World) -> None:
    """It is the link that lacks something, not the bench."""
    camille = with_mail(world, "Camille", "0123456", "id=17")
    with pytest.raises(NotOffered, match="aucun jeton"):
        tokens.open_forged_link(camille, "à la signature altérée")


def test_an_address_is_cut_to_what_browsers_send(world: World, target: Any) -> None:
    """B49: a form that holds no token; the token of the link has no end."""
    camille = with_mail(world, "Camille", "0123456", "token=q3Vd0JmJpVw0m8yW")
    target.answers[:] = [Page(HOME, 200, (), STEP_8.format("").encode())]
    camille.visit(HOME)
    tokens.send_malformed_form(camille, "de cent mille caractères")
    visited = [
        one[1]
        for browser in target.browsers
        for one in browser.asked
        if one[0] == "GET"
    ]
    assert 50_000 < max(map(len, visited)) < LONGEST_ADDRESS


def test_a_token_need_not_end_its_link(world: World, target: Any) -> None:
    """B20: what follows it in the address is none of it."""
    camille = with_mail(world, "Camille", "0123456", "token=hers-hers&lang=fr")
    other = with_mail(world, "Dominique", "7654321", "token=other-other&lang=fr")
    target.answers[:] = [Page(HOME, 200, (), STEP_8.format("hers-hers").encode())]
    swapping.choose_password_with_two_links(camille, other, "Soleil2026")
    [sent] = [
        one[1]
        for browser in target.browsers
        for one in browser.asked
        if one[0] == "form"
    ]
    assert "other-other" == sent["token"] == sent["jeton"]


def test_without_token_two_links_are_not_sent_at_once(
    world: World, target: Any
) -> None:
    """An empty token would stand everywhere."""
    camille = with_mail(world, "Camille", "0123456", "token=hers-hers")
    other = with_mail(world, "Dominique", "7654321", "id=17")
    target.answers[:] = [Page(HOME, 200, (), STEP_8.format("hers-hers").encode())]
    with pytest.raises(NotOffered, match="aucun jeton"):
        swapping.choose_password_with_two_links(camille, other, "Soleil2026")


def test_a_change_page_of_another_wording_is_found(world: World, target: Any) -> None:
    """B18: « Changer de mot de passe » is as good a name."""
    camille = world.introduce("Camille")
    space = "<h1>Mon espace</h1><a href='/mdp'>Changer de mot de passe</a>"
    form = (
        "<form method=post action='/mdp'><label>Ancien <input type=password name=o>"
        "</label><label>Nouveau <input type=password name=n></label>"
        "<button>Enregistrer</button></form>"
    )
    target.answers[:] = [
        Page(HOME, 200, (), markup.encode()) for markup in (space, form, space)
    ]
    camille.visit(HOME)
    cross_site.forge_change(camille, "Soleil2026")
    sent = [one for browser in target.browsers for one in browser.asked]
    assert ("form", {"o": "Soleil2026", "n": "Soleil2026"}) in sent


def test_a_cookie_deleted_by_its_expiry_does_not_go_along() -> None:
    """RFC 6265 §5.3: there is nothing left to send."""
    gone = "s=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"
    pages = [Page(HOME, 200, (("set-cookie", one),), b"") for one in ("s=1", gone)]
    assert {} == cross_site.cookies_sent_from_elsewhere(pages)
