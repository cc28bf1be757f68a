"""The simulated portal in this very process: the one module that builds it."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime

import httpx

from harness.labels import LABELS, Labels
from harness.target import Browser, Capability, Seen
from harness.targets.bench_client import BenchClient
from harness.targets.bench_portal import CHEAP
from harness.targets.entropy import SeededEntropy
from harness.targets.http_browser import HttpBrowser
from simulator.clock import ReleasableClock
from simulator.defects.variation import Change, Variation, together
from simulator.portal.assembly import build_bench_portal
from simulator.portal.service.parts import Parts
from simulator.portal.settings import Settings
from simulator.portal.store.database import IN_MEMORY

_NO_AUTHORITY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: the bench's neighbours speak plain HTTP on loopback."""


class EmbeddedTarget:
    """The simulated portal behind its public addresses, over WSGI.

    Its time is the process's own, which the harness freezes: moving the harness's clock
    moves it. Its neighbours on loopback (FranceConnect) are reached over a socket.
    """

    home = f"{CHEAP.site_url}/"
    labels: Labels = LABELS

    def __init__(
        self,
        change: Callable[[Parts], Parts] = lambda parts: parts,
        *,
        varied: Variation | None = None,
        database: str | None = None,
        settings: Settings = CHEAP,
        clock: ReleasableClock | None = None,
    ) -> None:
        """Build the portal, with its parts as *change* makes them, *varied* or sound.

        Its time is that of *clock*, or else the process's own.

        Raises:
            simulator.defects.variation.DefectError: the variation changes nothing.
        """
        self.name = "embedded" if varied is None else f"defect:{varied.name}"
        variation = together(
            Change(parts=change), varied.change if varied else Change()
        )
        self._entropy = SeededEntropy("portal")
        with ExitStack() as held:
            held.enter_context(variation.held())
            self._portal = build_bench_portal(
                settings,
                entropy=self._entropy,
                change=variation.parts,
                dress=variation.app,
                database=database or IN_MEMORY,
                clock=clock,
            )
            self._held = held.pop_all()
        self._opened = 0
        self.app = self._portal.app
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
        """Close the connections.

        Raises:
            simulator.defects.variation.DefectError: the variation changed nothing.
        """
        self.bench.close()
        self._portal.close()
        self._held.close()
