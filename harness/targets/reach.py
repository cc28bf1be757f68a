"""How a portal is reached, as data: another process makes a target of it.

Whoever loads a portal does so from processes of its own, which open nothing of what
surrounds it: they have no mail server, no bench API, and no account to set.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from harness.labels import Labels
from harness.target import Bench, Browser, Capability, Seen
from harness.targets.file.browser import PortalBrowser
from harness.targets.file.no_bench import NoBench
from harness.targets.file.way import WayToPortal
from harness.targets.http_browser import HttpBrowser
from harness.targets.public_addresses import Origin, PublicAddresses, trusting


@dataclass(frozen=True, slots=True)
class Reach:
    """The way to a portal, without a screen."""

    name: str
    home: str
    """Where step 1 begins, as it is served."""
    labels: Labels
    certificate: str | None = None
    """PEM of what vouches for the portal; None: the usual authorities."""
    rewrite: Mapping[str, str] = field(default_factory=dict)
    """Where public addresses are served."""
    hosts: frozenset[str] = frozenset()
    """Whom may be spoken to, beside this machine."""
    ports: Mapping[Origin, int] = field(default_factory=dict)
    """Where each public origin of the bench's own portal is served on 127.0.0.1."""
    verifies_captcha: bool = True
    """Whether the bench plays Google for it."""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        ports = [[*origin, port] for origin, port in self.ports.items()]
        return asdict(self) | {"hosts": sorted(self.hosts), "ports": ports}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Reach:
        """Return what :meth:`as_json` told."""
        ports = {(scheme, host): port for scheme, host, port in told["ports"]}
        known = {
            "labels": Labels(**told["labels"]),
            "hosts": frozenset(told["hosts"]),
            "ports": ports,
        }
        return cls(**{**told, **known})


class ReachedTarget:
    """The portal that a :class:`Reach` leads to; it lives in its own time."""

    def __init__(self, reach: Reach) -> None:
        self.name = reach.name
        self.home = reach.home
        self.labels = reach.labels
        self.bench: Bench = NoBench()
        # Whoever opened the portal has set the accounts already.
        played = {Capability.CAPTCHA} if reach.verifies_captcha else set()
        self.capabilities = frozenset({Capability.ACCOUNTS} | played)
        self._reach = reach
        self._trust = _trust(reach)
        self._opened = 0

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page."""
        reach = self._reach
        if reach.ports:
            return self._open_inner(seen)
        return PortalBrowser(
            self._open_inner, seen, self.labels, reach.rewrite, reach.hosts
        )

    def begin(self, seed: str) -> None:
        """Do nothing: the portal is in use already."""

    def move_clock(self, instant: datetime) -> None:
        """Do nothing: the portal lives in real time."""

    def release_clock(self) -> None:
        """Do nothing: the portal lives in real time."""

    def close(self) -> None:
        """Do nothing: each browser closes its own connections."""

    def _open_inner(self, seen: Seen) -> Browser:
        reach = self._reach
        rank, self._opened = self._opened, self._opened + 1
        if reach.ports:
            own = PublicAddresses(reach.ports, self._trust)
            return HttpBrowser(own, seen, rank=rank)
        way = WayToPortal(reach.hosts, reach.rewrite, self._trust)
        return HttpBrowser(way, seen, rank=rank)


def _trust(reach: Reach) -> ssl.SSLContext:
    if reach.certificate is None:
        return ssl.create_default_context()
    if reach.ports:
        return trusting(reach.certificate)
    return ssl.create_default_context(cadata=reach.certificate)
