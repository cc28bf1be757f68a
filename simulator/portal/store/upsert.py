"""Insert a row, or change the one that is there: one atomic statement.

SQLite and PostgreSQL spell it alike, but SQLAlchemy gives each its own ``insert``.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_or_change(
    connection: Connection, table: Table
) -> postgresql.Insert | sqlite.Insert:
    """Return the ``INSERT`` of *table* that knows what to do on a conflict."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
