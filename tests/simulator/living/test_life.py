"""A part of the population living through a month, on the reset service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from simulator.living.episode import Episode
from simulator.living.life import Life, Period, World
from simulator.living.scenario import scenario
from simulator.living.service import ServiceProcedure
from simulator.living.tally import Event, Fate, Tally

START = date(2026, 3, 2)
SIZE = 400
BUSY = {"monthly_demand": 0.3, "campaigns": []}
CALM = {
    "dead_address_share": 0,
    "greylist_share": 0,
    "outages_per_month": 0,
    "spam_share": 0,
    "wrong_dossier_share": 0,
    "weak_password_share": 0,
    "post_share": 0,
}


@contextmanager
def life(size: int = SIZE, **told: Any) -> Iterator[Life]:
    """Open a portal on which *size* people live."""
    world, chosen = World(), scenario(BUSY | told)
    procedure = ServiceProcedure(chosen, world)
    yield Life(chosen, Period(START, 30, size), world, procedure)
    procedure.close()


def lived(size: int = SIZE, seed: int = 42, **told: Any) -> Tally:
    """Return what a whole population counted."""
    with life(size, **told) as one:
        return one.live(seed, 0, size)


def test_every_need_comes_to_its_end() -> None:
    """No need is lost: each has a fate, and each who succeeds by mail a time."""
    tally = lived()

    assert tally.events[Event.NEED] > 100
    assert tally.events[Event.NEED] == tally.fates.total() == tally.needs.total()
    assert tally.fates[Fate.MAIL] == tally.times.total()
    assert tally.fates[Fate.MAIL] == tally.events[Event.LOGGED_IN]
    assert tally.events[Event.CALL] == tally.calls.total() >= tally.fates[Fate.DESK]
    assert all(tally.fates[fate] for fate in Fate)


def test_the_same_seed_gives_the_same_figures() -> None:
    """Two worlds of one seed are one; those of two seeds are not."""
    assert lived(100).as_dict() == lived(100).as_dict()
    assert lived(100).as_dict() != lived(100, seed=43).as_dict()


def test_how_the_population_is_cut_changes_nothing() -> None:
    """Parts add up to the whole, in any order, on one portal."""
    whole, sum_of_parts = lived(), Tally()
    with life() as one:
        for first, last in ((300, 400), (0, 7), (7, 300)):
            sum_of_parts.add(one.live(42, first, last))

    assert whole.as_dict() == sum_of_parts.as_dict()


def test_a_sound_world_succeeds_by_mail() -> None:
    """Without mishap everybody whose account is active and has a mail gets there."""
    ended: list[Episode] = []
    with life(**CALM, later_delay="1h") as one:
        one.live(42, 0, SIZE, ended.append)
    reached = [one for one in ended if one.person.status == "active"]

    for episode in reached:
        wanted = Fate.MAIL if episode.person.email else Fate.POST
        if episode.person.email or episode.person.address:
            assert wanted is episode.fate, episode
            assert 1 == episode.requests
    assert len(reached) > 80


def test_a_shorter_link_expires_more_often() -> None:
    """The validity of the portal's links follows the scenario."""
    day, hour = lived(), lived(link_validity="1h")

    assert hour.events[Event.LINK_EXPIRED] > 3 * day.events[Event.LINK_EXPIRED] > 0
    assert hour.events[Event.NEED] == day.events[Event.NEED]


def test_a_server_that_is_down_for_good_sends_nothing() -> None:
    """All hand-overs are put off, and nobody finishes by mail."""
    down = {"outages_per_month": 20, "outage_length": "60d", "delay_spread": 0.1}
    tally = lived(100, **down)

    assert tally.events[Event.POSTPONED] > tally.mails.total()
    assert tally.events[Event.NO_MAIL] > 10


def test_mails_put_off_are_handed_over_later() -> None:
    """Greylisting delays everybody, and loses nobody's mail."""
    prompt, grey = lived(**CALM), lived(**CALM | {"greylist_share": 1})

    assert grey.events[Event.POSTPONED] > 0
    assert prompt.fates[Fate.MAIL] == pytest.approx(grey.fates[Fate.MAIL], rel=0.06)
    assert prompt.mails.total() <= grey.mails.total() + grey.events[Event.POSTPONED]


def test_one_change_leaves_the_rest_of_chance_alone() -> None:
    """Who never sees a refusal lives through the same in both scenarios."""
    fates = []
    for share in (0.0, 0.5):
        ended: list[Episode] = []
        with life(wrong_dossier_share=0, weak_password_share=share) as one:
            one.live(42, 0, SIZE, ended.append)
        fates.append({(one.index, one.number): one.fate for one in ended})
    usual, weak = fates
    same = sum(usual[key] is weak[key] for key in usual)

    assert usual.keys() == weak.keys()
    assert same > 0.9 * len(usual)


def test_a_world_without_people_has_no_mail_server() -> None:
    """A portal that asks too early is told so."""
    with pytest.raises(RuntimeError, match="Nobody lives here yet"):
        _ = World().relay
