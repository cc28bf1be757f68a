"""The simulated portal in a process of its own: it serves until its input ends.

Started by the targets that reach it over a socket, as
``python -m harness.targets.portal_process [--under-load] [--defect NAME]``. It prints
one line of JSON, ``{"http": port, "https": port, "certificate": PEM}``, once it can be
reached.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from harness.targets.bench_portal import (
    CHEAP,
    PUBLIC_HOSTS,
    UNDER_LOAD,
    PortalSettings,
)
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


def _build(
    settings: PortalSettings, defect: str | None
) -> tuple[WSGIApplication, Callable[[], None]]:
    """Return the portal, sound or faulty, and how it is closed."""
    if defect is None:
        portal = build_bench_portal(settings)
        return portal.app, portal.close
    from harness.targets.faulty import open_faulty  # noqa: PLC0415 - the sound one needs none

    faulty = open_faulty(defect, settings=settings)
    return faulty.app, faulty.close


def main() -> None:
    """Serve until standard input ends, as it does when the parent dies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--under-load", action="store_true")
    parser.add_argument("--defect")
    options = parser.parse_args()
    settings = UNDER_LOAD if options.under_load else CHEAP
    app, close = _build(settings, options.defect)
    plain = _PortalServer(app, encrypted=False)
    encrypted = _PortalServer(app, encrypted=True)
    with plain, encrypted:
        where = {
            "http": plain.port,
            "https": encrypted.port,
            "certificate": certificate_of(*PUBLIC_HOSTS)[0].decode(),
        }
        with suppress(BrokenPipeError, KeyboardInterrupt):  # nobody is there any more
            sys.stdout.write(json.dumps(where) + "\n")
            sys.stdout.flush()
            sys.stdin.read()
    close()


if __name__ == "__main__":
    main()
