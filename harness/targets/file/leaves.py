"""The certificates that a portal shows, once its authority vouches for them."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from urllib.parse import urlsplit

from harness.errors import Unreachable

_HTTPS = 443
_PATIENCE_S = 5.0


def leaves(addresses: Iterable[str], trust: ssl.SSLContext) -> list[str]:
    """Return the certificate (PEM) shown at each encrypted one of *addresses*.

    Chromium is told of certificates, and not of authorities: those that the file's
    authority vouches for today are the ones that it may believe.

    Raises:
        Unreachable: nothing answers there, or *trust* does not hold for it.
    """
    shown = {}
    for address in addresses:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or _HTTPS
        if parts.scheme == "https" and (host, port) not in shown:
            shown[host, port] = _leaf(host, port, trust)
    return list(shown.values())


def _leaf(host: str, port: int, trust: ssl.SSLContext) -> str:
    try:
        with (
            socket.create_connection((host, port), _PATIENCE_S) as plain,
            trust.wrap_socket(plain, server_hostname=host) as encrypted,
        ):
            leaf = encrypted.getpeercert(binary_form=True) or b""
    except OSError as failed:  # ssl's own errors are OSErrors
        raise Unreachable(f"https://{host}:{port} ne répond pas : {failed}") from failed
    return ssl.DER_cert_to_PEM_cert(leaf)
