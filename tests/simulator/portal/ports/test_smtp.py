"""Handing a mail over to a real mail server, and what may come of it (P7.2, B41)."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.clock import BenchClock, real_seconds
from simulator.mail.faults import Command
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.portal.ports.routes import Routes
from simulator.portal.ports.smtp import HandOver, MailTransport, Outcome
from simulator.portal.rules.address import is_deliverable
from simulator.portal.settings import Settings

PORTAL = "ne-pas-repondre@carpimko.com"
CAMILLE = "camille@mail.test"
RAW = b"From: x\r\nSubject: Lien\r\n\r\nBonjour\r\n"


@pytest.fixture
def transport(cheap: Settings, mail_server: MailServer) -> MailTransport:
    """A transport to the mail server."""
    return MailTransport(cheap, Routes(smtp=mail_server.address))


@pytest.mark.parametrize(
    "recipient",
    [
        CAMILLE,
        "Camille.DURAND@Mail.TEST",
        "a+b@mail.test",
        "o'neil@mail.test",
        '"cam ille"@mail.test',
        '"a@b"@mail.test',
        '"a>b"@mail.test',
        "hélène@château.test",
    ],
)
def test_a_mail_goes_to_one_address_byte_for_byte(
    transport: MailTransport, mailbox: Mailbox, recipient: str
) -> None:
    """The address on file is the address of the envelope (P7.2, B46)."""
    assert HandOver(Outcome.ACCEPTED) == transport.send(PORTAL, recipient, RAW)

    (mail,) = mailbox.all()
    assert (PORTAL, (recipient,)) == (mail.envelope_from, mail.envelope_to)


@pytest.mark.parametrize(
    "raw", [RAW, RAW + "é".encode(), b"\r\n\r\n.\r\n..x\r\n", RAW + b"\xff\x00\r\n"]
)
def test_every_byte_arrives(
    transport: MailTransport, mailbox: Mailbox, raw: bytes
) -> None:
    """Dots at the beginning of a line and bytes beyond ASCII included."""
    assert Outcome.ACCEPTED is transport.send(PORTAL, CAMILLE, raw).outcome
    assert raw == mailbox.all()[0].raw.removesuffix(b"\r\n") + (
        b"\r\n" if raw.endswith(b"\r\n") else b""
    )


@pytest.mark.parametrize(
    ("recipient", "raw", "announced"),
    [
        (CAMILLE, RAW, set()),
        (CAMILLE, RAW + b"\xff\r\n", {"BODY=8BITMIME"}),
        ("hélène@mail.test", RAW, {"SMTPUTF8"}),
        ("hélène@mail.test", RAW + b"\xff\r\n", {"BODY=8BITMIME", "SMTPUTF8"}),
    ],
)
def test_what_goes_beyond_ascii_is_announced(
    transport: MailTransport,
    monkeypatch: pytest.MonkeyPatch,
    recipient: str,
    raw: bytes,
    announced: set[str],
) -> None:
    """And only that: an older server refuses what it does not know."""
    seen: set[str] = set()
    mail = smtplib.SMTP.mail

    def spy(self: smtplib.SMTP, sender: str, options: list[str]) -> object:
        seen.update(options)
        return mail(self, sender, options)

    monkeypatch.setattr(smtplib.SMTP, "mail", spy)
    transport.send(PORTAL, recipient, raw)

    assert announced == {each for each in seen if not each.startswith("size=")}


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        ("421 4.3.2 Shutting down", Outcome.POSTPONED),
        ("450 4.2.0 Greylisted", Outcome.POSTPONED),
        ("451 4.3.0 Later", Outcome.POSTPONED),
        ("499 4.0.0 The last one", Outcome.POSTPONED),
        ("500 5.0.0 The first one", Outcome.REFUSED),
        ("550 5.1.1 Unknown", Outcome.REFUSED),
        ("554 5.7.1 Never", Outcome.REFUSED),
    ],
)
def test_4xx_is_for_later_and_5xx_for_good(
    transport: MailTransport,
    mail_server: MailServer,
    mailbox: Mailbox,
    command: Command,
    reply: str,
    outcome: Outcome,
) -> None:
    """Whatever the command, and what the server said is kept."""
    mail_server.faults.refuse(reply, at=command, times=None)

    result = transport.send(PORTAL, CAMILLE, RAW)
    assert outcome is result.outcome
    assert reply.partition(" ")[2].split()[-1] in result.detail
    mailbox.assert_none()


def test_no_route_is_for_later(cheap: Settings) -> None:
    """A portal without mail server keeps its mails."""
    expected = HandOver(Outcome.POSTPONED, "no mail server is set")

    assert expected == MailTransport(cheap, Routes()).send(PORTAL, CAMILLE, RAW)


def test_nobody_listening_is_for_later(
    transport: MailTransport, mail_server: MailServer
) -> None:
    """A server that is down comes back."""
    mail_server.stop()

    result = transport.send(PORTAL, CAMILLE, RAW)
    assert Outcome.POSTPONED is result.outcome
    assert "ConnectionRefusedError" in result.detail


@pytest.mark.parametrize("command", [Command.EHLO, Command.RCPT, Command.DATA])
def test_a_server_that_keeps_silent_is_for_later(
    cheap: Settings, mail_server: MailServer, mailbox: Mailbox, command: Command
) -> None:
    """Patience is a setting; what was cut off was not delivered."""
    gate = mail_server.faults.hold(command)
    settings = replace(cheap, smtp_timeout_s=0.1)
    transport = MailTransport(settings, Routes(smtp=mail_server.address))
    begun = real_seconds()

    result = transport.send(PORTAL, CAMILLE, RAW)
    assert Outcome.POSTPONED is result.outcome
    assert real_seconds() - begun < 5
    mailbox.assert_none()
    gate.release()


def test_a_server_that_hangs_up_is_for_later(cheap: Settings) -> None:
    """Cut off before a word was said."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        transport = MailTransport(
            replace(cheap, smtp_timeout_s=0.1), Routes(smtp=f"127.0.0.1:{port}")
        )

        assert Outcome.POSTPONED is transport.send(PORTAL, CAMILLE, RAW).outcome


