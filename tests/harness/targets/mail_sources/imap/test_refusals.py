"""What an IMAP server may refuse, and how the bench says so: one sentence, one key."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from harness.errors import ConfigurationError, Unreachable
from harness.targets.mail_sources.imap import ImapSource
from harness.targets.mail_sources.imap_line import ImapSettings
from simulator.clock import FrozenClock, real_now, real_seconds
from simulator.mail.mailbox import Mailbox

ACCENTED = 'été"2026\\'


@pytest.fixture
def says() -> Iterator[Callable[[bytes, bytes], int]]:
    """Start a server that says one thing, and another to whatever it is asked."""
    opened: list[socket.socket] = []

    def start(greeting: bytes, answer: bytes) -> int:
        listening = socket.create_server(("127.0.0.1", 0))
        opened.append(listening)

        def serve() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                opened.append(line)
                line.sendall(greeting)
                while asked := line.recv(4096):
                    tag, _, _ = asked.partition(b" ")
                    line.sendall(answer.replace(b"TAG", tag))

        threading.Thread(target=serve, daemon=True).start()
        return int(listening.getsockname()[1])

    yield start
    for one in opened:
        one.close()


@pytest.mark.parametrize("tls", ["ssl", "starttls", "none"])
@pytest.mark.parametrize("password", [None, ACCENTED])
def test_every_encryption_and_password(
    secured: Callable[..., ImapSettings],
    mailbox: Mailbox,
    tls: str,
    password: str | None,
) -> None:
    """All of them open the mailbox, a password with accents and quotes too."""
    settings = secured(tls)
    if password is not None:
        settings = replace(settings, password=password)
    with closing(ImapSource(settings)) as source:
        assert 0 == source.collect(mailbox)


def test_certificates_while_the_time_is_held(
    secured: Callable[..., ImapSettings], mailbox: Mailbox
) -> None:
    """A scenario in another year does not make a certificate expire."""
    clock = FrozenClock(real_now().replace(year=2150, month=1, day=1))
    clock.start()
    try:
        with closing(ImapSource(secured("ssl"))) as source:
            assert 0 == source.collect(mailbox)
    finally:
        clock.stop()


@pytest.mark.parametrize("password", ["faux", "faussé"])
def test_a_refused_log_in(account: Any, password: str) -> None:
    """The sentence names the key and the user, never the password."""
    settings = replace(account.settings, password=password, origin="p.toml [mailbox]")
    with pytest.raises(ConfigurationError) as refused:
        ImapSource(settings)
    sentence = str(refused.value)

    assert sentence.startswith("p.toml [mailbox] user, password: 127.0.0.1:")
    assert account.user in sentence
    assert "AUTHENTICATIONFAILED" in sentence
    assert password not in sentence
    assert password not in repr(settings)


@pytest.mark.parametrize("key", ["user", "password", "folder"])
def test_a_line_end_at_the_end(account: Any, key: str) -> None:
    """It would end the command before its time: the server never sees it."""
    wrong = replace(account.settings, **{key: getattr(account.settings, key) + "\n"})
    with pytest.raises(ConfigurationError, match=rf"\[mailbox\] {key}: .*line end"):
        ImapSource(wrong)


def test_an_unknown_folder(account: Any) -> None:
    """The sentence names those that there are."""
    with account.line() as line:
        line.folder.create("Recette")
    with pytest.raises(ConfigurationError) as unknown:
        ImapSource(replace(account.settings, folder="Recete"))
    sentence = str(unknown.value)

    assert "[mailbox] folder: " in sentence
    assert "'Recete'" in sentence
    assert "Recette" in sentence
    assert "INBOX" in sentence


def test_a_certificate_that_nobody_vouches_for(
    secured: Callable[..., ImapSettings],
) -> None:
    """The system does not know the authority: the target file may name it."""
    for tls in ("ssl", "starttls"):
        with pytest.raises(ConfigurationError, match=r"\[mailbox\] authority: .*self"):
            ImapSource(secured(tls, authority=None))


def test_a_certificate_for_another_name(secured: Callable[..., ImapSettings]) -> None:
    """The name counts, not only who signed."""
    with pytest.raises(ConfigurationError, match=r"authority: .*127\.0\.0\.2"):
        ImapSource(replace(secured("ssl"), host="127.0.0.2"))


def test_an_authority_that_is_none(
    secured: Callable[..., ImapSettings], tmp_path: Any
) -> None:
    """A missing file, or one without a certificate."""
    empty = tmp_path / "vide.pem"
    empty.write_text("rien")
    for file in (empty, tmp_path / "absent.pem"):
        with pytest.raises(ConfigurationError, match=rf"authority: .*{file.name}"):
            ImapSource(secured("ssl", authority=file))


def test_no_encryption_at_that_port(
    secured: Callable[..., ImapSettings], account: Any
) -> None:
    """A port that speaks in the clear, asked for TLS from the first byte."""
    clear = replace(secured("ssl"), port=account.settings.port)
    with pytest.raises(ConfigurationError, match=r"\[mailbox\] tls: .*starttls"):
        ImapSource(clear)


def test_no_starttls(
    secured: Callable[..., ImapSettings], says: Callable[[bytes, bytes], int]
) -> None:
    """A server that does not offer it."""
    port = says(b"* OK hello\r\n", b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n")
    with pytest.raises(ConfigurationError, match=r"\[mailbox\] tls: .*no STARTTLS"):
        ImapSource(replace(secured("starttls"), port=port))


def test_encrypted_but_asked_in_the_clear(
    account: Any, secured: Callable[..., ImapSettings]
) -> None:
    """Both wait for the other to begin: that ends in time."""
    wrong = replace(account.settings, port=secured("ssl").port, timeout_s=0.3)
    with pytest.raises(Unreachable, match="ne répond pas"):
        ImapSource(wrong)


def test_nobody_there(account: Any) -> None:
    """The address is in the sentence."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(Unreachable, match=f"127.0.0.1:{port} ne répond pas"):
        ImapSource(replace(account.settings, port=port))


