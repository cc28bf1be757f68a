"""Judging mutants: the scenarios that run the changed line, until one turns red."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from pathlib import Path
from threading import Lock

from harness.gherkin.outline import Example
from harness.gherkin.rules.tags import REAL_TIME
from harness.runs.forkserver import Forkserver
from harness.runs.journal import ScenarioRecord
from harness.runs.plan import Plan, location_of
from harness.runs.proof import Ran
from harness.runs.settings import RunSettings
from harness.runs.shard import run_locations
from tests.mutation.lines import Baseline, Location, Options
from tests.mutation.mutants import Mutant

_START_S = 0.1
"""What a scenario costs however short it is (real seconds)."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    BROKEN = "killed, the bench being unable to go on"
    UNSEEN = "survived: no scenario runs its line"
    SURVIVED = "survived"
    UNDECIDED = "not killed in the time given"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant, what became of it, and the scenario that killed it."""

    mutant: Mutant
    fate: Fate
    by: Location
    ran: int

    @property
    def killed(self) -> bool:
        """Whether the features refuse the mutant."""
        return self.fate in {Fate.KILLED, Fate.BROKEN}


class Judge:
    """Judges mutants; what kills one is tried first on its neighbours.

    Args:
        plan: all scenarios.
        copy: the mutated bench.
        baseline: what each scenario runs on the sound portal.
        root: the unchanged bench.
        patience: after so many seconds of scenarios a mutant counts as a survivor.
    """

    def __init__(
        self, plan: Plan, copy: Path, baseline: Baseline, root: Path, patience: float
    ) -> None:
        self._examples = {"{}:{}".format(*location_of(e)): e for e in plan.examples}
        self._copy, self._root, self._baseline = copy, root, baseline
        self._patience = patience
        self._rows = {
            "{}:{}".format(*location_of(row)): f"{file.path}:{outline.line}"
            for file in plan.features
            for outline in file.scenarios
            for row in outline.examples
        }
        self._kills: Counter[tuple[str, Location]] = Counter()
        files = {file for file, _ in baseline.scenarios}
        self._rarity = {file: baseline.rarity(file) for file in files}
        self._lock = Lock()

    def judge(
        self,
        mutants: Sequence[Mutant],
        jobs: int,
        settings: RunSettings,
        tell: Callable[[Judged], None],
    ) -> list[Judged]:
        """Judge *mutants* in *jobs* processes; *tell* each as it is done with."""
        with Forkserver(self._copy) as forks, ThreadPoolExecutor(jobs) as pool:
            futures = [
                pool.submit(self._judge, each, settings, forks) for each in mutants
            ]
            try:
                for future in as_completed(futures):
                    tell(future.result())
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
            return [future.result() for future in futures]

    def _judge(
        self, mutant: Mutant, settings: RunSettings, forks: Forkserver
    ) -> Judged:
        seeing = self._baseline.seeing(mutant, self._root)
        if not seeing:
            return Judged(mutant, Fate.UNSEEN, "", 0)
        locations = self._in_order(mutant, seeing)
        mutated = Options(forks, ("-D", f"mutant={mutant.name}"))
        running = run_locations(locations, settings, self._copy, 1, mutated)  # type: ignore[arg-type]
        ran = 0
        with closing(running) as items:
            for item in items:
                if not isinstance(item, ScenarioRecord):
                    return Judged(mutant, Fate.BROKEN, "", ran)
                ran += 1
                location = f"{item.file}:{item.line}"
                one = Ran(self._examples[location], item)
                if one.is_red or one.troubled:
                    self.learn(mutant, location)
                    fate = Fate.KILLED if one.is_red else Fate.BROKEN
                    return Judged(mutant, fate, location, ran)
        whole = ran == len(seeing)
        return Judged(mutant, Fate.SURVIVED if whole else Fate.UNDECIDED, "", ran)

    def learn(self, mutant: Mutant, location: Location) -> None:
        """Remember that the scenario at *location*, if it is there, killed *mutant*."""
        if location not in self._rows:
            return
        with self._lock:
            self._kills[mutant.function, location] += 1
            self._kills[mutant.file, location] += 1
            self._kills[mutant.file, self._rows[location]] += 1

    def _in_order(self, mutant: Mutant, seeing: Collection[Location]) -> list[Location]:
        """Return *seeing*, the likeliest for their time first.

        First what killed a neighbour: of the same function, of the same file, by
        another row of the same outline. Then one scenario of each Règle before the
        second of any.
        """
        with self._lock:
            kills = {
                place: (
                    -self._kills[mutant.function, place],
                    -self._kills[mutant.file, place],
                    -self._kills[mutant.file, self._rows[place]],
                )
                for place in seeing
            }
        seconds, rarity = self._baseline.seconds, self._rarity[mutant.file]
        by_promise = sorted(
            seeing,
            key=lambda place: (
                -rarity.get(place, 0.0) / (_START_S + seconds[place]),
                place,
            ),
        )
        turns, rules = {}, Counter[tuple[str, str | None]]()
        for place in by_promise:
            example = self._examples[place]
            turns[place] = rules[example.feature, example.rule]
            rules[example.feature, example.rule] += 1
        ordered = sorted(
            by_promise,
            key=lambda place: (
                self._is_slow(self._examples[place]),
                kills[place],
                turns[place],
            ),
        )
        until = accumulate(seconds[place] for place in ordered)
        return [
            place
            for place, total in zip(ordered, until, strict=True)
            if total - seconds[place] < self._patience
        ]

    @staticmethod
    def _is_slow(example: Example) -> bool:
        return REAL_TIME in example.tags
