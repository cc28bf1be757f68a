"""The portal that a target file describes, over sockets."""

from __future__ import annotations

import ssl
from datetime import datetime
from urllib.parse import urlsplit

import httpx

from harness.addresses import served
from harness.errors import ConfigurationError
from harness.target import Bench, Browser, Capability, Seen
from harness.targets.bench_client import BenchClient
from harness.targets.file.accounts import open_accounts
from harness.targets.file.browser import PortalBrowser
from harness.targets.file.no_bench import NoBench
from harness.targets.file.settings import (
    Siteverify,
    SmtpMailbox,
    TargetFile,
)
from harness.targets.file.tables import is_loopback
from harness.targets.file.way import WayToPortal, hosts_of
from harness.targets.http_browser import HttpBrowser
from harness.targets.reach import Reach


class FileTarget:
    """A portal that somebody else wrote and started.

    Raises:
        Unreachable: its bench API does not answer.
        BenchRefusal: what answers there is no bench API.
        ConfigurationError: the file of reserved accounts is wrong.
    """

    def __init__(self, file: TargetFile) -> None:
        self.name = file.name
        self.home = served(file.home, file.rewrite)
        self.labels = file.labels
        self._file = file
        self._hosts = hosts_of(file)
        self._trust = trust_of(file)
        self._opened = 0
        self._bench = open_bench(file, self._trust)
        self.bench: Bench = self._bench
        self.capabilities = self._bench.capabilities | _shown_by(file)
        self.reserved = None if file.accounts is None else open_accounts(file.accounts)
        if self.reserved is not None or Capability.ACCOUNTS not in self.capabilities:
            # Whoever keeps accounts for the tests would not have them replaced; and
            # FranceConnect knows people only if their accounts can be set.
            self.capabilities -= {Capability.ACCOUNTS, Capability.FRANCE_CONNECT}

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page."""
        return PortalBrowser(
            self._open_inner, seen, self.labels, self._file.rewrite, self._hosts
        )

    @property
    def reach(self) -> Reach:
        """How other processes reach the portal, and this machine alone unless allowed.

        The file must say that load is allowed ([load]) before any other host is spoken
        to: neither a link nor a redirection leads there by accident.
        """
        file = self._file
        authority = None
        if file.certificate is not None:
            authority = file.certificate.read_text("utf-8")
        return Reach(
            name=self.name,
            home=self.home,
            labels=self.labels,
            certificate=authority,
            rewrite=file.rewrite,
            hosts=self._hosts if file.load is not None else frozenset(),
            verifies_captcha=isinstance(file.captcha, Siteverify),
        )

    def _way(self) -> WayToPortal:
        """Return a way to the portal, and to nobody else."""
        return WayToPortal(self._hosts, self._file.rewrite, self._trust)

    def _open_inner(self, seen: Seen) -> Browser:
        """Open the browser that does the work: here one without a screen."""
        rank, self._opened = self._opened, self._opened + 1
        return HttpBrowser(self._way(), seen, rank=rank)

    def begin(self, seed: str) -> None:  # noqa: ARG002 - the portal draws for itself
        """Begin a scenario; what the portal draws follows from nothing."""
        self._opened = 0

    def move_clock(self, instant: datetime) -> None:
        """Make the portal's time stand at *instant* (aware)."""
        self.bench.set_clock(instant)

    def release_clock(self) -> None:
        """Give the portal real time back, where it can be moved at all."""
        if Capability.CLOCK in self.capabilities:
            self.bench.release_clock()

    def close(self) -> None:
        """Close the connections to the bench API."""
        self._bench.close()


def open_bench(file: TargetFile, trust: ssl.SSLContext) -> BenchClient | NoBench:
    """Reach the bench API of *file*; it shows no more than the file lets it."""
    if file.bench is None:
        return NoBench()
    wire = httpx.HTTPTransport(verify=trust, trust_env=False)
    bench = BenchClient(file.bench, wire)
    if file.bench_capabilities is not None:
        bench.capabilities &= file.bench_capabilities
    return bench


def trust_of(file: TargetFile) -> ssl.SSLContext:
    """Return what the portal's certificate is checked against.

    Raises:
        ConfigurationError: the file named by ``certificate`` holds none.
    """
    try:
        return ssl.create_default_context(cafile=file.certificate)
    except OSError as wrong:  # ssl's own errors are OSErrors
        raise ConfigurationError(
            f"{file.path}: [portal] certificate: {file.certificate} holds no "
            "certificate (PEM)."
        ) from wrong


def _shown_by(file: TargetFile) -> frozenset[Capability]:
    """Return what the file itself says that the bench can do or see."""
    shown = {
        Capability.MAIL_SERVER: isinstance(file.mailbox, SmtpMailbox),
        Capability.CAPTCHA: isinstance(file.captcha, Siteverify),
        Capability.PUBLIC_ADDRESSES: _is_public(file),
    }
    return frozenset(one for one, here in shown.items() if here)


def _is_public(file: TargetFile) -> bool:
    """Tell whether the portal is really reached by a public name, encrypted."""
    parts = urlsplit(served(file.home, file.rewrite))
    return parts.scheme == "https" and not is_loopback(parts.hostname or "")
