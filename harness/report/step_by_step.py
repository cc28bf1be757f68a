"""One scenario told step by step, with what was seen (``sesame replay``)."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from harness.report.lines import described, line
from harness.runs.journal import StepRecord
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
        line(console, f"Scénario {_SAID.get(record.status, 'en échec')}.")


def _print_step(console: Console, step: StepRecord) -> None:
    mark, style = _STYLES.get(step.status, _WRONG)
    line(console, Text.assemble("  ", (mark, style), f" {step.keyword} {step.text}"))
    for seen in step.evidence:
        line(console, f"      {described(seen)}", "dim")
    for said in (step.error or "").splitlines():
        line(console, f"      {said}", "red")
