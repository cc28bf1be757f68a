"""The mail server of the simulation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from simulator.living.relay import Relay, Reply, outages
from simulator.living.scenario import scenario

START = datetime(2026, 3, 1, 23, tzinfo=UTC)
MONTH_S = 30 * 86400


class Hand:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = 0

    def now(self) -> datetime:
        """Return the instant."""
        return START + timedelta(seconds=self.at)


def relay(hand: Hand, down: tuple[int, int] | None = None, **told: Any) -> Relay:
    """Return a mail server that is down in one interval, if any."""
    quiet = {"greylist_share": 0, "dead_address_share": 0}
    return Relay(
        scenario(quiet | told), 42, hand, START, [] if down is None else [down]
    )


def test_a_sound_server_takes_every_mail() -> None:
    """What is taken is noted with its time."""
    hand = Hand()
    server = relay(hand)
    hand.at = 50

    assert Reply.ACCEPTED is server.answer("a@example.org")
    assert [50] == server.accepted
    assert set() == server.ticks


@pytest.mark.parametrize(
    ("at", "reply"),
    [
        (99, Reply.ACCEPTED),
        (100, Reply.LATER),
        (199, Reply.LATER),
        (200, Reply.ACCEPTED),
    ],
)
def test_nothing_is_taken_during_an_outage(at: int, reply: Reply) -> None:
    """An outage lasts from its first second to before its last."""
    hand = Hand()
    server = relay(hand, (100, 200))
    hand.at = at

    assert reply is server.answer("a@example.org")


def test_greylisting_wants_a_second_try_late_enough() -> None:
    """The first try is put off, one too early too, and then the address is known."""
    hand = Hand()
    server = relay(hand, greylist_share=1, greylist_delay="5min")
    replies = []
    for at in (0, 60, 300, 301):
        hand.at = at
        replies.append(server.answer("A@example.org" if at else "a@example.org"))

    assert [Reply.LATER, Reply.LATER, Reply.ACCEPTED, Reply.ACCEPTED] == replies
    assert 2 == server.postponed


def test_an_address_that_is_gone_is_refused_for_good() -> None:
    """Nobody is there, whatever the time."""
    server = relay(Hand(), dead_address_share=1)

    assert Reply.NEVER is server.answer("a@example.org")
    assert [] == server.accepted


def test_a_mail_put_off_is_looked_at_again_on_the_minute() -> None:
    """The portal is told to look after each wait that it may take."""
    hand = Hand()
    server = relay(hand, (0, 1000), retry_delays=["1min", "1h"])
    hand.at = 30
    server.answer("a@example.org")

    assert {120, 3660} == server.ticks


def test_outages_are_as_frequent_as_assumed() -> None:
    """Over many worlds there are as many outages a month as the scenario says."""
    told = scenario({"outages_per_month": 2.0})
    count = sum(len(outages(told, seed, MONTH_S)) for seed in range(400))

    assert abs(count / 400 - 2) < 0.25


def test_outages_follow_each_other() -> None:
    """They are in order, in the period, and do not overlap."""
    told = scenario({"outages_per_month": 50, "outage_length": "3h"})
    found = outages(told, 7, MONTH_S)

    assert len(found) > 10
    assert all(begins < ends for begins, ends in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert found[-1][0] < MONTH_S


def test_no_outage_is_possible() -> None:
    """A server that never fails does not."""
    assert [] == outages(scenario({"outages_per_month": 0}), 42, MONTH_S)
