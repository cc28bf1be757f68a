"""A part of the population living through a period, in virtual time."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date
from typing import Any

import simpy

from fixtures.population import Population
from simulator.living.clock import VirtualClock
from simulator.living.demand import HOUR, Demand
from simulator.living.episode import Episode
from simulator.living.procedure import Procedure
from simulator.living.relay import Relay, outages
from simulator.living.scenario import Scenario
from simulator.living.tally import Event, Tally

Told = Callable[[Episode], None]
Open = Callable[[Scenario, "World"], Procedure]
"""Opens a portal for a scenario, in a world."""


@dataclass(frozen=True, slots=True)
class Period:
    """Which people, and when.

    Attributes:
        start: first day, in Paris.
        days: number of days.
        size: number of people in the whole population.
    """

    start: date
    days: int
    size: int


class _Environment(simpy.Environment):
    """SimPy's, which counts its events and lets the outbox be run when it is due."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0
        self.after_event: Callable[[], None] = lambda: None

    def step(self) -> None:
        """Process the next event."""
        super().step()
        self.events += 1
        self.after_event()


class World:
    """What a portal shares with its people: the time and the mail server.

    The relay is another one in each part of the population; whoever keeps the world
    asks it for the one of the moment.
    """

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self._relay: Relay | None = None

    @property
    def relay(self) -> Relay:
        """The mail server.

        Raises:
            RuntimeError: nobody lives yet.
        """
        if self._relay is None:
            raise RuntimeError("Nobody lives here yet: there is no mail server.")
        return self._relay

    @relay.setter
    def relay(self, relay: Relay) -> None:
        """Have another mail server."""
        self._relay = relay


@dataclass(slots=True)
class Life:
    """Lets people live on one portal, a part of the population after the other.

    People do not get in each other's way, so that parts may be of any size and lived
    through in any order, or process: their tallies add up to the same.

    Attributes:
        scenario: what is assumed.
        period: which people, and when.
        world: the time and the mail server that the portal has.
        procedure: the portal.
        events: SimPy's events so far.
    """

    scenario: Scenario
    period: Period
    world: World
    procedure: Procedure
    events: int = 0

    def live(self, seed: int, first: int, last: int, told: Told | None = None) -> Tally:
        """Have the people *first* to *last* - 1 of a world live through the period.

        Every need is followed to its end, after the period if need be.

        Args:
            seed: the world.
            first: index of the first one.
            last: index after the last one.
            told: is told of every need that has ended.
        """
        demand = Demand(self.scenario, self.period.start, self.period.days)
        population = Population(seed, self.period.size)
        environment, tally = _Environment(), Tally()
        self.world.clock.follow(environment, demand.begins)
        length = demand.hours * HOUR
        relay = self.world.relay = Relay(
            self.scenario,
            seed,
            self.world.clock,
            demand.begins,
            outages(self.scenario, seed, length),
        )
        people = {index: population[index] for index in demand.who(seed, first, last)}
        self.procedure.admit(list(people.values()))
        for index, person in people.items():

            def episode(number: int, index: int = index, person: Any = person) -> Any:
                return Episode(
                    environment,
                    demand.begins,
                    self.procedure,
                    self.scenario,
                    tally,
                    seed,
                    index,
                    number,
                    person,
                )

            needs = list(demand.needs(seed, index))
            environment.process(_needs(environment, needs, episode, told))
        scheduled: set[int] = set()
        environment.after_event = lambda: self._look_again(
            environment, relay, scheduled
        )
        environment.run()
        self.events += environment.events
        tally.events[Event.POSTPONED] += relay.postponed
        for at in relay.accepted:
            tally.mails[at // HOUR] += 1
        return tally

    def _look_again(
        self, environment: simpy.Environment, relay: Relay, scheduled: set[int]
    ) -> None:
        """Schedule the runs of the outbox that the relay gave reason for."""
        for at in sorted(relay.ticks - scheduled):
            scheduled.add(at)
            environment.process(self._run_outbox(environment, at, scheduled))
        relay.ticks.clear()

    def _run_outbox(
        self, environment: simpy.Environment, at: int, scheduled: set[int]
    ) -> Generator[simpy.Event, Any, None]:
        yield environment.timeout(max(0, at - environment.now))
        scheduled.discard(at)
        self.procedure.run_outbox()


def _needs(
    environment: simpy.Environment,
    needs: list[int],
    episode: Callable[[int], Episode],
    told: Told | None,
) -> Generator[simpy.Event, Any, None]:
    """Live through somebody's needs; one that arises meanwhile is the same need."""
    for number, at in enumerate(needs, 1):
        if at < environment.now:
            continue
        yield environment.timeout(at - environment.now)
        one = episode(number)
        yield from one.live()
        if told is not None:
            told(one)
