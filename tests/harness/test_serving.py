"""Serving the world: whoever is told where it is may stop it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from harness import serving
from harness.serving import keep_serving, listen_at
from simulator.served.access import LOOPBACK, OPEN
from simulator.served.world import open_world


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_world_can_be_stopped_as_soon_as_it_says_where_it_is(
    how: signal.Signals,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A pipeline reads the lines and ends the command at once: it ends well."""
    monkeypatch.setattr(serving, "serve", lambda *_: pytest.fail("It was stopped."))
    before = signal.signal(how, signal.SIG_IGN)  # else it would end the tests
    with listen_at(LOOPBACK, 0) as listening:
        url = f"http://{LOOPBACK}:{listening.getsockname()[1]}"
        with open_world(tmp_path, url=url, population=0) as world:
            keep_serving(world, listening, url, OPEN, lambda: os.kill(os.getpid(), how))
    now = signal.signal(how, before)

    assert now is signal.SIG_IGN
    assert "Stopping." in capsys.readouterr().out
