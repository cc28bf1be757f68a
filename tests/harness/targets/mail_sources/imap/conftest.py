"""A real IMAP server: Dovecot, from Debian, on free loopback ports."""

from __future__ import annotations

import contextlib
import getpass
import grp
import itertools
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from imap_tools import BaseMailBox, MailBoxUnencrypted

from harness.targets.mail_sources.imap_line import ImapSettings
from simulator.certificate import certificate_of
from simulator.clock import SystemClock, real_seconds
from simulator.mail.mailbox import Mailbox

PASSWORD, ACCENTED = "s3cret !", 'été"2026\\'
_PATIENCE = 20.0  # real seconds
_CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap lmtp
listen = 127.0.0.1 127.0.0.2
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
auth_failure_delay = 0
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
passdb {{
  driver = passwd-file
  args = username_format=all {folder}/passwords
}}
passdb {{
  driver = passwd-file
  args = username_format=all {folder}/accented
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u allow_all_users=yes
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {secure}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
"""


class Dovecot:
    """A Dovecot of our own. It takes any user with one of two passwords."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program = program
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.plain, self.secure, self.lmtp = _free_ports(3)
        user, group = _who()
        for name in ("mail", "home"):
            (folder / name).mkdir()
            shutil.chown(folder / name, user, group)
        certificate, key = certificate_of("imap.recette.test")
        (folder / "server.pem").write_bytes(certificate)
        (folder / "server.key").write_bytes(key)
        (folder / "passwords").write_text(f"all:{{PLAIN}}{PASSWORD}\n")
        (folder / "accented").write_text(f"all:{{PLAIN}}{ACCENTED}\n")
        folder.chmod(0o711)  # Dovecot, if root, drops to the user that it is told
        words = {"plain": self.plain, "secure": self.secure, "lmtp": self.lmtp}
        (folder / "dovecot.conf").write_text(
            _CONFIG.format(folder=folder, user=user, group=group, **words)
        )

    @property
    def authority(self) -> Path:
        """The certificate that it shows."""
        return self._folder / "server.pem"

    def start(self) -> None:
        """Start, and wait until it greets."""
        output = (self._folder / "output").open("wb")
        with output:
            self._process = subprocess.Popen(
                [self._program, "-F", "-c", self._folder / "dovecot.conf"],
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        began = real_seconds()
        while not _greets(self.plain):
            if self._process.poll() is not None or real_seconds() - began > _PATIENCE:
                self.stop()
                pytest.fail(f"Dovecot does not start: {self._told()}")
            Event().wait(0.02)

    def stop(self) -> None:
        """Hang up on everybody and end."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(_PATIENCE)
            # Its children still serve those who are connected, for a while.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

    def _told(self) -> str:
        files = (self._folder / name for name in ("output", "log"))
        return "".join(file.read_text() for file in files if file.exists())


class Account:
    """The mailbox of one test, as somebody else sees it who may write."""

    def __init__(self, server: Dovecot, user: str) -> None:
        self.user = user
        self._server = server

    @property
    def settings(self) -> ImapSettings:
        """How the bench reads it."""
        return ImapSettings(
            "127.0.0.1", self._server.plain, self.user, PASSWORD, tls="none"
        )

    def line(self) -> BaseMailBox:
        """Log in, to write."""
        line = MailBoxUnencrypted("127.0.0.1", self._server.plain, timeout=_PATIENCE)
        return line.login(self.user, PASSWORD)

    def append(
        self, *mails: bytes, folder: str = "INBOX", when: str | None = None
    ) -> None:
        """Put mails there, byte for byte; the server dates them unless told *when*."""
        with self.line() as line:
            for raw in mails:
                # imap-tools would write a date of its own: the frozen one.
                line.client.append(folder, None, when, raw)  # type: ignore[arg-type]

    def delete(self, *uids: int) -> None:
        """Delete mails behind the bench's back."""
        with self.line() as line:
            line.delete([str(uid) for uid in uids])

    def flags(self) -> list[tuple[str, ...]]:
        """Return the flags of each mail."""
        with self.line() as line:
            return [mail.flags for mail in line.fetch(mark_seen=False)]

    def hand_over(self, sender: str, raw: bytes) -> None:
        """Bring a mail as a mail server does, over LMTP."""
        with smtplib.LMTP("127.0.0.1", self._server.lmtp) as door:
            door.sendmail(sender, [self.user], raw)


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Start Dovecot; without the package the tests fail, and say what to install."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        if os.environ.get("SESAME_WITHOUT_DOVECOT") == "1":
            pytest.skip("Dovecot is not installed, and SESAME_WITHOUT_DOVECOT=1")
        pytest.fail(
            "Dovecot is missing. On Debian: sudo apt-get install "
            "dovecot-imapd dovecot-lmtpd (or set SESAME_WITHOUT_DOVECOT=1 to do "
            "without)."
        )
    # Short: the names of its sockets have some hundred letters at most.
    with tempfile.TemporaryDirectory(
        prefix="dovecot-", ignore_cleanup_errors=True
    ) as folder:
        server = Dovecot(program, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """Count the accounts."""
    return itertools.count(1)


@pytest.fixture
def account(dovecot: Dovecot, numbers: Iterator[int]) -> Account:
    """A mailbox that no other test uses."""
    return Account(dovecot, f"camille{next(numbers)}@mail.test")


@pytest.fixture
def secured(dovecot: Dovecot, account: Account) -> Callable[..., ImapSettings]:
    """Make settings that encrypt: *tls*, and whatever else differs."""

    def make(tls: str, **others: object) -> ImapSettings:
        port = dovecot.secure if tls == "ssl" else dovecot.plain
        trusting = {"authority": dovecot.authority, **others}
        return replace(account.settings, port=port, tls=tls, **trusting)

    return make


@pytest.fixture
def mailbox() -> Mailbox:
    """The bench's own mailbox, by the system clock, as in a run."""
    return Mailbox(SystemClock())


def _who() -> tuple[str, str]:
    """Return as whom Dovecot works: nobody, if we are root, or else ourselves."""
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_name, grp.getgrgid(nobody.pw_gid).gr_name
    return getpass.getuser(), grp.getgrgid(os.getgid()).gr_name


def _free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _greets(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as line:
            return line.recv(4) == b"* OK"
    except OSError:
        return False
