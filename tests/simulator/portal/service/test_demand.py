"""Steps 4 to 6: what a request offers, and what choosing sends, once (P5, P6)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.portal.rules.situation import Situation
from simulator.portal.service import demand
from simulator.portal.service.demand import Channel, Offer
from simulator.portal.store import outbox
from simulator.portal.store.requests import RequestState, ResetRequest

UNKNOWN = (Situation.AFFILIE, "7654321")


def _offer(office: Any, key: Any = None) -> Offer:
    request_id = demand.open_request(office.parts, *(key or office.KEY))
    request = demand.find_request(office.parts, request_id)
    assert request is not None
    return demand.offer_for(office.parts, request)


def test_channels_are_read_exactly() -> None:
    """Two values, nothing else (P5.1)."""
    assert [Channel.MAIL, Channel.POST] == [
        Channel.read("mail"),
        Channel.read("courrier"),
    ]
    for other in ("", "Mail", "email", "mail ", "sms", "MAIL"):
        assert Channel.read(other) is None


def test_a_new_request_is_open_and_sends_nothing(office: Any) -> None:
    """Step 4 alone changes nothing (P5.6)."""
    request_id = demand.open_request(office.parts, *office.KEY)

    now = office.clock.now()
    expected = ResetRequest(request_id, *office.KEY, now, RequestState.OPEN)
    assert expected == demand.find_request(office.parts, request_id)
    office.mailbox.assert_none()
    assert office.log_in(office.OLD) is not None


def test_requests_have_unguessable_names(office: Any) -> None:
    """128 bits each, and never the same."""
    names = {demand.open_request(office.parts, *office.KEY) for _ in range(20)}

    assert 20 == len(names)
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)


def test_nobody_else_has_a_request(office: Any) -> None:
    """A name that was never given finds nothing."""
    assert demand.find_request(office.parts, "0" * 32) is None


@pytest.mark.parametrize(
    ("account", "mask", "by_post"),
    [
        pytest.param({"city": "Metz"}, "c*****@m*****.test", True, id="both"),
        pytest.param({"email": None}, None, True, id="no mail"),
        pytest.param({"email": ""}, None, True, id="empty mail"),
        pytest.param({"email": "a b@c.fr"}, None, True, id="invalid mail"),
        pytest.param({"street": None}, "c*****@m*****.test", False, id="no post"),
        pytest.param({"email": None, "street": None}, None, False, id="neither"),
    ],
)
def test_what_is_offered_depends_on_the_account(
    office: Any, account: dict[str, Any], mask: str | None, *, by_post: bool
) -> None:
    """No address, no such option (P5.7, B44)."""
    office.change(**account)
    offer = _offer(office)

    assert Offer(mask, by_post=by_post) == offer
    assert (mask is not None) == offer.allows(Channel.MAIL)
    assert by_post == offer.allows(Channel.POST)


def test_an_unknown_dossier_is_offered_as_much(office: Any) -> None:
    """A mask like any other, always the same for the same dossier (B01)."""
    first, second = _offer(office, UNKNOWN), _offer(office, UNKNOWN)

    assert first == second
    assert first.masked_address is not None
    assert re.fullmatch(r"[a-z]\*{5}@[a-z]\*{5}\.(com|fr)", first.masked_address)
    assert first.by_post


def test_decoys_differ_from_dossier_to_dossier(office: Any) -> None:
    """One decoy for all would give every unknown dossier away."""
    keys = [(Situation.AFFILIE, f"{number:07}") for number in range(9000000, 9000040)]
    masks = {_offer(office, key).masked_address for key in keys}

    assert len(masks) > 10


def test_decoys_cannot_be_computed_without_the_secret(
    open_office: Callable[[str], Any],
) -> None:
    """Two portals show different decoys for the same dossiers."""
    keys = [(Situation.AFFILIE, f"{number:07}") for number in range(9000000, 9000020)]
    first, second = open_office("sqlite://"), open_office("sqlite://")

    assert [_offer(first, key) for key in keys] != [_offer(second, key) for key in keys]


@pytest.mark.parametrize("status", ["blocked", "closed"])
def test_a_blocked_account_looks_unknown(office: Any, status: str) -> None:
    """Its own address is not shown any more (B42)."""
    office.change(status=status, email="zoe@zzz.test")

    assert "z*****@z*****.test" != _offer(office).masked_address
    assert _offer(office).masked_address is not None


def test_choosing_mail_sends_one_mail_to_the_address_on_file(office: Any) -> None:
    """At once, and to nobody else (P5.3, P7.2)."""
    request_id = office.ask()

    (mail,) = office.mailbox.all()
    assert (office.EMAIL,) == mail.envelope_to
    assert (office.EMAIL,) == mail.to
    assert "Demande de réinitialisation du mot de passe" == mail.subject
    assert "ne-pas-repondre@carpimko.com" == mail.envelope_from
    assert RequestState.MAIL is office.state(request_id)


def test_the_mail_goes_to_the_address_on_file_when_choosing(office: Any) -> None:
    """Not to the one that step 4 saw."""
    request_id = demand.open_request(office.parts, *office.KEY)
    request = demand.find_request(office.parts, request_id)
    office.change(email="new@mail.test")
    demand.choose(office.parts, request, Channel.MAIL)

    assert [("new@mail.test",)] == [m.envelope_to for m in office.mailbox.all()]


@pytest.mark.parametrize("second", list(Channel))
def test_a_choice_counts_once(office: Any, second: Channel) -> None:
    """A second click, on whatever option, sends nothing more (P5.6)."""
    request_id = office.ask()
    request = demand.find_request(office.parts, request_id)
    demand.choose(office.parts, request, second)

    assert 1 == len(office.mailbox.all())
    assert RequestState.MAIL is office.state(request_id)
    assert "courrier" not in office.log()


def test_a_stale_copy_of_a_request_cannot_be_chosen_again(office: Any) -> None:
    """What counts is the store, not what the page had read."""
    request_id = demand.open_request(office.parts, *office.KEY)
    request = demand.find_request(office.parts, request_id)
    assert request is not None
    demand.choose(office.parts, request, Channel.MAIL)
    demand.choose(office.parts, replace(request), Channel.MAIL)

    assert 1 == len(office.mailbox.all())


@pytest.mark.parametrize("channel", list(Channel))
def test_an_unknown_dossier_gets_nothing_and_looks_served(
    office: Any, channel: Channel
) -> None:
    """The request moves on all the same (B01)."""
    request_id = office.ask(channel, UNKNOWN)

    assert RequestState[channel.name] is office.state(request_id)
    office.mailbox.assert_none()
    assert "posté" not in office.log()


@pytest.mark.parametrize("status", ["blocked", "closed"])
@pytest.mark.parametrize("channel", list(Channel))
def test_a_blocked_account_gets_nothing(
    office: Any, status: str, channel: Channel
) -> None:
    """Neither mail nor letter (B42)."""
    office.change(status=status)
    office.ask(channel)

    office.mailbox.assert_none()
    assert "posté" not in office.log()


def test_the_other_situation_is_somebody_else(office: Any) -> None:
    """The same number under the other situation gets the other person's mail."""
    theirs = (Situation.AYANT_DROIT, office.KEY[1])
    office.ask(key=theirs)
    office.mailbox.assert_none()
    office.enrol(situation=Situation.AYANT_DROIT, email="sacha@mail.test")
    office.ask(key=theirs)

    assert [("sacha@mail.test",)] == [m.envelope_to for m in office.mailbox.all()]


