"""Several hands at once: exactly one wins, on every engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from simulator.portal.rules.situation import Situation
from simulator.portal.store import letters, links, outbox, requests
from simulator.portal.store.links import ResetLink
from simulator.portal.store.requests import RequestState, ResetRequest

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
KEY = (Situation.AFFILIE, "0012345")

AtOnce = Callable[..., list[Any]]


def test_of_many_redemptions_one_wins(store: Engine, at_once: AtOnce) -> None:
    """A link posted eight times at once changes one password (B50)."""
    end = NOON + timedelta(days=1)
    with store.begin() as connection:
        links.add(connection, ResetLink("j", "r", *KEY, "c@mail.test", end))

    assert [False] * 7 + [True] == sorted(at_once(links.redeem, "j", NOON))


def test_of_many_claims_one_wins(store: Engine, at_once: AtOnce) -> None:
    """A double click at step 5 sends once (P5.6)."""
    with store.begin() as connection:
        request = ResetRequest("r", *KEY, NOON, RequestState.OPEN)
        requests.add(connection, request)

    won = at_once(requests.claim, "r", RequestState.MAIL)
    assert [False] * 7 + [True] == sorted(won)


def test_of_many_hands_one_takes_the_mail(store: Engine, at_once: AtOnce) -> None:
    """A mail is handed over by one worker."""
    with store.begin() as connection:
        mail_id = outbox.add(
            connection,
            request_id=None,
            sender="a@b.fr",
            recipient="c@d.fr",
            raw=b"x",
            due_at=NOON,
        )

    hands = at_once(outbox.take, mail_id, NOON, NOON + timedelta(minutes=5))
    taken = [mail for mail in hands if mail is not None]
    assert [1] == [mail.attempts for mail in taken]


def test_of_many_log_ins_by_letter_one_wins(store: Engine, at_once: AtOnce) -> None:
    """A letter's password is dropped once (B54)."""
    with store.begin() as connection:
        letters.set_temporary_password(connection, *KEY, "hash", NOON)

    dropped = at_once(letters.drop_temporary_password, *KEY)
    assert [False] * 7 + [True] == sorted(dropped)
