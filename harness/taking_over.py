"""Going on by hand from where a scenario stopped: its world, opened and served."""

from __future__ import annotations

import socket
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from rich.console import Console

from harness.cli_errors import fail
from harness.gherkin.outline import Example
from harness.replaying import run_again
from harness.report.takeover import print_cast
from harness.runs.settings import RunSettings
from harness.runs.takeover import cast_of
from harness.serving import keep_serving, listen_at
from harness.targets.faulty import Change, change_of
from harness.verdicts.verdict import ExitCode
from simulator.served.access import LOOPBACK, OPEN
from simulator.served.world import open_world


def take_over(example: Example, settings: RunSettings, port: int) -> None:
    """Run a scenario, then serve the world that it left until Ctrl-C.

    Raises:
        Refused: nobody can listen at *port*.
    """
    with ExitStack() as opened:
        listening = opened.enter_context(listen_at(LOOPBACK, port))
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        run_again(example, replace(settings, takeover=folder))
        varied = change_of(settings.target)
        _serve(folder, listening, varied)


def _serve(folder: Path, listening: socket.socket, varied: Change) -> None:
    cast = cast_of(folder)
    if cast is None:
        fail(
            "The scenario did not begin: there is no world to take over.",
            ExitCode.NOT_OBSERVABLE,
        )
    url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    with (
        varied.held(),
        open_world(folder, url=url, change=varied.parts, dress=varied.app) as world,
    ):
        world.clock.resume()
        tell = partial(print_cast, Console(), world, cast, url)
        keep_serving(world, listening, url, OPEN, tell)