_SIGNS = st.sampled_from("abcXYZ019.+-_'!#$%&/=?^`{|}~éßж")
_QUOTED = st.text(st.sampled_from("ab @,;:<>()[].é"), max_size=8)
_ADDRESSES = st.builds(
    "{}@{}.test".format,
    # Quotes that are not needed may be left out on the way: the space needs them.
    st.text(_SIGNS, min_size=1, max_size=12) | _QUOTED.map('"a {}"'.format),
    st.from_regex(r"[a-z][a-z0-9é]{0,8}", fullmatch=True),
)


@pytest.fixture(scope="module")
def shared() -> Iterator[MailServer]:
    """One mail server for many examples."""
    clock = BenchClock()
    with MailServer(clock, Mailbox(clock)) as server:
        yield server


@given(st.lists(_ADDRESSES.filter(is_deliverable), min_size=1, max_size=5))
@settings(max_examples=40)
def test_any_deliverable_address_is_the_envelopes(
    shared: MailServer, addresses: list[str]
) -> None:
    """What the rule calls deliverable is delivered to, and to nobody else."""
    transport = MailTransport(Settings(), Routes(smtp=shared.address))
    shared._mailbox.clear()
    for address in addresses:
        transport.send(PORTAL, address, RAW)

    arrived = [mail.envelope_to for mail in shared._mailbox.all()]
    assert [(each,) for each in addresses] == arrived


def test_a_port_that_cannot_be_is_for_later(cheap: Settings) -> None:
    """A mistake on the bench shows in the outbox, not as a crash."""
    transport = MailTransport(cheap, Routes(smtp="127.0.0.1:99999"))

    assert Outcome.POSTPONED is transport.send(PORTAL, CAMILLE, RAW).outcome
