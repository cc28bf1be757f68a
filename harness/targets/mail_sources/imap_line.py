"""One line to an IMAP server: opened, logged in, its folder read but never written."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Literal

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import (
    ImapToolsError,
    MailboxFolderSelectError,
    MailboxLoginError,
    UnexpectedCommandStatusError,
)

from harness.errors import ConfigurationError, Unreachable
from harness.targets.mail_sources.source import TIMEOUT_S, distrusted, trust

Tls = Literal["ssl", "starttls", "none"]

DROPPED = (OSError, imaplib.IMAP4.abort)
"""What is raised when the line drops, or the server keeps silent for too long."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_UID = re.compile(rb"\bUID (\d+)")
_CAME = re.compile(rb'\bINTERNALDATE "([^"]+)"')
_QUOTED = re.compile(rb'BODY\[\] (?:NIL|"((?:[^"\\]|\\.)*)")')


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """Where a mailbox is read by IMAP.

    Attributes:
        tls: "ssl" from the first byte (usually port 993), "starttls", or "none".
        authority: the only certificates to trust (a PEM file); None for the system's.
        timeout_s: how long the server may keep silent (real seconds).
        origin: where the settings come from: errors begin with it.
    """

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    tls: Tls = "ssl"
    authority: Path | None = None
    timeout_s: float = TIMEOUT_S
    origin: str = "[mailbox]"

    @property
    def address(self) -> str:
        """Where the server is, as "imap.recette.test:993"."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class FolderState:
    """A folder as the server describes it when it is opened.

    Attributes:
        validity: its UIDVALIDITY; another one, and no UID means what it meant.
        next_uid: no mail there has this UID or a greater one.
    """

    validity: int
    next_uid: int


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail as the server keeps it; *came_at* (aware) is its INTERNALDATE."""

    raw: bytes
    came_at: datetime | None


def open_line(settings: ImapSettings) -> BaseMailBox:
    """Connect and log in.

    Raises:
        Unreachable: nothing answers, or not in time.
        ConfigurationError: log-in or certificate refused, no such encryption there.
    """
    _require_sendable(settings)
    with contextlib.ExitStack() as opened:
        try:
            line = _connected(settings, opened)
            if settings.password.isascii() and settings.user.isascii():
                line.login(settings.user, settings.password, initial_folder=None)
            else:
                line.login_utf8(settings.user, settings.password, initial_folder=None)
        except MailboxLoginError as refused:
            raise _refused(settings, said(refused)) from refused
        except ssl.SSLCertVerificationError as wrong:
            raise distrusted(
                settings.address, wrong.verify_message, settings.origin
            ) from wrong
        except ssl.SSLError as wrong:
            raise ConfigurationError(
                f"{settings.origin} tls: {settings.address} does not encrypt as "
                f"{settings.tls!r} wants ({wrong.reason}); "
                'try tls = "starttls", or another port.'
            ) from wrong
        except DROPPED as failed:
            raise unanswered(settings, failed) from failed
        except imaplib.IMAP4.error as wrong:  # login_utf8 does not wrap it
            raise _refused(settings, str(wrong)) from wrong
        opened.pop_all()
    return line


def hang_up(line: BaseMailBox) -> None:
    """Say goodbye as far as the server still listens, and close the line."""
    with contextlib.suppress(*DROPPED, imaplib.IMAP4.error, ImapToolsError):
        line.logout()
    with contextlib.suppress(*DROPPED):
        line.client.shutdown()


def open_folder(line: BaseMailBox, settings: ImapSettings) -> FolderState:
    """Open the folder for reading only, anew: what it holds now.

    Raises:
        ConfigurationError: the server has no such folder.
    """
    try:
        line.folder.set(settings.folder, readonly=True)
    except MailboxFolderSelectError as unknown:
        there = ", ".join(folder.name for folder in line.folder.list()[:20])
        raise ConfigurationError(
            f"{settings.origin} folder: {settings.address} does not open "
            f"{settings.folder!r} ({said(unknown)}); its folders: {there}."
        ) from unknown
    validity, next_uid = (
        _number(line.client.response(name)[1]) for name in ("UIDVALIDITY", "UIDNEXT")
    )
    if next_uid is None:  # old servers say it only when asked
        next_uid = line.folder.status(settings.folder, ["UIDNEXT"])["UIDNEXT"]
    return FolderState(validity or 0, next_uid)


