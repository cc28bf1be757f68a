"""Waiting for the letter, opening it and using it, on portals unlike each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from harness.errors import NotObservable, NotOffered
from harness.journeys import post
from harness.journeys.affiliate import Affiliate
from harness.journeys.world import World
from harness.pages import Page
from simulator.post.letterbox import LetterboxError

URL = "https://portail.test/"
SECRET = "k7Xp-9mQ2-Lw4r"
HOME = '<a href="/c">Espace personnel</a>'
WHO = (
    "<label><input type=radio name=s value=a>Affilié</label>"
    "<label><input type=radio name=s value=b>Ayant droit</label>"
    "<label>Numéro de dossier <input name=d></label>"
)
LOGIN = (
    f"<form method=post>{WHO}<label>Mot de passe <input type=password name=p></label>"
    "<button>Se connecter</button></form>"
)
NEW = (
    "<label>Nouveau <input type=password name=n1></label>"
    "<label>Encore <input type=password name=n2></label><button>OK</button>"
)
CODE = "<label>Code reçu par courrier <input name=c></label>"
DEMAND = f"<form method=post>{NEW}</form>"
DEMAND_WITH_OLD = (
    f"<form method=post><label>Actuel <input type=password name=o></label>{NEW}</form>"
)
ONE_FORM = f"<form method=post>{WHO}{CODE}{NEW}</form>"
CODE_FIRST = f"<form method=post>{WHO}{CODE}<button>Suivant</button></form>"
LINKED = '<a href="/faq">Recevoir un courrier</a><a href="/k">J\'ai un code</a>' + LOGIN
DONE = "<h1>Changement de mot de passe effectué !</h1>"


def _letter(affiliate: Affiliate, **changes: str) -> dict[str, str]:
    return {
        "situation": affiliate.person.situation.value,
        "dossier": affiliate.person.dossier,
        "posted_at": "2026-03-10T09:00:00+00:00",
        "expected_on": "2026-03-13",
        "address": "CAMILLE",
        "text": f"Votre mot de passe provisoire est : {SECRET}",
    } | changes


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Camille, who lives in Strasbourg."""
    return world.introduce("Camille", department="67")


def _serve(target: Any, *pages: str) -> None:
    target.answers[:] = [Page(URL, 200, (), page.encode()) for page in pages]


def _sent(target: Any) -> list[dict[str, str]]:
    return [
        sent
        for browser in target.browsers
        for verb, sent in browser.asked
        if verb == "form"
    ]


def test_she_waits_for_the_day_and_opens(camille: Affiliate, target: Any) -> None:
    """Noon of the expected day, by her own clock; then the password is hers."""
    target.bench.posted = [_letter(camille)]
    post.receive_letter(camille)

    assert datetime(2026, 3, 13, 11, 0, tzinfo=UTC) == camille.world.clock.now()
    assert [SECRET] == camille.letter_secrets


def test_she_does_not_go_back_in_time(camille: Affiliate, target: Any) -> None:
    """A letter that has long been there is opened at once."""
    target.bench.posted = [_letter(camille)]
    camille.world.let_pass(timedelta(days=30))
    before = camille.world.clock.now()
    post.receive_letter(camille)

    assert before == camille.world.clock.now()


def test_no_letter_is_nothing_to_wait_for(camille: Affiliate, target: Any) -> None:
    """A letter to the ayant droit of the same number is not hers."""
    target.bench.posted = [_letter(camille, situation="ayant_droit")]

    with pytest.raises(LetterboxError, match="Aucun courrier n'est parti"):
        post.wait_for_letter(camille)


def test_a_letter_under_way_cannot_be_opened(camille: Affiliate, target: Any) -> None:
    """The letterbox is empty until the expected day."""
    target.bench.posted = [_letter(camille)]

    with pytest.raises(LetterboxError, match="Attendu le : 13/03/2026"):
        post.open_letter(camille)


def test_a_letter_without_password_is_not_judged(
    camille: Affiliate, target: Any
) -> None:
    """What a person would find there, the bench did not: it says so."""
    target.bench.posted = [_letter(camille, text="Bonjour")]

    with pytest.raises(NotObservable, match="ne se reconnaît"):
        post.receive_letter(camille)


@pytest.fixture
def reader(camille: Affiliate) -> Affiliate:
    """Camille, with the letter in her hand."""
    camille.letter_secrets.append(SECRET)
    return camille


