"""The fast lane: the same conversation, whoever answers."""

from __future__ import annotations

import contextlib
import smtplib
import socket
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.clock import BenchClock
from simulator.mail import express
from simulator.mail.attempts import Command
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Iterator

CAMILLE = "camille@mail.test"
PORTAL = "ne-pas-repondre@carpimko.test"
_LINES = st.lists(
    st.sampled_from(
        [
            b"EHLO x", b"HELO x", b"NOOP", b"RSET", b"MAIL FROM:<a@b.test>",
            b"mail from:<a@b.test> size=20 body=8bitmime", b"MAIL FROM:<>",
            b"MAIL FROM:<a@b.test> SIZE=9999999", b"MAIL FROM: <a@b.test>",
            b"RCPT TO:<c@d.test>", b"Rcpt To:<c@d.test>", b'RCPT TO:<"c d"@e.test>',
            b"RCPT TO:<c@d.test> X=Y", b"DATA", b"DATA x", b"", b"FOO",
            b"Un mail\r\n.", b"..\r\n.", b".",
        ]
    ),
    max_size=12,
)  # fmt: skip


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[MailServer, MailServer]]:
    """A server with its fast lane, and one that is always on its guard."""
    clock = BenchClock()
    with (
        MailServer(clock, Mailbox(clock)) as fast,
        MailServer(clock, Mailbox(clock)) as slow,
    ):
        slow.faults.refuse("451 4.0.0 Never asked for", at=Command.STARTTLS)
        yield fast, slow
        assert [] == fast.errors + slow.errors


def _conversation(server: MailServer, lines: list[bytes]) -> list[bytes]:
    replies = []
    with (
        socket.create_connection((server.host, server.port), 5) as client,
        client.makefile("rb") as file,
        contextlib.suppress(ConnectionResetError),  # after too much nonsense
    ):
        inside = False
        replies.append(file.readline())
        for line in lines:
            if b"\r\n" in line and not inside:
                continue
            client.sendall(line + b"\r\n")
            if inside and not (line == b"." or line.endswith(b"\r\n.")):
                continue
            while (reply := file.readline())[3:4] == b"-":
                replies.append(reply)
            replies.append(reply)
            inside = reply.startswith(b"354")
            if not reply:
                break
    return [reply for reply in replies if reply]


@given(_LINES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_both_lanes_answer_alike(
    servers: tuple[MailServer, MailServer], lines: list[bytes]
) -> None:
    """Reply by reply, and the mails that come of it are the same."""
    fast, slow = servers
    assert _conversation(slow, lines) == _conversation(fast, lines)
    mails = [
        [(m.envelope_from, m.envelope_to, m.raw) for m in each._mailbox.all()]
        for each in servers
    ]

    assert mails[0] == mails[1]


def test_an_everyday_mail_takes_the_fast_lane(
    server: MailServer,
    client: smtplib.SMTP,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From MAIL to the final dot."""
    answered: list[bytes] = []
    answer = express.ExpressConnection._answer

    def spy(self: express.ExpressConnection, line: bytes) -> bytes | None:
        reply = answer(self, line)
        answered.extend([line[:4]] if reply else [])
        return reply

    monkeypatch.setattr(express.ExpressConnection, "_answer", spy)
    client.sendmail(PORTAL, [CAMILLE], "x")

    assert [b"mail", b"rcpt", b"data"] == answered
    assert 1 == len(server._mailbox.all())


def test_the_rest_of_a_command_is_no_command(
    mailbox: Mailbox, client: smtplib.SMTP
) -> None:
    """The beginning of a line waits for its end, whatever that looks like."""
    client.ehlo()
    client.mail(PORTAL)
    client.rcpt(CAMILLE)
    client.send(b"NOOP\r\nNOOP ")
    assert 250 == client.getreply()[0]
    client.send(b"DATA\r\n")

    assert 250 == client.getreply()[0]
    client.data("x")
    assert 1 == len(mailbox.all())
