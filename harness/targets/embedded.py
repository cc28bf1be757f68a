"""The simulated portal in this very process: the one module that builds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import httpx

from harness.labels import LABELS, Labels
from harness.target import Browser, Capability, Seen
from harness.targets.bench_client import BenchClient
from harness.targets.entropy import SeededEntropy
from harness.targets.http_browser import HttpBrowser
from simulator.portal.assembly import build_bench_portal
from simulator.portal.service.parts import Parts
from simulator.portal.settings import Settings

CHEAP = Settings(
    argon2_time_cost=1,
    argon2_memory_kib=8,
    argon2_parallelism=1,
    captcha_timeout_s=0.5,
    smtp_timeout_s=0.5,
)
"""Hashes that cost nothing, and no long wait for a neighbour that does not answer."""


class EmbeddedTarget:
    """The simulated portal behind its public addresses, over WSGI.

    Its time is the process's own, which the harness freezes: moving the harness's clock
    moves it.
    """

    name = "embedded"
    home = f"{CHEAP.site_url}/"
    labels: Labels = LABELS

    def __init__(self, change: Callable[[Parts], Parts] = lambda parts: parts) -> None:
        self._entropy = SeededEntropy("portal")
        portal = build_bench_portal(CHEAP, entropy=self._entropy, change=change)
        self._portal = portal
        self.app = portal.app
        self.bench = BenchClient(
            f"{CHEAP.accounts_url}/_bench", httpx.WSGITransport(self.app)
        )
        self.capabilities = self.bench.capabilities | {Capability.PUBLIC_ADDRESSES}

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page."""
        return HttpBrowser(httpx.WSGITransport(self.app), seen)

    def begin(self, seed: str) -> None:
        """Make the portal's draws follow from *seed*."""
        self._entropy.reseed(seed)

    def move_clock(self, instant: datetime) -> None:
        """Do nothing: the portal reads the process's frozen time."""

    def close(self) -> None:
        """Close the connections."""
        self.bench.close()
        self._portal.close()
