"""Clients that know the protocol badly, or too well."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING

import pytest

from simulator.clock import BenchClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CAMILLE = "camille@mail.test"
HELLO = b"EHLO evil.test\r\n"
ENVELOPE = b"MAIL FROM:<a@b.test>\r\nRCPT TO:<camille@mail.test>\r\n"
OTHER = b"MAIL FROM:<evil@b.test>\r\nRCPT TO:<paul@mail.test>\r\nDATA\r\nx\r\n.\r\n"


class Raw:
    """A client that sends bytes and reads replies."""

    def __init__(self, server: MailServer) -> None:
        self.socket = socket.create_connection((server.host, server.port), 5)
        self._file = self.socket.makefile("rb")
        self.reply()

    def send(self, data: bytes) -> None:
        """Send *data* as it is."""
        self.socket.sendall(data)

    def reply(self) -> str:
        """Return the last line of the next reply; nothing if the line is cut."""
        while (line := self._file.readline()) and line[3:4] == b"-":
            pass
        return line.decode().rstrip()

    def ask(self, data: bytes) -> str:
        """Send *data* and return the last line of the reply."""
        self.send(data)
        return self.reply()

    def close(self) -> None:
        """Leave without a word."""
        self._file.close()
        self.socket.close()


@pytest.fixture
def raw(server: MailServer) -> Iterator[Raw]:
    """A client that has been greeted."""
    client = Raw(server)
    yield client
    client.close()


def _alive(server: MailServer, send: Callable[..., None], mailbox: Mailbox) -> bool:
    before = len(mailbox.all())
    send("alive@mail.test")
    return before + 1 == len(mailbox.all()) and not server.errors


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "in pieces"])
@pytest.mark.parametrize(
    "end",
    [
        b"\n.\n",
        b"\n.\r\n",
        b"\r\n.\n",
        b"\r.\r",
        b"\r.\r\n",
        b"\r\n.\r",
        b"\r\n\0.\r\n",
    ],
    ids=["LF.LF", "LF.CRLF", "CRLF.LF", "CR.CR", "CR.CRLF", "CRLF.CR", "CRLF NUL.CRLF"],
)
def test_only_one_end_ends_a_mail(
    raw: Raw, mailbox: Mailbox, end: bytes, *, whole: bool
) -> None:
    """What others take for an end smuggles no second mail in."""
    for each in (HELLO, *ENVELOPE.splitlines(keepends=True)):
        assert raw.ask(each).startswith("250")
    assert raw.ask(b"DATA\r\n").startswith("354")
    content = b"Subject: x\r\n\r\nBonjour" + end + OTHER[:-5] + b"\r\n.\r\n"
    if whole:
        raw.send(content)
    else:
        for position in range(len(content)):
            raw.send(content[position : position + 1])
    assert raw.reply().startswith("250")
    assert raw.ask(b"NOOP\r\n").startswith("250")

    (mail,) = mailbox.all()
    assert (CAMILLE,) == mail.envelope_to
    assert b"RCPT TO:<paul@mail.test>" in mail.raw


def test_two_mails_in_one_write_are_two(raw: Raw, mailbox: Mailbox) -> None:
    """After the real end, what follows is commands, to the byte."""
    raw.ask(HELLO)
    raw.send(ENVELOPE + b"DATA\r\n")
    assert ["250", "250", "354"] == [raw.reply()[:3] for _ in range(3)]
    raw.send(b"Un\r\n.\r\n" + OTHER + b"NOOP\r\nQUIT\r\n")

    replies = [raw.reply()[:3] for _ in range(7)]
    assert ["250", "250", "250", "354", "250", "250", "221"] == replies
    assert [b"Un\r\n", b"x\r\n"] == [mail.raw for mail in mailbox.all()]


def test_everything_in_one_write(raw: Raw, mailbox: Mailbox) -> None:
    """From EHLO to QUIT."""
    raw.send(HELLO + ENVELOPE + b"DATA\r\nUn\r\n.\r\n" + OTHER + b"QUIT\r\n")

    replies = [raw.reply()[:3] for _ in range(10)]
    assert ["250"] * 3 + ["354"] + ["250"] * 3 + ["354", "250", "221"] == replies
    assert 2 == len(mailbox.all())


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param([b"MAIL FROM:<a@b.test>"], "503", id="MAIL before HELO"),
        pytest.param([b"EHLO x", b"RCPT TO:<a@b.test>"], "503", id="RCPT before MAIL"),
        pytest.param([b"EHLO x", b"DATA"], "503", id="DATA before MAIL"),
        pytest.param(
            [b"EHLO x", b"MAIL FROM:<a@b.test>", b"DATA"], "503", id="DATA before RCPT"
        ),
        pytest.param(
            [b"EHLO x", b"MAIL FROM:<a@b.test>", b"MAIL FROM:<a@b.test>"],
            "503",
            id="nested MAIL",
        ),
        pytest.param(
            [b"HELO x", b"MAIL FROM:<a@b.test> SIZE=10"], "501", id="SIZE after HELO"
        ),
        pytest.param(
            [b"EHLO x", b"MAIL FROM:<a@b.test>", b"RCPT TO:<>"], "553", id="RCPT TO:<>"
        ),
        pytest.param(
            [b"EHLO x", b"MAIL FROM:<a@b.test> FOO=BAR"], "555", id="unknown parameter"
        ),
        pytest.param(
            [b"EHLO x", b"MAIL FROM:<a@b.test> RET=HDRS"], "555", id="DSN parameter"
        ),
        pytest.param([b"EHLO x", b"MAIL FROM:<a@b.test> SIZE=x"], "501", id="odd size"),
        pytest.param([b""], "500", id="nothing"),
        pytest.param([b"NOOP\0"], "500", id="NUL"),
        pytest.param([b"\xff\xfe\x00\x01"], "500", id="binary junk"),
        pytest.param([b"GET / HTTP/1.1"], "500", id="HTTP"),
        pytest.param([b"NOOP " + b"x" * 600], "500", id="600 bytes"),
        pytest.param([b"NOOP " + b"x" * 100_000], "500", id="100 kB"),
        pytest.param([b"EXPN everybody"], "502", id="EXPN"),
        pytest.param([b"VRFY camille@mail.test"], "252", id="VRFY"),
    ],
)
def test_disorder_is_refused(
    raw: Raw,
    server: MailServer,
    mailbox: Mailbox,
    send: Callable[..., None],
    lines: list[bytes],
    code: str,
) -> None:
    """With the code that the protocol has for it; and the server goes on."""
    replies = [raw.ask(line + b"\r\n")[:3] for line in lines]

    assert code == replies[-1]
    assert raw.ask(b"NOOP\r\n").startswith("250")
    assert _alive(server, send, mailbox)


def test_a_command_that_ends_with_a_line_feed_alone_is_understood(raw: Raw) -> None:
    """As others do; in a mail it would be content."""
    assert raw.ask(b"EHLO x\n").startswith("250")
    assert raw.ask(b"MAIL FROM:<a@b.test>\n").startswith("250")


def test_a_command_may_come_in_pieces(raw: Raw, mailbox: Mailbox) -> None:
    """However the network cuts it."""
    for line in (HELLO, *ENVELOPE.splitlines(keepends=True), b"DATA\r\n"):
        for position in range(len(line)):
            raw.send(line[position : position + 1])
        assert raw.reply()[:3] in {"250", "354"}
    raw.send(b"x\r\n.\r")
    assert raw.ask(b"\n").startswith("250")

    assert [b"x\r\n"] == [mail.raw for mail in mailbox.all()]


def test_who_talks_nonsense_is_hung_up_on(raw: Raw) -> None:
    """After a few unknown commands."""
    replies = [raw.ask(b"FOO\r\n") for _ in range(5)]

    assert ["500"] * 4 + ["502"] == [reply[:3] for reply in replies]
    assert not raw.reply()


def test_tls_without_a_word_is_refused(
    server: MailServer, mailbox: Mailbox, send: Callable[..., None]
) -> None:
    """A ClientHello on the plain port is no command."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((server.host, server.port), 5) as client,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(client, server_hostname="localhost")

    assert _alive(server, send, mailbox)


