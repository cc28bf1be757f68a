"""Reset requests: from step 4 to the choice of a channel at step 5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema


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
        insert(schema.reset_requests).values(
            id=request.id,
            situation=request.situation.value,
            dossier=request.dossier,
            created_at=request.created_at,
            state=request.state.value,
        )
    )


def find(connection: Connection, request_id: str) -> ResetRequest | None:
    """Return the request with this id, or None."""
    row = connection.execute(
        select(schema.reset_requests).where(schema.reset_requests.c.id == request_id)
    ).first()
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
    table = schema.reset_requests
    return (
        connection.execute(
            update(table)
            .where(table.c.id == request_id, table.c.state == RequestState.OPEN.value)
            .values(state=state.value)
        ).rowcount
        == 1
    )


def set_state(connection: Connection, request_id: str, state: RequestState) -> None:
    """Move a request to *state*, whatever it was."""
    connection.execute(
        update(schema.reset_requests)
        .where(schema.reset_requests.c.id == request_id)
        .values(state=state.value)
    )
