"""Noticing that the portal wrote something that somebody may be looking at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

_WATCHED = ("INSERT INTO journal", "INSERT INTO letters")
"""Everything that the portal does leaves a line in its journal."""
_MARK = "something was written"


def watch(store: Engine, changed: Callable[[], None]) -> None:
    """Call *changed* after each transaction that wrote to the journal or posted.

    After it: when the connection goes back to the pool, so that whoever looks then
    sees what was written.
    """

    def written(
        connection: Any,
        _cursor: Any,
        statement: str,
        _parameters: Any,
        _context: Any,
        _many: bool,  # noqa: FBT001 - SQLAlchemy's signature
    ) -> None:
        if statement.startswith(_WATCHED):
            connection.info[_MARK] = True

    def returned(_connection: Any, record: Any) -> None:
        if record.info.pop(_MARK, False):
            changed()

    event.listen(store, "after_cursor_execute", written)
    event.listen(store, "checkin", returned)
