"""The register of a store: people with an account before they have a row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, Engine, func, select

from fixtures.population import Population
from simulator.portal.ports.passwords import PasswordHasher
from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.rules.situation import Situation
from simulator.portal.settings import Settings
from simulator.portal.store import accounts, france_connect, register, schema
from simulator.portal.store.register import with_register
from simulator.served.computed import ComputedPeople

SIZE = 300
CHEAP = Settings(argon2_time_cost=1, argon2_memory_kib=8, argon2_parallelism=1)


def computed(size: int = SIZE) -> ComputedPeople:
    """Return the people of a small world as a register."""
    return ComputedPeople(Population(5, size), PasswordHasher(CHEAP), str)


PEOPLE = computed()
SOMEBODY = next(p for p in PEOPLE.population if p.email and p.status == "active")
KEY = (Situation(SOMEBODY.situation.value), SOMEBODY.dossier)


@pytest.fixture
def known(store: Engine) -> Engine:
    """Return a store whose register counts."""
    engine = with_register(store, PEOPLE)
    with engine.begin() as connection:
        register.begin(connection)
    return engine


def rows(connection: Connection) -> int:
    """Return how many accounts have a row."""
    count = select(func.count()).select_from(schema.accounts)
    return int(connection.execute(count).scalar_one())


def identity() -> PivotIdentity:
    """Return who the somebody of these tests is to FranceConnect."""
    read = PivotIdentity.read(SOMEBODY.identity or {})
    assert read is not None
    return read


def test_account_without_a_row_is_found_and_stays_without(known: Engine) -> None:
    """To look somebody up stores nothing, and gives the same account each time."""
    with known.begin() as connection:
        first = accounts.find(connection, *KEY)

        assert first is not None
        assert first == accounts.find(connection, *KEY)
        assert SOMEBODY.email == first.email
        assert PasswordHasher(CHEAP).verify(first.password_hash, SOMEBODY.password)
        assert 0 == rows(connection)


def test_nobody_is_found_who_is_not_in_the_register(known: Engine) -> None:
    """A number that nobody has is nobody's, locked or not, and cannot be changed."""
    stranger = (Situation.AFFILIE, "0000000")
    with known.begin() as connection:
        assert accounts.find(connection, *stranger) is None
        assert accounts.find(connection, *stranger, lock=True) is None
        assert not accounts.change(connection, *stranger, {"status": "blocked"})
        assert 0 == rows(connection)


def test_row_is_stored_when_somebody_is_locked_or_changed(known: Engine) -> None:
    """Once, as she was; then what changes is what is found."""
    with known.begin() as connection:
        before = accounts.find(connection, *KEY)

        assert before == accounts.find(connection, *KEY, lock=True)
        assert 1 == rows(connection)
        assert accounts.change(connection, *KEY, {"email": "new@mail.test"})
        assert 1 == rows(connection)
    assert before is not None
    with known.begin() as connection:
        after = accounts.find(connection, *KEY)

    assert replace(before, email="new@mail.test") == after


def test_change_alone_stores_a_row(known: Engine) -> None:
    """Whoever changes without a lock finds somebody to change."""
    with known.begin() as connection:
        assert accounts.change(connection, *KEY, {"status": "closed"})

        found = accounts.find(connection, *KEY)

        assert found is not None
        assert "closed" == found.status


def test_change_that_is_taken_back_stores_nobody(known: Engine) -> None:
    """The row belongs to the transaction that made it, as the count does."""

    @contextmanager
    def taken_back() -> Iterator[Connection]:
        with known.connect() as connection:
            yield connection
            connection.rollback()

    with taken_back() as connection:
        accounts.change(connection, *KEY, {"status": "closed"})
    with known.begin() as connection:
        assert 0 == rows(connection)
        assert SIZE == accounts.count(connection)


def test_everybody_counts_once(known: Engine) -> None:
    """With a row or without; and newcomers, too."""
    with known.begin() as connection:
        assert SIZE == accounts.count(connection)

        somebody = accounts.find(connection, *KEY, lock=True)
        assert somebody is not None
        assert SIZE == accounts.count(connection)

        accounts.add(connection, [replace(somebody, dossier="0000000")])
        assert SIZE + 1 == accounts.count(connection)


def test_person_is_found_by_identity_with_a_row_or_without(known: Engine) -> None:
    """FranceConnect's identity leads to the account; a row brings its own along."""
    with known.begin() as connection:
        assert [KEY] == france_connect.accounts_of(connection, "sub", identity())

        accounts.find(connection, *KEY, lock=True)
        assert [KEY] == france_connect.accounts_of(connection, "sub", identity())


def test_identity_that_was_taken_away_stays_away(known: Engine) -> None:
    """What the bench says of an account counts more than the register."""
    with known.begin() as connection:
        accounts.find(connection, *KEY, lock=True)
        france_connect.set_identity(connection, KEY, None)

        assert [] == france_connect.accounts_of(connection, "sub", identity())


def test_spelling_and_unknown_days_do_not_matter(known: Engine) -> None:
    """Case makes no difference; another day of birth, or none, is somebody else."""
    shouted = replace(identity(), given_name=identity().given_name.upper())
    with known.begin() as connection:
        assert [KEY] == france_connect.accounts_of(connection, "sub", shouted)
        for day in ("1900-01-01", "2200-01-01", "1980-00-00", ""):
            other = replace(identity(), birthdate=day)
            assert [] == france_connect.accounts_of(connection, "sub", other)


def test_replaced_accounts_end_the_register(known: Engine) -> None:
    """After ``PUT accounts`` there is nobody but those who were put."""
    with known.begin() as connection:
        kept = accounts.find(connection, *KEY)
        assert kept is not None
        accounts.replace_all(connection, [replace(kept, dossier="0000000")])

        assert accounts.find(connection, *KEY) is None
        assert not accounts.change(connection, *KEY, {"status": "closed"})
        assert [] == france_connect.accounts_of(connection, "sub", identity())
        assert 1 == accounts.count(connection)


@pytest.mark.usefixtures("known")
def test_another_register_does_not_count(store: Engine) -> None:
    """The store knows by name which people are its own."""
    other = with_register(store, computed(SIZE - 1))
    with other.begin() as connection:
        assert accounts.find(connection, *KEY) is None
        assert 0 == accounts.count(connection)


def test_store_without_a_register_has_rows_only(known: Engine, store: Engine) -> None:
    """Whoever opens the store without the people finds only who has a row."""
    with known.begin() as connection:
        accounts.find(connection, *KEY, lock=True)
    with store.begin() as connection:
        assert accounts.find(connection, *KEY) is not None
        assert 1 == accounts.count(connection)
