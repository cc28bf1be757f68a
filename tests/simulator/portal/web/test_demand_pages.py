"""Steps 5 and 6 over the pages: whose request it is, and what is sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from simulator.mail.mailbox import Mailbox

FORM = "/Comptes/MotDePasseOublie"
CHANNEL = "Choisissez comment recevoir votre nouveau mot de passe."


def _errors(visitor: Any, answer: Any) -> list[str]:
    return [
        " ".join(each.text_content().split())
        for each in visitor.page(answer).xpath("//*[@class='summary']//li")
    ]


def test_step_4_leads_to_step_5_and_sends_nothing(
    visitor: Any, mailbox: Mailbox
) -> None:
    """By a redirect to a request of one's own (P4.4, P5.6)."""
    answer = visitor.identify()

    assert 303 == answer.status_code
    assert re.fullmatch(r"/Comptes/ChoixEnvoi/[0-9a-f]{32}", answer.location)
    mailbox.assert_none()


@pytest.mark.parametrize("channel", ["", "Mail", "sms", "mail "])
def test_step_5_refuses_no_choice(visitor: Any, mailbox: Mailbox, channel: str) -> None:
    """Nothing is sent, and the choice is still open (P5.1)."""
    step5 = visitor.identify().location
    answer = visitor.choose(step5, channel)

    assert [CHANNEL] == _errors(visitor, answer)
    mailbox.assert_none()
    visitor.choose(step5)
    assert 1 == len(mailbox.all())


def test_step_5_refuses_both(visitor: Any, mailbox: Mailbox) -> None:
    """A repeated parameter chooses nothing."""
    step5 = visitor.identify().location
    fields = {"csrf_token": visitor.csrf(), "envoi": ["mail", "courrier"]}
    answer = visitor.client.post(
        step5, data=fields, base_url="https://www2.carpimko.com"
    )

    assert [CHANNEL] == _errors(visitor, answer)
    mailbox.assert_none()


@pytest.mark.parametrize(
    ("change", "values"),
    [
        ({"email": None}, ["courrier"]),
        ({"email": "invalide"}, ["courrier"]),
        ({"address": None}, ["mail"]),
        ({"email": None, "address": None}, []),
    ],
)
def test_step_5_offers_what_there_is(
    visitor: Any, mailbox: Mailbox, change: dict[str, Any], values: list[str]
) -> None:
    """An option without address is absent, and refused if posted (P5.7, B44)."""
    visitor.client.patch("/_bench/accounts/affilie/0012345", json=change)
    step5 = visitor.identify().location
    answer = visitor.get(step5)

    assert values == visitor.page(answer).xpath("//input[@name='envoi']/@value")
    for absent in {"mail", "courrier"} - set(values):
        assert [CHANNEL] == _errors(
            visitor, visitor.choose(step5, absent)
        ) or not values
    mailbox.assert_none()
    assert [] == visitor.get("/_bench/letters").json
    if not values:
        assert "ni adresse mail ni adresse postale" in visitor.read(answer)


def test_choosing_twice_or_reloading_sends_once(visitor: Any, mailbox: Mailbox) -> None:
    """Step 6 may be reloaded; step 5 leads to it once chosen (P5.6, P6.1)."""
    step5 = visitor.identify().location
    step6 = visitor.choose(step5).location
    assert step6 == visitor.choose(step5, "courrier").location
    assert step6 == visitor.get(step5).location
    for _ in range(3):
        assert 200 == visitor.get(step6).status_code

    assert 1 == len(mailbox.all())
    assert [] == visitor.get("/_bench/letters").json


def test_step_6_before_step_5_leads_back_to_it(visitor: Any) -> None:
    """Nothing was chosen yet (B20)."""
    step5 = visitor.identify().location

    assert (
        step5
        == visitor.get(step5.replace("ChoixEnvoi", "DemandePriseEnCompte")).location
    )


@pytest.mark.parametrize("page", ["ChoixEnvoi", "DemandePriseEnCompte"])
def test_somebody_elses_request_is_not_shown(
    arrive: Callable[[], Any], mailbox: Mailbox, page: str
) -> None:
    """Its address must not be enough, in another browser (B20)."""
    owner, stranger = arrive(), arrive()
    step5 = owner.identify().location
    where = step5.replace("ChoixEnvoi", page)

    assert FORM == stranger.get(where).location
    assert FORM == stranger.choose(step5).location
    mailbox.assert_none()


def test_posting_step_5_without_step_4_sends_nothing(
    visitor: Any, mailbox: Mailbox
) -> None:
    """An invented request leads back to step 4 (B20)."""
    assert FORM == visitor.choose("/Comptes/ChoixEnvoi/" + "0" * 32).location
    mailbox.assert_none()


def test_one_browser_may_have_several_requests_under_way(
    visitor: Any, mailbox: Mailbox
) -> None:
    """The last five; the sixth makes the first one forgotten."""
    steps = [visitor.identify().location for _ in range(6)]

    assert FORM == visitor.get(steps[0]).location
    assert [200] * 5 == [visitor.get(each).status_code for each in steps[1:]]
    mailbox.assert_none()


def test_fields_that_are_not_asked_for_change_nothing(
    visitor: Any, mailbox: Mailbox
) -> None:
    """Neither another address nor another dossier at step 5 (B21)."""
    step5 = visitor.identify(email="evil@evil.test").location
    visitor.post(
        step5,
        {"envoi": "mail", "dossier": "7654321", "email": "evil@evil.test", "to": "x"},
    )

    assert [("camille@mail.test",)] == [m.envelope_to for m in mailbox.all()]


@pytest.mark.parametrize("channel", ["mail", "courrier"])
def test_an_unknown_dossier_sees_the_same_pages(
    arrive: Callable[[], Any], mailbox: Mailbox, channel: str
) -> None:
    """Same statuses, wording and cookies; only the mask may differ (B01)."""

    def walk(dossier: str) -> list[Any]:
        visitor = arrive()
        first = visitor.identify(dossier=dossier)
        second = visitor.get(first.location)
        third = visitor.choose(first.location, channel)
        fourth = visitor.get(third.location)
        answers = (first, second, third, fourth)
        secret = re.compile(r".?\*{5}@.?\*{5}\.\w+|[0-9a-f]{32}|0012345|7654321")
        return [
            (
                answer.status_code,
                secret.sub("SECRET", visitor.read(answer)),
                re.sub(r"=[^;]*", "", answer.headers.get("Set-Cookie", "")),
            )
            for answer in answers
        ]

    known = walk("0012345")
    sent = len(mailbox.all())
    assert known == walk("7654321")
    assert sent == len(mailbox.all())


def test_the_address_is_nowhere_in_clear(visitor: Any) -> None:
    """Neither in the pages of steps 5 and 6, nor in their headers (P5.2)."""
    step5 = visitor.identify()
    pages = [visitor.get(step5.location), visitor.choose(step5.location)]
    pages.append(visitor.get(pages[1].location))

    for answer in pages:
        whole = f"{answer.headers}{answer.get_data(as_text=True)}"
        assert "camille" not in whole.lower()
        assert "mail.test" not in whole


def test_the_token_is_in_the_mail_only(visitor: Any) -> None:
    """Neither page nor header of step 6 gives it away."""
    answer = visitor.ask()

    signature = visitor.token().rpartition(".")[2]
    assert signature not in f"{answer.headers}{answer.get_data(as_text=True)}"
