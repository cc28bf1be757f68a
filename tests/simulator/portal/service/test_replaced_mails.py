"""Two requests in a row, and a mail server that refuses one of the mails (B04, B41)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.portal.service import delivery
from simulator.portal.service.demand import Channel
from simulator.portal.service.redemption import LinkStatus, link_status
from simulator.portal.store.requests import RequestState

LATER, NEVER = "451 4.3.0 Later", "550 5.1.1 Unknown"


def _let_pass(office: Any, *, minutes: int) -> None:
    advance(office.clock, timedelta(minutes=minutes))
    delivery.run_outbox(office.parts)


def _statuses(office: Any) -> list[LinkStatus]:
    return [link_status(office.parts, token) for token in office.tokens()]


def test_a_refused_second_mail_leaves_the_first_link_alive(office: Any) -> None:
    """It asked for nothing in the end: "nothing was changed", says the page (B41)."""
    first = office.ask()
    office.mail_server.faults.refuse(NEVER)
    second = office.ask()

    assert RequestState.MAIL is office.state(first)
    assert RequestState.REFUSED is office.state(second)
    (token,) = office.tokens()
    assert office.redeem(token).done


def test_a_first_mail_that_waits_goes_when_the_second_is_refused(office: Any) -> None:
    """Neither request is lost: the first one's mail comes late, and works."""
    office.mail_server.faults.refuse(LATER)
    first = office.ask()
    office.mail_server.faults.refuse(NEVER)
    office.ask()
    _let_pass(office, minutes=1)

    assert RequestState.MAIL is office.state(first)
    assert [LinkStatus.LIVE] == _statuses(office)


def test_a_first_mail_waits_as_long_as_the_second_is_undecided(office: Any) -> None:
    """Then it goes if the second was refused; however long that takes, once."""
    office.mail_server.faults.refuse(LATER, times=3)
    first = office.ask()
    second = office.ask()
    _let_pass(office, minutes=1)  # the first waits, the second is put off again
    assert [] == office.tokens()
    office.mail_server.faults.clear()
    office.mail_server.faults.refuse(NEVER)
    _let_pass(office, minutes=5)
    _let_pass(office, minutes=5)

    assert RequestState.MAIL is office.state(first)
    assert RequestState.REFUSED is office.state(second)
    assert [LinkStatus.LIVE] == _statuses(office)


def test_waiting_for_a_later_request_wears_no_attempt_out(office: Any) -> None:
    """Only what the mail server answers counts."""
    office.mail_server.faults.refuse(LATER, times=None)
    office.ask()
    for _ in range(8):
        advance(office.clock, timedelta(seconds=40))
        office.ask()
        delivery.run_outbox(office.parts)
    office.mail_server.faults.clear()
    _let_pass(office, minutes=6)

    assert [LinkStatus.LIVE] == _statuses(office)


def test_of_three_requests_the_last_one_accepted_counts(office: Any) -> None:
    """Refused ones between do not matter."""
    office.ask()
    for _ in range(2):
        office.mail_server.faults.refuse(NEVER)
        office.ask()
    assert [LinkStatus.LIVE] == _statuses(office)
    office.ask()

    assert [LinkStatus.UNKNOWN, LinkStatus.LIVE] == _statuses(office)


def test_a_refusal_that_comes_after_a_third_request_revives_nothing(
    office: Any,
) -> None:
    """The third request's link stays the only live one."""
    office.ask()
    transport, asked = office.parts.transport, []

    class Slow:
        def send(self, sender: str, recipient: str, raw: bytes) -> Any:
            if not asked:
                asked.append(0)
                asked.append(office.ask())  # while the second mail is in hand
                office.mail_server.faults.refuse(NEVER)
            return transport.send(sender, recipient, raw)

    object.__setattr__(office.parts, "transport", Slow())
    office.ask()

    assert [LinkStatus.UNKNOWN, LinkStatus.LIVE] == _statuses(office)


def test_nor_does_the_third_one_lose_the_first(office: Any) -> None:
    """Second and third refused, in whatever order: the first link serves."""
    office.ask()
    transport, asked = office.parts.transport, []

    class Slow:
        def send(self, sender: str, recipient: str, raw: bytes) -> Any:
            if not asked:
                asked.append(0)
                office.mail_server.faults.refuse(LATER)
                asked.append(office.ask())
                office.mail_server.faults.refuse(NEVER, times=2)
            return transport.send(sender, recipient, raw)

    object.__setattr__(office.parts, "transport", Slow())
    office.ask()
    assert [LinkStatus.UNKNOWN] == _statuses(office)
    _let_pass(office, minutes=1)

    assert RequestState.REFUSED is office.state(asked[1])
    assert [LinkStatus.LIVE] == _statuses(office)


@pytest.mark.parametrize("happens", ["used", "post", "address"])
def test_what_ends_the_first_link_for_good_ends_it(office: Any, happens: str) -> None:
    """A refusal that comes afterwards does not bring it back (B05, B42)."""
    office.ask()
    (token,) = office.tokens()
    office.mail_server.faults.refuse(LATER)
    office.mail_server.faults.refuse(NEVER)
    office.ask()
    if happens == "post":
        office.ask(Channel.POST)
    elif happens == "address":
        office.change(email="new@mail.test")
    else:
        office.ask(Channel.POST)
        office.log_in(office.letter_password())
    _let_pass(office, minutes=1)

    assert LinkStatus.UNKNOWN is link_status(office.parts, token)
    assert not office.redeem(token).done
