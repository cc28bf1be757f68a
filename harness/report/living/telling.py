"""From a verification and its evidence to what the document tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from harness.gherkin.model import REQUIREMENT_PREFIX
from harness.gherkin.outline import Example
from harness.report.french import spaced
from harness.report.living.shelf import Shelf
from harness.report.living.sights import sight
from harness.report.living.words import OUTCOMES
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.runs.plan import location_of
from harness.runs.recorded_evidence import folder_of
from harness.runs.settings import RunSettings
from harness.runs.verify import Verification, replay_line
from harness.verdicts.resting import resting_on
from harness.verdicts.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario, by which the page finds it, and what is shown when it is opened."""

    anchor: str
    title: str
    """As the feature writes it, placeholders included."""
    is_plan: bool
    line: int
    """Where the scenario or the plan that it belongs to begins."""
    outcome: Outcome
    shown: Mapping[str, Any]


def tell(verification: Verification, evidence: Path, shelf: Shelf) -> list[Told]:
    """Return every scenario that was chosen, in order.

    Args:
        verification: what was judged.
        evidence: the folder where what was seen is kept.
        shelf: holds what is shown on demand.
    """
    records = {(record.file, record.line): record for record in verification.records}
    outlines = {
        location_of(example): outline
        for file in verification.plan.features
        for outline in file.scenarios
        for example in outline.examples
    }
    settings = RunSettings(target=verification.target, seed=verification.seed)
    told = []
    for example in verification.plan.examples:
        place = location_of(example)
        outline = outlines.get(place)
        title = outline.name if outline else example.name
        record = records.get(place)
        shown = _scenario(example, record, folder_of(evidence, *place), shelf)
        shown["assumptions"] = list(resting_on([title]))
        shown["question"] = spaced(outline.description) if outline else ""
        shown["replay"] = replay_line("{}:{}".format(*place), settings)
        outcome = record.status if record else Outcome.NOT_RUN
        told.append(
            Told(
                anchor=anchor_of(*place),
                title=title,
                is_plan=bool(outline and outline.is_plan),
                line=outline.line if outline else example.line,
                outcome=outcome,
                shown=shown,
            )
        )
    return told


def anchor_of(file: str, line: int) -> str:
    """Return by what a link finds a scenario."""
    name = folder_of(Path(), file, line).name
    return f"s-{name.removeprefix('features_')}"


def _scenario(
    example: Example, record: ScenarioRecord | None, folder: Path, shelf: Shelf
) -> dict[str, Any]:
    file, line = location_of(example)
    mark = OUTCOMES[record.status if record else Outcome.NOT_RUN]
    return {
        "anchor": anchor_of(file, line),
        "name": spaced(example.name),
        "file": f"{file}:{line}",
        "feature": spaced(example.feature),
        "rule": spaced(example.rule or ""),
        "tags": [tag for tag in example.tags if not tag.startswith(REQUIREMENT_PREFIX)],
        "requirements": list(example.requirements),
        "sign": mark.sign,
        "word": mark.word,
        "tone": mark.tone,
        "error": spaced((record.error if record else None) or ""),
        "duration": record.duration_s if record else 0,
        "steps": list(_steps(example, record, folder, shelf)),
    }


def _steps(
    example: Example, record: ScenarioRecord | None, folder: Path, shelf: Shelf
) -> Iterator[dict[str, Any]]:
    """Yield what the feature says and, as far as the run came, how it went."""
    went: tuple[StepRecord, ...] = record.steps if record else ()
    for said, done in zip_longest(example.steps, went):
        words: Any = said or done
        mark = OUTCOMES[done.status if done else Outcome.NOT_RUN]
        yield {
            "keyword": words.keyword,
            "text": words.text,
            "sign": mark.sign,
            "word": mark.word,
            "tone": mark.tone,
            "error": spaced((done.error if done else None) or ""),
            "seen": [
                sight(one, folder, shelf) for one in (done.evidence if done else ())
            ],
        }
