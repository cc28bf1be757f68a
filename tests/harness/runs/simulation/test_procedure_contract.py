"""The contract of Procedure: with pages and without, a portal answers alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import simpy

from fixtures.person import Person
from fixtures.population import Population
from harness.runs.simulation.plan import Fidelity
from simulator.living.life import World
from simulator.living.procedure import Answer, Link, Offer, Procedure, Typed
from simulator.living.relay import Relay
from simulator.living.scenario import scenario
from tests.harness.runs.simulation.conftest import OpenWay

START = datetime(2026, 3, 9, 23, tzinfo=UTC)
QUIET = {"dead_address_share": 0, "greylist_share": 0, "outages_per_month": 0}
STRONG = "Tilleul-Granit-4821"
HOUR = 3600


class Stage:
    """A portal with people, and a time that a test moves."""

    def __init__(self, open_way: OpenWay, fidelity: Fidelity) -> None:
        told = scenario(QUIET)
        self.world = World()
        self.portal: Procedure = open_way(fidelity, told, self.world)
        self.environment = simpy.Environment()
        self.world.clock.follow(self.environment, START)
        self.world.relay = Relay(told, 1, self.world.clock, START, [(0, 600)])
        self.people = [
            one for one in Population(1, 40) if one.status == "active" and one.address
        ]
        self.portal.admit(self.people)

    def at(self, seconds: int) -> None:
        """Move the time."""
        self.environment.run(until=seconds)

    @property
    def somebody(self) -> Person:
        """Somebody with a mail and a postal address."""
        return next(one for one in self.people if one.email)


@pytest.fixture(params=list(Fidelity))
def stage(request: pytest.FixtureRequest, open_way: OpenWay) -> Stage:
    """Open a portal in either fidelity."""
    return Stage(open_way, request.param)


def test_a_reset_by_mail(stage: Stage) -> None:
    """From the request to the log-in, with the refusals of step 8 on the way."""
    portal, who = stage.portal, stage.somebody
    stage.at(HOUR)

    assert Offer(by_mail=True, by_post=True) == portal.ask(who, who.dossier)
    assert [] == list(portal.mails(who, START))
    portal.choose_mail(who)
    (mail,) = portal.mails(who, START)
    assert START + timedelta(seconds=HOUR) == mail.received_at
    assert [] == list(portal.mails(who, START + timedelta(seconds=HOUR + 1)))
    stage.at(2 * HOUR)
    assert not portal.log_in(who, STRONG)
    assert Link.LIVE is portal.follow(who, mail)
    for typed in (
        Typed(who.dossier, "court", "court"),
        Typed(who.dossier, STRONG, f"{STRONG}x"),
        Typed("0000001", STRONG, STRONG),
    ):
        assert Answer.REFUSED is portal.change(who, typed)
    assert Answer.CHANGED is portal.change(who, Typed(who.dossier, STRONG, STRONG))
    assert portal.log_in(who, STRONG)
    assert Link.DEAD is portal.follow(who, mail)
    assert 1 == len(portal.mails(who, START))  # that of the change has no link


def test_a_link_that_is_too_old(stage: Stage) -> None:
    """A link expires, even under a form that is open already."""
    portal, who = stage.portal, stage.somebody
    stage.at(HOUR)
    portal.ask(who, who.dossier)
    portal.choose_mail(who)
    (mail,) = portal.mails(who, START)
    stage.at(25 * HOUR - 1)
    assert Link.LIVE is portal.follow(who, mail)
    stage.at(25 * HOUR)

    typed = Typed(who.dossier, STRONG, STRONG)
    assert Answer.EXPIRED is portal.change(who, typed)
    assert Link.EXPIRED is portal.follow(who, mail)


def test_a_second_request_replaces_the_first(stage: Stage) -> None:
    """The older of two mails is dead, the newer alive."""
    portal, who = stage.portal, stage.somebody
    for hour in (1, 2):
        stage.at(hour * HOUR)
        portal.ask(who, who.dossier)
        portal.choose_mail(who)

    older, newer = portal.mails(who, START)
    assert Link.DEAD is portal.follow(who, older)
    assert Link.LIVE is portal.follow(who, newer)


def test_a_mail_that_the_server_puts_off(stage: Stage) -> None:
    """It comes when the outbox is run, once the server is back."""
    portal, who = stage.portal, stage.somebody
    stage.at(60)
    portal.ask(who, who.dossier)
    portal.choose_mail(who)
    seen = []
    for at in (120, 540, 1200, 1500):
        stage.at(at)
        portal.run_outbox()
        seen.append(len(portal.mails(who, START)))

    assert [0, 0, 0, 1] == seen  # a third refusal is a quarter of an hour
    assert stage.world.relay.postponed > 1


def test_a_dossier_of_nobody(stage: Stage) -> None:
    """It is offered what anybody is, and nothing comes of it."""
    portal, who = stage.portal, stage.somebody
    taken = {one.dossier for one in stage.people}
    unknown = next(f"{n:07d}" for n in range(1, 99) if f"{n:07d}" not in taken)
    stage.at(HOUR)

    assert Offer(by_mail=True, by_post=True) == portal.ask(who, unknown)
    portal.choose_mail(who)
    portal.ask(who, unknown)
    portal.choose_post(who)
    assert [] == list(portal.mails(who, START))
    assert portal.letter_day(who) is None


def test_who_has_no_mail_is_offered_a_letter(stage: Stage) -> None:
    """Without an address to write to, the letter alone is on offer."""
    who = next(one for one in stage.people if not one.email)
    stage.at(HOUR)

    assert Offer(by_mail=False, by_post=True) == stage.portal.ask(who, who.dossier)


def test_a_reset_by_letter(stage: Stage) -> None:
    """The letter is expected some days later, lets in once, and its password goes."""
    portal, who = stage.portal, stage.somebody
    stage.at(12 * HOUR)
    portal.ask(who, who.dossier)
    portal.choose_post(who)
    day = portal.letter_day(who)
    assert day is not None
    stage.at(int((day - START.date()).total_seconds()) + 12 * HOUR)

    assert portal.use_letter(who, STRONG)
    assert portal.log_in(who, STRONG)
    assert not portal.use_letter(who, f"{STRONG}2")


def test_a_letter_opened_too_late(stage: Stage) -> None:
    """After three weeks it lets nobody in."""
    portal, who = stage.portal, stage.somebody
    stage.at(HOUR)
    portal.ask(who, who.dossier)
    portal.choose_post(who)
    stage.at(22 * 24 * HOUR)

    assert not portal.use_letter(who, STRONG)


def test_the_next_people_find_nothing_of_the_last(stage: Stage) -> None:
    """Admitting people forgets mails, links and letters of those before."""
    portal, who = stage.portal, stage.somebody
    stage.at(HOUR)
    portal.ask(who, who.dossier)
    portal.choose_mail(who)
    portal.ask(who, who.dossier)
    portal.choose_post(who)
    portal.admit([who])

    assert [] == list(portal.mails(who, START))
    assert portal.letter_day(who) is None
    assert portal.log_in(who, who.password)
