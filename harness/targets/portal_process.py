"""The simulated portal in a process of its own: it serves until its input ends.

Started by the targets that reach it over a socket, as
``python -m harness.targets.portal_process``. It prints one line of JSON,
``{"http": port, "https": port, "certificate": PEM}``, once it can be reached.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from harness.targets.bench_portal import CHEAP, PUBLIC_HOSTS
from simulator.certificate import certificate_of, server_context
from simulator.portal.assembly import build_bench_portal
from simulator.serving import DoubleServer

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

_LOOPBACK = "127.0.0.1"


class _PortalServer(DoubleServer):
    """Serves the portal on a port of its own, encrypted or not."""

    name = "portal"

    def __init__(self, portal: WSGIApplication, *, encrypted: bool) -> None:
        encryption = server_context(*PUBLIC_HOSTS) if encrypted else None
        super().__init__(_LOOPBACK, 0, encryption)
        self._portal = portal

    def app(self) -> WSGIApplication:
        """Return the portal."""
        return self._portal

    def release(self) -> None:
        """Do nothing: the portal keeps nobody waiting."""


def main() -> None:
    """Serve until standard input ends, as it does when the parent dies."""
    portal = build_bench_portal(CHEAP)
    plain = _PortalServer(portal.app, encrypted=False)
    encrypted = _PortalServer(portal.app, encrypted=True)
    with plain, encrypted:
        where = {
            "http": plain.port,
            "https": encrypted.port,
            "certificate": certificate_of(*PUBLIC_HOSTS)[0].decode(),
        }
        sys.stdout.write(json.dumps(where) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
    portal.close()


if __name__ == "__main__":
    main()
