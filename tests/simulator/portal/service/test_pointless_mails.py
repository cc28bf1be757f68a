"""Mails still waiting when their link dies: dropped, not sent late (P7.2, B42)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.portal.service import delivery, demand, login
from simulator.portal.service.demand import Channel
from simulator.portal.service.redemption import LinkStatus, link_status
from simulator.portal.store import outbox
from simulator.portal.store.outbox import MailState
from simulator.portal.store.requests import RequestState

MINUTE = timedelta(minutes=1)


def _changed_by_letter(office: Any) -> None:
    office.ask(Channel.POST)
    session = office.log_in(office.letter_password())
    assert () == login.replace_letter_password(office.parts, session, office.NEW)


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda o: o.change(email="new@mail.test"), id="address changed"),
        pytest.param(lambda o: o.change(email=None), id="address removed"),
        pytest.param(lambda o: o.change(status="blocked"), id="blocked"),
        pytest.param(lambda o: o.change(status="closed"), id="closed"),
        pytest.param(_changed_by_letter, id="password changed otherwise"),
    ],
)
def test_a_mail_whose_link_died_is_dropped(
    office: Any, happens: Callable[[Any], None]
) -> None:
    """Neither to the former address nor to the new one, were all as before again."""
    office.mail_server.faults.refuse("451 4.3.0 Later")
    request_id = office.ask()
    happens(office)
    for _ in range(2):
        advance(office.clock, MINUTE)
        delivery.run_outbox(office.parts)
        office.change(email=office.EMAIL, status="active")
    advance(office.clock, timedelta(hours=6))
    delivery.run_outbox(office.parts)

    assert [] == office.tokens()
    assert "mail 1 abandonné : lien sans objet" in office.log()
    assert RequestState.REFUSED is office.state(request_id)
    with office.parts.store.begin() as connection:
        assert MailState.REFUSED is outbox.state_of_request(connection, request_id)


def test_a_later_request_takes_the_place_of_a_waiting_mail(office: Any) -> None:
    """One mail arrives, and its link works (B04)."""
    office.mail_server.faults.refuse("451 4.3.0 Later")
    office.ask()
    office.ask()
    advance(office.clock, MINUTE)
    delivery.run_outbox(office.parts)

    (token,) = office.tokens()
    assert LinkStatus.LIVE is link_status(office.parts, token)
    assert office.redeem(token).done


def test_a_waiting_notice_is_sent_all_the_same(office: Any) -> None:
    """It has no link: a blocked account is told of its change too."""
    office.ask()
    token = office.tokens()[0]
    office.mail_server.faults.refuse("451 4.3.0 Later")
    office.redeem(token)
    office.change(status="blocked")
    advance(office.clock, MINUTE)
    delivery.run_outbox(office.parts)

    assert "Votre mot de passe a été modifié" == office.mailbox.all()[-1].subject


def test_a_mail_whose_link_has_expired_is_dropped(office: Any) -> None:
    """The portal was down for a day: nobody gets a dead link, and the page says so."""
    office.mail_server.faults.refuse("451 4.3.0 Later")
    request_id = office.ask()
    advance(office.clock, timedelta(hours=24))
    delivery.run_outbox(office.parts)

    office.mailbox.assert_none()
    assert RequestState.REFUSED is office.state(request_id)


def _shown(office: Any, request_id: str) -> str:
    request = demand.find_request(office.parts, request_id)
    return demand.address_written_to(office.parts, request)


def test_step_6_shows_the_address_written_to(office: Any) -> None:
    """Not the one on file now (P6.1)."""
    request_id = office.ask()
    office.change(email="zoe@zzz.test")

    assert "c*****@m*****.test" == _shown(office, request_id)


def test_step_6_shows_the_decoy_of_step_5(office: Any) -> None:
    """For an unknown dossier, the same invented mask on both pages (B01)."""
    key = (office.KEY[0], "7654321")
    request_id = office.ask(key=key)
    request = demand.find_request(office.parts, request_id)

    offered = demand.offer_for(office.parts, request).masked_address
    assert offered == _shown(office, request_id)
