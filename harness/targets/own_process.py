"""The simulated portal in another process, reached over sockets at its public names."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime

from harness.errors import Unreachable
from harness.labels import LABELS, Labels
from harness.target import Browser, Capability, Seen
from harness.targets.bench_client import BenchClient
from harness.targets.bench_portal import CHEAP, PUBLIC_HOSTS
from harness.targets.http_browser import HttpBrowser
from harness.targets.public_addresses import Origin, PublicAddresses, trusting
from harness.targets.reach import Reach

_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class PortalProcess:
    """A portal process of ours: where it listens, and how it is ended."""

    process: subprocess.Popen[str]
    http: int
    https: int
    certificate: str
    """PEM of the one certificate that it encrypts with."""
    trust: ssl.SSLContext
    """Believes that certificate and no other; made once, since it is slow to make."""

    @property
    def ports(self) -> dict[Origin, int]:
        """Where each of its public origins is served on 127.0.0.1."""
        plain: dict[Origin, int] = {("http", host): self.http for host in PUBLIC_HOSTS}
        return plain | {("https", host): self.https for host in PUBLIC_HOSTS}

    def transport(self) -> PublicAddresses:
        """Return a way to its public names."""
        return PublicAddresses(self.ports, self.trust)

    def stop(self) -> None:
        """End the process: its input ends, and it goes."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def start_portal(*options: str) -> PortalProcess:
    """Start the portal in a process of its own, on free loopback ports.

    Args:
        *options: those of ``python -m harness.targets.portal_process``.

    Raises:
        Unreachable: it did not start; its own words follow on standard error.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.targets.portal_process", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Ctrl-C is for the bench, which still asks the portal what became of the mails.
        start_new_session=True,
    )
    line = process.stdout.readline() if process.stdout is not None else ""
    if not line:
        process.kill()
        process.wait()
        raise Unreachable("Le portail simulé n'a pas démarré dans son processus.")
    told = json.loads(line)
    certificate = told["certificate"]
    return PortalProcess(
        process, told["http"], told["https"], certificate, trusting(certificate)
    )


class HttpTarget:
    """The simulated portal over real sockets, TLS included, without a browser."""

    home = f"{CHEAP.site_url}/"
    labels: Labels = LABELS

    def __init__(self, name: str = "http", *options: str) -> None:
        """Start the portal's process with *options* (:func:`start_portal`)."""
        self.name = name
        self._portal = start_portal(*options)
        self._opened = 0
        self.bench = BenchClient(
            f"{CHEAP.accounts_url}/_bench", self._portal.transport()
        )
        self.capabilities = self.bench.capabilities | {
            Capability.PUBLIC_ADDRESSES,
            Capability.MAIL_SERVER,
            Capability.CAPTCHA,
        }

    @property
    def reach(self) -> Reach:
        """How other processes of this machine reach the portal."""
        return Reach(
            name=self.name,
            home=self.home,
            labels=self.labels,
            certificate=self._portal.certificate,
            ports=self._portal.ports,
        )

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page."""
        rank, self._opened = self._opened, self._opened + 1
        return HttpBrowser(self._portal.transport(), seen, rank=rank)

    def begin(self, seed: str) -> None:  # noqa: ARG002 - the portal draws for itself
        """Begin a scenario; what the portal draws follows from nothing."""
        self._opened = 0

    def move_clock(self, instant: datetime) -> None:
        """Make the portal's time stand at *instant* (aware)."""
        self.bench.set_clock(instant)

    def release_clock(self) -> None:
        """Give the portal real time back."""
        self.bench.release_clock()

    def close(self) -> None:
        """Close the connections and end the portal's process."""
        self.bench.close()
        self._portal.stop()
