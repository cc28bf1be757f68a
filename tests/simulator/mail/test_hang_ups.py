"""Refusals and cut connections at every moment of the conversation."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

import pytest

from simulator.mail.attempts import Command
from simulator.mail.faults import FaultPlan
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.mail.mailbox import Mailbox

    Send = Callable[..., None]

CAMILLE = "camille@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"
ON_THE_WAY = [each for each in Command if each not in (Command.STARTTLS, Command.AUTH)]


@pytest.mark.parametrize("reply", ["421 4.3.2 Closing", "554 5.3.2 Go away"])
def test_a_client_may_be_turned_away_at_the_door(
    server: MailServer, mailbox: Mailbox, send: Send, reply: str
) -> None:
    """The greeting itself refuses, once."""
    server.faults.refuse(reply, at=Command.CONNECT)

    with pytest.raises(smtplib.SMTPConnectError) as caught:
        send(CAMILLE)
    assert reply == f"{caught.value.smtp_code} {caught.value.smtp_error.decode()}"
    send(CAMILLE)
    assert 1 == len(mailbox.all())


@pytest.mark.parametrize("reply", ["452 4.3.1 Full", "554 5.5.1 No valid recipients"])
def test_a_mail_may_be_refused_before_it_is_sent(
    server: MailServer, mailbox: Mailbox, client: smtplib.SMTP, reply: str
) -> None:
    """The go-ahead is not given; the same connection may try again."""
    server.faults.refuse(reply, at=Command.CONTENT)

    with pytest.raises(smtplib.SMTPDataError, match=reply[4:]):
        client.sendmail(PORTAL, [CAMILLE], "x")
    client.sendmail(PORTAL, [CAMILLE], "y")
    assert [b"y\r\n"] == [mail.raw for mail in mailbox.all()]


@pytest.mark.parametrize("at", ON_THE_WAY)
def test_the_connection_may_be_cut_instead_of_any_reply(
    server: MailServer, mailbox: Mailbox, send: Send, at: Command
) -> None:
    """Nothing was delivered, and the next message passes."""
    server.faults.hang_up(at)

    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        send(CAMILLE)
    assert server.drain()
    mailbox.assert_none()
    send(CAMILLE)
    assert 1 == len(mailbox.all())


@pytest.mark.parametrize("after_bytes", [1, 100, 100_000])
def test_the_connection_may_be_cut_in_the_middle_of_a_mail(
    server: MailServer, mailbox: Mailbox, send: Send, after_bytes: int
) -> None:
    """Once so many bytes are read; what came is thrown away."""
    server.faults.hang_up(Command.CONTENT, after_bytes=after_bytes)

    with pytest.raises((smtplib.SMTPServerDisconnected, OSError)):
        send(CAMILLE, body=f"{'x' * 70}\n" * 20_000)
    assert server.drain()
    mailbox.assert_none()


def test_a_mail_shorter_than_that_passes(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """The line is cut in the middle, or not at all."""
    server.faults.hang_up(Command.CONTENT, after_bytes=100_000)
    send(CAMILLE)

    assert 1 == len(mailbox.all())


def test_a_421_ends_the_connection(server: MailServer, client: smtplib.SMTP) -> None:
    """Whatever it answers (RFC 5321, 3.8)."""
    server.faults.refuse("421 4.3.2 Closing", at=Command.MAIL)
    client.ehlo()

    assert 421 == client.mail(PORTAL)[0]
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()


def test_cuts_and_refusals_follow_one_another(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """Each message meets the next fault in the order given."""
    server.faults.hang_up(Command.MAIL)
    server.faults.refuse("451 4.0.0 Later", at=Command.MAIL)

    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(CAMILLE)
    with pytest.raises(smtplib.SMTPSenderRefused):
        send(CAMILLE)
    send(CAMILLE)
    assert 1 == len(mailbox.all())


def test_clear_ends_what_was_scripted(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """Cuts, copies, bounces and limits too."""
    faults = server.faults
    faults.hang_up(times=None)
    faults.leave_unconfirmed(times=None)
    faults.repeat_delivery(times=None)
    faults.bounce(times=None)
    faults.limit_size(1)
    faults.clear()
    send(CAMILLE)

    assert 1 == len(mailbox.all())


def test_a_fault_may_be_scripted_while_a_mail_comes_in(
    server: MailServer, mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """Its end is answered as the plan has it by then."""
    client.ehlo()
    client.mail(PORTAL)
    client.rcpt(CAMILLE)
    client.docmd("DATA")
    server.faults.refuse("451 4.3.0 Later", at=Command.DATA)
    client.send(b"Subject: x\r\n\r\n.\r\n")

    assert (451, b"4.3.0 Later") == client.getreply()
    assert (250, b"OK") == client.mail(PORTAL)
    mailbox.assert_none()


@pytest.mark.parametrize(
    "script",
    [
        lambda plan: plan.hang_up(times=0),
        lambda plan: plan.leave_unconfirmed(times=0),
        lambda plan: plan.repeat_delivery(times=0),
        lambda plan: plan.bounce(times=0),
        lambda plan: plan.bounce("250 OK"),
    ],
    ids=["hang up", "unconfirmed", "repeat", "bounce", "no refusal"],
)
def test_a_plan_that_means_nothing_is_an_error(
    script: Callable[[FaultPlan], None],
) -> None:
    """A fault that never happens, a bounce that bounces nothing."""
    with pytest.raises(ValueError, match=r"at least once|Not a 4xx or 5xx"):
        script(FaultPlan())
