"""Sessions in several browsers at once."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import NotOffered
from harness.journeys import sessions
from harness.journeys.affiliate import Affiliate
from harness.journeys.world import World
from harness.pages import Page

LOGIN = (
    "<a href=/connexion>Espace personnel</a><form method=post>"
    "<label><input type=radio name=s value=a>Affilié</label>"
    "<label>Numéro de dossier <input name=d></label>"
    "<label>Mot de passe <input type=password name=m></label><button>Entrer</button>"
    "</form>"
)
HOME, SPACE_URL = "https://portail.test/", "https://portail.test/espace"
ENTRANCE = Page(HOME, 200, (), LOGIN.encode())
SPACE = Page(SPACE_URL, 200, (), b"<h1>Mon espace</h1>")


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Camille, who has opened nothing yet."""
    return world.introduce("Camille")


def test_each_browser_has_its_session(camille: Affiliate, target: Any) -> None:
    """Two browsers are inside, and she goes on in a third; each is asked again."""
    target.answers[:] = [ENTRANCE, ENTRANCE, SPACE, ENTRANCE] * 2 + [SPACE]
    sessions.open_sessions(camille, 2)
    inside = [browser for browser, _ in camille.sessions]
    sessions.revisit_sessions(camille)

    assert 2 == len({id(browser) for browser in inside})
    assert camille.browser not in inside
    assert [("GET", SPACE_URL)] * 2 == [browser.asked[-1] for browser in inside]
    assert (SPACE, SPACE) == camille.answers
    assert SPACE == camille.page


@pytest.mark.parametrize("status", [200, 403])
def test_a_log_in_that_fails_is_told(
    camille: Affiliate, target: Any, status: int
) -> None:
    """A session that never opened cannot be found closed."""
    target.answers[:] = [ENTRANCE, ENTRANCE, Page(HOME, status, (), LOGIN.encode())]
    with pytest.raises(NotOffered, match="l'espace personnel"):
        sessions.open_sessions(camille, 1)
