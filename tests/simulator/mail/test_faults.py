"""What the mail server does wrong on request."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock, advance
from simulator.mail.attempts import Command
from simulator.mail.faults import FaultPlan
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.mail.mailbox import Mailbox

    Send = Callable[..., None]

CAMILLE = "camille@mail.test"
PAUL = "paul@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"


@pytest.mark.parametrize("reply", ["451 4.7.1 Try later", "550 5.1.1 No such user"])
@pytest.mark.parametrize(
    ("at", "raised"),
    [
        (Command.EHLO, smtplib.SMTPHeloError),
        (Command.MAIL, smtplib.SMTPSenderRefused),
        (Command.RCPT, smtplib.SMTPRecipientsRefused),
        (Command.DATA, smtplib.SMTPDataError),
    ],
)
def test_a_message_is_refused_at_a_command_once(
    server: MailServer,
    mailbox: Mailbox,
    send: Send,
    at: Command,
    raised: type[smtplib.SMTPException],
    reply: str,
) -> None:
    """The next message gets the reply at that command; the one after passes."""
    server.faults.refuse(reply, at=at)

    with pytest.raises(raised) as caught:
        send(CAMILLE)
    assert reply[:3] in str(caught.value)
    assert reply[4:] in str(caught.value)
    mailbox.assert_none()
    send(CAMILLE)
    assert 1 == len(mailbox.to(CAMILLE))


def test_refusals_follow_one_another(
    server: MailServer, mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """Refusals are used up in the order given, on one connection too."""
    server.faults.refuse("451 4.0.0 Later", at=Command.MAIL, times=2)
    server.faults.refuse("550 5.0.0 Never", at=Command.MAIL)

    codes = []
    for _ in range(4):
        try:
            client.sendmail(PORTAL, [CAMILLE], "x")
        except smtplib.SMTPSenderRefused as error:
            codes.append(error.smtp_code)

    assert [451, 451, 550] == codes
    assert 1 == len(mailbox.all())


def test_a_sender_refused_without_reset_may_retry(
    server: MailServer, client: smtplib.SMTP
) -> None:
    """MAIL again on the same connection, without RSET, is another message."""
    server.faults.refuse("451 4.0.0 Later", at=Command.MAIL)
    client.ehlo()

    assert (451, 250) == (client.mail(PORTAL)[0], client.mail(PORTAL)[0])


def test_a_refusal_may_last_for_ever(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """Without limit, every message is refused until the plan is cleared."""
    server.faults.refuse("550 5.1.1 No such user", times=None)

    for _ in range(5):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            send(CAMILLE)
    server.faults.clear()
    send(CAMILLE)
    assert 1 == len(mailbox.all())


def test_a_refusal_counts_messages_not_recipients(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """A message to two people is refused for both, and counts once."""
    server.faults.refuse("450 4.2.0 Later", at=Command.RCPT)

    with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
        send(CAMILLE, PAUL)
    assert {CAMILLE, PAUL} == caught.value.recipients.keys()
    send(CAMILLE, PAUL)
    assert 1 == len(mailbox.all())


def test_greylisting_accepts_the_retry(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """Each pair of sender and recipient is refused once, then known for good."""
    server.faults.greylist()

    with pytest.raises(smtplib.SMTPRecipientsRefused, match="Greylisted") as caught:
        send(CAMILLE)
    assert 450 == caught.value.recipients[CAMILLE][0]
    send("Camille@Mail.test")
    send(CAMILLE)
    assert 2 == len(mailbox.to(CAMILLE))
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(PAUL)


def test_greylisting_refuses_one_recipient_of_two(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """A message goes to the recipients who are known already."""
    server.faults.greylist("451 4.7.1 Try later")
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="451"):
        send(CAMILLE)

    send(CAMILLE, PAUL)

    assert (1, 0) == (len(mailbox.to(CAMILLE)), len(mailbox.to(PAUL)))


def test_delivery_may_be_delayed(
    server: MailServer, clock: BenchClock, mailbox: Mailbox, send: Send
) -> None:
    """A delay adds to the server's own; it ends with the plan."""
    server.delivery_delay = timedelta(minutes=1)
    server.faults.delay_delivery(timedelta(hours=1))
    send(CAMILLE)
    server.faults.clear()
    send(CAMILLE)

    advance(clock, timedelta(minutes=60))
    assert 1 == len(mailbox.to(CAMILLE))
    advance(clock, timedelta(minutes=1))
    assert 2 == len(mailbox.to(CAMILLE))


def test_clear_ends_every_fault(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """After clear, the server behaves."""
    server.faults.refuse("550 5.0.0 No", times=None)
    server.faults.greylist()
    server.faults.hold()

    server.faults.clear()
    send(CAMILLE)

    assert 1 == len(mailbox.to(CAMILLE))


def test_greylisting_starts_afresh_after_clear(server: MailServer, send: Send) -> None:
    """Pairs that were known before the plan was cleared are known no more."""
    server.faults.greylist()
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(CAMILLE)
    server.faults.clear()
    server.faults.greylist()

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(CAMILLE)


@pytest.mark.parametrize("reply", ["250 OK", "4511 x", "451", "451 a\r\n250 b", ""])
def test_a_refusal_needs_a_reply_that_refuses(reply: str) -> None:
    """A reply that is not one line of 4xx or 5xx is a mistake in the test."""
    with pytest.raises(ValueError, match="Not a 4xx or 5xx"):
        FaultPlan().refuse(reply)
    with pytest.raises(ValueError, match="Not a 4xx or 5xx"):
        FaultPlan().greylist(reply)


def test_a_refusal_happens_at_least_once() -> None:
    """A refusal for no message at all is a mistake in the test."""
    with pytest.raises(ValueError, match="at least once"):
        FaultPlan().refuse("451 x", times=0)
