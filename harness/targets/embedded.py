"""The simulated portal in this very process: the one module that builds it."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import datetime

import httpx

from harness.labels import LABELS, Labels
from harness.target import Browser, Capability, Seen
from harness.targets.bench_client import BenchClient
from harness.targets.bench_portal import CHEAP
from harness.targets.entropy import SeededEntropy
from harness.targets.http_browser import HttpBrowser
from simulator.portal.assembly import build_bench_portal
from simulator.portal.service.parts import Parts
from simulator.portal.store.database import IN_MEMORY

_NO_AUTHORITY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: the bench's neighbours speak plain HTTP on loopback."""


class EmbeddedTarget:
    """The simulated portal behind its public addresses, over WSGI.

    Its time is the process's own, which the harness freezes: moving the harness's clock
    moves it. Its neighbours on loopback (FranceConnect) are reached over a socket.
    """

    name = "embedded"
    home = f"{CHEAP.site_url}/"
    labels: Labels = LABELS

    def __init__(
        self,
        change: Callable[[Parts], Parts] = lambda parts: parts,
        *,
        database: str = IN_MEMORY,
    ) -> None:
        self._entropy = SeededEntropy("portal")
        portal = build_bench_portal(
            CHEAP, entropy=self._entropy, change=change, database=database
        )
        self._portal = portal
        self._opened = 0
        self.app = portal.app
        self.bench = BenchClient(
            f"{CHEAP.accounts_url}/_bench", httpx.WSGITransport(self.app)
        )
        self.capabilities = self.bench.capabilities | {
            Capability.PUBLIC_ADDRESSES,
            Capability.MAIL_SERVER,
            Capability.CAPTCHA,
        }

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page."""
        loopback = {"all://127.0.0.1": httpx.HTTPTransport(verify=_NO_AUTHORITY)}
        rank, self._opened = self._opened, self._opened + 1
        return HttpBrowser(httpx.WSGITransport(self.app), seen, loopback, rank=rank)

    def begin(self, seed: str) -> None:
        """Make the portal's draws follow from *seed*."""
        self._entropy.reseed(seed)
        self._opened = 0

    def move_clock(self, instant: datetime) -> None:
        """Do nothing: the portal reads the process's frozen time."""

    def release_clock(self) -> None:
        """Do nothing: the portal reads the process's time, which is real then."""

    def close(self) -> None:
        """Close the connections."""
        self.bench.close()
        self._portal.close()
