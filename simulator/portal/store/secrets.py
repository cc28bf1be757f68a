"""Secrets that must outlive the process: they are drawn once per store.

A link signed before a restart, or by another server on the same store, is still read.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from simulator.portal.store import schema

_SECRETS = schema.secrets


def secret(store: Engine, name: str, draw: Callable[[], bytes]) -> bytes:
    """Return the secret called *name*, drawn and kept the first time."""
    known = _find(store, name)
    if known is not None:
        return known
    drawn = draw()
    try:
        with store.begin() as connection:
            connection.execute(insert(_SECRETS).values(name=name, value=drawn))
    except IntegrityError:  # another server was faster: its secret counts
        return _find(store, name) or drawn
    return drawn


def _find(store: Engine, name: str) -> bytes | None:
    with store.begin() as connection:
        value = connection.execute(
            select(_SECRETS.c.value).where(_SECRETS.c.name == name)
        ).scalar()
    return None if value is None else bytes(value)
