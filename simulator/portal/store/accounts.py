"""The accounts: who may log in, and where mail and letters go.

Who is in the register of the store has an account without a row; it is stored the first
time that somebody locks it to change it, or changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema
from simulator.portal.store.register import one_more_is_stored, register_of, unstored
from simulator.portal.store.upsert import insert_or_change

_ACCOUNTS = schema.accounts
_KEY = (_ACCOUNTS.c.situation == bindparam("of_situation")) & (
    _ACCOUNTS.c.dossier == bindparam("of_dossier")
)
# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_FIND = select(_ACCOUNTS).where(_KEY)
_FIND_AND_LOCK = _FIND.with_for_update()
_CHANGE = update(_ACCOUNTS).where(_KEY)


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in France."""

    street: str
    postcode: str
    city: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account; situation and dossier together are its key."""

    situation: Situation
    dossier: str
    first_name: str
    last_name: str
    email: str | None
    address: Address | None
    department: str
    status: str
    """"active", "blocked" or "closed"."""
    password_hash: str

    @property
    def is_active(self) -> bool:
        """Whether the account may log in and reset its password."""
        return self.status == "active"


def find(
    connection: Connection, situation: Situation, dossier: str, *, lock: bool = False
) -> Account | None:
    """Return the account with this key, or None.

    With *lock*, whoever else locks it waits until this transaction ends (PostgreSQL;
    SQLite has one writer at a time anyway).
    """
    query, key = _FIND_AND_LOCK if lock else _FIND, _key(situation, dossier)
    row = connection.execute(query, key).first()
    if row is None and (register := register_of(connection)) is not None:
        if not lock:
            return register.account(situation, dossier)
        if _store_registered(connection, situation, dossier):
            row = connection.execute(query, key).first()
    return None if row is None else _account(row)


def find_stored(
    connection: Connection, keys: Iterable[tuple[Situation, str]]
) -> dict[tuple[Situation, str], Account]:
    """Return the accounts with these keys that have a row, by key."""
    table = schema.accounts.c
    wanted = [(situation.value, dossier) for situation, dossier in keys]
    query = select(schema.accounts).where(
        tuple_(table.situation, table.dossier).in_(wanted)
    )
    found = map(_account, connection.execute(query))
    return {(account.situation, account.dossier): account for account in found}


def replace_all(connection: Connection, everyone: Iterable[Account]) -> None:
    """Empty every table but the secrets, then insert *everyone*."""
    for table in schema.metadata.sorted_tables:
        if table is not schema.secrets:
            connection.execute(delete(table))
    add(connection, everyone)


def add(connection: Connection, everyone: Iterable[Account]) -> None:
    """Insert *everyone*; none of them is there yet."""
    rows = [_row(account) for account in everyone]
    if rows:
        connection.execute(insert(schema.accounts), rows)


def count(connection: Connection) -> int:
    """Return how many accounts there are, with a row or without."""
    rows: int = connection.execute(
        select(func.count()).select_from(schema.accounts)
    ).scalar_one()
    return rows + unstored(connection)


def change(
    connection: Connection,
    situation: Situation,
    dossier: str,
    columns: Mapping[str, object],
) -> bool:
    """Set *columns* of one account; return whether there was one."""
    statement, key = _CHANGE.values(columns), _key(situation, dossier)
    if connection.execute(statement, key).rowcount == 1:
        return True
    if not _store_registered(connection, situation, dossier):
        return False
    return connection.execute(statement, key).rowcount == 1


def _store_registered(
    connection: Connection, situation: Situation, dossier: str
) -> bool:
    """Give somebody of the register a row, and her identity; say whether she has one.

    Whoever did so meanwhile was first: nothing is written twice.
    """
    register = register_of(connection)
    if register is None:
        return False
    account = register.account(situation, dossier)
    if account is None:
        return False
    table = schema.accounts
    row = insert_or_change(connection.dialect.name, table).values(_row(account))
    first = row.on_conflict_do_nothing().returning(table.c.dossier)
    if connection.execute(first).first() is not None:
        one_more_is_stored(connection, register)
        identity = register.identity(situation, dossier)
        if identity is not None:
            key = {"situation": situation.value, "dossier": dossier}
            told = {**key, "folded": identity.folded, **asdict(identity)}
            connection.execute(insert(schema.identities), told)
    return True


def _key(situation: Situation, dossier: str) -> dict[str, str]:
    return {"of_situation": situation.value, "of_dossier": dossier}


def _row(account: Account) -> dict[str, object]:
    return {
        "situation": account.situation.value,
        "dossier": account.dossier,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "email": account.email,
        **address_columns(account.address),
        "department": account.department,
        "status": account.status,
        "password_hash": account.password_hash,
    }


def address_columns(address: Address | None) -> dict[str, str | None]:
    """Return the columns that hold *address*."""
    if address is None:
        return dict.fromkeys(("street", "postcode", "city"))
    return {
        "street": address.street,
        "postcode": address.postcode,
        "city": address.city,
    }


def _account(row: Row[Any]) -> Account:
    return Account(
        situation=Situation(row.situation),
        dossier=row.dossier,
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        address=(
            None if row.street is None else Address(row.street, row.postcode, row.city)
        ),
        department=row.department,
        status=row.status,
        password_hash=row.password_hash,
    )
