"""The mail server and a client that nobody here wrote: swaks, from Debian."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from simulator.mail.attempts import Command
from simulator.mail.happenings import Access
from simulator.mail.server import MailServer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.mail.mailbox import Mailbox

    Swaks = Callable[..., subprocess.CompletedProcess[str]]

CAMILLE = "camille@mail.test"
USER, PASSWORD = "portail", "s3cret"


@pytest.fixture
def swaks(server: MailServer) -> Swaks:
    """Run swaks against the server, with more options if need be."""
    program = shutil.which("swaks")
    if program is None:
        if os.environ.get("SESAME_WITHOUT_SWAKS") == "1":
            pytest.skip("swaks is not installed, and SESAME_WITHOUT_SWAKS=1")
        pytest.fail(
            "swaks is missing. On Debian: sudo apt-get install swaks "
            "libnet-ssleay-perl (or set SESAME_WITHOUT_SWAKS=1 to do without)."
        )

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                program,
                *("--server", server.host, "--port", str(server.port)),
                *("--from", "portail@carpimko.test", "--to", CAMILLE),
                *("--helo", "portail.carpimko.test", "--timeout", "10"),
                *options,
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


def test_a_plain_mail(swaks: Swaks, mailbox: Mailbox) -> None:
    """Accented subject and all."""
    done = swaks("--header", "Subject: Lien de réinitialisation", "--body", ".point")

    assert 0 == done.returncode, done.stdout + done.stderr
    (mail,) = mailbox.to(CAMILLE)
    assert b"Subject: Lien de r\xc3\xa9initialisation\r\n" in mail.raw
    assert b"\r\n\r\n.point\r\n" in mail.raw


def test_several_recipients(swaks: Swaks, mailbox: Mailbox) -> None:
    """One mail for both, the envelope's order kept."""
    assert 0 == swaks("--to", f"{CAMILLE},paul@mail.test").returncode

    assert (CAMILLE, "paul@mail.test") == mailbox.all()[0].envelope_to


def test_an_encrypted_mail_with_a_password(
    swaks: Swaks, server: MailServer, mailbox: Mailbox, tmp_path: Path
) -> None:
    """The certificate is checked; PLAIN and LOGIN both work."""
    server.faults.require(Access(starttls=True, login=(USER, PASSWORD)))
    authority = tmp_path / "authority.pem"
    authority.write_text(server.authority)
    for mechanism in ("PLAIN", "LOGIN"):
        done = swaks(
            *("--tls", "--tls-verify", "--tls-ca-path", str(authority)),
            *("--auth", mechanism, "--auth-user", USER, "--auth-password", PASSWORD),
        )
        assert 0 == done.returncode, done.stdout + done.stderr

    assert 2 == len(mailbox.to(CAMILLE))


def test_a_wrong_password(swaks: Swaks, server: MailServer, mailbox: Mailbox) -> None:
    """535, and nothing passes (swaks: 28, no authentication succeeded)."""
    server.faults.require(Access(starttls=True, login=(USER, PASSWORD)))
    options = ["--auth", "PLAIN", "--auth-user", USER, "--auth-password", "wrong"]
    done = swaks("--tls", *options)

    assert 28 == done.returncode, done.stdout + done.stderr
    assert "535 5.7.8" in done.stdout
    mailbox.assert_none()


def test_a_mail_in_clear_where_none_is_taken(
    swaks: Swaks, server: MailServer, mailbox: Mailbox
) -> None:
    """530 (swaks: 23, the sender is refused)."""
    server.faults.require(Access(starttls=True))
    done = swaks()

    assert 23 == done.returncode, done.stdout + done.stderr
    assert "530 Must issue a STARTTLS command first" in done.stdout
    mailbox.assert_none()


@pytest.mark.parametrize(
    ("at", "status"),
    [
        (Command.CONNECT, 21),
        (Command.EHLO, 22),
        (Command.MAIL, 23),
        (Command.RCPT, 24),
        (Command.CONTENT, 25),
        (Command.DATA, 26),
    ],
)
def test_each_refusal_is_understood(
    swaks: Swaks, server: MailServer, mailbox: Mailbox, at: Command, status: int
) -> None:
    """Its exit status tells at which moment."""
    server.faults.refuse("550 5.1.1 No such user", at=at, times=None)
    done = swaks()

    assert status == done.returncode, done.stdout + done.stderr
    assert "550 5.1.1 No such user" in done.stdout
    mailbox.assert_none()


def test_a_mail_that_is_too_big(
    swaks: Swaks, server: MailServer, mailbox: Mailbox, tmp_path: Path
) -> None:
    """552 once it is there (swaks: 26, the mail is refused)."""
    server.faults.limit_size(20_000)
    big = tmp_path / "big.txt"
    big.write_text(f"{'x' * 70}\n" * 400)
    done = swaks("--body", f"@{big}")

    assert 26 == done.returncode, done.stdout + done.stderr
    assert "552 5.3.4" in done.stdout
    mailbox.assert_none()


def test_commands_in_one_write(swaks: Swaks, mailbox: Mailbox) -> None:
    """--pipeline speaks as it likes: no mail is lost."""
    done = swaks("--pipeline")

    assert 0 == done.returncode, done.stdout + done.stderr
    assert 1 == len(mailbox.all())


def test_a_client_that_leaves_early(
    swaks: Swaks, server: MailServer, mailbox: Mailbox
) -> None:
    """After RCPT it drops the line: nothing was sent, and the server goes on."""
    swaks("--drop-after", "RCPT")
    assert server.drain()
    mailbox.assert_none()

    assert 0 == swaks().returncode
    assert 1 == len(mailbox.all())
