"""Insert a row, or change the one that is there: one atomic statement.

SQLite and PostgreSQL spell it alike, but SQLAlchemy gives each its own ``insert``.
"""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_or_change(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return the ``INSERT`` of *table* that knows what to do on a conflict.

    Args:
        dialect: name of the engine's dialect.
        table: where to insert.
    """
    if dialect == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