@pytest.mark.parametrize("length", [998, 999, 1000])
def test_lines_may_be_as_long_as_the_protocol_has_it(
    raw: Raw, mailbox: Mailbox, length: int
) -> None:
    """998 bytes and their end; a line of a thousand and more is refused."""
    raw.send(HELLO + ENVELOPE + b"DATA\r\n")
    for _ in range(4):
        raw.reply()
    reply = raw.ask(b"x" * length + b"\r\n.\r\n")

    expected = "500" if length > 999 else "250"
    assert expected == reply[:3]
    assert (length <= 999) == bool(mailbox.all())


def test_an_endless_line_costs_no_memory(raw: Raw, mailbox: Mailbox) -> None:
    """Ten megabytes without an end of line: refused at the final dot, not kept."""
    raw.send(HELLO + ENVELOPE + b"DATA\r\n")
    for _ in range(4):
        raw.reply()
    for _ in range(100):
        raw.send(b"x" * 100_000)

    assert raw.ask(b"\r\n.\r\n").startswith("552")
    assert raw.ask(b"NOOP\r\n").startswith("250")
    assert () == mailbox.all()


@pytest.mark.parametrize("stage", [b"", HELLO, HELLO + ENVELOPE + b"DATA\r\n"])
def test_a_client_that_dawdles_is_cut_off(
    clock: BenchClock, mailbox: Mailbox, stage: bytes
) -> None:
    """A byte from time to time keeps no connection open (slowloris)."""
    with MailServer(clock, mailbox, timeout=0.2) as server:
        client = Raw(server)
        client.send(stage)
        began = time.perf_counter()
        with contextlib.suppress(ConnectionError):
            while time.perf_counter() - began < 5:
                client.send(b"N")
                client.socket.settimeout(0.02)
                with contextlib.suppress(TimeoutError):
                    if not client.socket.recv(1000):
                        break
        client.close()
        assert server.drain()

    assert time.perf_counter() - began < 5
    assert () == mailbox.all()


