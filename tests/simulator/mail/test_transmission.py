"""Handing mails to the server, over real sockets."""

from __future__ import annotations

import smtplib
import threading
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

CAMILLE = "camille@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"


def test_the_mail_is_there_when_the_client_is_told_so(
    mailbox: Mailbox, client: smtplib.SMTP, clock: BenchClock
) -> None:
    """Right after "250" the mailbox is complete: nobody needs to wait."""
    client.sendmail(PORTAL, [CAMILLE, "paul@mail.test"], "Subject: Lien\n\nBonjour")

    (mail,) = mailbox.all()
    assert "Lien" == mail.subject
    assert PORTAL == mail.envelope_from
    assert (CAMILLE, "paul@mail.test") == mail.envelope_to
    assert (clock.now(), clock.now()) == (mail.received_at, mail.visible_at)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"Subject: x\r\n\r\n.\r\n..\r\n.a\r\n", id="leading dots"),
        pytest.param(b"Subject: \xe9\r\n\r\n\x00\xff\x80\r\n", id="8-bit"),
        pytest.param(b"\r\n\r\n  \t \r\n\r\n", id="white space"),
        pytest.param(b"X: " + b"a" * 995 + b"\r\n", id="longest line"),
    ],
)
def test_bytes_are_kept_exactly(
    mailbox: Mailbox, client: smtplib.SMTP, raw: bytes
) -> None:
    """What was sent is what is kept, to the byte."""
    client.sendmail(PORTAL, [CAMILLE], raw)

    assert raw == mailbox.all()[0].raw


def test_one_connection_carries_many_mails(
    mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """A client that keeps its connection open sends one mail after the other."""
    for number in range(10):
        client.sendmail(PORTAL, [CAMILLE], f"Subject: {number}\n\n")

    assert [str(number) for number in range(10)] == [
        mail.subject for mail in mailbox.to(CAMILLE)
    ]


def test_twenty_clients_at_once(
    mailbox: Mailbox, send: Callable[..., None], server: MailServer
) -> None:
    """Twenty portals that send together each find their mails delivered."""
    failures: list[Exception] = []

    def send_five(number: int) -> None:
        try:
            for _ in range(5):
                send(f"user{number}@mail.test")
        except Exception as error:  # noqa: BLE001 - shown by the assertion
            failures.append(error)

    threads = [threading.Thread(target=send_five, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == failures
    assert [5] * 20 == [len(mailbox.to(f"user{n}@mail.test")) for n in range(20)]
    assert set(range(1, 101)) == {mail.sequence for mail in mailbox.all()}
    assert server.drain()


def test_the_server_announces_what_it_takes(client: smtplib.SMTP) -> None:
    """EHLO tells the size limit and that non-ASCII mails and addresses pass."""
    client.ehlo()

    assert "5000000" == client.esmtp_features["size"]
    assert {"8bitmime", "smtputf8"} <= client.esmtp_features.keys()


def test_helo_is_enough(mailbox: Mailbox, client: smtplib.SMTP) -> None:
    """A client of the old school may send too."""
    client.helo()
    client.sendmail(PORTAL, [CAMILLE], "Bonjour")

    assert 1 == len(mailbox.all())


def test_an_address_in_utf8_passes_with_smtputf8(
    mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """An accented address is kept as it is."""
    client.sendmail(PORTAL, ["zoé@mail.test"], b"x", mail_options=["SMTPUTF8"])

    assert ("zoé@mail.test",) == mailbox.to("ZOÉ@mail.test")[0].envelope_to


def test_an_address_in_utf8_is_refused_without_smtputf8(
    client: smtplib.SMTP,
) -> None:
    """A client that does not announce SMTPUTF8 may not use an accented address."""
    client.ehlo()
    client.mail(PORTAL)
    client.command_encoding = "utf-8"

    assert (553, b"5.6.7 SMTPUTF8 is needed for this address") == client.rcpt(
        "zoé@mail.test"
    )


def test_an_address_that_is_no_text_is_refused(client: smtplib.SMTP) -> None:
    """Bytes that are not UTF-8 are no address."""
    client.ehlo()
    client.mail(PORTAL, ["SMTPUTF8"])
    client.command_encoding = "latin-1"

    assert 553 == client.rcpt("zoé@mail.test")[0]


def test_the_null_recipient_is_refused(client: smtplib.SMTP) -> None:
    """A mail to nobody is refused."""
    client.ehlo()
    client.mail(PORTAL)

    assert (553, b"5.1.3 A recipient is needed") == client.docmd("RCPT TO:<>")


def test_the_null_sender_is_kept_as_empty(
    mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """A notification without sender has an empty one, not angle brackets."""
    client.sendmail("", [CAMILLE], "x")

    assert "" == mailbox.all()[0].envelope_from


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("<camille@mail.test>", "camille@mail.test"),
        ("<prenom.nom+a_b'c@sous-domaine.mail.test>", None),
        ('<"a b"@mail.test>', None),
        ("<postmaster>", None),
        ("camille@mail.test", "camille@mail.test"),
        (" <camille@mail.test>", "camille@mail.test"),
    ],
)
def test_paths_are_read_as_the_protocol_says(
    mailbox: Mailbox, client: smtplib.SMTP, path: str, address: str | None
) -> None:
    """Everyday addresses and odd ones give the address between the brackets."""
    client.ehlo()
    client.docmd(f"MAIL FROM:{path} SIZE=10 BODY=8BITMIME")
    client.docmd(f"RCPT TO:{path}")
    client.data("x")

    (mail,) = mailbox.all()
    expected = address or path.strip("<>")
    assert (expected, (expected,)) == (mail.envelope_from, mail.envelope_to)


@pytest.mark.parametrize("path", ["<a@", "<@>", "<a@b.test>x", "<a..b@c.test>x"])
def test_malformed_paths_are_refused(client: smtplib.SMTP, path: str) -> None:
    """What is no address gets a 5xx reply."""
    client.ehlo()

    assert 500 <= client.docmd(f"MAIL FROM:{path}")[0]


def test_a_big_mail_is_refused_when_announced(client: smtplib.SMTP) -> None:
    """A client that announces more than 5 MB is stopped before it sends them."""
    client.ehlo()

    assert 552 == client.mail(PORTAL, ["SIZE=5000001"])[0]
    assert 250 == client.mail(PORTAL, ["SIZE=5000000"])[0]


def test_a_big_mail_is_refused_when_sent(
    mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """A client that sends more than 5 MB unannounced is refused; 5 MB pass."""
    line = b"x" * 98 + b"\r\n"
    client.helo()

    with pytest.raises(smtplib.SMTPDataError, match="Too much mail data"):
        client.sendmail(PORTAL, [CAMILLE], line * 50_001)
    assert () == mailbox.all()
    client.sendmail(PORTAL, [CAMILLE], line * 50_000)
    assert 5_000_000 == len(mailbox.all()[0].raw)


def test_a_client_that_leaves_in_the_middle_leaves_nothing(
    mailbox: Mailbox, client: smtplib.SMTP, server: MailServer
) -> None:
    """A mail whose end never came is not a mail; the server goes on."""
    client.ehlo()
    client.mail(PORTAL)
    client.rcpt(CAMILLE)
    client.docmd("DATA")
    client.send("Subject: x\r\n\r\nBonj")
    client.close()

    assert server.drain()
    assert () == mailbox.all()
