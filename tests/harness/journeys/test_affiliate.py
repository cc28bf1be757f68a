"""What an affiliate has in front of her."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from fixtures.person import Address
from harness.errors import ConfigurationError
from harness.journeys.affiliate import Affiliate
from harness.journeys.world import World
from harness.pages import Page

HOME = {"street": "2 quai Perrache", "postcode": "69002", "city": "Lyon"}
FORM = b"<form method=post><input name=a value=1><button>Valider</button></form>"


@pytest.fixture
def camille(world: World) -> Affiliate:
    """Camille, who has opened nothing yet."""
    return world.introduce("Camille")


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda somebody: somebody.page, "Camille has no page before her yet"),
        (lambda somebody: somebody.mail, "Camille has not opened any mail yet"),
        (lambda somebody: somebody.reload(), "Camille has no page to load again"),
        (
            lambda somebody: somebody.return_to_first_browser(),
            "Camille has used one browser only",
        ),
    ],
    ids=["page", "mail", "reload", "return"],
)
def test_what_is_not_there_yet_is_told(
    camille: Affiliate, ask: Callable[[Affiliate], Any], why: str
) -> None:
    """A feature whose steps are out of order learns what is missing."""
    with pytest.raises(ConfigurationError, match=why):
        ask(camille)


def test_a_page_visited_is_before_her(camille: Affiliate, target: Any) -> None:
    """Visiting opens her one browser, and keeps the page as evidence."""
    page = camille.visit("https://portail.test/x")

    assert page is camille.page
    assert [("GET", "https://portail.test/x")] == target.browsers[0].asked
    assert [page] == camille.world.seen_pages == camille.world.evidence.pages


def test_reloading_a_page_asks_for_it_again(camille: Affiliate, target: Any) -> None:
    """F5 on a page that was visited visits it once more."""
    camille.visit("https://portail.test/x")
    camille.reload()

    assert [("GET", "https://portail.test/x")] * 2 == target.browsers[0].asked


def test_reloading_after_a_form_sends_it_again(camille: Affiliate, target: Any) -> None:
    """F5 on the answer to a form sends the form again (defect 34)."""
    target.answers[:] = [Page("https://portail.test/", 200, (), FORM)]
    camille.visit("https://portail.test/")
    camille.submit(camille.page.forms[0].press("Valider"))
    camille.reload()

    assert [("form", {"a": "1"})] * 2 == target.browsers[0].asked[1:]


def test_reloading_after_a_redirection_asks_for_its_end(
    camille: Affiliate, target: Any
) -> None:
    """F5 after a form that redirected visits the page where the browser ended up."""
    asked = Page("https://portail.test/", 200, (), FORM)
    end = replace(asked, url="https://portail.test/fin", via=("https://portail.test/",))
    target.answers[:] = [asked, end]
    camille.visit("https://portail.test/")
    camille.submit(camille.page.forms[0].press("Valider"))
    camille.reload()

    assert ("GET", "https://portail.test/fin") == target.browsers[0].asked[-1]


def test_another_browser_knows_nothing(camille: Affiliate, target: Any) -> None:
    """The second browser is a new one; the page before her stays until she moves."""
    page = camille.visit("https://portail.test/1")
    camille.change_browser()

    assert page is camille.page
    camille.visit("https://portail.test/2")
    assert [
        [("GET", "https://portail.test/1")],
        [("GET", "https://portail.test/2")],
    ] == [browser.asked for browser in target.browsers]


def test_she_may_go_back_to_her_first_browser(camille: Affiliate, target: Any) -> None:
    """The first browser is found again with its page."""
    page = camille.visit("https://portail.test/1")
    camille.change_browser()
    camille.visit("https://portail.test/2")
    camille.return_to_first_browser()
    camille.visit("https://portail.test/3")

    assert page.url == "https://portail.test/"
    assert ("GET", "https://portail.test/3") == target.browsers[0].asked[-1]


def test_a_mail_opened_is_looked_at(camille: Affiliate) -> None:
    """The mail is before her, ticked off, and kept as evidence."""
    mailbox = camille.world.mailbox
    mail = mailbox.deliver("a@b.test", ["c@d.test"], b"Subject: x\r\n\r\n")
    camille.open_mail(mail)

    assert mail is camille.mail
    assert mail not in mailbox.unread()
    assert [mail] == camille.world.evidence.mails


def test_she_learns_of_changes_to_her_account(camille: Affiliate) -> None:
    """A new address or password is hers; the postal address is read from JSON."""
    camille.learn({"email": "autre@example.org", "address": HOME})

    assert "autre@example.org" == camille.person.email
    assert Address(**HOME) == camille.person.address
    camille.learn({"address": None})
    assert camille.person.address is None


def test_more_may_be_stated_about_her(camille: Affiliate) -> None:
    """What a feature states replaces what was drawn; unknown words are refused."""
    camille.describe(email=None)

    assert camille.person.email is None
    with pytest.raises(TypeError, match="shoe_size"):
        camille.describe(shoe_size=38)


def test_two_people_have_each_their_browser(world: World, target: Any) -> None:
    """Nobody shares cookies with anybody."""
    one, other = world.introduce("Camille"), world.introduce("Dominique")
    one.visit("https://portail.test/1")
    other.visit("https://portail.test/2")

    assert 2 == len(target.browsers)
    assert one.browser is not other.browser


def test_reloading_in_the_first_browser_stays_there(
    camille: Affiliate, target: Any
) -> None:
    """Back in the first browser, F5 asks for its page, in it."""
    camille.visit("https://portail.test/1")
    camille.change_browser()
    camille.visit("https://portail.test/2")
    camille.return_to_first_browser()
    camille.reload()

    assert [("GET", "https://portail.test/1")] * 2 == target.browsers[0].asked


def test_forms_sent_at_once_are_noted_as_one_alone_is(
    camille: Affiliate, target: Any
) -> None:
    """Else a reserved account would go back with a password that nobody knows."""
    chooses = (
        b"<form method=post><label>Dossier<input name=d></label>"
        b"<input type=password name=p><input type=password name=c>"
        b"<button>Valider</button></form>"
    )
    target.answers[:] = [Page("https://portail.test/", 200, (), chooses)]
    camille.visit("https://portail.test/")
    camille.world.numbers["1234567"] = "2000001"
    form = camille.page.forms[0].press("Valider").setting("d", "1234567")
    forms = [form.setting("p", new).setting("c", new) for new in ("Un-1", "Deux-2")]
    camille.submit_at_once(forms)

    assert camille.is_doubtful
    assert ["Un-1", "Deux-2"] == camille.new_passwords
    assert ["2000001"] * 2 == [sent["d"] for _, sent in target.browsers[0].asked[1:]]
    assert camille.simultaneous[-1] is camille.page
