"""Sessions of people who are logged in: revocable, so kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema

_SESSIONS = schema.sessions


@dataclass(frozen=True, slots=True)
class Session:
    """One open session; ``id`` is secret to the browser that opened it."""

    id: str
    situation: Situation
    dossier: str
    opened_at: datetime
    seen_at: datetime
    """When it was last used, to the minute."""
    must_change: bool
    """Opened with a letter's password: a new one must be chosen first."""


def add(connection: Connection, session: Session) -> None:
    """Keep a new session."""
    connection.execute(
        insert(_SESSIONS).values(
            id=session.id,
            situation=session.situation.value,
            dossier=session.dossier,
            opened_at=session.opened_at,
            seen_at=session.seen_at,
            must_change=session.must_change,
        )
    )


def find(connection: Connection, session_id: str) -> Session | None:
    """Return the open session with this id, or None."""
    row = connection.execute(
        select(_SESSIONS).where(_SESSIONS.c.id == session_id)
    ).first()
    if row is None:
        return None
    return Session(
        row.id,
        Situation(row.situation),
        row.dossier,
        row.opened_at,
        row.seen_at,
        row.must_change,
    )


def touch(connection: Connection, session_id: str, now: datetime) -> None:
    """Note that a session is used."""
    connection.execute(
        update(_SESSIONS).where(_SESSIONS.c.id == session_id).values(seen_at=now)
    )


def close(connection: Connection, session_id: str) -> None:
    """Close one session."""
    connection.execute(delete(_SESSIONS).where(_SESSIONS.c.id == session_id))


def close_all(connection: Connection, situation: Situation, dossier: str) -> None:
    """Close every session of an account (B25)."""
    connection.execute(
        delete(_SESSIONS).where(
            _SESSIONS.c.situation == situation.value, _SESSIONS.c.dossier == dossier
        )
    )
