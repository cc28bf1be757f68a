"""A run and scenarios as Behave shows them, without Behave."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import harness
from harness.journeys.surroundings import open_surroundings
from harness.runs import journal
from harness.runs.journal import ScenarioRecord
from harness.runs.open_run import Run
from harness.runs.scenario_run import ScenarioRun
from harness.runs.settings import RunSettings
from harness.targets.embedded import EmbeddedTarget

FEATURE = Path(harness.__file__).parents[1] / "features" / "x.feature"


@dataclass
class FakeStatus:
    """A status of Behave's, known by its name."""

    name: str


@dataclass
class FakeStep:
    """A step as Behave shows it."""

    name: str
    status: FakeStatus
    exception: BaseException | None = None
    keyword: str = "Quand"
    line: int = 5
    duration: float = 0.125


@dataclass
class FakeScenario:
    """A scenario as Behave shows it."""

    all_steps: list[FakeStep] = field(default_factory=list)
    effective_tags: list[str] = field(default_factory=list)
    name: str = "Un scénario"
    filename: str = str(FEATURE)
    line: int = 3


class Told:
    """Runs one scenario as Behave's hooks do, and reads its record back."""

    def __init__(self, run: Run, stream: io.StringIO) -> None:
        """Keep the run."""
        self.run, self._stream = run, stream

    def scenario(
        self,
        *steps: tuple[str, BaseException | None],
        tags: tuple[str, ...] = (),
        during: Callable[[Any], None] = lambda _: None,
        after: Callable[[], None] = lambda: None,
    ) -> ScenarioRecord:
        """Run a scenario whose steps end so; return what the journal says."""
        made = [
            FakeStep(f"étape {number}", FakeStatus(status), wrong)
            for number, (status, wrong) in enumerate(steps, 1)
        ]
        one = ScenarioRun(self.run, FakeScenario(made, list(tags)))
        try:
            if one.begin():
                during(one.world)
                for step in made:
                    if step.status.name not in {"untested", "skipped", "undefined"}:
                        one.after_step(step)
        finally:
            try:
                one.end()
            finally:
                after()
                one.world.clock.stop()
        return self.last()

    def last(self) -> ScenarioRecord:
        """Return the last record of the journal."""
        return list(journal.read(self._stream.getvalue().splitlines()))[-1]


@pytest.fixture(scope="session")
def told() -> Iterator[Told]:
    """A run on the embedded portal, its journal in memory."""
    surroundings, target = open_surroundings(), EmbeddedTarget()
    stream = io.StringIO()
    yield Told(Run(RunSettings(), target, surroundings, stream), stream)
    target.close()
    surroundings.stop()
