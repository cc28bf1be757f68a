"""The tables [mailbox] and [captcha] of a target file: each kind has its own keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from harness.targets.file.problems import Problems
from harness.targets.file.settings import (
    Captcha,
    Mailbox,
    NoCaptcha,
    Siteverify,
    SmtpMailbox,
    Token,
)
from harness.targets.file.tables import Table
from harness.targets.mail_sources.imap_line import ImapSettings, Tls
from harness.targets.mail_sources.mailpit_api import MailpitSettings

_ANYWHERE = ("127.0.0.1", 0)
_MOST_PATIENCE_S = 300.0
_COMMON = ("kind", "patience_s")
_SECRET = ("password", "password_env")
_TLS: Mapping[str, Tls] = {"ssl": "ssl", "starttls": "starttls", "none": "none"}
_IMAPS, _IMAP = 993, 143


def read_mailbox(
    given: Mapping[str, Any] | None, folder: Path, problems: Problems
) -> tuple[Mailbox | None, float | None]:
    """Return the mailbox and how long a mail may take (real seconds, None: unsaid)."""
    if given is None:
        return None, None
    kind = _kind(given, "mailbox", _MAILBOXES, problems)
    if kind is None:
        return None, None
    known, read = _MAILBOXES[kind]
    table = Table(problems, ("mailbox",), given, (*_COMMON, *known))
    return read(table, folder), table.seconds("patience_s", _MOST_PATIENCE_S)


def read_captcha(given: Mapping[str, Any] | None, problems: Problems) -> Captcha | None:
    """Return how the CAPTCHA is dealt with; None if the file does not say."""
    if given is None:
        return None
    kind = _kind(given, "captcha", _CAPTCHAS, problems)
    if kind is None:
        return None
    known, read = _CAPTCHAS[kind]
    return read(Table(problems, ("captcha",), given, ("kind", *known)))


def _kind(
    given: Mapping[str, Any], table: str, kinds: Mapping[str, Any], problems: Problems
) -> str | None:
    kind = given.get("kind")
    if isinstance(kind, str) and kind in kinds:
        return kind
    named = ", ".join(kinds)
    if kind is None:
        problems.add((table,), f"kind is missing; choose among {named}.")
    else:
        problems.add((table, "kind"), f"is {kind!r}; choose among {named}.")
    return None


def _smtp(table: Table, _: Path) -> Mailbox:
    return SmtpMailbox(table.listening("listen", _ANYWHERE))


def _imap(table: Table, folder: Path) -> Mailbox:
    tls = table.choice("tls", _TLS, "ssl")
    return ImapSettings(
        host=table.text("host", '"imap.example.org"') or "",
        port=table.port("port") or (_IMAPS if tls == "ssl" else _IMAP),
        user=table.text("user", '"recette@example.org"') or "",
        password=_password(table, needed=True),
        folder=table.text("folder") or "INBOX",
        tls=_TLS.get(tls, "ssl"),
        authority=table.file("authority", folder),
        origin=table.origin(),
    )


def _mailpit(table: Table, folder: Path) -> Mailbox:
    return MailpitSettings(
        url=table.url("url", '"http://127.0.0.1:8025"') or "",
        user=table.text("user") or "",
        password=_password(table, needed=False),
        authority=table.file("authority", folder),
        origin=table.origin(),
    )


def _password(table: Table, *, needed: bool) -> str:
    """Return the password: as it stands there, or from the environment."""
    if "password_env" not in table:
        return table.text("password", '"…"' * needed) or ""
    name = table.text("password_env") or ""
    if name and name not in os.environ:
        table.wrong("password_env", f"the environment has no variable {name}.")
    return os.environ.get(name, "")


def _siteverify(table: Table) -> Captcha:
    return Siteverify(table.listening("listen", _ANYWHERE), table.text("host"))


def _token(table: Table) -> Captcha:
    return Token(table.text("response", '"…"') or "")


def _none(_: Table) -> Captcha:
    return NoCaptcha()


_Mailboxes = Mapping[str, tuple[tuple[str, ...], Callable[[Table, Path], Mailbox]]]
_MAILBOXES: _Mailboxes = {
    "smtp": (("listen",), _smtp),
    "imap": (
        ("host", "port", "user", *_SECRET, "folder", "tls", "authority"),
        _imap,
    ),
    "mailpit": (("url", "user", *_SECRET, "authority"), _mailpit),
}
_Captchas = Mapping[str, tuple[tuple[str, ...], Callable[[Table], Captcha]]]
_CAPTCHAS: _Captchas = {
    "siteverify": (("listen", "host"), _siteverify),
    "token": (("response",), _token),
    "none": ((), _none),
}
