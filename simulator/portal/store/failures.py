"""Failed log-ins in a row, and how long they lock a dossier (B60).

A dossier that does not exist has its row like any other: counting tells nothing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema
from simulator.portal.store.upsert import insert_or_change

_FAILURES = schema.failures


# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_OF_ACCOUNT = (_FAILURES.c.situation == bindparam("of_situation")) & (
    _FAILURES.c.dossier == bindparam("of_dossier")
)
_LOCKED_UNTIL = select(_FAILURES.c.locked_until).where(_OF_ACCOUNT)
_LOCK = (
    update(_FAILURES)
    .where(_OF_ACCOUNT)
    .values(count=0, locked_until=bindparam("until"))
)
_FORGET = delete(_FAILURES).where(_OF_ACCOUNT)


def _key(situation: Situation, dossier: str) -> dict[str, object]:
    return {"of_situation": situation.value, "of_dossier": dossier}


def locked_until(
    connection: Connection, situation: Situation, dossier: str
) -> datetime | None:
    """Return when the last lock of a dossier ends, or ended; None without any."""
    found: datetime | None = connection.execute(
        _LOCKED_UNTIL, _key(situation, dossier)
    ).scalar()
    return found


def count(connection: Connection, situation: Situation, dossier: str) -> int:
    """Count one more failure and return how many there are in a row.

    One atomic statement: of N simultaneous failures, none is lost.
    """
    statement = insert_or_change(connection.dialect.name, _FAILURES).values(
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
    connection.execute(_LOCK, _key(situation, dossier) | {"until": until})


def forget(connection: Connection, situation: Situation, dossier: str) -> None:
    """Forget the failures and the lock of a dossier."""
    connection.execute(_FORGET, _key(situation, dossier))
