"""One scenario run again, and told step by step."""

from __future__ import annotations

from rich.console import Console

from harness.gherkin.outline import Example
from harness.report.step_by_step import print_scenario
from harness.runs.plan import Plan
from harness.runs.settings import RunSettings
from harness.runs.verify import Verification, verify
from harness.verdicts.requirements import requirements


def run_again(example: Example, settings: RunSettings) -> Verification:
    """Run one scenario, print its steps with what was seen, and return what came."""
    wanted = set(example.requirements)
    judged = tuple(item for item in requirements() if item.id in wanted)
    verification = verify(Plan((), (example,), judged), settings, {})
    print_scenario(Console(), verification)
    return verification
