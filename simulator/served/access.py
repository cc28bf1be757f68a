"""Who may reach the served world, and under which names."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

PUBLIC_HOSTS = ("www.carpimko.com", "www2.carpimko.com", "carpimko.com")
"""The portal's own names: a bench may come with them to a port of this machine."""

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Access:
    """Where the world listens and whom it lets in.

    Attributes:
        host: the address it listens at, and by which browsers call it.
        token: what everybody has to show; None on loopback, where nobody has to.
    """

    host: str = LOOPBACK
    token: str | None = None


OPEN = Access()
"""Loopback, anybody."""


def is_loopback(host: str) -> bool:
    """Tell whether *host* can only be reached from this machine."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_everywhere(host: str) -> bool:
    """Tell whether *host* stands for every address, and so names none."""
    try:
        return not host or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
