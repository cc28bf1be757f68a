"""Handing a mail over to a real mail server, and what may come of it (P7.2, B41)."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.clock import BenchClock, real_seconds
from simulator.mail.attempts import Command
from simulator.mail.happenings import Access
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


ON_THE_WAY = [each for each in Command if each not in (Command.STARTTLS, Command.AUTH)]


@pytest.mark.parametrize("command", ON_THE_WAY)
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
    # After a 421 to EHLO, smtplib tries HELO on a connection that is closed.
    if (command, reply[:3]) != (Command.EHLO, "421"):
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


USER, PASSWORD = "portail", "s3cret"


def _secured(settings: Settings, server: MailServer, **changes: Any) -> MailTransport:
    known = replace(
        settings,
        smtp_starttls=True,
        smtp_authority=server.authority,
        smtp_user=USER,
        smtp_password=PASSWORD,
    )
    return MailTransport(replace(known, **changes), Routes(smtp=server.address))


def test_a_mail_is_encrypted_and_signed_for(
    cheap: Settings, mail_server: MailServer, mailbox: Mailbox
) -> None:
    """With a server that lets nobody else in, once it has shown who it is."""
    mail_server.faults.require(Access(starttls=True, login=(USER, PASSWORD)))

    assert HandOver(Outcome.ACCEPTED) == _secured(cheap, mail_server).send(
        PORTAL, CAMILLE, RAW
    )
    assert 1 == len(mailbox.to(CAMILLE))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"smtp_password": "wrong"}, id="wrong password"),
        pytest.param({"smtp_user": "nobody"}, id="wrong user"),
        pytest.param({"smtp_starttls": False}, id="password, but not in clear"),
        pytest.param({"smtp_authority": None}, id="unknown certificate"),
    ],
)
def test_what_is_wrong_with_the_keys_is_for_later(
    cheap: Settings, mail_server: MailServer, mailbox: Mailbox, changes: Any
) -> None:
    """The operator will mend it, and the mail is not to blame (as Postfix has it)."""
    mail_server.faults.require(Access(starttls=True, login=(USER, PASSWORD)))

    result = _secured(cheap, mail_server, **changes).send(PORTAL, CAMILLE, RAW)
    assert Outcome.POSTPONED is result.outcome
    mailbox.assert_none()


def test_a_mail_that_is_to_be_encrypted_is_never_sent_in_clear(
    cheap: Settings, mail_server: MailServer, mailbox: Mailbox
) -> None:
    """A server that does not offer it, or somebody in between who hides it, waits."""
    transport = _secured(cheap, mail_server, smtp_user=None)

    assert Outcome.POSTPONED is transport.send(PORTAL, CAMILLE, RAW).outcome
    mailbox.assert_none()


@pytest.mark.parametrize("command", [Command.STARTTLS, Command.AUTH])
@pytest.mark.parametrize("reply", ["454 4.7.0 Later", "554 5.7.3 Never"])
def test_a_refusal_of_the_keys_is_for_later(
    cheap: Settings, mail_server: MailServer, command: Command, reply: str
) -> None:
    """Whatever its code."""
    mail_server.faults.require(Access(starttls=True, login=(USER, PASSWORD)))
    mail_server.faults.refuse(reply, at=command, times=None)

    result = _secured(cheap, mail_server).send(PORTAL, CAMILLE, RAW)
    assert Outcome.POSTPONED is result.outcome
    assert reply.rsplit(maxsplit=1)[-1] in result.detail


def test_keys_that_are_missing_are_a_refusal(
    transport: MailTransport, mail_server: MailServer, mailbox: Mailbox
) -> None:
    """A server that takes no mail in clear says 530."""
    mail_server.faults.require(Access(starttls=True))

    result = transport.send(PORTAL, CAMILLE, RAW)
    assert (
        HandOver(Outcome.REFUSED, "530 Must issue a STARTTLS command first") == result
    )
    mailbox.assert_none()


def test_a_rehearsal_sends_nothing(
    transport: MailTransport,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has as many round trips as a mail, so that time tells nothing (B02)."""
    commands: list[str] = []
    reply = smtplib.SMTP.getreply

    def counted(self: smtplib.SMTP) -> tuple[int, bytes]:
        commands.append("")
        return reply(self)

    monkeypatch.setattr(smtplib.SMTP, "getreply", counted)
    transport.rehearse(PORTAL, RAW)
    mailbox.assert_none()
    rehearsed = len(commands)
    commands.clear()
    transport.send(PORTAL, CAMILLE, RAW)

    assert 1 == len(mailbox.all())
    assert len(commands) == rehearsed


@pytest.mark.parametrize("command", ON_THE_WAY)
def test_a_rehearsal_swallows_what_goes_wrong(
    cheap: Settings, mail_server: MailServer, command: Command
) -> None:
    """There is no mail to lose: refused, cut off, or nobody there."""
    transport = MailTransport(cheap, Routes(smtp=mail_server.address))
    mail_server.faults.refuse("550 5.0.0 Never", at=command)
    transport.rehearse(PORTAL, RAW)
    mail_server.faults.clear()
    mail_server.faults.hang_up(command)
    transport.rehearse(PORTAL, RAW)
    mail_server.stop()
    transport.rehearse(PORTAL, RAW)
    MailTransport(cheap, Routes()).rehearse(PORTAL, RAW)


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
