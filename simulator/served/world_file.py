"""What a served world remembers beside the portal's own store: one SQLite file.

Errors are of one kind, :class:`WorldError`, and each names the file.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FORMAT = 1
"""Of the tables below; kept as SQLite's ``user_version``."""

_TABLES = """
CREATE TABLE IF NOT EXISTS facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL  -- JSON
);
CREATE TABLE IF NOT EXISTS mails (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,  -- no number is given twice
    envelope_from TEXT NOT NULL,
    envelope_to TEXT NOT NULL,  -- JSON
    raw BLOB NOT NULL,
    received_at TEXT NOT NULL,
    visible_at TEXT NOT NULL,
    is_report INTEGER NOT NULL,
    is_read INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS residents (
    situation TEXT NOT NULL,
    dossier TEXT NOT NULL,
    folded TEXT NOT NULL,  -- what is searched
    password TEXT NOT NULL,
    profession TEXT NOT NULL,
    birth TEXT,  -- JSON
    PRIMARY KEY (situation, dossier)
);
"""


class WorldError(Exception):
    """The world cannot be opened or kept; the message says which file and why."""


class WorldFile:
    """The file, or a place in memory. Any thread may use it, one at a time.

    Args:
        path: the file; None for a place in memory.

    Raises:
        WorldError: the file is damaged, or of another version of Sésame.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection = self._open()

    def close(self) -> None:
        """Close the file. Twice is harmless."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection; what is done with it is on the disk at the end, or not.

        Raises:
            WorldError: the disk refuses it.
        """
        with self._lock:
            try:
                with self._connection as connection:
                    yield connection
            except sqlite3.Error as wrong:
                raise WorldError(f"{self.name} cannot be used: {wrong}.") from wrong

    def fact(self, name: str) -> str | None:
        """Return a fact (JSON), or None if it was never told."""
        query = "SELECT value FROM facts WHERE name = ?"
        with self.transaction() as connection:
            row = connection.execute(query, (name,)).fetchone()
        return None if row is None else str(row[0])

    def tell(self, name: str, value: str) -> None:
        """Keep a fact (JSON)."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value)
            )

    @property
    def name(self) -> str:
        """What it is called in errors."""
        return "The world in memory" if self._path is None else str(self._path)

    def _open(self) -> sqlite3.Connection:
        if self._path is not None:
            check_sound(self._path)
        where = ":memory:" if self._path is None else str(self._path)
        try:
            connection = sqlite3.connect(where, check_same_thread=False, timeout=10)
        except sqlite3.Error as wrong:
            raise WorldError(f"{self.name} cannot be opened: {wrong}.") from wrong
        try:
            self._prepare(connection)
        except sqlite3.Error as wrong:
            connection.close()
            raise WorldError(f"{self.name} cannot be opened: {wrong}.") from wrong
        except WorldError:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in {0, FORMAT}:
            raise WorldError(
                f"{self.name} was written by another version of Sésame (format "
                f"{version}, here {FORMAT}): open it with that one, or choose another "
                "folder."
            )
        connection.executescript(f"{_TABLES} PRAGMA user_version = {FORMAT};")


def check_sound(path: Path) -> None:
    """Check that *path*, if it exists, is an SQLite file that can be read whole.

    Raises:
        WorldError: it is damaged. Nothing is changed.
    """
    if not path.exists():
        return
    try:
        connection = sqlite3.connect(path, timeout=10)
    except sqlite3.Error as wrong:
        raise WorldError(_damaged(path, str(wrong))) from wrong
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except (sqlite3.Error, UnicodeError) as wrong:
        raise WorldError(_damaged(path, str(wrong))) from wrong
    finally:
        with suppress(sqlite3.Error):
            connection.close()
    if found != "ok":
        raise WorldError(_damaged(path, str(found).splitlines()[0]))


def _damaged(path: Path, why: str) -> str:
    return (
        f"{path} is damaged or no file of Sésame's ({why}). It was left as it is: put "
        "a copy back, or choose another folder."
    )
