"""Which scenarios run which lines of the portal: no other one can kill a mutant."""

from __future__ import annotations

import ast
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from harness.runs.bundle import relative_to_bundle
from harness.runs.forkserver import Forked, Forkserver
from harness.runs.journal import ScenarioRecord
from harness.runs.plan import Plan, location_of
from harness.runs.settings import RunSettings
from harness.runs.shard import run_locations
from harness.verdicts.verdict import Outcome
from tests.mutation.mutants import Mutant, mutated_folders

Location = str
"""FILE:LINE of a scenario."""


@dataclass(frozen=True, slots=True)
class Options:
    """A forkserver that hands every run some more options."""

    forks: Forkserver
    options: tuple[str, ...]

    def start(self, arguments: list[str], journal: int, output: int) -> Forked:
        """Fork a process that runs Behave."""
        return self.forks.start([*self.options, *arguments], journal, output)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The sound portal: how long each scenario takes, and which lines it runs."""

    seconds: dict[Location, float]
    scenarios: dict[tuple[str, int], frozenset[Location]]
    """By file and line."""

    def write(self, file: Path, digest: str) -> None:
        """Keep it in *file*, for a bench of this *digest*."""
        lines = [[*key, sorted(value)] for key, value in self.scenarios.items()]
        kept = {"digest": digest, "seconds": self.seconds, "scenarios": lines}
        file.write_text(json.dumps(kept), "utf-8")

    @classmethod
    def read(cls, file: Path, digest: str) -> Baseline | None:
        """Return what was kept in *file* for a bench of this *digest*, if it was."""
        if not file.exists():
            return None
        kept = json.loads(file.read_text("utf-8"))
        if kept["digest"] != digest:
            return None
        lines = {(name, line): frozenset(at) for name, line, at in kept["scenarios"]}
        return cls(kept["seconds"], lines)

    def seeing(self, mutant: Mutant, root: Path) -> frozenset[Location]:
        """Return the scenarios that run what *mutant* changes.

        Args:
            mutant: one of the mutants.
            root: where the unchanged bench is.
        """
        lines = _lines_of_statement((root / mutant.file).read_text("utf-8"), mutant)
        found: frozenset[Location] = frozenset()
        return found.union(
            *(self.scenarios.get((mutant.file, line), found) for line in lines)
        )

    def rarity(self, file: str) -> dict[Location, float]:
        """Return how far off the beaten track each scenario goes in *file*.

        A line counts for the less, the more scenarios run it: who runs what nobody
        else does is there to see it.
        """
        found: dict[Location, float] = {}
        for (name, _), places in self.scenarios.items():
            for place in places if name == file else ():
                found[place] = found.get(place, 0.0) + 1 / len(places)
        return found


def measure(plan: Plan, copy: Path, settings: RunSettings) -> Baseline:
    """Run *plan* on the sound portal of *copy*, tracing its lines.

    Raises:
        RuntimeError: a scenario does not pass: nothing can be said of mutants.
    """
    data_file = copy / "lines.coverage"
    folders = json.dumps([str(copy / one) for one in mutated_folders()])
    options = ("-D", f"lines={data_file}", "-D", f"folders={folders}")
    seconds: dict[Location, float] = {}
    locations = ["{}:{}".format(*location_of(one)) for one in plan.examples]
    with Forkserver(copy) as forks:
        tracing = Options(forks, options)
        for item in run_locations(locations, settings, copy, 1, tracing):  # type: ignore[arg-type]
            if not isinstance(item, ScenarioRecord):
                raise RuntimeError(f"The sound portal breaks down: {item}")  # noqa: TRY004 - no wrong type
            if item.status not in {Outcome.PASSED, Outcome.NOT_OBSERVABLE}:
                raise RuntimeError(f"The sound portal fails: {item.name} {item.error}")
            if item.status is Outcome.PASSED:
                seconds[f"{item.file}:{item.line}"] = item.duration_s
    data = CoverageData(str(data_file))
    data.read()
    scenarios: dict[tuple[str, int], frozenset[Location]] = {}
    for measured in data.measured_files():
        file = Path(measured).relative_to(copy).as_posix()
        for line, contexts in data.contexts_by_lineno(measured).items():
            places = frozenset(map(_location, contexts)) & seconds.keys()
            scenarios[file, line] = places
    return Baseline(seconds, scenarios)


def _location(context: str) -> Location:
    file, _, line = context.rpartition(":")
    return f"{relative_to_bundle(Path(file))}:{line}" if file else ""


def _lines_of_statement(source: str, mutant: Mutant) -> Collection[int]:
    """Return the lines of the statement that *mutant* changes, its body apart."""
    around = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt)
        and node.lineno <= mutant.line <= (node.end_lineno or node.lineno)
    ]
    inner = min(around, key=lambda node: (node.end_lineno or 0) - node.lineno)
    body = getattr(inner, "body", None)
    if not body:
        return range(inner.lineno, (inner.end_lineno or inner.lineno) + 1)
    if isinstance(inner, ast.FunctionDef):  # a default: every call meets it
        return range(inner.lineno, (inner.end_lineno or inner.lineno) + 1)
    return range(inner.lineno, body[0].lineno)