def uids_from(line: BaseMailBox, first: int) -> list[int]:
    """Return the UIDs from *first* on, in order."""
    found = sorted(int(uid) for uid in line.uids(f"UID {first}:*", charset=None))
    return [uid for uid in found if uid >= first]  # « 9:* » also finds the last, 7


def fetch(line: BaseMailBox, uid: int) -> StoredMail | None:
    """Return the mail *uid*, without marking it as read; None if it is gone."""
    status, data = line.client.uid("FETCH", str(uid), "(UID INTERNALDATE BODY.PEEK[])")
    if status != "OK":
        raise imaplib.IMAP4.error(f"FETCH {uid}: {data!r}")
    for raw, words in _answers(data):
        told = _UID.search(words)
        if told is not None and int(told[1]) == uid:
            return StoredMail(raw, _came_at(words))
    return None


def said(refusal: UnexpectedCommandStatusError) -> str:
    """Return the server's own words in *refusal*."""
    words = refusal.command_result[1]
    text = b" ".join(word for word in words or () if isinstance(word, bytes))
    return text.decode("utf-8", "replace").strip().rstrip(".")


def unanswered(settings: ImapSettings, failed: BaseException) -> Unreachable:
    """Return the error that says that nothing answers."""
    return Unreachable(
        f"La boîte aux lettres {settings.address} ne répond pas : {failed}"
    )


def _connected(settings: ImapSettings, opened: contextlib.ExitStack) -> BaseMailBox:
    """Connect as told, encrypted as told; *opened* closes it."""
    context = None
    if settings.tls != "none":
        context = trust(settings.authority, settings.origin)
    where = settings.host, settings.port, settings.timeout_s
    if settings.tls == "ssl":
        line: BaseMailBox = MailBox(*where, ssl_context=context)
        opened.callback(hang_up, line)
        return line
    line = MailBoxUnencrypted(*where)
    opened.callback(hang_up, line)
    if context is not None:
        if "STARTTLS" not in line.client.capabilities:
            raise ConfigurationError(
                f"{settings.origin} tls: {settings.address} offers no STARTTLS; "
                'try tls = "ssl", or "none".'
            )
        line.client.starttls(context)
    return line


def _require_sendable(settings: ImapSettings) -> None:
    """Refuse what would end a command before its time: a password with a line end."""
    for name in ("user", "password", "folder"):
        if _CONTROL.search(getattr(settings, name)):
            raise ConfigurationError(
                f"{settings.origin} {name}: it holds a control character; "
                "a line end at its end, perhaps?"
            )


def _refused(settings: ImapSettings, words: str) -> ConfigurationError:
    return ConfigurationError(
        f"{settings.origin} user, password: {settings.address} refuses the log-in of "
        f"{settings.user!r} ({words})."
    )


def _number(values: list[Any]) -> int | None:
    last = values[-1] if values else None
    return int(last) if isinstance(last, bytes) and last.isdigit() else None


def _answers(data: list[Any]) -> Iterator[tuple[bytes, bytes]]:
    """Give each mail of an answer to FETCH, and the words around it.

    imaplib gives a literal as a pair, and what follows it apart.
    """
    for here, after in zip(data, [*data[1:], None], strict=True):
        if isinstance(here, tuple):
            tail = after if isinstance(after, bytes) else b""
            yield here[1], here[0] + b" " + tail
        elif isinstance(here, bytes) and (short := _QUOTED.search(here)):
            # A mail without a byte, or of one line, may come without a literal.
            yield re.sub(rb"\\(.)", rb"\1", short[1] or b""), here


def _came_at(words: bytes) -> datetime | None:
    told = _CAME.search(words)
    if told is None:
        return None
    try:
        when = parsedate_to_datetime(told[1].decode("ascii", "replace"))
    except ValueError:
        return None
    return when if when.tzinfo else None
