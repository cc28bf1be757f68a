"""What a simulation costs: its events against a bare heap, and its growth.

Four loops with the same number of events, in one run: push and pop on a heap; SimPy's
timeouts; the people's behaviour on a portal that grants everything at once; the same on
the reset service. Then the population grows ten times: the cost of a need must stay the
same (linear), and so must the peak memory. Prints JSON, or a Markdown table.
"""

from __future__ import annotations

import argparse
import heapq
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import simpy

from fixtures.person import Person
from simulator.living.life import Life, Period, World
from simulator.living.procedure import Answer, Link, Mail, Offer, Typed
from simulator.living.scenario import scenario
from simulator.living.service import ServiceProcedure
from simulator.living.tally import Event

START = date(2026, 3, 2)
DAYS = 30
PART = 20_000
CLOCK = time.perf_counter


class Granting:
    """A portal that grants everything at once: what is left is the people."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._sent: dict[Person, datetime] = {}

    def admit(self, people: Sequence[Person]) -> None:  # noqa: ARG002 - as Procedure has it
        """Forget who was there."""
        self._sent.clear()

    def ask(self, person: Person, dossier: str) -> Offer:  # noqa: ARG002 - as Procedure has it
        """Offer both."""
        return Offer(by_mail=True, by_post=True)

    def choose_mail(self, person: Person) -> None:
        """Have the mail there."""
        self._sent[person] = self._world.clock.now()

    def choose_post(self, person: Person) -> None:
        """Note nothing."""

    def mails(self, person: Person, since: datetime) -> Sequence[Mail]:  # noqa: ARG002 - as Procedure has it
        """Show the one mail."""
        return [Mail(1, self._sent[person])] if person in self._sent else []

    def follow(self, person: Person, mail: Mail) -> Link:  # noqa: ARG002 - as Procedure has it
        """Let everybody in."""
        return Link.LIVE

    def change(self, person: Person, typed: Typed) -> Answer:  # noqa: ARG002 - as Procedure has it
        """Take every password."""
        return Answer.CHANGED

    def log_in(self, person: Person, password: str) -> bool:  # noqa: ARG002 - as Procedure has it
        """Let everybody in."""
        return True

    def letter_day(self, person: Person) -> date | None:  # noqa: ARG002 - as Procedure has it
        """Send no letter."""
        return None

    def use_letter(self, person: Person, password: str) -> bool:  # noqa: ARG002 - as Procedure has it
        """Take every letter."""
        return True

    def run_outbox(self) -> None:
        """Have nothing to hand over."""

    def close(self) -> None:
        """Hold nothing."""


def heap_events(events: int, entries: int) -> float:
    """Return the push-pops a second of a heap that holds so many entries."""
    heap = [(number * 7919 % entries, number) for number in range(entries)]
    heapq.heapify(heap)
    began = CLOCK()
    for number in range(events):
        at, _ = heapq.heappop(heap)
        heapq.heappush(heap, (at + 1 + number % 97, number))
    return events / (CLOCK() - began)


def simpy_events(events: int, entries: int) -> float:
    """Return the timeouts a second of so many SimPy processes."""
    environment = simpy.Environment()
    each = events // entries

    def process(number: int) -> Iterator[simpy.Event]:
        for step in range(each):
            yield environment.timeout(1 + (number + step) % 97)

    for number in range(entries):
        environment.process(process(number))
    began = CLOCK()
    environment.run()
    return each * entries / (CLOCK() - began)


def best(measure: Callable[[int, int], float], events: int, entries: int) -> int:
    """Return the best of three: whatever else the machine does only slows down."""
    return round(max(measure(events, entries) for _ in range(3)))


def lived(size: int, *, granting: bool, **told: Any) -> dict[str, float]:
    """Have a population live through a month, part by part; return what it took."""
    chosen, world = scenario(told), World()
    procedure = Granting(world) if granting else ServiceProcedure(chosen, world)
    life = Life(chosen, Period(START, DAYS, size), world, procedure)
    life.live(7, 0, 2000)  # imports, statements, caches
    life.events, needs, began, busy = 0, 0, CLOCK(), time.process_time()
    for first in range(0, size, PART):
        tally = life.live(42, first, min(first + PART, size))
        needs += tally.events[Event.NEED]
    seconds, processor = CLOCK() - began, time.process_time() - busy
    procedure.close()
    return {
        "people": size,
        "needs": needs,
        "events": life.events,
        "seconds": round(seconds, 2),
        "processor_s": round(processor, 2),
        "events_per_s": round(life.events / seconds),
        "processor_ms_per_need": round(1000 * processor / max(1, needs), 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def alone(size: int) -> dict[str, float]:
    """Return what :func:`lived` says in a process of its own: its peak is its own."""
    ended = subprocess.run(
        [sys.executable, __file__, "--only", str(size)],
        capture_output=True,
        text=True,
        check=True,
    )
    told: dict[str, float] = json.loads(ended.stdout)
    return told


def main() -> None:
    """Measure all of it in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(lived(options.only, granting=False)))
        return
    people = lived(100_000, granting=True, monthly_demand=0.2)
    entries = int(people["needs"]) // (100_000 // PART)
    events = int(people["events"])
    result = {
        "heap_events_per_s": best(heap_events, events, entries),
        "simpy_events_per_s": best(simpy_events, events, entries),
        "people": people,
        "service": lived(options.people, granting=False),
        "growth": [alone(options.people), alone(10 * options.people)],
    }
    print(json.dumps(result, indent=1) if options.json else table(result))


def table(result: dict[str, Any]) -> str:
    """Return the figures as Markdown."""
    heap = result["heap_events_per_s"]
    rows = [
        ("bare heap, push and pop", heap),
        ("SimPy, timeouts", result["simpy_events_per_s"]),
        ("people on a portal that grants everything", result["people"]["events_per_s"]),
        ("people on the reset service", result["service"]["events_per_s"]),
    ]
    lines = ["| events | a second | of the heap |", "|---|---:|---:|"]
    lines += [f"| {name} | {rate:,} | {rate / heap:.3f} |" for name, rate in rows]
    lines += [
        "",
        "| people | needs | events | processor s | ms a need | peak MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one['people']:,} | {one['needs']:,} | {one['events']:,} "
        f"| {one['processor_s']} | {one['processor_ms_per_need']} | {one['peak_mb']} |"
        for one in result["growth"]
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
