"""What another site's page makes a browser send (B18)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import NotObservable
from harness.journeys import cross_site
from harness.journeys.world import World
from harness.pages import Page

HOME = "https://portail.test/"
STEP_5 = """<form method=post action="/choix/17?t=secret">
<input type=hidden name=csrf value=hers>
<label><input type=radio name=envoi value=m> Par mail à l'adresse c***@e***</label>
<button>Valider votre choix</button></form>"""


@pytest.mark.parametrize(
    ("cookie", "sent"),
    [
        ("s=1; SameSite=None; Secure", {"s": "1"}),
        ("s=1; HttpOnly", {"s": "1"}),
        ("s=1; SameSite=Lax", {}),
        ("s=1; samesite=strict", {}),
        ("s=; Max-Age=0", {}),
    ],
)
def test_only_some_cookies_go_along(cookie: str, sent: dict[str, str]) -> None:
    """Those that the portal lets other sites send, or says nothing of."""
    page = Page(HOME, 200, (("set-cookie", cookie),), b"")

    assert sent == cross_site.cookies_sent_from_elsewhere([page])


def test_a_cookie_that_is_taken_back_does_not_go_along() -> None:
    """The last word counts, on the way to a page too."""
    pages = [
        Page(HOME, 200, (("set-cookie", "s=1"),), b""),
        Page(HOME, 200, (), b"", (HOME,), (("Set-Cookie", "s=2; SameSite=Lax"),)),
    ]

    assert {} == cross_site.cookies_sent_from_elsewhere(pages)


def test_a_forged_form_knows_nothing_hidden(world: World, target: Any) -> None:
    """No hidden value, no query of the address, another browser, a foreign origin."""
    camille = world.introduce("Camille")
    target.answers[:] = [
        Page(HOME, 200, (("set-cookie", "s=1"),), STEP_5.encode()),
        Page(HOME, 200, (), b"<h1>x</h1>"),
    ]
    camille.visit(HOME)
    sent: dict[str, Any] = {}
    opened = target.open_browser

    def open_spy(seen: Callable[[Page], None]) -> Any:
        browser = opened(seen)
        browser.submit = lambda form, *, headers=None: (
            sent.update(form=form, headers=headers) or Page(HOME, 403, (), b"")
        )
        return browser

    target.open_browser = open_spy
    cross_site.forge_choice(camille)

    assert (("envoi", "m"),) == sent["form"].pairs
    assert f"{HOME}choix/17" == sent["form"].form.action
    assert "https://ailleurs.example" == sent["headers"]["Origin"]
    assert "s=1" == sent["headers"]["Cookie"]
    assert 403 == camille.page.status
    assert not camille.concerned


def test_a_forged_form_holds_what_a_stranger_is_shown(
    world: World, target: Any
) -> None:
    """The other site's owner may visit the portal, and put his own values in."""
    camille = world.introduce("Camille")
    his = (
        "<form><input type=hidden name=csrf value=his><input type=hidden name=a></form>"
    )
    target.answers[:] = [
        Page(HOME, 200, (), STEP_5.encode()),
        Page(HOME, 200, (), his.encode()),
    ]
    camille.visit(HOME)
    sent: list[Any] = []
    opened = target.open_browser

    def open_spy(seen: Callable[[Page], None]) -> Any:
        browser = opened(seen)
        browser.submit = lambda form, *, headers=None: (
            sent.append((form, headers)) or Page(HOME, 403, (), b"")
        )
        return browser

    target.open_browser = open_spy
    cross_site.forge_choice(camille)

    assert (("envoi", "m"), ("csrf", "his")) == sent[0][0].pairs


def test_no_page_to_change_a_password_is_not_observable(world: World) -> None:
    """The procedure names no such page: another portal may have none."""
    camille = world.introduce("Camille")
    camille.visit(HOME)
    with pytest.raises(NotObservable, match="n'offre pas de page"):
        cross_site.forge_change(camille, "Soleil2026")
