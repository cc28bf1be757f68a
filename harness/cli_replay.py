"""``sesame replay``: one scenario again, step by step, and what follows by hand."""

from __future__ import annotations

import socket
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click
from rich.console import Console

from harness.cli_common import (
    evidence_option,
    fail,
    reports_errors,
    seed_option,
    settings_of,
    target_option,
)
from harness.cli_serve import keep_serving, listen_at
from harness.gherkin.outline import Example
from harness.report.step_by_step import print_scenario
from harness.report.takeover import print_cast
from harness.runs.plan import Plan, at_location
from harness.runs.settings import RunSettings
from harness.runs.steps import number_of
from harness.runs.takeover import cast_of
from harness.runs.verify import Verification, verify
from harness.targets.opening import require_simulated_here
from harness.verdicts.requirements import requirements
from harness.verdicts.verdict import ExitCode
from simulator.served.access import LOOPBACK
from simulator.served.world import open_world


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
    default=8080,
    show_default=True,
    help="Where --serve listens; 0: any free port.",
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
    port: int,
) -> None:
    """Run the scenario at LOCATION (FILE:LINE) again, and tell it step by step.

    Any line of the scenario will do. With --serve somebody can go on by hand from where
    it stopped: portal, mailbox, letters and clock are as it left them.
    """
    if takes_over:
        require_simulated_here(target)
    settings = settings_of(target, seed, evidence)
    example = at_location(location)
    if until is not None:
        settings = replace(settings, until=number_of(example, until))
    with ExitStack() as opened:
        if not takes_over:
            sys.exit(_run(example, settings).exit_code)
        listening = opened.enter_context(listen_at(LOOPBACK, port))
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        _run(example, replace(settings, takeover=folder))
        _take_over(folder, listening)


def _run(example: Example, settings: RunSettings) -> Verification:
    wanted = set(example.requirements)
    judged = tuple(item for item in requirements() if item.id in wanted)
    verification = verify(Plan((), (example,), judged), settings, {})
    print_scenario(Console(), verification)
    return verification


def _take_over(folder: Path, listening: socket.socket) -> None:
    """Open the world that a scenario left in *folder*, and serve it until Ctrl-C."""
    cast = cast_of(folder)
    if cast is None:
        fail(
            "The scenario did not begin: there is no world to take over.",
            ExitCode.NOT_OBSERVABLE,
        )
    url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    with open_world(folder, url=url) as world:
        world.clock.resume()
        print_cast(Console(), world, cast, url)
        keep_serving(world, listening, url)
