"""Letters posted, and the temporary passwords that they carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema

_LETTERS = schema.letters
_PASSWORDS = schema.temporary_passwords

# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_OF_ACCOUNT = (_PASSWORDS.c.situation == bindparam("of_situation")) & (
    _PASSWORDS.c.dossier == bindparam("of_dossier")
)
_DROP = delete(_PASSWORDS).where(_OF_ACCOUNT)
_FIND = select(_PASSWORDS.c.password_hash, _PASSWORDS.c.expires_at).where(_OF_ACCOUNT)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter; ``expected_on`` is an estimate (P5.5)."""

    situation: Situation
    dossier: str
    posted_at: datetime
    expected_on: date
    address: str
    text: str


def add(connection: Connection, letter: Letter) -> None:
    """Keep a letter."""
    connection.execute(
        insert(_LETTERS).values(
            situation=letter.situation.value,
            dossier=letter.dossier,
            posted_at=letter.posted_at,
            expected_on=letter.expected_on,
            address=letter.address,
            text=letter.text,
        )
    )


def count(connection: Connection) -> int:
    """Return how many letters were posted."""
    return connection.execute(select(func.count()).select_from(_LETTERS)).scalar_one()


def all_letters(connection: Connection) -> list[Letter]:
    """Return every letter, oldest first."""
    return _letters(connection, select(_LETTERS))


def of_account(
    connection: Connection, situation: Situation, dossier: str
) -> list[Letter]:
    """Return the letters posted to one account, oldest first."""
    mine = (_LETTERS.c.situation == situation.value) & (_LETTERS.c.dossier == dossier)
    return _letters(connection, select(_LETTERS).where(mine))


def carried(
    connection: Connection, situation: Situation, dossier: str, password: str
) -> bool:
    """Tell whether a letter posted to this account carries *password*."""
    mine = of_account(connection, situation, dossier)
    return any(password in letter.text.split() for letter in mine)


def set_temporary_password(
    connection: Connection,
    situation: Situation,
    dossier: str,
    password_hash: str,
    expires_at: datetime,
) -> None:
    """Keep the password of the last letter; an earlier letter's is forgotten."""
    drop_temporary_password(connection, situation, dossier)
    connection.execute(
        insert(_PASSWORDS).values(
            situation=situation.value,
            dossier=dossier,
            password_hash=password_hash,
            expires_at=expires_at,
        )
    )


def temporary_password(
    connection: Connection, situation: Situation, dossier: str
) -> tuple[str, datetime] | None:
    """Return (hash, expiry) of the live letter password of an account, or None."""
    account = {"of_situation": situation.value, "of_dossier": dossier}
    row = connection.execute(_FIND, account).first()
    return None if row is None else (row.password_hash, row.expires_at)


def drop_temporary_password(
    connection: Connection, situation: Situation, dossier: str
) -> bool:
    """Forget the letter password of an account; True if there was one."""
    account = {"of_situation": situation.value, "of_dossier": dossier}
    return connection.execute(_DROP, account).rowcount == 1


def _letters(connection: Connection, query: Select[Any]) -> list[Letter]:
    return [
        Letter(
            Situation(row.situation),
            row.dossier,
            row.posted_at,
            row.expected_on,
            row.address,
            row.text,
        )
        for row in connection.execute(query.order_by(_LETTERS.c.id))
    ]
