"""The outbox: mails queued, taken by one hand, settled or tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from simulator.portal.store import outbox
from simulator.portal.store.outbox import MailState, QueuedMail

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)
LEASE = timedelta(minutes=5)
RAW = bytes(range(256))


def _take(connection: Connection, mail_id: int, now: datetime = NOON) -> Any:
    return outbox.take(connection, mail_id, now, now + LEASE)


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
        assert expected == _take(connection, mail_id)


def test_a_mail_in_hand_cannot_be_taken_again(store: Engine) -> None:
    """Nor can one that does not exist."""
    with store.begin() as connection:
        mail_id = _queue(connection)
        assert _take(connection, mail_id) is not None
        assert _take(connection, mail_id) is None
        assert _take(connection, mail_id + 1) is None


def test_a_mail_is_due_from_its_instant_on(store: Engine) -> None:
    """Oldest first; not a microsecond before its time."""
    with store.begin() as connection:
        late = _queue(connection, due_at=NOON + A_MOMENT)
        first = _queue(connection)
        second = _queue(connection, due_at=NOON - A_MOMENT)
        assert [first, second] == outbox.due(connection, NOON)
        assert [second] == outbox.due(connection, NOON - A_MOMENT)
        assert [late, first, second] == outbox.due(connection, NOON + A_MOMENT)


def test_a_mail_is_not_taken_before_its_time(store: Engine) -> None:
    """Whoever asks."""
    with store.begin() as connection:
        mail_id = _queue(connection, due_at=NOON + A_MOMENT)
        assert _take(connection, mail_id) is None
        assert _take(connection, mail_id, NOON + A_MOMENT) is not None


def test_a_settled_mail_is_not_due(store: Engine) -> None:
    """Sent or refused, it is over."""
    with store.begin() as connection:
        for state in (MailState.SENT, MailState.REFUSED):
            mail_id = _queue(connection, request_id=state.value)
            mail = _take(connection, mail_id)
            assert MailState.SENDING == outbox.state_of_request(connection, state)
            assert outbox.settle(connection, mail, state, "dit")
            assert state is outbox.state_of_request(connection, state)
            assert _take(connection, mail_id) is None
        assert [] == outbox.due(connection, NOON + timedelta(days=365))


def test_a_postponed_mail_is_due_again_later(store: Engine) -> None:
    """It is taken again at its new time, as a second attempt."""
    later = NOON + timedelta(minutes=1)
    with store.begin() as connection:
        mail_id = _queue(connection)
        mail = _take(connection, mail_id)
        assert outbox.postpone(connection, mail, "451", later, attempts=mail.attempts)
        assert [] == outbox.due(connection, later - A_MOMENT)
        assert [mail_id] == outbox.due(connection, later)
        assert 2 == _take(connection, mail_id, later).attempts


def test_a_mail_in_hand_is_due_again_when_its_holder_is_held_dead(
    store: Engine,
) -> None:
    """Not before: another live process may be sending it."""
    with store.begin() as connection:
        mail_id = _queue(connection)
        _take(connection, mail_id)
    with store.begin() as connection:
        assert [] == outbox.due(connection, NOON + LEASE - A_MOMENT)
        assert _take(connection, mail_id, NOON + LEASE - A_MOMENT) is None
        assert [mail_id] == outbox.due(connection, NOON + LEASE)
        assert 2 == _take(connection, mail_id, NOON + LEASE).attempts


def test_who_was_held_dead_settles_nothing(store: Engine) -> None:
    """The mail is in another hand by now, which alone says what comes of it."""
    later = NOON + LEASE
    with store.begin() as connection:
        mail_id = _queue(connection)
        slow = _take(connection, mail_id)
        quick = _take(connection, mail_id, later)
        assert not outbox.settle(connection, slow, MailState.REFUSED, "550")
        assert not outbox.postpone(connection, slow, "451", later, attempts=0)
        assert MailState.SENDING is outbox.state_of_request(connection, "r1")
        assert outbox.settle(connection, quick, MailState.SENT, "")
        assert not outbox.settle(connection, slow, MailState.REFUSED, "550")
        assert MailState.SENT is outbox.state_of_request(connection, "r1")


def test_a_request_without_mail_has_no_state(store: Engine) -> None:
    """Nothing was queued for it; a courtesy mail belongs to no request."""
    with store.begin() as connection:
        _queue(connection, request_id=None)
        assert outbox.state_of_request(connection, "r1") is None
