"""A server that takes mails only from those who encrypt, or say who they are."""

from __future__ import annotations

import smtplib
import ssl
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock, FrozenClock
from simulator.mail.attempts import Command
from simulator.mail.happenings import Access
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable

CAMILLE = "camille@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"
LOGIN = ("portail", "s3cret é")
TLS = Access(starttls=True)
KNOWN = Access(starttls=True, login=LOGIN)


def _connect(server: MailServer) -> smtplib.SMTP:
    return smtplib.SMTP(server.host, server.port, "portal.test", timeout=5)


def _encrypted(server: MailServer) -> smtplib.SMTP:
    client = _connect(server)
    context = ssl.create_default_context(cadata=server.authority)
    try:
        client.starttls(context=context)
    except BaseException:
        client.close()
        raise
    return client


def test_encryption_is_offered_only_when_asked_for(
    server: MailServer, client: smtplib.SMTP
) -> None:
    """As it is offered, no AUTH is before it."""
    client.ehlo()
    assert not client.has_extn("starttls")
    assert 454 == client.docmd("STARTTLS")[0]
    server.faults.require(KNOWN)
    with _connect(server) as other:
        other.ehlo()
        assert (True, False) == (other.has_extn("starttls"), other.has_extn("auth"))


def test_a_mail_in_clear_is_refused(server: MailServer, mailbox: Mailbox) -> None:
    """Until the client encrypts (RFC 3207)."""
    server.faults.require(TLS)
    with _connect(server) as client:
        client.ehlo()
        assert (530, b"Must issue a STARTTLS command first") == client.mail(PORTAL)
    with _encrypted(server) as client:
        client.sendmail(PORTAL, [CAMILLE], "x")

    assert 1 == len(mailbox.all())


def test_the_certificate_is_believed_by_those_who_know_it(server: MailServer) -> None:
    """And by nobody else; a client that leaves is no error of the server's."""
    server.faults.require(TLS)
    client = _connect(server)
    with pytest.raises(ssl.SSLCertVerificationError):
        client.starttls(context=ssl.create_default_context())
    client.close()

    assert server.drain()


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_who_shows_the_password_may_send(
    server: MailServer, mailbox: Mailbox, mechanism: str
) -> None:
    """By both ways that everybody speaks."""
    server.faults.require(KNOWN)
    with _encrypted(server) as client:
        client.ehlo()
        assert (530, b"5.7.0 Authentication required") == client.mail(PORTAL)
        client.user, client.password = LOGIN[0], LOGIN[1]
        method = getattr(client, f"auth_{mechanism.lower()}")
        utf8 = _in_utf8(method)
        assert 235 == client.auth(mechanism, utf8)[0]
        client.sendmail(PORTAL, [CAMILLE], "x")

    assert 1 == len(mailbox.all())


def _in_utf8(method: Callable[..., str]) -> Callable[..., str]:
    """Make up for smtplib, which speaks ASCII."""

    class Text(str):
        __slots__ = ()

        def encode(self, *_: object) -> bytes:  # type: ignore[override]  # not ASCII
            return str.encode(self, "utf-8")

    return lambda challenge=None: Text(method(challenge))


@pytest.mark.parametrize(
    "login", [("portail", "wrong"), ("nobody", "s3cret"), ("", ""), ("portail", "")]
)
def test_wrong_credentials_are_refused(
    server: MailServer, mailbox: Mailbox, login: tuple[str, str]
) -> None:
    """With 535, and the client stays outside (RFC 4954)."""
    server.faults.require(Access(starttls=True, login=("portail", "s3cret")))
    with _encrypted(server) as client:
        with pytest.raises(smtplib.SMTPAuthenticationError) as caught:
            client.login(*login)
        assert 535 == caught.value.smtp_code
        assert 530 == client.mail(PORTAL)[0]

    mailbox.assert_none()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("AUTH", 501),
        ("AUTH PLAIN !!!", 501),
        ("AUTH PLAIN AAAA AAAA", 501),
        ("AUTH CRAM-MD5", 504),
    ],
)
def test_odd_credentials_are_refused(server: MailServer, line: str, code: int) -> None:
    """Not understood is not believed."""
    server.faults.require(KNOWN)
    with _encrypted(server) as client:
        client.ehlo()
        assert code == client.docmd(line)[0]
        assert 530 == client.mail(PORTAL)[0]


