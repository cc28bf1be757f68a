"""What the CAPTCHA's widget would put in the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from harness.errors import ConfigurationError, NotOffered
from harness.forms import Submission
from harness.journeys.affiliate import Affiliate
from harness.journeys.captcha import FIELD, Captcha, complete
from harness.journeys.world import World
from harness.pages import Page

STEP_4 = (
    b"<form method=post><input name=a value=1><div data-sitekey=6LcSite></div>"
    b"<button>Valider</button></form>"
)
SITEVERIFY_SECRET = "secret"


@pytest.fixture
def camille(world: World, target: Any) -> Affiliate:
    """Camille, before a form with a CAPTCHA."""
    target.answers[:] = [Page("https://www2.carpimko.com/oubli", 200, (), STEP_4)]
    somebody = world.introduce("Camille")
    somebody.visit("https://www2.carpimko.com/oubli")
    return somebody


@pytest.fixture
def send(camille: Affiliate) -> Callable[[Captcha], list[str]]:
    """Deal with the CAPTCHA; return the responses that the form would send."""

    def values(captcha: Captcha) -> list[str]:
        submission = camille.page.forms[0].press("Valider")
        sent = complete(camille, submission, captcha)
        return [value for name, value in sent.pairs if name == FIELD]

    return values


def verified(camille: Affiliate, response: str) -> dict[str, Any]:
    """Return what ``siteverify`` answers to *response*."""
    return dict(camille.world.captcha.verify(SITEVERIFY_SECRET, response))


@pytest.mark.parametrize("captcha", [Captcha.SOLVED, Captcha.FRESH])
def test_a_solved_captcha_is_verified_once(
    camille: Affiliate, send: Callable[[Captcha], list[str]], captcha: Captcha
) -> None:
    """The response is good for the host of the page, and for one verification."""
    (response,) = send(captcha)
    answer = verified(camille, response)

    assert (True, "www2.carpimko.com") == (answer["success"], answer["hostname"])
    assert not verified(camille, response)["success"]


@pytest.mark.parametrize(
    ("captcha", "sent"),
    [(Captcha.ABSENT, []), (Captcha.EMPTY, [""])],
)
def test_no_response_or_an_empty_one(
    send: Callable[[Captcha], list[str]], captcha: Captcha, sent: list[str]
) -> None:
    """Absent, the field is not sent at all; empty, it is sent without a word."""
    assert sent == send(captcha)


@pytest.mark.parametrize("captcha", [Captcha.FORGED, Captcha.STALE])
def test_a_forged_or_stale_response_is_not_verified(
    camille: Affiliate, send: Callable[[Captcha], list[str]], captcha: Captcha
) -> None:
    """Defects 9 to 12: Google refuses what it never gave, or gave too long ago."""
    (response,) = send(captcha)

    assert not verified(camille, response)["success"]


def test_a_response_of_another_site_tells_its_host(
    camille: Affiliate, send: Callable[[Captcha], list[str]]
) -> None:
    """Google verifies it; the portal must look at the host name."""
    (response,) = send(Captcha.OTHER_HOST)

    assert "www.autre-site.example" == verified(camille, response)["hostname"]


def test_a_response_of_the_test_key_tells_its_host(
    camille: Affiliate, send: Callable[[Captcha], list[str]]
) -> None:
    """Defect 14: Google's public test key verifies for a host of its own."""
    (response,) = send(Captcha.TEST_KEY)

    assert "testkey.google.com" == verified(camille, response)["hostname"]


def test_a_response_may_be_sent_again(
    camille: Affiliate, send: Callable[[Captcha], list[str]]
) -> None:
    """Defect 11: the replayed response is the very one sent before."""
    first = send(Captcha.SOLVED)

    assert first == send(Captcha.REPLAYED)
    assert first == [camille.used_captcha]


@pytest.mark.parametrize(
    ("captcha", "elapsed"),
    [
        (Captcha.STALE, timedelta(seconds=121)),
        (Captcha.FRESH, timedelta(seconds=119)),
        (Captcha.SOLVED, timedelta(0)),
    ],
)
def test_time_passes_after_solving(
    camille: Affiliate,
    send: Callable[[Captcha], list[str]],
    captcha: Captcha,
    elapsed: timedelta,
) -> None:
    """Stale and fresh responses stand on both sides of two minutes."""
    before = camille.world.clock.now()
    send(captcha)

    assert elapsed == camille.world.clock.now() - before


def test_a_form_without_captcha_is_told(camille: Affiliate, target: Any) -> None:
    """A portal without the widget does not offer what the procedure names."""
    target.answers[:] = [
        Page("https://a.test/", 200, (), STEP_4.replace(b"data-sitekey", b"data-x"))
    ]
    page = camille.visit("https://a.test/")
    with pytest.raises(NotOffered, match="n'offre pas le CAPTCHA"):
        complete(camille, page.forms[0].press("Valider"), Captcha.SOLVED)


def test_every_way_has_its_words() -> None:
    """Features name each way by words of their own."""
    assert len(Captcha) == len({captcha.value for captcha in Captcha})


def test_nothing_can_be_replayed_before_the_first(
    send: Callable[[Captcha], list[str]],
) -> None:
    """A feature that replays what was never sent is out of order, not absent."""
    with pytest.raises(ConfigurationError):
        send(Captcha.REPLAYED)


def test_a_browser_with_a_widget_solves_it_there(
    camille: Affiliate,
    send: Callable[[Captcha], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the widget gave is sent and remembered; other responses are the bench's."""
    asked = []

    def solve(submission: Submission) -> str:
        asked.append(submission.form)
        return "du widget"

    monkeypatch.setattr(camille.browser, "solve_captcha", solve)
    sent = {one: send(one) for one in (Captcha.SOLVED, Captcha.EMPTY, Captcha.FRESH)}

    assert camille.page.forms == tuple(asked)
    assert (["du widget"], [""]) == (sent[Captcha.SOLVED], sent[Captcha.EMPTY])
    assert ["du widget"] != sent[Captcha.FRESH]
    assert ["du widget"] == (send(Captcha.SOLVED) and send(Captcha.REPLAYED))
