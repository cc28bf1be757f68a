"""A worker's people, and how one of them goes her way: no word of Locust here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from fixtures.draw import Draw
from fixtures.person import Person
from harness.journeys.legs import BY_MAIL, BY_MAIL_WITH_ANOTHER_DOSSIER, Errand, Leg
from harness.journeys.surroundings import Surroundings
from harness.runs.load.desk_client import DeskCaptcha, DeskClient, DeskMails
from harness.runs.load.journey import Journey
from harness.runs.load.measured import PageTime, Told
from harness.runs.load.pace import Pace
from harness.runs.load.people import next_password
from harness.runs.load.plan import LoadPlan
from harness.runs.load.slices import Slice, Turns
from harness.runs.load.walking import Company, walk
from harness.runs.load.world import LoadWorld
from harness.targets.reach import ReachedTarget
from simulator.clock import SystemClock
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.server import FranceConnectServer
from simulator.mail.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class Watching:
    """What a walk is told by, and what it tells.

    Attributes:
        rest: waits so many seconds; raises RunOver once the run has ended.
        page: hears of each page.
        leg: hears of each leg: which, how long (seconds), what went wrong.
    """

    rest: Callable[[float], None]
    page: Told
    leg: Callable[[Leg, float, str], None]


class Crew:
    """The people of the slice of worker *index*, taken in turn."""

    def __init__(self, plan: LoadPlan, desk: DeskClient, index: int) -> None:
        crowd = plan.crowd
        people = Slice(len(crowd.people), index, plan.slices, crowd.skipped)
        self._plan = plan
        self._desk = desk
        self._index = index
        self._turns = Turns(people)
        self._pace = Pace(plan.max_rate / plan.slices)
        self._target = ReachedTarget(plan.reach)
        self._around = _surroundings(plan, desk)
        self._under_way: dict[int, str] = {}
        self._lock = threading.Lock()

    def walk_one(self, watching: Watching) -> Journey:
        """Have the next person walk the procedure; tell the desk what came of it."""
        watching.rest(self._pace.wait_s())
        rank, walked = self._turns.take()
        try:
            return self._walk(rank, walked, watching)
        finally:
            self._turns.give_back(rank)

    def _walk(self, rank: int, walked: int, watching: Watching) -> Journey:
        plan, person = self._plan, self._plan.crowd.people[rank]
        draw = Draw(plan.seed + walked, rank)
        strays = draw.chance("other dossier", plan.other_dossier_share)
        errand = Errand(
            next_password(plan.seed, rank, walked, person.password),
            _another_number(person.dossier),
        )
        email = person.email or ""
        journey = Journey(self._index, rank, person.situation, person.dossier, email)

        def told(page: PageTime) -> None:
            journey.requests += page.requests
            watching.page(page)

        with self._on_her_way(rank, person.dossier), self._world(person, told) as world:

            def think(leg: Leg) -> None:
                least, most = leg.thinks_s
                part = draw.below(f"think {leg.id}", 1000) / 1000
                watching.rest((least + (most - least) * part) * plan.thinking)

            def others() -> tuple[str, ...]:
                return self._others(rank, errand.other_dossier)

            try:
                walk(
                    world.join(person),
                    BY_MAIL_WITH_ANOTHER_DOSSIER if strays else BY_MAIL,
                    errand,
                    Company(think, watching.leg, others),
                    journey,
                )
            finally:
                self._desk.tell(journey)
        return journey

    @contextmanager
    def _on_her_way(self, rank: int, dossier: str) -> Iterator[None]:
        with self._lock:
            self._under_way[rank] = dossier
        try:
            yield
        finally:
            with self._lock:
                del self._under_way[rank]

    def _others(self, rank: int, typed: str) -> tuple[str, ...]:
        """Return the numbers of those on their way, but her own and what she typed."""
        with self._lock:
            hers = {self._under_way[rank], typed}
            return tuple(one for one in self._under_way.values() if one not in hers)

    @contextmanager
    def _world(self, person: Person, told: Told) -> Iterator[LoadWorld]:
        around = replace(
            self._around,
            mailbox=Mailbox(SystemClock()),
            mails=DeskMails(self._desk, person.email or ""),
        )
        world = LoadWorld(self._target, around, told, seed=self._plan.seed)
        try:
            yield world
        finally:
            world.end()


def _another_number(dossier: str) -> str:
    """Return a number of seven digits that is not hers."""
    return f"{(int(dossier) + 1) % 10_000_000:07}"


def _surroundings(plan: LoadPlan, desk: DeskClient) -> Surroundings:
    """Return what stands around the portal, none of which is this worker's own."""
    france_connect = FranceConnectDouble(SystemClock())
    return Surroundings(
        mailbox=Mailbox(SystemClock()),
        mail_server=None,
        captcha=DeskCaptcha(desk),
        captcha_server=None,
        france_connect=france_connect,
        france_connect_server=FranceConnectServer(france_connect),
        patience_s=plan.patience_s,
        captcha_told=plan.captcha,
    )
