"""What a public address of the procedure leads to in this world."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

_PORTS = {"http": 80, "https": 443}


def here(url: str, public_addresses: Mapping[str, str]) -> str | None:
    """Return where *url* leads in this world, or None if it leads out of it.

    Only the origin is replaced. An address is recognised as browsers compare origins:
    scheme, host and port, whatever their case; what only looks alike (another host
    after an « @ », a longer name) is not.

    Args:
        url: as a mail gives it.
        public_addresses: from public origin to local address.
    """
    wanted = _origin(url)
    if wanted is None:
        return None
    for public, local in public_addresses.items():
        if _origin(public) == wanted:
            parts = urlsplit(url.strip())
            path = parts.path if parts.path.startswith("/") else f"/{parts.path}"
            rest = parts._replace(scheme="", netloc="", path="").geturl()
            return local.rstrip("/") + path + rest
    if any(_origin(local) == wanted for local in public_addresses.values()):
        return url.strip()
    return None


def is_web_address(url: str) -> bool:
    """Tell whether *url* is one that a browser would open as a page."""
    return _origin(url) is not None


def _origin(url: str) -> tuple[str, str, int] | None:
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or _names_somebody(parts):
        return None
    return parts.scheme, host, port or _PORTS[parts.scheme]


def _names_somebody(parts: SplitResult) -> bool:
    """Tell whether a user stands before the host, which only serves to deceive."""
    return "@" in parts.netloc