@pytest.mark.parametrize("held", [False, True])
def test_a_server_that_says_nothing(
    account: Any, says: Callable[[bytes, bytes], int], *, held: bool
) -> None:
    """The wait is bounded in real time, even while the time is held."""
    quiet = replace(account.settings, port=says(b"", b""), timeout_s=0.3)
    clock = FrozenClock(real_now())
    if held:
        clock.start()
    began = real_seconds()
    try:
        with pytest.raises(Unreachable, match="ne répond pas"):
            ImapSource(quiet)
    finally:
        clock.stop()

    assert 3 > real_seconds() - began


@pytest.mark.parametrize(
    ("greeting", "answer"),
    [
        pytest.param(b"220 smtp.test ESMTP\r\n", b"500 what?\r\n", id="SMTP"),
        pytest.param(b"* OK hello\r\n", b"TAG BAD what?\r\n", id="refuses all"),
        pytest.param(b"* BYE too many\r\n", b"", id="full"),
        pytest.param(b"\xff" * 50 + b"\r\n", b"\x00\r\n", id="noise"),
        pytest.param(
            b"* PREAUTH hello\r\n",
            b"* OK [UIDNEXT x] [UIDVALIDITY] \r\nTAG OK\r\n",
            id="senseless",
        ),
    ],
)
def test_no_imap_at_all(
    account: Any, says: Callable[[bytes, bytes], int], greeting: bytes, answer: bytes
) -> None:
    """Whatever answers there, it is the bench's own error, in one sentence."""
    port = says(greeting, answer)
    with pytest.raises((Unreachable, ConfigurationError)) as told:
        ImapSource(replace(account.settings, port=port, timeout_s=0.3))

    assert f"127.0.0.1:{port}" in str(told.value)
    assert "\n" not in str(told.value)
