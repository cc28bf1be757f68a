"""The portal's log: what happened, never a token nor a password (B53)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from simulator.portal.store import schema

_JOURNAL = schema.journal


def write(connection: Connection, at: datetime, event: str) -> None:
    """Add one line."""
    connection.execute(insert(_JOURNAL).values(at=at, event=event))


def read(connection: Connection) -> str:
    """Return the whole journal as text, one event a line."""
    rows = connection.execute(select(_JOURNAL).order_by(_JOURNAL.c.id))
    return "".join(f"{row.at.isoformat()} {row.event}\n" for row in rows)
