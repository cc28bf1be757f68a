"""Handing mails over: at once, again later, or never (P5.3, B41)."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from simulator.clock import advance
from simulator.mail.attempts import Command
from simulator.portal.service import delivery
from simulator.portal.service.redemption import LinkStatus, link_status
from simulator.portal.store import outbox
from simulator.portal.store.outbox import MailState
from simulator.portal.store.requests import RequestState

WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
SECOND = timedelta(seconds=1)
ON_THE_WAY = [each for each in Command if each not in (Command.STARTTLS, Command.AUTH)]


def _mail_state(office: Any, request_id: str) -> MailState | None:
    with office.parts.store.begin() as connection:
        return outbox.state_of_request(connection, request_id)


def _attempts(office: Any) -> int:
    return len(re.findall(r"mail 1 (?:remis|différé|refusé)", office.log()))


def test_an_accepted_mail_is_sent_once(office: Any) -> None:
    """Running the outbox again sends nothing more."""
    request_id = office.ask()
    advance(office.clock, timedelta(days=1))
    delivery.run_outbox(office.parts)

    assert 1 == len(office.mailbox.all())
    assert MailState.SENT is _mail_state(office, request_id)
    assert 1 == _attempts(office)


def test_a_greylisted_mail_arrives_a_minute_later(office: Any) -> None:
    """Not a second before, once, and its link works (P5.3)."""
    office.mail_server.faults.greylist()
    request_id = office.ask()
    assert RequestState.MAIL is office.state(request_id)
    advance(office.clock, WAITS[0] - SECOND)
    delivery.run_outbox(office.parts)
    office.mailbox.assert_none()
    advance(office.clock, SECOND)
    delivery.run_outbox(office.parts)
    delivery.run_outbox(office.parts)

    assert 1 == len(office.mailbox.all())
    assert MailState.SENT is _mail_state(office, request_id)
    assert LinkStatus.LIVE is link_status(office.parts, office.tokens()[0])


def test_the_schedule_then_giving_up(office: Any) -> None:
    """Six attempts in all; then the request is refused and the link revoked."""
    office.mail_server.faults.refuse("451 4.3.0 Later", times=None)
    request_id = office.ask()
    for number, wait in enumerate(WAITS, start=1):
        assert number == _attempts(office)
        assert MailState.QUEUED is _mail_state(office, request_id)
        assert RequestState.MAIL is office.state(request_id)
        advance(office.clock, wait - SECOND)
        delivery.run_outbox(office.parts)
        assert number == _attempts(office)
        advance(office.clock, SECOND)
        delivery.run_outbox(office.parts)

    assert 6 == _attempts(office)
    assert MailState.REFUSED is _mail_state(office, request_id)
    assert RequestState.REFUSED is office.state(request_id)
    office.mail_server.faults.clear()
    advance(office.clock, timedelta(days=30))
    delivery.run_outbox(office.parts)
    office.mailbox.assert_none()


@pytest.mark.parametrize("command", ON_THE_WAY)
def test_a_refusal_for_good_ends_it_at_once(office: Any, command: Command) -> None:
    """No second attempt; request refused, link revoked, old password as before."""
    office.mail_server.faults.refuse("550 5.1.1 Unknown", at=command)
    sent: list[bytes] = []
    send = type(office.parts.transport).send

    class Spy:
        def send(self, sender: str, recipient: str, raw: bytes) -> Any:
            sent.append(raw)
            return send(office_transport, sender, recipient, raw)

    office_transport = office.parts.transport
    object.__setattr__(office.parts, "transport", Spy())
    request_id = office.ask()

    assert RequestState.REFUSED is office.state(request_id)
    assert MailState.REFUSED is _mail_state(office, request_id)
    found = re.search(rb"token=3D([\w.=\r\n-]+)", sent[0])
    assert found is not None
    token = found[1].replace(b"=\r\n", b"").split(b"\r\n")[0].decode()
    assert LinkStatus.UNKNOWN is link_status(office.parts, token)
    assert office.log_in(office.OLD) is not None
    advance(office.clock, timedelta(days=1))
    delivery.run_outbox(office.parts)
    assert 1 == len(sent)


def test_a_refused_mail_spares_the_other_request(office: Any) -> None:
    """Giving one account's mail up does not touch another's link."""
    office.mail_server.faults.refuse("550 5.1.1 Unknown")
    office.enrol(dossier="0012346", email="second@mail.test")
    refused = office.ask(key=(office.KEY[0], "0012346"))
    sent = office.ask()

    assert RequestState.REFUSED is office.state(refused)
    assert RequestState.MAIL is office.state(sent)
    assert LinkStatus.LIVE is link_status(office.parts, office.tokens()[0])


def test_a_mail_server_that_is_down_comes_back(office: Any) -> None:
    """The mail waits in the outbox meanwhile."""
    office.mail_server.stop()
    request_id = office.ask()
    assert MailState.QUEUED is _mail_state(office, request_id)
    office.mail_server.start()
    advance(office.clock, WAITS[0])
    delivery.run_outbox(office.parts)

    assert 1 == len(office.mailbox.all())


def test_a_notice_that_is_refused_undoes_nothing(office: Any) -> None:
    """A courtesy mail belongs to no request: the change stays (B24)."""
    request_id = office.ask()
    office.mail_server.faults.refuse("550 5.1.1 Unknown")

    assert office.redeem(office.tokens()[0]).done
    assert RequestState.MAIL is office.state(request_id)
    assert office.log_in(office.NEW) is not None
    assert "mail 2 refusé : 550" in office.log()


def _cut_short(office: Any) -> str:
    """Ask for a mail whose hand-over ends in a crash; return the request's id."""
    office.mail_server.faults.refuse("451 4.3.0 Later")
    request_id = office.ask()
    advance(office.clock, timedelta(hours=1))
    now = office.clock.now()
    with office.parts.store.begin() as connection:
        assert outbox.take(
            connection, 1, now, now + office.parts.settings.hand_over_time
        )
    return str(request_id)


