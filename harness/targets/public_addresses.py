"""Reaching public names on loopback: the address stays, only the way there changes."""

from __future__ import annotations

import ssl
from collections.abc import Mapping

import httpx

Origin = tuple[str, str]
"""Scheme and host, as ("https", "www.carpimko.com")."""


def trusting(certificate: str) -> ssl.SSLContext:
    """Return what believes *certificate* (PEM) and no other."""
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.load_verify_locations(cadata=certificate)
    return trust


class PublicAddresses(httpx.BaseTransport):
    """Sends what is meant for public names to ports of this machine.

    The request keeps its ``Host`` header and, encrypted, its server name: the portal
    cannot tell it from one that came from afar. Loopback itself is reached as it is;
    any other name is nobody here.

    Args:
        ports: where each origin is served on 127.0.0.1.
        trust: whose certificates are believed.
    """

    def __init__(self, ports: Mapping[Origin, int], trust: ssl.SSLContext) -> None:
        self._ports = dict(ports)
        self._wire = httpx.HTTPTransport(verify=trust, trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send *request* where its origin is served.

        Raises:
            httpx.ConnectError: the name is neither served here nor loopback.
        """
        origin = (request.url.scheme, request.url.host)
        if origin in self._ports and request.url.port is None:
            return self._wire.handle_request(self._redirected(request, origin))
        if request.url.host in {"127.0.0.1", "localhost"}:
            return self._wire.handle_request(request)
        raise httpx.ConnectError(f"{request.url.host} is not served on this bench.")

    def close(self) -> None:
        """Close the connections."""
        self._wire.close()

    def _redirected(self, request: httpx.Request, origin: Origin) -> httpx.Request:
        here = request.url.copy_with(host="127.0.0.1", port=self._ports[origin])
        return httpx.Request(
            request.method,
            here,
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": origin[1]},
        )