def test_the_password_of_the_letter_logs_in(reader: Affiliate, target: Any) -> None:
    """Typed where the password goes, then replaced by the one that is demanded."""
    _serve(target, HOME, LOGIN, DEMAND, LOGIN, DONE)
    post.log_in_with_letter(reader)
    reader.show(Page(URL, 200, (), DEMAND.encode()))
    post.choose_demanded(reader, "Grenade-7-Vive")

    first, second = _sent(target)
    assert (SECRET, reader.person.dossier) == (first["p"], first["d"])
    assert {"n1": "Grenade-7-Vive", "n2": "Grenade-7-Vive"} == second
    assert "Grenade-7-Vive" == reader.chosen_password


def test_the_demand_may_ask_for_the_letters_password_again(
    reader: Affiliate, target: Any
) -> None:
    """The first of three fields is the one in force."""
    _serve(target, DONE)
    reader.visit(URL)
    reader.show(Page(URL, 200, (), DEMAND_WITH_OLD.encode()))
    post.choose_demanded(reader, "Grenade-7-Vive")

    (sent,) = _sent(target)
    assert {"o": SECRET, "n1": "Grenade-7-Vive", "n2": "Grenade-7-Vive"} == sent


def test_a_code_is_typed_beside_the_new_password(
    reader: Affiliate, target: Any
) -> None:
    """Behind a link of the log-in page that speaks of it, whatever other links say."""
    _serve(target, HOME, LINKED, HOME, ONE_FORM, DONE)
    post.use_letter(reader, "Grenade-7-Vive")

    (sent,) = _sent(target)
    assert SECRET == sent["c"]
    assert (reader.person.dossier, "a") == (sent["d"], sent["s"])
    assert ("Grenade-7-Vive", "Grenade-7-Vive") == (sent["n1"], sent["n2"])
    assert "Changement de mot de passe effectué !" in reader.page.text


def test_a_code_may_come_before_the_new_password(
    reader: Affiliate, target: Any
) -> None:
    """First the code and who she is, then the new password."""
    _serve(target, HOME, CODE_FIRST, DEMAND, DONE)
    post.use_letter(reader, "Grenade-7-Vive")

    first, second = _sent(target)
    assert (SECRET, reader.person.dossier, "a") == (first["c"], first["d"], first["s"])
    assert {"n1": "Grenade-7-Vive", "n2": "Grenade-7-Vive"} == second


def test_a_code_shows_its_worth_at_the_next_log_in(
    reader: Affiliate, target: Any
) -> None:
    """Refused or not, the page of the log-in that follows is before her."""
    _serve(target, HOME, ONE_FORM, ONE_FORM, HOME, LOGIN, LOGIN)
    post.try_letter(reader)

    exchanged, logged_in = _sent(target)
    assert SECRET == exchanged["c"]
    assert exchanged["n1"] == exchanged["n2"] == logged_in["p"]
    assert reader.page.asks_to_log_in


def test_the_first_letter_can_be_tried_after_the_second(
    reader: Affiliate, target: Any
) -> None:
    """Letters stay in a drawer."""
    reader.letter_secrets.append("second-One-2")
    _serve(target, HOME, LOGIN)
    post.try_first_letter(reader)

    assert [SECRET] == [sent["p"] for sent in _sent(target)]


def test_a_page_that_demands_nothing_is_told(reader: Affiliate) -> None:
    """What the page offers instead is in the message."""
    reader.show(Page(URL, 200, (), LOGIN.encode()))

    with pytest.raises(NotOffered, match="de quoi choisir un nouveau mot de passe"):
        post.choose_demanded(reader, "Grenade-7-Vive")


def test_her_space_is_remembered(reader: Affiliate, target: Any) -> None:
    """Where it is and what it shows; the way back is in another browser."""
    _serve(target, HOME, LOGIN, "<h1>Bonjour Camille</h1>")
    post.get_to_know_space(reader)
    known = reader.usual_space
    post.return_to_usual_space(reader)

    assert known is not None
    assert "Bonjour Camille" == known.text
    assert reader.browser is not target.browsers[0]


def test_a_space_that_nobody_saw_cannot_be_found(reader: Affiliate) -> None:
    """A scenario that forgot to look first."""
    with pytest.raises(NotOffered):
        post.return_to_usual_space(reader)


def test_who_moves_house_is_known_to_live_there(
    camille: Affiliate, target: Any
) -> None:
    """The portal is told, and so is she."""
    post.move_house(camille, "974")
    call, (_, dossier, fields) = target.bench.calls[-1]

    assert ("change", camille.person.dossier) == (call, dossier)
    assert "974" == fields["department"] == camille.person.department
    assert camille.person.address is not None
    assert fields["address"]["postcode"] == camille.person.address.postcode
    assert camille.person.address.postcode.startswith("974")


def test_an_address_may_go(camille: Affiliate, target: Any) -> None:
    """Nothing is left of it."""
    post.remove_address(camille)

    assert {"address": None} == target.bench.calls[-1][1][2]
    assert camille.person.address is None
