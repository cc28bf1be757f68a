"""Measuring how long the portal takes, for dossiers that it knows or not (B02).

In real time only (``@temps-reel``): a frozen process measures nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from enum import Enum
from itertools import islice
from statistics import quantiles
from typing import NamedTuple

from fixtures.dossiers import SPACE
from fixtures.draw import digest
from fixtures.person import Person, Situation
from fixtures.population import Population
from harness.errors import NotObservable, NotOffered
from harness.forms import Submission
from harness.journeys.access import open_forgotten_password, open_personal_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import fill_request
from harness.journeys.filled import choice_form, login_form, request_form
from harness.journeys.world import World
from simulator.clock import real_seconds
from simulator.mail.attempts import Command

_SERIES = 2
"""The second one confirms the first, or not."""

_BATCH = 10
"""People of each kind between two calls of ``PUT accounts``, which makes the portal
forget its counters: twice as many requests a minute come from one address."""

_WARM_UP = 4
_FIRST_OF_CROWD = 1000
"""Where the crowd begins in the population: far from the bystanders."""

_WHEN_BUSY = 2
"""How many times more durations a busy machine calls for, at most."""

_STEADY_S = 0.002
"""How far the median is from the lower quartile on a machine that is not busy."""

_TRIES = 3
"""On a busy machine the portal may lose patience with the CAPTCHA's verifier."""

_TOO_MANY = 429
_MAIL_SERVER_TAKES_S = 0.02
"""How long the mail server lets whoever speaks to it wait, as distant ones do."""

_PATIENCE_S = 1.0


class Moment(Enum):
    """What is timed; the value is how features say it."""

    REQUEST = "l'étape 4"
    CHOICE = "la validation de l'étape 5"
    LOGIN = "une connexion refusée"


class Series(NamedTuple):
    """Seconds that each answer took, in the order in which they came."""

    known: tuple[float, ...]
    unknown: tuple[float, ...]


def measure(world: World, moment: Moment, count: int) -> tuple[Series, ...]:
    """Have *count* known and as many unknown people pass *moment*, twice over.

    Who is known, and so the order of the two kinds, is drawn from the scenario's seed:
    whatever else happens on the machine falls on both alike.

    Raises:
        NotObservable: the portal does not let that many people through.
    """
    crowd = _crowd(world)
    world.settle()
    _batch(world, moment, tuple(islice(crowd, 2 * _WARM_UP)))
    return tuple(_series(world, moment, count, crowd) for _ in range(_SERIES))


def _series(
    world: World, moment: Moment, count: int, crowd: Iterator[Person]
) -> Series:
    """Return *count* durations of each kind; more of both if the machine is busy.

    How many depends on how much all of them vary, and not on who is known.
    """
    known: list[float] = []
    unknown: list[float] = []
    while len(known) < count or (
        len(known) < _WHEN_BUSY * count and _varies([*known, *unknown])
    ):
        size = min(_BATCH, -len(known) % count or count)
        batch = _batch(world, moment, tuple(islice(crowd, 2 * size)))
        known += batch.known
        unknown += batch.unknown
    return Series(tuple(known), tuple(unknown))


def _varies(durations: list[float]) -> bool:
    lower, middle, _ = quantiles(durations, n=4)
    return middle - lower > _STEADY_S


def _batch(world: World, moment: Moment, people: tuple[Person, ...]) -> Series:
    drawn = sorted(people, key=lambda somebody: digest(f"{world.seed}{somebody.email}"))
    known = drawn[: len(people) // 2]
    world.populate(known)
    times: dict[bool, list[float]] = {True: [], False: []}
    for somebody in people:
        took = _time(world.join(somebody), moment)
        times[somebody in known].append(took)
    for mail in world.mailbox.unread():
        world.mailbox_now.mark_read(mail)
    world.evidence.pages.clear()  # a thousand pages, all alike, prove nothing
    return Series(tuple(times[True]), tuple(times[False]))


def _time(somebody: Affiliate, moment: Moment) -> float:
    submission = _before(somebody, moment)
    if moment is Moment.CHOICE:
        _slow_mail_server_down(somebody.world)
    began = real_seconds()
    somebody.submit(submission)
    took = real_seconds() - began
    somebody.world.surroundings.repair()
    _require_let_through(somebody)
    return took


def _slow_mail_server_down(world: World) -> None:
    """Have the mail server answer late, for once, whoever gives the sender's name."""
    gate = world.faults.hold(Command.MAIL)

    def release_late() -> None:
        if gate.wait_reached(_PATIENCE_S):
            threading.Event().wait(_MAIL_SERVER_TAKES_S)
        gate.release()

    threading.Thread(target=release_late, daemon=True).start()


def _before(somebody: Affiliate, moment: Moment) -> Submission:
    """Walk up to *moment* and return what is about to be sent."""
    if moment is Moment.LOGIN:
        open_personal_space(somebody)
        return login_form(somebody, "Inconnu2026")
    if moment is Moment.REQUEST:
        open_forgotten_password(somebody)
        return request_form(somebody)
    why = ""
    for _ in range(_TRIES):
        fill_request(somebody)
        _require_let_through(somebody)
        try:
            return choice_form(somebody)
        except NotOffered as missing:
            why = str(missing)
    raise NotObservable(
        f"L'étape 5 ne s'ouvre pas à chacun : sa durée ne se mesure pas. {why}"
    )


def _require_let_through(somebody: Affiliate) -> None:
    if somebody.page.status == _TOO_MANY:
        raise NotObservable(
            "Le portail limite le nombre de demandes d'une même adresse, même après "
            "un changement de comptes : la durée ne se mesure pas."
        )


def _crowd(world: World) -> Iterator[Person]:
    """Yield people alike: active, with both addresses, each with a mail of her own."""
    taken = {somebody.person.dossier for somebody in world.people}
    population = Population(world.seed, SPACE)
    for index in range(_FIRST_OF_CROWD, SPACE):
        somebody = population[index]
        if (
            somebody.situation is Situation.AFFILIE
            and somebody.status == "active"
            and somebody.email is not None
            and somebody.address is not None
            and not {somebody.dossier, somebody.email} & taken
        ):
            taken |= {somebody.dossier, somebody.email}
            yield somebody
