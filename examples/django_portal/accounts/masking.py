"""Mail addresses as strangers may read them."""

from __future__ import annotations


def _start(text: str) -> str:
    """Return the first letters of *text*: at most three, at most a third of it."""
    return text[: min(3, len(text) // 3)]


def masked(address: str) -> str:
    """Return ``cam*****@ex*****.org`` for ``camille.martin@example.org``."""
    local, _, domain = address.rpartition("@")
    name, dot, ending = domain.rpartition(".")
    return f"{_start(local)}*****@{_start(name)}*****{dot}{ending}"
