"""A world that somebody else founded is opened as any other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from fixtures.population import Population
from simulator.mail.message import ReceivedMail
from simulator.portal.assembly import build_bench_portal
from simulator.served.folder import store_url
from simulator.served.leaving import leave_world
from tests.simulator.served.conftest import OpenWorld

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
PEOPLE = tuple(Population(7, 4))


def mail(number: int, *, delay: timedelta = timedelta(0)) -> ReceivedMail:
    """Return a mail received at noon, seen later."""
    raw = b"Subject: %d\r\n\r\n" % number
    return ReceivedMail(number, "a@b.test", ("c@d.test",), raw, NOON, NOON + delay)


def leave(folder: Path, *mails: tuple[ReceivedMail, bool]) -> None:
    """Leave a world with the people, at noon."""
    portal = build_bench_portal(database=store_url(folder))
    portal.app.test_client().put(
        "/_bench/accounts", json=[person.as_account() for person in PEOPLE]
    )
    portal.close()
    leave_world(folder, now=NOON, seed=7, people=PEOPLE, mails=mails, facts={"a": "1"})


def test_its_clock_is_held_until_somebody_lets_it_go(
    opened: OpenWorld, tmp_path: Path
) -> None:
    """Nothing happens between the leaving and the opening."""
    leave(tmp_path)
    world = opened(tmp_path, population=None)

    assert (NOON, True) == (world.clock.now(), world.clock.is_held)


def test_its_mails_are_there_in_order_each_with_its_tick(
    opened: OpenWorld, tmp_path: Path
) -> None:
    """A mail under way comes when it is due."""
    leave(
        tmp_path,
        (mail(3), True),
        (mail(5, delay=timedelta(hours=1)), False),
        (mail(7), False),
    )
    world = opened(tmp_path, population=None)
    before = [each.subject for each in world.mailbox.all()]
    unread = [each.subject for each in world.mailbox.unread()]
    world.clock.advance(timedelta(hours=1))

    assert (["3", "7"], ["7"]) == (before, unread)
    assert ["3", "5", "7"] == [each.subject for each in world.mailbox.all()]


def test_its_people_are_the_portal_s(opened: OpenWorld, tmp_path: Path) -> None:
    """Everybody who has an account is known at the desk, in the order given."""
    leave(tmp_path)
    world = opened(tmp_path, population=None)

    assert [person.dossier for person in PEOPLE] == [
        each.person.dossier for each in world.residents.search("", 9)
    ]
    assert all(each.password for each in world.residents.search("", 9))
    assert len(PEOPLE) == world.residents.count
