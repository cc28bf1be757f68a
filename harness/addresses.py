"""Addresses made absolute, and public ones that a bench serves elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin


def served(address: str, rewrite: Mapping[str, str]) -> str:
    """Return *address* as it is opened here: its beginning replaced, if *rewrite* says.

    A beginning ends where a path, a query or a fragment starts, never within a name;
    case counts in none, as hosts are written in any. The longest one wins.
    """
    for public in sorted(rewrite, key=len, reverse=True):
        rest = address[len(public) :]
        if address[: len(public)].casefold() == public.casefold() and (
            not rest or rest[0] in "/?#"
        ):
            return rewrite[public] + rest
    return address


def joined(base: str, address: str) -> str:
    """Return *address* made absolute; one that no browser can read stays as it is."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address
