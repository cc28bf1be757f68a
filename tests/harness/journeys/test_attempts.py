"""Doing the same thing again and again, and stopping only when nothing is offered."""

from __future__ import annotations

from typing import Any

import pytest

from harness.errors import NotOffered
from harness.journeys import attempts
from harness.journeys.affiliate import Affiliate
from harness.journeys.attempts import Detour
from harness.journeys.world import World
from harness.pages import Page

URL = "https://www2.carpimko.com/tout"
SITUATION = (
    "<label><input type=radio name=s value=a>Affilié</label>"
    "<label><input type=radio name=s value=b>Ayant droit</label>"
)
DOSSIER = "<label>Numéro de dossier <input name=d></label>"
SECRET = "<label>Mot de passe <input type=password name=m></label>"
EVERYTHING = (
    "<a href=/a>Espace personnel</a><a href=/b>Mot de passe oublié ?</a>"
    f"<form method=post>{SITUATION}{DOSSIER}{SECRET}<button>Entrer</button></form>"
    f"<form method=post>{SITUATION}{DOSSIER}<div data-sitekey=6LcSite></div>"
    "<button>Réinitialiser le mot de passe</button></form>"
    "<form method=post><label><input type=radio name=e value=m>Par mail à l'adresse"
    "</label><button>Valider votre choix</button></form>"
    f"<form method=post>{DOSSIER}{SECRET}<label>Confirmer mot de passe "
    "<input type=password name=c></label><button>Valider</button></form>"
)
STOP = Page(URL, 429, (), b"<h1>Trop de demandes</h1>")


def typed(target: Any, field: str) -> list[str]:
    """Return what was typed in *field*, in order, over all browsers."""
    return [
        sent[field]
        for browser in target.browsers
        for kind, sent in browser.asked
        if kind == "form" and field in sent
    ]


@pytest.fixture
def camille(world: World, target: Any) -> Affiliate:
    """Camille, before a portal whose every page offers everything."""
    target.answers[:] = [Page(URL, 200, (), EVERYTHING.encode())]
    return world.introduce("Camille", dossier="9999998")


def test_every_request_is_answered(camille: Affiliate, target: Any) -> None:
    """Each request goes up to step 5, by mail, and its answer is kept."""
    attempts.request_many_times(camille, 3)

    assert 3 == len(camille.answers)
    assert ["m"] * 3 == typed(target, "e")
    assert camille.concerned


def test_another_number_may_be_typed(camille: Affiliate, target: Any) -> None:
    """An unknown dossier is asked for as often."""
    attempts.request_many_times(camille, 2, dossier="1111111")

    assert ["1111111"] * 2 == typed(target, "d")


def test_requests_go_on_past_a_refusal(camille: Affiliate, target: Any) -> None:
    """A page that offers nothing is an answer like another."""
    target.answers[:] = [STOP]
    attempts.request_many_times(camille, 2)

    assert [429, 429] == [page.status for page in camille.answers]


def test_a_portal_without_any_request_refuses_nothing(
    camille: Affiliate, target: Any
) -> None:
    """Pages that offer nothing, and refuse nothing either, are no limit."""
    target.answers[:] = [Page(STOP.url, 200, (), b"OK")]
    with pytest.raises(NotOffered):
        attempts.request_many_times(camille, 2)


@pytest.mark.parametrize(
    ("detour", "dossier"),
    [
        (Detour.OTHER_BROWSER, "9999998"),
        (Detour.SPACE_BEFORE, " 9999998"),
        (Detour.SPACE_BEHIND, "9999998 "),
        (Detour.FULL_WIDTH, "９９９９９９８"),
        (Detour.OTHER_ADDRESS, "9999998"),
    ],
)
def test_each_detour_types_its_own(
    camille: Affiliate, target: Any, detour: Detour, dossier: str
) -> None:
    """The number is written as the detour says, and the request goes to its end."""
    mail = camille.world.mailbox.deliver(
        "a@b.test", ["c@d.test"], b"Subject: x\r\n\r\n"
    )
    attempts.request_by(camille, detour)

    assert [dossier] == typed(target, "d")
    assert ["m"] == typed(target, "e")
    assert mail.sequence == camille.mail_mark


def test_a_detour_may_change_the_case(camille: Affiliate, target: Any) -> None:
    """The value of the situation is sent in capitals."""
    attempts.request_by(camille, Detour.OTHER_CASE)

    assert ["A"] == typed(target, "s")


def test_another_browser_is_another(camille: Affiliate) -> None:
    """The detour by another browser leaves the first one's cookies behind."""
    attempts.request_many_times(camille, 1)
    first = camille.browser
    attempts.request_by(camille, Detour.OTHER_BROWSER)

    assert first is not camille.browser


@pytest.mark.parametrize("detour", list(Detour))
def test_a_refused_detour_is_an_answer(
    camille: Affiliate, target: Any, detour: Detour
) -> None:
    """No detour breaks down where nothing more is offered."""
    target.answers[:] = [STOP]
    attempts.request_by(camille, detour)

    assert 429 == camille.page.status


def test_guesses_are_never_her_own_number(camille: Affiliate, target: Any) -> None:
    """Ten numbers of seven digits, each another, past the greatest one too."""
    camille.visit(URL)
    attempts.guess_dossiers(camille, 10)
    tried = typed(target, "d")

    assert ["9999999", "0000000", "0000001"] == tried[:3]
    assert 10 == len(set(tried))
    assert "9999998" not in tried


def test_guesses_end_where_nothing_is_asked(camille: Affiliate, target: Any) -> None:
    """Held up after the second, she stops."""
    page = target.answers[0]
    target.answers[:] = [page, page, STOP]
    camille.visit(URL)
    attempts.guess_dossiers(camille, 10)

    assert 2 == len(typed(target, "d"))


def test_passwords_are_wrong_then_right(camille: Affiliate, target: Any) -> None:
    """No wrong password is tried twice; the right one comes last."""
    attempts.fail_to_log_in(camille, 4)
    tried = typed(target, "m")

    assert 5 == len(set(tried))
    assert camille.person.password == tried[-1]
    assert (camille.page,) == camille.answers


def test_log_ins_end_where_nothing_is_asked(camille: Affiliate, target: Any) -> None:
    """Held up at once, she has the answer that held her up."""
    target.answers[:] = [STOP]
    attempts.fail_to_log_in(camille, 4)

    assert [] == typed(target, "m")
    assert (429,) == tuple(page.status for page in camille.answers)
