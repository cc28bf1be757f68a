"""The way to the portal: public addresses led to where they are served, and no other.

The bench opens the portal that the file names, and nothing else: a link into the world
is judged, not followed.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from harness.addresses import served
from harness.errors import NotObservable
from harness.targets.file.settings import TargetFile
from harness.targets.file.tables import is_loopback


def hosts_of(file: TargetFile) -> frozenset[str]:
    """Return the hosts that belong to the portal of *file*."""
    addresses = (file.home, *file.rewrite, *file.rewrite.values())
    named = {urlsplit(address).hostname or "" for address in addresses}
    return frozenset(named | {host.casefold() for host in file.hosts})


def is_open_to(url: str, hosts: frozenset[str]) -> bool:
    """Tell whether *url* is of the portal, or of this machine."""
    try:
        host = (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return True  # no address at all: whoever opens it says so
    return not host or host in hosts or is_loopback(host)


def not_of_portal(url: str) -> NotObservable:
    """Return why *url* is not opened, and what to do if it is of the portal."""
    return NotObservable(
        f"{url} n'est pas du portail que décrit le fichier de cible : le banc ne "
        "l'ouvre pas ; si l'adresse en est, l'ajouter à hosts, dans [portal]"
    )


class WayToPortal(httpx.BaseTransport):
    """Sockets to the portal's hosts; its redirections lead where they are served.

    Args:
        hosts: whom it may speak to, beside this machine.
        rewrite: where public addresses are served.
        trust: what certificates are checked against.
    """

    def __init__(
        self, hosts: frozenset[str], rewrite: Mapping[str, str], trust: ssl.SSLContext
    ) -> None:
        self._hosts = hosts
        self._rewrite = rewrite
        self._wire = httpx.HTTPTransport(verify=trust, trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request*, if it is for the portal.

        Raises:
            NotObservable: it is for somebody else, to whom the portal led.
        """
        if not is_open_to(str(request.url), self._hosts):
            raise not_of_portal(str(request.url))
        response = self._wire.handle_request(request)
        if (location := response.headers.get("location")) is not None:
            leads = served(location, self._rewrite)
            if leads != location:
                response.headers["location"] = leads
        return response

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()
