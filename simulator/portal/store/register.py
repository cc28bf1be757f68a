"""A register: people who have an account before a row of theirs is stored.

The register itself is computed, whoever opens the store brings it along. The store only
says that it counts, in a row that goes with all others when the accounts are replaced.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection, Engine, insert, select, update

from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema

if TYPE_CHECKING:
    from simulator.portal.store.accounts import Account

_OPTION = "register"


class Register(Protocol):
    """Who has an account without a row; always the same people, whoever asks.

    Attributes:
        name: tells it from another one.
        size: how many they are.
    """

    name: str
    size: int

    def account(self, situation: Situation, dossier: str) -> Account | None:
        """Return the account with this key as it begins: the same each time."""

    def identity(self, situation: Situation, dossier: str) -> PivotIdentity | None:
        """Return who that is to FranceConnect; None if nobody can tell."""

    def keys_of(self, identity: PivotIdentity) -> Collection[tuple[Situation, str]]:
        """Return the accounts of a person, in any spelling of her name."""


def with_register(store: Engine, register: Register | None) -> Engine:
    """Return the same store, whose connections know the register, if there is one."""
    if register is None:
        return store
    return store.execution_options(**{_OPTION: register})


def begin(connection: Connection) -> None:
    """Have the register count from now on, until all accounts are replaced."""
    register = _brought_along(connection)
    if register is not None:
        row = {"name": register.name, "stored": 0}
        connection.execute(insert(schema.registers), row)


def register_of(connection: Connection) -> Register | None:
    """Return the register, if there is one and it still counts."""
    register = _brought_along(connection)
    if register is None or _stored(connection, register) is None:
        return None
    return register


def unstored(connection: Connection) -> int:
    """Return how many people of the register have no row."""
    register = register_of(connection)
    if register is None:
        return 0
    return register.size - (_stored(connection, register) or 0)


def one_more_is_stored(connection: Connection, register: Register) -> None:
    """Note that somebody of the register has a row by now."""
    table = schema.registers
    connection.execute(
        update(table)
        .where(table.c.name == register.name)
        .values(stored=table.c.stored + 1)
    )


def _brought_along(connection: Connection) -> Register | None:
    register: Register | None = connection.get_execution_options().get(_OPTION)
    return register


def _stored(connection: Connection, register: Register) -> int | None:
    table = schema.registers.c
    found: int | None = connection.execute(
        select(table.stored).where(table.name == register.name)
    ).scalar()
    return found
