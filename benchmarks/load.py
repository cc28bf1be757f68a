"""Journeys under load, against as many trivial requests to the same portal.

Each round puts the simulated portal (a process of its own, TLS) under load with one and
with two worker processes, nobody thinking; then as many people as before ask for its
home page as often as the journeys sent requests, by httpx in threads, with nothing
parsed, no mail and no store. Portal, mail server and load share this machine: figures
are for all of them together, and the ratio is what to keep.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from harness.runs.load.journey import Ending
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.run import run_load
from harness.runs.load.settings import HERE, LoadSettings
from harness.runs.load.stages import Stage
from harness.targets.own_process import start_portal

_PROCESSES = (1, 2)
_PEOPLE = 2000


def under_load(users: int, seconds: float, processes: int) -> LoadOutcome:
    """Put the portal under load; everybody must get what is hers."""
    outcome = run_load(
        LoadSettings(
            "http",
            (Stage(users, seconds),),
            seed=42,
            population=_PEOPLE,
            processes=processes,
            thinking=0.0,
            max_rate=HERE.rate,
        )
    )
    assert outcome.is_sound, outcome.errors  # noqa: S101 - a benchmark's own check
    return outcome


def floor(users: int, requests: int) -> float:
    """Return how many home pages per second *users* get who ask for *requests*."""
    portal = start_portal("--under-load")
    try:

        def ask(count: int) -> None:
            for _ in range(count):
                # As a browser that is opened anew: the portal keeps no connection.
                with httpx.Client(transport=portal.transport()) as client:
                    client.get("https://www.carpimko.com/").raise_for_status()

        began = time.perf_counter()
        with ThreadPoolExecutor(users) as pool:
            list(pool.map(ask, [requests // users] * users))
        return users * (requests // users) / (time.perf_counter() - began)
    finally:
        portal.stop()


def main() -> None:
    """Measure both, in turn, in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = []
    for processes in _PROCESSES:
        journeys, requests, floors = [], [], []
        for _ in range(options.rounds):
            outcome = under_load(options.users, options.seconds, processes)
            journeys.append(outcome.count(Ending.DONE) / outcome.walked_s)
            requests.append(outcome.requests / outcome.walked_s)
            floors.append(floor(options.users, outcome.requests))
        rows.append(
            {
                "processes": processes,
                "journeys_per_s": round(statistics.median(journeys), 2),
                "requests_per_s": round(statistics.median(requests), 1),
                "floor_requests_per_s": round(statistics.median(floors), 1),
                "ratio": round(
                    statistics.median(
                        one / other for one, other in zip(requests, floors, strict=True)
                    ),
                    3,
                ),
            }
        )
    told = {
        "rounds": options.rounds,
        "users": options.users,
        "seconds": options.seconds,
        "runs": rows,
    }
    print(json.dumps(told) if options.json else _table(rows))


def _table(rows: list[dict[str, float]]) -> str:
    lines = [
        "| worker processes | journeys/s | requests/s | floor, requests/s | ratio |",
        "|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one['processes']} | {one['journeys_per_s']} | {one['requests_per_s']} "
        f"| {one['floor_requests_per_s']} | {one['ratio']} |"
        for one in rows
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
