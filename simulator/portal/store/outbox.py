"""Mails waiting to be handed over, kept in the request's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from simulator.portal.store import schema

_OUTBOX = schema.outbox


class MailState(StrEnum):
    """How far a mail has come."""

    QUEUED = "queued"
    SENDING = "sending"
    """In somebody's hands; its ``due_at`` is when they are held to have died."""
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """One mail in hand; ``attempts`` counts hand-overs tried, this one included."""

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
    """Return the ids of the mails whose time has come, oldest first.

    Those too whose hand-over was begun, and has not ended in the time it may take.
    """
    statement = select(_OUTBOX.c.id).where(_is_due(now)).order_by(_OUTBOX.c.id)
    return list(connection.execute(statement).scalars())


def take_back(connection: Connection, now: datetime) -> int:
    """Make due at once what is in somebody's hands; return how many mails that is.

    For the one process that has the store to itself, when it starts: whoever held them
    is dead.
    """
    held = _OUTBOX.c.state == MailState.SENDING.value
    return connection.execute(update(_OUTBOX).where(held).values(due_at=now)).rowcount


def take(
    connection: Connection, mail_id: int, now: datetime, until: datetime
) -> QueuedMail | None:
    """Take a mail that is due for hand-over; None if another hand has it already.

    If nothing is said of it *until* then, its hand-over was cut short (a crash) and
    whoever comes may take it: a mail may be sent twice, but is never lost (B41).
    """
    taken = connection.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.id == mail_id, _is_due(now))
        .values(
            state=MailState.SENDING.value,
            attempts=_OUTBOX.c.attempts + 1,
            due_at=until,
        )
    )
    if taken.rowcount != 1:
        return None
    row = connection.execute(select(_OUTBOX).where(_OUTBOX.c.id == mail_id)).one()
    return QueuedMail(
        row.id, row.request_id, row.sender, row.recipient, row.raw, row.attempts
    )


def settle(
    connection: Connection, mail: QueuedMail, state: MailState, detail: str
) -> bool:
    """Record what came of a hand-over; False if another hand has the mail by now."""
    return _put_down(connection, mail, {"state": state.value, "detail": detail})


def postpone(
    connection: Connection,
    mail: QueuedMail,
    detail: str,
    due_at: datetime,
    *,
    attempts: int,
) -> bool:
    """Queue a mail in hand again; False if another hand has it by now."""
    values = {
        "state": MailState.QUEUED.value,
        "detail": detail,
        "due_at": due_at,
        "attempts": attempts,
    }
    return _put_down(connection, mail, values)


def _put_down(
    connection: Connection, mail: QueuedMail, values: dict[str, object]
) -> bool:
    statement = update(_OUTBOX).where(
        _OUTBOX.c.id == mail.id,
        _OUTBOX.c.state == MailState.SENDING.value,
        _OUTBOX.c.attempts == mail.attempts,
    )
    return connection.execute(statement.values(values)).rowcount == 1


def _is_due(now: datetime) -> ColumnElement[bool]:
    waiting = (MailState.QUEUED.value, MailState.SENDING.value)
    return and_(_OUTBOX.c.state.in_(waiting), _OUTBOX.c.due_at <= now)


def state_of_request(connection: Connection, request_id: str) -> MailState | None:
    """Return how far the mail of a request has come; None if there is none."""
    state = connection.execute(
        select(_OUTBOX.c.state).where(_OUTBOX.c.request_id == request_id)
    ).scalar()
    return None if state is None else MailState(state)
