"""Failed log-ins in a row, and how long they lock a dossier (B60).

A dossier that does not exist has its row like any other: counting tells nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema
from simulator.portal.store.upsert import insert_or_change

_FAILURES = schema.failures


def _key(situation: Situation, dossier: str) -> Any:
    return (_FAILURES.c.situation == situation.value) & (_FAILURES.c.dossier == dossier)


def locked_until(
    connection: Connection, situation: Situation, dossier: str
) -> datetime | None:
    """Return when the last lock of a dossier ends, or ended; None without any."""
    found: datetime | None = connection.execute(
        select(_FAILURES.c.locked_until).where(_key(situation, dossier))
    ).scalar()
    return found


def count(connection: Connection, situation: Situation, dossier: str) -> int:
    """Count one more failure and return how many there are in a row.

    One atomic statement: of N simultaneous failures, none is lost.
    """
    statement = insert_or_change(connection, _FAILURES).values(
        situation=situation.value, dossier=dossier, count=1
    )
    return int(
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=[_FAILURES.c.situation, _FAILURES.c.dossier],
                set_={"count": _FAILURES.c.count + 1},
            ).returning(_FAILURES.c.count)
        ).scalar_one()
    )


def lock(
    connection: Connection, situation: Situation, dossier: str, until: datetime
) -> None:
    """Lock a dossier, whose count begins again when the lock ends."""
    connection.execute(
        update(_FAILURES)
        .where(_key(situation, dossier))
        .values(count=0, locked_until=until)
    )


def forget(connection: Connection, situation: Situation, dossier: str) -> None:
    """Forget the failures and the lock of a dossier."""
    connection.execute(delete(_FAILURES).where(_key(situation, dossier)))
