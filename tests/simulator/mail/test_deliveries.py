"""Mails that are taken, and what becomes of them."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock, advance
from simulator.mail.bounces import non_delivery_report
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.mail.mailbox import Mailbox

    Send = Callable[..., None]

CAMILLE = "camille@mail.test"
PAUL = "paul@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"


@pytest.mark.parametrize("slow", [False, True])
def test_a_mail_may_be_taken_without_a_word(
    server: MailServer, mailbox: Mailbox, client: smtplib.SMTP, *, slow: bool
) -> None:
    """Its client is cut off and cannot know that the mail is there."""
    if slow:
        server.faults.refuse("451 4.0.0 For another day", times=1)
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            client.sendmail(PORTAL, [CAMILLE], "x")
    server.faults.leave_unconfirmed()

    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.sendmail(PORTAL, [CAMILLE], "x")
    assert [b"x\r\n"] == [mail.raw for mail in mailbox.to(CAMILLE)]


def test_the_retry_of_an_unconfirmed_mail_is_a_second_mail(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """The server does not compare; the next message is confirmed."""
    server.faults.leave_unconfirmed()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(CAMILLE)
    send(CAMILLE)

    first, second = mailbox.to(CAMILLE)
    assert (first.raw, first.sequence + 1) == (second.raw, second.sequence)


def test_a_mail_may_be_delivered_twice(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """Both copies are the same mail, for everybody it was for; then it is over."""
    server.faults.repeat_delivery()
    send(CAMILLE, PAUL)
    assert (2, 2) == (len(mailbox.to(CAMILLE)), len(mailbox.to(PAUL)))
    assert 1 == len({mail.raw for mail in mailbox.all()})
    send(CAMILLE)

    assert 3 == len(mailbox.to(CAMILLE))


def test_faults_of_delivery_come_together(
    server: MailServer, clock: BenchClock, mailbox: Mailbox, send: Send
) -> None:
    """Late, three times, and unconfirmed."""
    server.faults.delay_delivery(timedelta(hours=1))
    server.faults.repeat_delivery(copies=3)
    server.faults.leave_unconfirmed()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(CAMILLE)
    mailbox.assert_none()
    advance(clock, timedelta(hours=1))

    assert 3 == len(mailbox.to(CAMILLE))


def test_a_refused_mail_uses_no_delivery_up(
    server: MailServer, mailbox: Mailbox, send: Send
) -> None:
    """What becomes of mails counts those that are taken."""
    server.faults.repeat_delivery()
    server.faults.refuse("451 4.0.0 Later")
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(CAMILLE)
    send(CAMILLE)

    assert 2 == len(mailbox.to(CAMILLE))


def test_a_bounce_tells_the_sender(
    server: MailServer, clock: BenchClock, mailbox: Mailbox, send: Send
) -> None:
    """Nobody gets the mail; the sender gets a report in the form of RFC 3464."""
    server.faults.bounce()
    send(CAMILLE, PAUL, subject="Lien")

    (report,) = mailbox.all()
    assert (("",), (PORTAL,)) == ((report.envelope_from,), report.envelope_to)
    assert report.is_report
    message = report.message
    assert "multipart/report" == message.get_content_type()
    assert "delivery-status" == message.get_param("report-type")
    assert clock.now() == message["date"].datetime
    text, status, headers = message.iter_parts()
    assert f"<{CAMILLE}>: 550 5.1.1 No such user" in text.get_content()
    assert "message/delivery-status" == status.get_content_type()
    about_server, *about = status.get_payload()
    assert "dns; mx.sesame.test" == about_server["Reporting-MTA"]
    assert [
        (f"rfc822; {each}", "failed", "5.1.1", "smtp; 550 5.1.1 No such user")
        for each in (CAMILLE, PAUL)
    ] == [
        (
            one["Final-Recipient"],
            one["Action"],
            one["Status"],
            one["Diagnostic-Code"],
        )
        for one in about
    ]
    assert "text/rfc822-headers" == headers.get_content_type()
    assert "Subject: Lien" in headers.get_payload()
    assert "Bonjour." not in headers.get_payload()


def test_a_report_that_bounces_is_dropped(
    server: MailServer, mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """Otherwise two servers would write to each other for ever (RFC 5321, 6.1)."""
    server.faults.bounce()
    client.sendmail("", [PORTAL], "x")

    assert () == mailbox.all()


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("550 5.1.1 No such user", "5.1.1"),
        ("552 5.2.2 Mailbox full", "5.2.2"),
        ("550 No such user", "5.0.0"),
        ("451 Later", "4.0.0"),
        ("550 5.1 Odd", "5.0.0"),
    ],
)
def test_a_report_has_a_status(clock: BenchClock, reply: str, status: str) -> None:
    """The one that the reply gives, or the most general one (RFC 3463)."""
    raw = non_delivery_report("mx", PORTAL, [CAMILLE], b"", reply, clock.now())

    assert f"\r\nStatus: {status}\r\n".encode() in raw
