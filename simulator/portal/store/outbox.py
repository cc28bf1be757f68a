"""Mails waiting to be handed over, kept in the request's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from simulator.portal.store import schema

_OUTBOX = schema.outbox


class MailState(StrEnum):
    """How far a mail has come."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """One mail in the outbox; ``attempts`` counts hand-overs already tried."""

    id: int
    request_id: str | None
    sender: str
    recipient: str
    raw: bytes
    attempts: int


def add(
    connection: Connection,
    *,
    request_id: str | None,
    sender: str,
    recipient: str,
    raw: bytes,
    due_at: datetime,
) -> int:
    """Queue a mail and return its id."""
    result = connection.execute(
        insert(_OUTBOX).values(
            request_id=request_id,
            sender=sender,
            recipient=recipient,
            raw=raw,
            state=MailState.QUEUED.value,
            attempts=0,
            due_at=due_at,
            detail="",
        )
    )
    key = result.inserted_primary_key
    if key is None:
        raise RuntimeError("The store gave the mail no number.")
    return int(key[0])


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the ids of the queued mails whose time has come, oldest first."""
    statement = (
        select(_OUTBOX.c.id)
        .where(_OUTBOX.c.state == MailState.QUEUED.value, _OUTBOX.c.due_at <= now)
        .order_by(_OUTBOX.c.id)
    )
    return list(connection.execute(statement).scalars())


def take(connection: Connection, mail_id: int) -> QueuedMail | None:
    """Take a queued mail for hand-over; None if another hand has it already."""
    taken = connection.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.id == mail_id, _OUTBOX.c.state == MailState.QUEUED.value)
        .values(state=MailState.SENDING.value, attempts=_OUTBOX.c.attempts + 1)
    )
    if taken.rowcount != 1:
        return None
    row = connection.execute(select(_OUTBOX).where(_OUTBOX.c.id == mail_id)).one()
    return QueuedMail(
        row.id, row.request_id, row.sender, row.recipient, row.raw, row.attempts
    )


def settle(
    connection: Connection,
    mail_id: int,
    state: MailState,
    detail: str,
    due_at: datetime | None = None,
) -> None:
    """Record what came of a hand-over; *due_at* when it is to be tried again."""
    values: dict[str, object] = {"state": state.value, "detail": detail}
    if due_at is not None:
        values["due_at"] = due_at
    connection.execute(update(_OUTBOX).where(_OUTBOX.c.id == mail_id).values(values))


def requeue_interrupted(connection: Connection, now: datetime) -> None:
    """Queue again what was being handed over when the portal died."""
    connection.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.state == MailState.SENDING.value)
        .values(state=MailState.QUEUED.value, due_at=now)
    )


def state_of_request(connection: Connection, request_id: str) -> MailState | None:
    """Return how far the mail of a request has come; None if there is none."""
    state = connection.execute(
        select(_OUTBOX.c.state).where(_OUTBOX.c.request_id == request_id)
    ).scalar()
    return None if state is None else MailState(state)
