"""``sesame replay``: one scenario again, step by step."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from harness.cli_common import (
    evidence_option,
    reports_errors,
    seed_option,
    settings_of,
    target_option,
)
from harness.report.step_by_step import print_scenario
from harness.runs.plan import Plan, at_location
from harness.runs.verify import verify
from harness.verdicts.requirements import requirements


@click.command()
@click.argument("location")
@seed_option
@target_option
@evidence_option
@reports_errors
def replay(location: str, seed: int, target: str, evidence: Path | None) -> None:
    """Run the scenario at LOCATION (FILE:LINE) again, and tell it step by step."""
    settings = settings_of(target, seed, evidence)
    example = at_location(location)
    wanted = set(example.requirements)
    judged = tuple(item for item in requirements() if item.id in wanted)
    verification = verify(Plan((), (example,), judged), settings, {})
    print_scenario(Console(), verification)
    sys.exit(verification.exit_code)