@pytest.mark.parametrize("command", [Command.STARTTLS, Command.AUTH])
def test_encryption_and_proof_may_be_refused_too(
    server: MailServer, mailbox: Mailbox, command: Command
) -> None:
    """Once; then they work."""
    server.faults.require(Access(starttls=True, login=("portail", "s3cret")))
    server.faults.refuse("454 4.7.0 Temporary failure", at=command)

    def send() -> None:
        with _encrypted(server) as client:
            client.login("portail", "s3cret")
            client.sendmail(PORTAL, [CAMILLE], "x")

    with pytest.raises(smtplib.SMTPResponseException) as caught:
        send()
    assert 454 == caught.value.smtp_code
    mailbox.assert_none()
    send()
    assert 1 == len(mailbox.all())


def test_what_is_sent_before_encryption_is_forgotten(server: MailServer) -> None:
    """Nobody in between can slip commands in (RFC 3207, 4.2)."""
    server.faults.require(TLS)
    client = _connect(server)
    client.ehlo()
    assert client.sock is not None
    client.sock.sendall(b"STARTTLS\r\nMAIL FROM:<evil@mail.test>\r\n")
    assert 220 == client.getreply()[0]
    context = ssl.create_default_context(cadata=server.authority)
    client.sock = context.wrap_socket(client.sock, server_hostname=server.host)
    client.file = None
    assert 503 == client.docmd("RCPT TO:<camille@mail.test>")[0]
    client.close()


def test_a_server_may_be_strict_from_the_start(
    clock: BenchClock, mailbox: Mailbox
) -> None:
    """Whatever the fault plan says, and after it is cleared."""
    with MailServer(clock, mailbox, access=TLS) as server:
        server.faults.clear()
        with _connect(server) as client:
            client.ehlo()
            assert 530 == client.mail(PORTAL)[0]
        with _encrypted(server) as client:
            client.sendmail(PORTAL, [CAMILLE], "x")
        assert [] == server.errors

    assert 1 == len(mailbox.all())


def test_many_encrypt_at_once(server: MailServer, mailbox: Mailbox) -> None:
    """Ten clients, one certificate."""
    server.faults.require(TLS)

    def send() -> None:
        with _encrypted(server) as client:
            client.sendmail(PORTAL, [CAMILLE], "x")

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 10 == len(mailbox.all())


def test_encryption_works_in_frozen_time() -> None:
    """The certificate is valid whatever the time of the scenario."""
    clock = FrozenClock(datetime(2031, 3, 28, 11, 0, tzinfo=UTC))
    clock.start()
    try:
        mailbox = Mailbox(clock)
        with MailServer(clock, mailbox, access=TLS) as server:
            with _encrypted(server) as client:
                client.sendmail(PORTAL, [CAMILLE], "x")
            assert [] == server.errors
        assert 1 == len(mailbox.all())
    finally:
        clock.stop()


def test_a_smaller_limit_holds_for_those_who_connect(
    server: MailServer, mailbox: Mailbox
) -> None:
    """Announced, and refused with 552 whether the client says its size or not."""
    server.faults.limit_size(1000)
    with _connect(server) as client:
        client.ehlo()
        assert "1000" == client.esmtp_features["size"]
        assert 552 == client.mail(PORTAL, ["SIZE=1001"])[0]
    with _connect(server) as client:
        client.helo()
        with pytest.raises(smtplib.SMTPDataError) as caught:
            client.sendmail(PORTAL, [CAMILLE], "x" * 900 + "\r\n" + "y" * 97)
        assert 552 == caught.value.smtp_code
        client.sendmail(PORTAL, [CAMILLE], "x" * 900 + "\r\n" + "y" * 96)

    assert [1000] == [len(mail.raw) for mail in mailbox.all()]
