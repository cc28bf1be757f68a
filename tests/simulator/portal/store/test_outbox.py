"""The outbox: mails queued, taken by one hand, settled or tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from simulator.portal.store import outbox
from simulator.portal.store.outbox import MailState, QueuedMail

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)
RAW = bytes(range(256))


def _queue(connection: Connection, **changes: Any) -> int:
    mail: dict[str, Any] = {
        "request_id": "r1",
        "sender": "portail@mail.test",
        "recipient": '"cam ille"@mail.test',
        "raw": RAW,
        "due_at": NOON,
    }
    return outbox.add(connection, **(mail | changes))


def test_a_mail_is_taken_with_every_byte_of_it(store: Engine) -> None:
    """The attempt under way is counted already."""
    with store.begin() as connection:
        mail_id = _queue(connection)
        expected = QueuedMail(
            mail_id, "r1", "portail@mail.test", '"cam ille"@mail.test', RAW, 1
        )
        assert expected == outbox.take(connection, mail_id)


def test_a_mail_in_hand_cannot_be_taken_again(store: Engine) -> None:
    """Nor can one that does not exist."""
    with store.begin() as connection:
        mail_id = _queue(connection)
        assert outbox.take(connection, mail_id) is not None
        assert outbox.take(connection, mail_id) is None
        assert outbox.take(connection, mail_id + 1) is None


def test_a_mail_is_due_from_its_instant_on(store: Engine) -> None:
    """Oldest first; not a microsecond before its time."""
    with store.begin() as connection:
        late = _queue(connection, due_at=NOON + A_MOMENT)
        first = _queue(connection)
        second = _queue(connection, due_at=NOON - A_MOMENT)
        assert [first, second] == outbox.due(connection, NOON)
        assert [second] == outbox.due(connection, NOON - A_MOMENT)
        assert [late, first, second] == outbox.due(connection, NOON + A_MOMENT)


def test_a_settled_mail_is_not_due(store: Engine) -> None:
    """Sent or refused, it is over."""
    with store.begin() as connection:
        for state in (MailState.SENT, MailState.REFUSED):
            mail_id = _queue(connection, request_id=state.value)
            outbox.take(connection, mail_id)
            assert MailState.SENDING == outbox.state_of_request(connection, state)
            outbox.settle(connection, mail_id, state, "dit")
            assert state is outbox.state_of_request(connection, state)
            assert outbox.take(connection, mail_id) is None
        assert [] == outbox.due(connection, NOON + timedelta(days=365))


def test_a_postponed_mail_is_due_again_later(store: Engine) -> None:
    """It is taken again at its new time, as a second attempt."""
    later = NOON + timedelta(minutes=1)
    with store.begin() as connection:
        mail_id = _queue(connection)
        outbox.take(connection, mail_id)
        outbox.settle(connection, mail_id, MailState.QUEUED, "451", later)
        assert [] == outbox.due(connection, later - A_MOMENT)
        assert [mail_id] == outbox.due(connection, later)
        again = outbox.take(connection, mail_id)
        assert again is not None
        assert 2 == again.attempts


def test_interrupted_mails_are_queued_again(store: Engine) -> None:
    """What was in hand when the portal died is due now; the rest is as it was."""
    tomorrow = NOON + timedelta(days=1)
    with store.begin() as connection:
        in_hand, sent = (_queue(connection, request_id=name) for name in ("a", "b"))
        waiting = _queue(connection, request_id="c", due_at=tomorrow)
        outbox.take(connection, in_hand)
        outbox.take(connection, sent)
        outbox.settle(connection, sent, MailState.SENT, "")
    with store.begin() as connection:
        outbox.requeue_interrupted(connection, NOON + A_MOMENT)
        states = [outbox.state_of_request(connection, name) for name in "abc"]
        assert [MailState.QUEUED, MailState.SENT, MailState.QUEUED] == states
        assert [] == outbox.due(connection, NOON)
        assert [in_hand] == outbox.due(connection, NOON + A_MOMENT)
        assert [in_hand, waiting] == outbox.due(connection, tomorrow)


def test_a_request_without_mail_has_no_state(store: Engine) -> None:
    """Nothing was queued for it; a courtesy mail belongs to no request."""
    with store.begin() as connection:
        _queue(connection, request_id=None)
        assert outbox.state_of_request(connection, "r1") is None