def test_a_new_request_kills_the_earlier_link(office: Any) -> None:
    """Only the last mail's link lives (B04); the other is not burnt by trying."""
    office.ask()
    advance(office.clock, timedelta(hours=1))
    office.ask()
    first, second = office.tokens()

    assert first != second
    assert not office.redeem(first).done
    assert office.redeem(second).done


def test_opening_a_request_spares_the_link(office: Any) -> None:
    """Only a validated choice takes the place of the earlier one."""
    office.ask()
    demand.open_request(office.parts, *office.KEY)

    assert office.redeem(office.tokens()[0]).done


def test_choosing_post_takes_the_place_of_the_link(office: Any) -> None:
    """The last request counts, whatever its channel (B04)."""
    office.ask()
    office.ask(Channel.POST)

    assert not office.redeem(office.tokens()[0]).done
    assert office.log_in(office.letter_password()) is not None


def test_choosing_mail_spares_the_letter_under_way(office: Any) -> None:
    """Nobody can call a letter back; it dies when a link is used."""
    office.ask(Channel.POST)
    by_letter = office.letter_password()
    office.ask()

    assert office.log_in(by_letter) is not None


def test_nothing_is_sent_if_the_store_fails(office: Any, break_commits: Any) -> None:
    """Mail and link are kept in the request's own transaction, or not at all."""
    request_id = demand.open_request(office.parts, *office.KEY)
    request = demand.find_request(office.parts, request_id)
    broken = break_commits(office.parts.store)
    with pytest.raises(Exception, match="No space left"):
        demand.choose(office.parts, request, Channel.MAIL)
    broken.cure()

    office.mailbox.assert_none()
    assert RequestState.OPEN is office.state(request_id)
    with office.parts.store.begin() as connection:
        assert outbox.state_of_request(connection, request_id) is None