def test_a_client_that_speaks_is_not_cut_off(
    clock: BenchClock, mailbox: Mailbox
) -> None:
    """The time counts from its last command."""
    with MailServer(clock, mailbox, timeout=0.3) as server:
        client = Raw(server)
        began = time.perf_counter()
        while time.perf_counter() - began < 0.9:
            assert client.ask(b"NOOP\r\n").startswith("250")
        client.close()


def test_five_hundred_clients_at_once_are_greeted(
    server: MailServer, mailbox: Mailbox, send: Callable[..., None]
) -> None:
    """None waits for another, and mails pass meanwhile."""
    clients: list[socket.socket] = []
    greeted: list[bytes] = []

    def connect() -> None:
        for _ in range(50):
            client = socket.create_connection((server.host, server.port), 10)
            clients.append(client)

    threads = [threading.Thread(target=connect) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    greeted = [client.recv(4) for client in clients]
    assert _alive(server, send, mailbox)
    for client in clients:
        client.close()

    assert [b"220 "] * 500 == greeted
    assert server.drain()


def test_a_thousand_recipients_are_taken(raw: Raw, mailbox: Mailbox) -> None:
    """Each finds the mail."""
    raw.ask(HELLO)
    raw.ask(b"MAIL FROM:<a@b.test>\r\n")
    for number in range(1000):
        assert raw.ask(b"RCPT TO:<u%d@mail.test>\r\n" % number).startswith("250")
    raw.ask(b"DATA\r\n")
    raw.ask(b"x\r\n.\r\n")

    assert 1000 == len(mailbox.all()[0].envelope_to)
    assert 1 == len(mailbox.to("u999@mail.test"))


def test_rset_forgets_the_message(raw: Raw, mailbox: Mailbox) -> None:
    """Whatever was said of it."""
    for line in (HELLO, *ENVELOPE.splitlines(keepends=True), b"RSET\r\n"):
        assert raw.ask(line).startswith("250")

    assert raw.ask(b"DATA\r\n").startswith("503")
    assert raw.ask(b"MAIL FROM:<c@d.test>\r\n").startswith("250")
    assert () == mailbox.all()


def test_ehlo_forgets_the_message_too(raw: Raw) -> None:
    """A second EHLO begins again (RFC 5321, 4.1.4)."""
    for line in (HELLO, *ENVELOPE.splitlines(keepends=True), HELLO):
        assert raw.ask(line).startswith("250")

    assert raw.ask(b"DATA\r\n").startswith("503")


@pytest.mark.parametrize("stage", [b"", HELLO, ENVELOPE, b"DATA\r\n", b"Bonjour\r\n"])
def test_a_client_that_vanishes_leaves_nothing(
    server: MailServer, mailbox: Mailbox, send: Callable[..., None], stage: bytes
) -> None:
    """At whatever moment, with a reset instead of a farewell."""
    script = [b"", HELLO, ENVELOPE, b"DATA\r\n", b"Bonjour\r\n"]
    client = Raw(server)
    client.send(b"".join(script[: script.index(stage) + 1]))
    client.socket.setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, (1).to_bytes(4, "little") + bytes(4)
    )
    client.close()

    assert server.drain()
    assert () == mailbox.all()
    assert _alive(server, send, mailbox)


def test_stopping_cuts_every_connection(server: MailServer, mailbox: Mailbox) -> None:
    """Twenty clients, some in the middle of a mail."""
    clients = [Raw(server) for _ in range(20)]
    for client in clients[:10]:
        client.send(HELLO + ENVELOPE + b"DATA\r\nBonjour\r\n")
        for _ in range(4):
            client.reply()
    server.stop()

    for client in clients:
        with contextlib.suppress(ConnectionError):
            assert not client.reply()
        client.close()
    assert () == mailbox.all()
