"""The portal's log: what happened, never a token, a password or an address (B53)."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import Connection, insert, select

from simulator.portal.store import schema

_JOURNAL = schema.journal
_WRITE = insert(_JOURNAL)


_ADDRESS = re.compile(r"[^\s<>\"(),;:]+@[^\s<>\"(),;:]+")
_TOKEN = re.compile(r"[\w-]{8,}\.[\w-]{8,}\.[\w-]*|(?<=token=)\S+")


def write(connection: Connection, at: datetime, event: str) -> None:
    """Add one line: what a mail server says may name an address or break the line."""
    connection.execute(_WRITE, {"at": at, "event": _discreet(event)})


def _discreet(event: str) -> str:
    hidden = _ADDRESS.sub("[adresse]", _TOKEN.sub("[jeton]", event))
    return "".join(char if char.isprintable() else " " for char in hidden)


def read(connection: Connection) -> str:
    """Return the whole journal as text, one event a line."""
    rows = connection.execute(select(_JOURNAL).order_by(_JOURNAL.c.id))
    return "".join(f"{row.at.isoformat()} {row.event}\n" for row in rows)
