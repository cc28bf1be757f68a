"""Who is who to FranceConnect, and the identifications under way."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.rules.situation import Situation
from simulator.portal.store import accounts, schema
from simulator.portal.store.register import register_of

_IDENTITIES = schema.identities
_LINKS = schema.identity_links
_ATTEMPTS = schema.identifications
_CHOICES = schema.identification_choices
_HINTS = schema.identified_sessions

Key = tuple[Situation, str]
"""Situation and dossier: what identifies an account."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody identified who has several accounts, and has not chosen yet."""

    id: str
    sub: str
    id_token: str
    keys: tuple[Key, ...]
    created_at: datetime


def set_identity(
    connection: Connection, key: Key, identity: PivotIdentity | None
) -> None:
    """Keep whose account this is; who was linked to it before is so no longer."""
    for table in (_IDENTITIES, _LINKS):
        connection.execute(delete(table).where(_of(table, key)))
    if identity is not None:
        connection.execute(
            insert(_IDENTITIES).values(
                **_columns(key), folded=identity.folded, **asdict(identity)
            )
        )


def accounts_of(
    connection: Connection, sub: str, identity: PivotIdentity | None
) -> list[Key]:
    """Return the accounts of a person, by her identity or by an earlier link."""
    found = set(_keys(connection, _LINKS, _LINKS.c.sub == sub))
    if identity is not None:
        found |= set(
            _keys(connection, _IDENTITIES, _IDENTITIES.c.folded == identity.folded)
        )
        found |= _unstored_keys(connection, identity)
    return sorted(found)


def _unstored_keys(connection: Connection, identity: PivotIdentity) -> set[Key]:
    """Return whose this is in the register, among those without a row."""
    register = register_of(connection)
    keys = set() if register is None else set(register.keys_of(identity))
    return keys - accounts.find_stored(connection, keys).keys()


def link(connection: Connection, sub: str, key: Key) -> None:
    """Remember that this ``sub`` opened this account."""
    if key not in _keys(connection, _LINKS, _LINKS.c.sub == sub):
        connection.execute(insert(_LINKS).values(sub=sub, **_columns(key)))


def begin(connection: Connection, state: str, nonce: str, now: datetime) -> None:
    """Keep an identification that begins."""
    connection.execute(
        insert(_ATTEMPTS).values(state=state, nonce=nonce, created_at=now)
    )


def take(connection: Connection, state: str) -> tuple[str, datetime] | None:
    """Return (nonce, beginning) of an identification, once; None ever after."""
    row = connection.execute(
        select(_ATTEMPTS).where(_ATTEMPTS.c.state == state)
    ).first()
    # Of two simultaneous returns, one deletes the row.
    gone = connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.state == state))
    return None if row is None or gone.rowcount != 1 else (row.nonce, row.created_at)


def keep_choice(connection: Connection, choice: Choice) -> None:
    """Keep a choice to be made."""
    told = [[situation.value, dossier] for situation, dossier in choice.keys]
    connection.execute(
        insert(_CHOICES).values(
            id=choice.id,
            sub=choice.sub,
            id_token=choice.id_token,
            keys=json.dumps(told),
            created_at=choice.created_at,
        )
    )


def find_choice(connection: Connection, choice_id: str) -> Choice | None:
    """Return the choice with this id, or None."""
    row = connection.execute(select(_CHOICES).where(_CHOICES.c.id == choice_id)).first()
    if row is None:
        return None
    keys = tuple((Situation(each[0]), each[1]) for each in json.loads(row.keys))
    return Choice(row.id, row.sub, row.id_token, keys, row.created_at)


def drop_choice(connection: Connection, choice_id: str) -> bool:
    """Forget a choice that was made; True if it was still to be made."""
    gone = connection.execute(delete(_CHOICES).where(_CHOICES.c.id == choice_id))
    return gone.rowcount == 1


def keep_proof(connection: Connection, session_id: str, id_token: str) -> None:
    """Keep the id_token that opened a session: the log-out gives it back."""
    connection.execute(insert(_HINTS).values(session_id=session_id, id_token=id_token))


def take_proof(connection: Connection, session_id: str) -> str | None:
    """Return the id_token that opened a session, once; None for other sessions."""
    mine = _HINTS.c.session_id == session_id
    found = connection.execute(select(_HINTS.c.id_token).where(mine)).scalar()
    connection.execute(delete(_HINTS).where(mine))
    return found


def forget_older(connection: Connection, than: datetime) -> None:
    """Forget what nobody came back for, and proofs of sessions that have ended."""
    for table in (_ATTEMPTS, _CHOICES):
        connection.execute(delete(table).where(table.c.created_at < than))
    alive = select(schema.sessions.c.id)
    connection.execute(delete(_HINTS).where(_HINTS.c.session_id.not_in(alive)))


def _keys(connection: Connection, table: Any, which: Any) -> Iterable[Key]:
    rows = connection.execute(select(table.c.situation, table.c.dossier).where(which))
    return [(Situation(row.situation), row.dossier) for row in rows]


def _columns(key: Key) -> dict[str, str]:
    return {"situation": key[0].value, "dossier": key[1]}


def _of(table: Any, key: Key) -> Any:
    return (table.c.situation == key[0].value) & (table.c.dossier == key[1])
