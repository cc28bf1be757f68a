"""``sesame replay``: one scenario again, step by step, and what follows by hand."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from harness.cli_common import (
    evidence_option,
    seed_option,
    settings_of,
    target_option,
)
from harness.cli_errors import reports_errors
from harness.errors import ConfigurationError
from harness.replaying import run_again
from harness.runs.plan import at_location
from harness.runs.steps import number_of
from harness.targets.opening import require_simulated_here

_PORT = 8080


@click.command()
@click.argument("location")
@seed_option
@target_option
@evidence_option
@click.option(
    "--until",
    metavar="STEP",
    help="Stop after this step: its text, a part of it, or its number.",
)
@click.option(
    "--serve",
    "takes_over",
    is_flag=True,
    help="Then open the world as it stands, in a browser.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Where --serve listens; 0: any free port.  [default: 8080]",
)
@reports_errors
def replay(
    *,
    location: str,
    seed: int,
    target: str,
    evidence: Path | None,
    until: str | None,
    takes_over: bool,
    port: int | None,
) -> None:
    """Run the scenario at LOCATION (FILE:LINE) again, and tell it step by step.

    Any line of the scenario will do. With --serve somebody can go on by hand from where
    it stopped: portal, mailbox, letters and clock are as it left them.
    """
    if takes_over:
        require_simulated_here(target)
    elif port is not None:
        raise ConfigurationError("--port says where --serve listens: ask for both.")
    settings = settings_of(target, seed, evidence)
    example = at_location(location)
    if until is not None:
        settings = replace(settings, until=number_of(example, until))
    if takes_over:
        # The whole world takes a second to import: only this waits for it.
        from harness.taking_over import take_over  # noqa: PLC0415 - see above

        take_over(example, settings, _PORT if port is None else port)
    else:
        sys.exit(run_again(example, settings).exit_code)
