"""Sessions of people who are logged in: revocable, so kept here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema

_SESSIONS = schema.sessions

# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_NAMED = _SESSIONS.c.id == bindparam("name")
_ADD = insert(_SESSIONS)
_FIND = select(_SESSIONS).where(_NAMED)
_TOUCH = update(_SESSIONS).where(_NAMED).values(seen_at=bindparam("now"))
_CLOSE = delete(_SESSIONS).where(_NAMED)
_CLOSE_ALL = delete(_SESSIONS).where(
    _SESSIONS.c.situation == bindparam("of_situation"),
    _SESSIONS.c.dossier == bindparam("of_dossier"),
)


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
        _ADD,
        {
            "id": session.id,
            "situation": session.situation.value,
            "dossier": session.dossier,
            "opened_at": session.opened_at,
            "seen_at": session.seen_at,
            "must_change": session.must_change,
        },
    )


def find(connection: Connection, session_id: str) -> Session | None:
    """Return the open session with this id, or None."""
    row = connection.execute(_FIND, {"name": session_id}).first()
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
    connection.execute(_TOUCH, {"name": session_id, "now": now})


def close(connection: Connection, session_id: str) -> None:
    """Close one session."""
    connection.execute(_CLOSE, {"name": session_id})


def close_all(connection: Connection, situation: Situation, dossier: str) -> None:
    """Close every session of an account (B25)."""
    account = {"of_situation": situation.value, "of_dossier": dossier}
    connection.execute(_CLOSE_ALL, account)