def test_a_mail_in_hand_is_not_handed_over_again(office: Any) -> None:
    """Until its holder is held to have died: then it is sent, and not lost (B41)."""
    request_id = _cut_short(office)
    advance(office.clock, office.parts.settings.hand_over_time - SECOND)
    delivery.run_outbox(office.parts)
    delivery.hand_over(office.parts, 1)
    office.mailbox.assert_none()
    advance(office.clock, SECOND)
    delivery.run_outbox(office.parts)

    assert 1 == len(office.mailbox.all())
    assert MailState.SENT is _mail_state(office, request_id)


def test_a_crash_between_the_server_s_answer_and_the_store(
    office: Any, break_commits: Callable[[Engine], Any]
) -> None:
    """The mail comes twice, the same: one link, which works once (B41)."""
    transport = office.parts.transport
    broken: list[Any] = []

    class Crashing:
        def send(self, sender: str, recipient: str, raw: bytes) -> Any:
            result = transport.send(sender, recipient, raw)
            broken.append(break_commits(office.parts.store))
            return result

    object.__setattr__(office.parts, "transport", Crashing())
    with pytest.raises(OperationalError):
        office.ask()
    object.__setattr__(office.parts, "transport", transport)
    broken[0].cure()
    advance(office.clock, office.parts.settings.hand_over_time)
    delivery.run_outbox(office.parts)

    first, second = office.mailbox.all()
    assert first.raw == second.raw
    token, again = office.tokens()
    assert token == again
    assert office.redeem(token).done
    assert LinkStatus.USED is link_status(office.parts, token)


def test_a_mail_taken_but_not_confirmed_comes_twice_with_one_link(
    office: Any,
) -> None:
    """The server took it and could not say so: the copy is the same mail (B41)."""
    office.mail_server.faults.leave_unconfirmed()
    request_id = office.ask()
    assert MailState.QUEUED is _mail_state(office, request_id)
    advance(office.clock, WAITS[0])
    delivery.run_outbox(office.parts)
    delivery.run_outbox(office.parts)

    first, second = office.mailbox.all()
    assert first.raw == second.raw
    assert MailState.SENT is _mail_state(office, request_id)
    assert office.redeem(office.tokens()[1]).done


def test_a_copy_is_not_sent_once_the_link_has_served(office: Any) -> None:
    """The mail had arrived: the request stands, and no dead link follows (B41)."""
    office.mail_server.faults.leave_unconfirmed()
    request_id = office.ask()
    assert office.redeem(office.tokens()[0]).done
    advance(office.clock, WAITS[0])
    delivery.run_outbox(office.parts)

    assert 1 == len(office.tokens())
    assert MailState.SENT is _mail_state(office, request_id)
    assert RequestState.MAIL is office.state(request_id)


