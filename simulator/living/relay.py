"""The mail server of the simulation: outages, greylisting, addresses that are gone.

It decides by the clock and the recipient alone, so that the two fidelities, which reach
it in different ways, are told the same.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto

from fixtures.draw import RANGE, Draw, digest
from simulator.clock import Clock
from simulator.living.draws import Draws
from simulator.living.scenario import Scenario

MINUTE = 60
_MONTH_S = 30 * 86400
_NOBODY = 0


class Reply(Enum):
    """What the mail server says to one recipient."""

    ACCEPTED = auto()
    LATER = auto()
    NEVER = auto()


def outages(scenario: Scenario, seed: int, length_s: int) -> list[tuple[int, int]]:
    """Return the outages (from, to) of a period, in seconds from its start."""
    found: list[tuple[int, int]] = []
    if not scenario.outages_per_month:
        return found
    draw, at, number = Draw(seed, _NOBODY), 0.0, 0
    while True:
        number += 1
        draws = Draws(seed, _NOBODY, f"outage {number}", scenario.delay_spread)
        uniform = draw.bits(f"living outage {number}") / RANGE
        at += -math.log1p(-uniform) * _MONTH_S / scenario.outages_per_month
        if at >= length_s:
            return found
        lasts = draws.delay("length", scenario.outage_length)
        found.append((int(at), int(at) + lasts))
        at += lasts


@dataclass(slots=True)
class Relay:
    """A mail server, from the sending portal's side.

    Attributes:
        scenario: what is assumed.
        seed: the world.
        clock: the virtual time.
        start: its instant 0.
        outages: when nothing is taken, in seconds from the start.
        accepted: when each mail was taken (seconds from the start).
        postponed: how many hand-overs were put off.
        ticks: when the portal should look at its outbox again (seconds).
    """

    scenario: Scenario
    seed: int
    clock: Clock
    start: datetime
    outages: list[tuple[int, int]]
    accepted: list[int] = field(default_factory=list)
    postponed: int = 0
    ticks: set[int] = field(default_factory=set)
    _first: dict[str, datetime] = field(default_factory=dict)

    def answer(self, recipient: str) -> Reply:
        """Take a mail for *recipient* now, or refuse it."""
        now = self.clock.now()
        at = int((now - self.start).total_seconds())
        reply = self._reply(recipient, now, at)
        if reply is Reply.ACCEPTED:
            self.accepted.append(at)
        elif reply is Reply.LATER:
            self.postponed += 1
            self._expect_again(at)
        return reply

    def _reply(self, recipient: str, now: datetime, at: int) -> Reply:
        if self._is_out(at):
            return Reply.LATER
        draw = Draw(self.seed, digest(recipient.casefold()))
        if draw.chance("living address gone", self.scenario.dead_address_share):
            return Reply.NEVER
        if draw.chance("living greylisted", self.scenario.greylist_share):
            first = self._first.setdefault(recipient.casefold(), now)
            if now - first < timedelta(seconds=self.scenario.greylist_delay):
                return Reply.LATER
        return Reply.ACCEPTED

    def _is_out(self, at: int) -> bool:
        number = bisect_right(self.outages, (at, math.inf)) - 1
        return number >= 0 and at < self.outages[number][1]

    def _expect_again(self, at: int) -> None:
        """Note when the portal may try this mail again: after any of its waits.

        Which of its tries this was is the portal's own business. It looks at its
        outbox on the minute, as schedulers do, and finds nothing to do if it is early.
        """
        for wait in (*self.scenario.retry_delays, MINUTE):
            self.ticks.add(-(-(at + wait) // MINUTE) * MINUTE)
