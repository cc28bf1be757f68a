"""Reset requests: from step 4 to the choice of a channel at step 5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, bindparam, insert, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema

_REQUESTS = schema.reset_requests
# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_ADD = insert(_REQUESTS)
_FIND = select(_REQUESTS).where(_REQUESTS.c.id == bindparam("wanted"))
_SET_STATE = (
    update(_REQUESTS)
    .where(_REQUESTS.c.id == bindparam("wanted"))
    .values(state=bindparam("next"))
)
_CLAIM = _SET_STATE.where(_REQUESTS.c.state == bindparam("open"))


class RequestState(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    MAIL = "mail"
    POST = "post"
    REFUSED = "refused"
    """The mail server refused the address for good."""


@dataclass(frozen=True, slots=True)
class ResetRequest:
    """One request; ``id`` is secret to the browser that made it."""

    id: str
    situation: Situation
    dossier: str
    created_at: datetime
    state: RequestState


def add(connection: Connection, request: ResetRequest) -> None:
    """Keep a new request."""
    connection.execute(
        _ADD,
        {
            "id": request.id,
            "situation": request.situation.value,
            "dossier": request.dossier,
            "created_at": request.created_at,
            "state": request.state.value,
        },
    )


def find(connection: Connection, request_id: str) -> ResetRequest | None:
    """Return the request with this id, or None."""
    row = connection.execute(_FIND, {"wanted": request_id}).first()
    if row is None:
        return None
    return ResetRequest(
        row.id,
        Situation(row.situation),
        row.dossier,
        row.created_at,
        RequestState(row.state),
    )


def claim(connection: Connection, request_id: str, state: RequestState) -> bool:
    """Move an open request to *state*; False if somebody was faster.

    One atomic statement: of two simultaneous calls, one gets True (P5.6).
    """
    told = {
        "wanted": request_id,
        "open": RequestState.OPEN.value,
        "next": state.value,
    }
    return connection.execute(_CLAIM, told).rowcount == 1


def set_state(connection: Connection, request_id: str, state: RequestState) -> None:
    """Move a request to *state*, whatever it was."""
    connection.execute(_SET_STATE, {"wanted": request_id, "next": state.value})
