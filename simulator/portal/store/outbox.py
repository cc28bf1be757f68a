"""Mails waiting to be handed over, kept in the request's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, and_, bindparam, insert, select, update

from simulator.portal.store import schema

_OUTBOX = schema.outbox


class MailState(StrEnum):
    """How far a mail has come."""

    QUEUED = "queued"
    SENDING = "sending"
    """In somebody's hands; its ``due_at`` is when they are held to have died."""
    SENT = "sent"
    REFUSED = "refused"


# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_IS_DUE = and_(
    _OUTBOX.c.state.in_((MailState.QUEUED.value, MailState.SENDING.value)),
    _OUTBOX.c.due_at <= bindparam("now"),
)
_ADD = insert(_OUTBOX)
_DUE = select(_OUTBOX.c.id).where(_IS_DUE).order_by(_OUTBOX.c.id)
_TAKE = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("mail"), _IS_DUE)
    .values(
        state=MailState.SENDING.value,
        attempts=_OUTBOX.c.attempts + 1,
        due_at=bindparam("until"),
    )
)
_FIND = select(_OUTBOX).where(_OUTBOX.c.id == bindparam("mail"))
_IN_HAND = update(_OUTBOX).where(
    _OUTBOX.c.id == bindparam("mail"),
    _OUTBOX.c.state == MailState.SENDING.value,
    _OUTBOX.c.attempts == bindparam("tried"),
)
_SETTLE = _IN_HAND.values(state=bindparam("next"), detail=bindparam("why"))
_POSTPONE = _SETTLE.values(due_at=bindparam("until"), attempts=bindparam("count"))
_STATE_OF_REQUEST = select(_OUTBOX.c.state).where(
    _OUTBOX.c.request_id == bindparam("request")
)


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
        _ADD,
        {
            "request_id": request_id,
            "sender": sender,
            "recipient": recipient,
            "raw": raw,
            "state": MailState.QUEUED.value,
            "attempts": 0,
            "due_at": due_at,
            "detail": "",
        },
    )
    key = result.inserted_primary_key
    if key is None:
        raise RuntimeError("The store gave the mail no number.")
    return int(key[0])


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the ids of the mails whose time has come, oldest first.

    Those too whose hand-over was begun, and has not ended in the time it may take.
    """
    return list(connection.execute(_DUE, {"now": now}).scalars())


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
    told = {"mail": mail_id, "now": now, "until": until}
    if connection.execute(_TAKE, told).rowcount != 1:
        return None
    row = connection.execute(_FIND, {"mail": mail_id}).one()
    return QueuedMail(
        row.id, row.request_id, row.sender, row.recipient, row.raw, row.attempts
    )


def settle(
    connection: Connection, mail: QueuedMail, state: MailState, detail: str
) -> bool:
    """Record what came of a hand-over; False if another hand has the mail by now."""
    told = {"next": state.value, "why": detail}
    return connection.execute(_SETTLE, _hand(mail) | told).rowcount == 1


def postpone(
    connection: Connection,
    mail: QueuedMail,
    detail: str,
    due_at: datetime,
    *,
    attempts: int,
) -> bool:
    """Queue a mail in hand again; False if another hand has it by now."""
    told = {
        "next": MailState.QUEUED.value,
        "why": detail,
        "until": due_at,
        "count": attempts,
    }
    return connection.execute(_POSTPONE, _hand(mail) | told).rowcount == 1


def _hand(mail: QueuedMail) -> dict[str, object]:
    """Return what tells the hand that has *mail* from any later one."""
    return {"mail": mail.id, "tried": mail.attempts}


def state_of_request(connection: Connection, request_id: str) -> MailState | None:
    """Return how far the mail of a request has come; None if there is none."""
    state = connection.execute(_STATE_OF_REQUEST, {"request": request_id}).scalar()
    return None if state is None else MailState(state)
