"""What a target file says, once it is read (docs/cible.md explains each key)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from harness.labels import LABELS, Labels
from harness.target import Capability
from harness.targets.mail_sources.imap_line import ImapSettings
from harness.targets.mail_sources.mailpit_api import MailpitSettings

Address = tuple[str, int]
"""A host and a port of this machine; port 0 is any free one."""


@dataclass(frozen=True, slots=True)
class SmtpMailbox:
    """The bench listens, the portal sends here."""

    listen: Address = ("127.0.0.1", 0)


Mailbox = SmtpMailbox | ImapSettings | MailpitSettings


@dataclass(frozen=True, slots=True)
class Siteverify:
    """The bench plays Google: the portal has its CAPTCHA verified here."""

    listen: Address = ("127.0.0.1", 0)
    host: str | None = None
    """Where responses say that they were solved; None: on the page's own host."""


@dataclass(frozen=True, slots=True)
class Token:
    """The portal uses a test key: one response always passes."""

    response: str


@dataclass(frozen=True, slots=True)
class NoCaptcha:
    """The portal asks for no CAPTCHA: it is switched off for the tests."""


Captcha = Siteverify | Token | NoCaptcha


@dataclass(frozen=True, slots=True)
class LoadConsent:
    """That the portal may be put under load, who says so, and how far it may go."""

    allowed_by: str
    max_users: int | None = None
    max_rate: float | None = None
    """Journeys begun per second."""
    max_minutes: float | None = None


@dataclass(frozen=True, slots=True)
class TargetFile:
    """A portal as its file describes it."""

    path: Path
    name: str
    home: str
    rewrite: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    """Other hosts that belong to the portal."""
    certificate: Path | None = None
    """PEM of the authority that vouches for the portal; None: the usual ones."""
    browser: str = "http"
    bench: str | None = None
    bench_capabilities: frozenset[Capability] | None = None
    """Those that may be used of what the bench lists; None: all."""
    mailbox: Mailbox | None = None
    patience_s: float | None = None
    captcha: Captcha | None = None
    accounts: Path | None = None
    accepted: Mapping[str, str] = field(default_factory=dict)
    labels: Labels = LABELS
    load: LoadConsent | None = None
    """None: the file does not say that it may be put under load."""
