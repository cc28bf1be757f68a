"""No more than five sendings to a dossier in a quarter of an hour (B22)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.portal.rules.situation import Situation
from simulator.portal.service import demand
from simulator.portal.service.demand import Channel
from simulator.portal.store.requests import RequestState

WINDOW = timedelta(minutes=15)
NOBODY = (Situation.AFFILIE, "7654321")


def _ask(office: Any, channel: Channel = Channel.MAIL, key: Any = None) -> Any:
    request_id = demand.open_request(office.parts, *(key or office.KEY))
    request = demand.find_request(office.parts, request_id)
    assert request is not None
    return request_id, demand.choose(office.parts, request, channel)


def test_the_sixth_sending_waits(office: Any) -> None:
    """Mails and letters count together; the refused request stays open."""
    until = office.clock.now() + WINDOW
    for channel in (Channel.MAIL, Channel.POST) * 2 + (Channel.MAIL,):
        assert _ask(office, channel)[1] is None
    request_id, retry_at = _ask(office)

    assert until == retry_at
    assert 3 == len(office.mailbox.all())
    assert RequestState.OPEN is office.state(request_id)
    advance(office.clock, WINDOW)
    request = demand.find_request(office.parts, request_id)
    assert demand.choose(office.parts, request, Channel.MAIL) is None
    assert 4 == len(office.mailbox.all())
    assert "trop de demandes : envoi, affilie 0012345" in office.log()


def test_the_last_link_survives_a_refusal(office: Any) -> None:
    """Who floods a dossier does not kill the link that its owner received last."""
    for _ in range(7):
        _ask(office)

    assert office.redeem(office.tokens()[4]).done


@pytest.mark.parametrize("status", [None, "blocked", "closed"])
def test_a_dossier_that_gets_nothing_is_counted_alike(
    office: Any, status: str | None
) -> None:
    """The same answers, in the same order."""
    if status is not None:
        office.enrol(dossier=NOBODY[1], status=status)
    known = [_ask(office)[1] for _ in range(7)]

    assert known == [_ask(office, key=NOBODY)[1] for _ in range(7)]
    assert 2 == sum(retry_at is not None for retry_at in known)


def test_one_dossier_used_up_leaves_the_other(office: Any) -> None:
    """Same number, other situation."""
    office.enrol(situation=Situation.AYANT_DROIT)
    for _ in range(6):
        _ask(office)

    assert _ask(office, key=(Situation.AYANT_DROIT, office.KEY[1]))[1] is None


@pytest.mark.parametrize(
    "busy",
    [
        "memory",
        "file",
        "postgresql",
    ],
    indirect=True,
)
def test_many_at_once_send_five(busy: Any) -> None:
    """However parallel the validations, each of a request of its own (B50)."""
    ids = [demand.open_request(busy.parts, *busy.KEY) for _ in range(12)]
    found = [demand.find_request(busy.parts, each) for each in ids]

    def choose(request: Any) -> Any:
        return demand.choose(busy.parts, request, Channel.MAIL)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(choose, found))

    assert 5 == answers.count(None)
    assert busy.log().count("lien émis") == 5


def test_a_portal_may_do_without(office: Any) -> None:
    """For measuring the load it bears."""
    settings = replace(office.parts.settings, rate_limits=None)
    office.parts = replace(office.parts, settings=settings)

    assert [None] * 9 == [_ask(office)[1] for _ in range(9)]
