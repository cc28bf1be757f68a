"""One scenario told step by step, with what was seen (``sesame replay``)."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from harness.runs.journal import StepRecord
from harness.runs.verify import Verification
from harness.verdicts.verdict import Outcome

_STYLES = {Outcome.PASSED: ("✓", "green"), Outcome.NOT_OBSERVABLE: ("?", "yellow")}
_WRONG = ("✗", "red")


def print_scenario(console: Console, verification: Verification) -> None:
    """Print the one scenario of *verification*."""
    if verification.breakdown:
        console.print(escape(verification.breakdown))
    for record in verification.records:
        console.print(f"[bold]{escape(record.name)}[/]  {record.file}:{record.line}")
        for step in record.steps:
            _print_step(console, step)
        if record.error and all(step.error is None for step in record.steps):
            console.print(Padding(f"[red]{escape(record.error)}[/]", (0, 0, 0, 2)))
    console.print(f"Verdict : {verification.verdict.value}.")


def _print_step(console: Console, step: StepRecord) -> None:
    mark, style = _STYLES.get(step.status, _WRONG)
    sentence = escape(f"{step.keyword} {step.text}")
    console.print(Padding(f"[{style}]{mark}[/] {sentence}", (0, 0, 0, 2)))
    for seen in step.evidence:
        console.print(Padding(escape(_described(seen)), (0, 0, 0, 6)), style="dim")
    if step.error:
        console.print(Padding(f"[red]{escape(step.error)}[/]", (0, 0, 0, 6)))


def _described(seen: dict[str, Any]) -> str:
    match seen["kind"]:
        case "page":
            return f"page {seen['url']} (statut {seen['status']})"
        case "mail":
            return f"mail à {', '.join(seen['to'])} : « {seen['subject']} »"
        case "letter":
            return f"courrier attendu le {seen['expected_on']}"
        case _:
            return str(seen["text"])