def test_a_refusal_at_a_later_attempt_is_as_honest(office: Any) -> None:
    """Postponed first, refused for good then: the request says so (P6.1, B41)."""
    office.mail_server.faults.refuse("451 4.3.0 Later")
    office.mail_server.faults.refuse("550 5.1.1 Unknown")
    request_id = office.ask()
    assert RequestState.MAIL is office.state(request_id)
    advance(office.clock, WAITS[0])
    delivery.run_outbox(office.parts)

    assert RequestState.REFUSED is office.state(request_id)
    office.mailbox.assert_none()


def test_a_bounce_breaks_nothing(office: Any) -> None:
    """The server had taken the mail: its sender is told, nobody else (B41)."""
    office.mail_server.faults.bounce()
    request_id = office.ask()

    (report,) = office.mailbox.all()
    assert (office.parts.settings.mail_from,) == report.envelope_to
    assert RequestState.MAIL is office.state(request_id)
    assert office.log_in(office.OLD) is not None
    office.ask()
    assert 1 == len(office.tokens())


def test_handing_over_nothing_is_harmless(office: Any) -> None:
    """An id that is not in the outbox."""
    delivery.hand_over(office.parts, 999)

    office.mailbox.assert_none()


def test_several_mails_leave_in_their_order(office: Any) -> None:
    """Oldest first."""
    office.mail_server.stop()
    office.ask()
    office.enrol(dossier="0012346", email="second@mail.test")
    office.ask(key=(office.KEY[0], "0012346"))
    office.mail_server.start()
    advance(office.clock, WAITS[0])
    delivery.run_outbox(office.parts)

    recipients = [mail.envelope_to[0] for mail in office.mailbox.all()]
    assert [office.EMAIL, "second@mail.test"] == recipients


def test_who_runs_the_outbox_waits_for_the_run_in_progress(office: Any) -> None:
    """Whoever is answered may rely on it: each due mail was tried, by any hand."""
    office.mail_server.faults.refuse("451 4.3.0 Later")
    request_id = office.ask()
    advance(office.clock, WAITS[0])
    transport = office.parts.transport
    in_hand, answered = threading.Event(), threading.Event()

    class Slow:
        def send(self, sender: str, recipient: str, raw: bytes) -> Any:
            in_hand.set()
            answered.wait(0.3)
            return transport.send(sender, recipient, raw)

    object.__setattr__(office.parts, "transport", Slow())
    first = threading.Thread(target=delivery.run_outbox, args=(office.parts,))
    first.start()
    assert in_hand.wait(10)
    delivery.run_outbox(office.parts)
    state = _mail_state(office, request_id)
    answered.set()
    first.join()

    assert MailState.SENT is state
    assert 1 == len(office.mailbox.all())


def test_a_run_in_progress_keeps_no_request_waiting(office: Any) -> None:
    """Whoever has just asked for a mail gets it, whatever the other mails do."""
    with office.parts.outbox_turn:
        office.ask()

    assert 1 == len(office.mailbox.all())


def test_a_run_that_does_not_end_is_not_waited_for_for_ever(office: Any) -> None:
    """After the time that a hand-over may take, the others go on."""
    office.mail_server.faults.refuse("451 4.3.0 Later")
    office.ask()
    advance(office.clock, WAITS[0])
    hasty = replace(office.parts.settings, hand_over_time=timedelta(seconds=0.05))
    parts = replace(office.parts, settings=hasty)
    with parts.outbox_turn:
        delivery.run_outbox(parts)

    assert 1 == len(office.mailbox.all())


def test_the_store_is_free_while_the_server_is_spoken_to(office: Any) -> None:
    """A slow mail server blocks no log-in: no transaction is held meanwhile."""
    seen: list[bool] = []
    transport = office.parts.transport

    class Slow:
        def send(self, sender: str, recipient: str, raw: bytes) -> Any:
            seen.append(office.log_in(office.OLD) is not None)
            return transport.send(sender, recipient, raw)

    object.__setattr__(office.parts, "transport", Slow())
    office.ask()

    assert [True] == seen
    assert 1 == len(office.mailbox.all())


def test_the_journal_says_what_came_of_each_mail(office: Any) -> None:
    """With the server's own words."""
    office.mail_server.faults.refuse("451 4.7.1 Revenez plus tard")
    office.ask()
    advance(office.clock, WAITS[0])
    delivery.run_outbox(office.parts)
    events = [line.partition(" ")[2] for line in office.log().splitlines()]

    assert [
        "mail 1 différé : 451 4.7.1 Revenez plus tard",
        "mail 1 remis",
    ] == events[-2:]
