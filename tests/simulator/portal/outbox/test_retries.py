"""When a postponed mail is tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from simulator.portal.outbox.retries import next_attempt
from simulator.portal.settings import Settings

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "wait_min"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 240)]
)
def test_the_wait_grows_with_the_attempts(attempts: int, wait_min: int) -> None:
    """One minute after the first refusal, four hours after the fifth."""
    expected = NOON + timedelta(minutes=wait_min)

    assert expected == next_attempt(Settings().retry_delays, attempts, NOON)


@pytest.mark.parametrize("attempts", [6, 7, 100])
def test_after_the_sixth_attempt_it_is_over(attempts: int) -> None:
    """There is no seventh."""
    assert next_attempt(Settings().retry_delays, attempts, NOON) is None


def test_no_delay_means_no_second_attempt() -> None:
    """A portal may give up at once."""
    assert next_attempt((), 1, NOON) is None


def test_a_mail_is_given_up_before_its_link_dies() -> None:
    """The whole schedule is shorter than the life of the link that it carries."""
    assert sum(Settings().retry_delays, timedelta(0)) < timedelta(hours=24)
