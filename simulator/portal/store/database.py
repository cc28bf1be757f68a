"""Opening the store: SQLite in memory, SQLite in a file, or PostgreSQL by URL."""

from __future__ import annotations

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from simulator.portal.store.schema import metadata

IN_MEMORY = "sqlite://"


class StoreError(Exception):
    """The store cannot be opened; the message says which and why, never its password.

    Its causes stay out of the traceback, since they may quote the URL.
    """


def open_store(url: str = IN_MEMORY) -> Engine:
    """Open the store at *url* and create the tables that are missing.

    Raises:
        StoreError: *url* is not understood, or nothing answers there.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        shown = f"{url.partition(':')[0]}:…" if "@" in url else url
        raise StoreError(f"{shown!r} is no database URL.") from None
    try:
        engine = _engine(parsed)
        metadata.create_all(engine)
    except Exception as wrong:  # noqa: BLE001 - a driver raises what it likes
        shown = parsed.set(query={}).render_as_string(hide_password=True)
        why = _without_passwords(str(wrong), parsed)
        raise StoreError(f"The store at {shown!r} cannot be opened: {why}") from None
    return engine


def _without_passwords(text: str, url: URL) -> str:
    passwords = [url.password, url.query.get("password")]
    for password in passwords:
        if isinstance(password, str) and password:
            text = text.replace(password, "***")
    return text


def _engine(parsed: URL) -> Engine:
    if parsed.get_backend_name() == "postgresql" and "+" not in parsed.drivername:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    in_memory = parsed.database in {None, "", ":memory:"}
    # One connection for a store in memory (each new one would be an empty store), and
    # one writer at a time for a file: transactions queue up instead of failing.
    engine = create_engine(
        parsed,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"check_same_thread": False, "timeout": 10},
    )
    if not in_memory:
        event.listen(engine, "connect", _durable)
    return engine


def _durable(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()
