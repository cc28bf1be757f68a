"""Opening the store."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from simulator.portal.store import journal
from simulator.portal.store.database import StoreError, open_store

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)


def test_an_opened_store_has_every_table(store: Engine) -> None:
    """All tables, on every engine."""
    assert {
        "accounts",
        "registers",
        "reset_requests",
        "reset_links",
        "outbox",
        "letters",
        "temporary_passwords",
        "sessions",
        "journal",
        "secrets",
        "failures",
        "counters",
        "identities",
        "identity_links",
        "identifications",
        "identification_choices",
        "identified_sessions",
    } == set(inspect(store).get_table_names())


@pytest.mark.parametrize("url", ["file", "postgresql"], indirect=True)
def test_opening_again_keeps_what_is_there(url: str, store: Engine) -> None:
    """A second door to the same store finds what the first one left."""
    with store.begin() as connection:
        journal.write(connection, NOON, "vu")
    second = open_store(url)
    with second.begin() as connection:
        found = journal.read(connection)
    second.dispose()

    assert "2026-03-10T11:00:00+00:00 vu\n" == found


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_two_stores_in_memory_share_nothing(url: str) -> None:
    """Each portal of a test has its own."""
    first, second = open_store(url), open_store(url)
    with first.begin() as connection:
        journal.write(connection, NOON, "vu")
    with second.begin() as connection:
        found = journal.read(connection)
    first.dispose()
    second.dispose()

    assert "" == found


def test_a_file_survives_the_portal(tmp_path: Path) -> None:
    """Closed and reopened, the file still holds what was committed, and only that."""
    url = f"sqlite:///{tmp_path / 'portail.db'}"
    store = open_store(url)
    with store.begin() as connection:
        journal.write(connection, NOON, "gardé")
    cut_off = store.connect()
    journal.write(cut_off, NOON, "perdu")
    cut_off.close()
    store.dispose()
    reopened = open_store(url)
    with reopened.begin() as connection:
        found = journal.read(connection)
    reopened.dispose()

    assert "2026-03-10T11:00:00+00:00 gardé\n" == found


def test_a_file_is_durable(tmp_path: Path) -> None:
    """A committed change is on the disk, and readers do not wait for writers."""
    store = open_store(f"sqlite:///{tmp_path / 'portail.db'}")
    with store.connect() as connection:
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        safety = connection.exec_driver_sql("PRAGMA synchronous").scalar()
    store.dispose()

    assert ("wal", 2) == (mode, safety)


def test_postgresql_is_reached_through_psycopg_3(postgresql: str) -> None:
    """A plain postgresql:// URL needs no driver name."""
    store = open_store(postgresql)
    driver = store.url.drivername
    store.dispose()

    assert "postgresql+psycopg" == driver


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("portail.db", id="a path"),
        pytest.param("nosuch://host/db", id="unknown engine"),
        pytest.param("sqlite:////nonexistent/folder/portail.db", id="no folder"),
        pytest.param("postgresql://x@127.0.0.1:1/x", id="nobody answers"),
    ],
)
def test_a_store_that_cannot_be_opened_says_which(url: str) -> None:
    """The error names the URL, for whoever typed it."""
    with pytest.raises(StoreError) as refused:
        open_store(url)

    assert repr(url) in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://portail:Tr3s-Secret@127.0.0.1:1/x",
        "postgresql://portail@127.0.0.1:1/x?password=Tr3s-Secret",
        "postgresql://portail:Tr3s-Secret@[::1/x",
        "postgresql://portail:Tr3s-Secret@127.0.0.1:port/x",
        "nosuch://portail:Tr3s-Secret@host/db",
        "portail:Tr3s-Secret@host",
    ],
)
def test_no_password_is_shown_with_a_store_that_cannot_be_opened(url: str) -> None:
    """Neither by the message nor by the traceback that a person would paste."""
    with pytest.raises(StoreError) as refused:
        open_store(url)

    shown = "".join(traceback.format_exception(refused.value))
    assert "Tr3s-Secret" not in shown.replace(url, "")
    assert "Tr3s-Secret" not in str(refused.value)
    assert url.partition(":")[0] in str(refused.value)
