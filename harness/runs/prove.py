"""Proving that the features bite: run them against every portal of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing, nullcontext
from dataclasses import dataclass

from harness.gherkin.outline import Example
from harness.runs.accepted import accepted_deviations
from harness.runs.bundle import bundle_root
from harness.runs.forkserver import Forkserver, is_possible
from harness.runs.journal import ScenarioRecord
from harness.runs.plan import Plan, location_of
from harness.runs.proof import Conclusion, Proven, Ran, catches, conclude
from harness.runs.selection import select
from harness.runs.settings import RunSettings
from harness.runs.shard import run_locations
from harness.targets.faulty import Defect, Sound, Variation
from harness.targets.opening import PREFIX
from simulator.clock import real_seconds

EMBEDDED = "embedded"
Progress = Callable[[Proven], None]


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of all the portals, in the order of the catalogue."""

    proven: tuple[Proven, ...]
    duration_s: float
    jobs: int

    @property
    def defects(self) -> tuple[Proven, ...]:
        """The faulty portals."""
        return tuple(one for one in self.proven if isinstance(one.variation, Defect))

    @property
    def sound(self) -> tuple[Proven, ...]:
        """The sound variations."""
        return tuple(one for one in self.proven if isinstance(one.variation, Sound))

    @property
    def holds(self) -> bool:
        """Whether every defect is caught as it must be, and nothing else is."""
        return all(one.holds for one in self.proven)


def prove(
    variations: Sequence[Variation],
    plan: Plan,
    *,
    seed: int,
    jobs: int = 1,
    full: bool = False,
    progress: Progress = lambda _: None,
) -> Proof:
    """Run *plan* against each of *variations*, as far as it takes to conclude.

    Args:
        variations: faulty portals and sound variations.
        plan: all scenarios and requirements.
        seed: what everything that is drawn follows from.
        jobs: how many portals are judged at once, each in a process of its own.
        full: run every scenario, and do not stop at the first catch.
        progress: told of every portal as it is done with.
    """
    began = real_seconds()
    forks = Forkserver(bundle_root()) if is_possible() else None
    with forks or nullcontext(), ThreadPoolExecutor(jobs) as pool:
        futures = {
            pool.submit(_prove_one, one, plan, seed, forks, full=full): one
            for one in variations
        }
        try:
            for future in as_completed(futures):
                progress(future.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        proven = tuple(future.result() for future in futures)
    return Proof(proven, round(real_seconds() - began, 3), jobs)


def _prove_one(
    variation: Variation,
    plan: Plan,
    seed: int,
    forks: Forkserver | None,
    *,
    full: bool,
) -> Proven:
    settings = RunSettings(target=f"{PREFIX}{variation.name}", seed=seed)
    chosen, began = select(variation, plan, full=full), real_seconds()
    ran: list[Ran] = []
    last_words: list[str] = []
    for examples in (chosen.first, chosen.then):
        if not examples or _is_caught(variation, ran):
            continue
        more, words = _run(
            examples, settings, forks, lambda one: _ends(variation, one, full)
        )
        ran += more
        last_words.append(words)
    accepted = accepted_deviations(EMBEDDED)
    conclusion, telling = conclude(variation, ran, accepted)
    if not telling and last_words and all(last_words):
        # As when the change bore on no answer at all, neither at first nor then.
        conclusion = Conclusion.TROUBLE
    return Proven(
        variation,
        tuple(ran),
        conclusion,
        telling,
        breakdown="\n".join(words for words in last_words if words),
        duration_s=round(real_seconds() - began, 3),
    )


def _ends(variation: Variation, one: Ran, full: bool) -> bool:  # noqa: FBT001 - private
    return not full and isinstance(variation, Defect) and catches(variation, one)


def _is_caught(variation: Variation, ran: Sequence[Ran]) -> bool:
    return isinstance(variation, Defect) and any(catches(variation, one) for one in ran)


def _run(
    examples: Sequence[Example],
    settings: RunSettings,
    forks: Forkserver | None,
    ends: Callable[[Ran], bool],
) -> tuple[list[Ran], str]:
    """Run *examples* until one *ends* it; those that were not come to are left out.

    A scenario that should have been run and was not, the process having broken down,
    has no record.
    """
    by_location = {"{}:{}".format(*location_of(one)): one for one in examples}
    ran: list[Ran] = []
    breakdown, locations = "", list(by_location)
    running = run_locations(locations, settings, bundle_root(), 1, forks)
    with closing(running) as items:
        for item in items:
            if not isinstance(item, ScenarioRecord):
                breakdown = item
                continue
            one = Ran(by_location.pop(f"{item.file}:{item.line}"), item)
            ran.append(one)
            if ends(one):
                return ran, ""
    return [*ran, *(Ran(one, None) for one in by_location.values())], breakdown
