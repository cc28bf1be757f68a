"""One scenario told step by step, with what was seen (``sesame replay``)."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from harness.gherkin.outline import Example
from harness.report.lines import described, line
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.runs.plan import location_of
from harness.runs.verify import Verification
from harness.verdicts.verdict import Outcome

_STYLES = {Outcome.PASSED: ("✓", "green"), Outcome.NOT_OBSERVABLE: ("?", "yellow")}
_WRONG = ("✗", "red")
_SAID = {Outcome.PASSED: "réussi", Outcome.NOT_OBSERVABLE: "non observable"}


def print_scenario(console: Console, verification: Verification) -> None:
    """Print the one scenario of *verification*."""
    if verification.breakdown:
        line(console, verification.breakdown)
    for record in verification.records:
        line(console, f"{record.name}  {record.file}:{record.line}", "bold")
        for step in record.steps:
            _print_step(console, step)
        if record.error and all(step.error is None for step in record.steps):
            line(console, f"  {record.error}", "red")
        line(console, _ended(record, verification.plan.examples))


def _ended(record: ScenarioRecord, examples: Sequence[Example]) -> str:
    """Return how it ended; a scenario stopped under way shows nothing by itself."""
    written = {location_of(each): len(each.steps) for each in examples}
    steps = written.get((record.file, record.line), 0)
    if record.status is Outcome.PASSED and len(record.steps) < steps:
        return f"Arrêté après l'étape {len(record.steps)} sur {steps}."
    return f"Scénario {_SAID.get(record.status, 'en échec')}."


def _print_step(console: Console, step: StepRecord) -> None:
    mark, style = _STYLES.get(step.status, _WRONG)
    line(console, Text.assemble("  ", (mark, style), f" {step.keyword} {step.text}"))
    for seen in step.evidence:
        line(console, f"      {described(seen)}", "dim")
    for said in (step.error or "").splitlines():
        line(console, f"      {said}", "red")
