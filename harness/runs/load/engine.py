"""Locust, started in processes of its own: it patches whatever process it is in."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

DESK = "SESAME_LOAD"
STOPS_WITHIN_S = 30
"""How long a page under way may take once the run has ended (real seconds)."""

_LOOPBACK = "127.0.0.1"
_LOCUSTFILE = Path(__file__).with_name("locustfile.py")
_ROOT = Path(__file__).parents[3]
_WORDS = 4000
"""Characters of what Locust said that a failure shows."""


def free_port() -> int:
    """Return a port of this machine that nobody listens at now."""
    with socket.create_server((_LOOPBACK, 0)) as listening:
        return int(listening.getsockname()[1])


def alone() -> list[str]:
    """Return the options of one process that does everything."""
    return []


def forked(processes: int, port: int) -> list[str]:
    """Return the options of a master with so many workers on this machine."""
    return ["--processes", str(processes), *_master_at(port)]


def awaiting(workers: int, port: int) -> list[str]:
    """Return the options of a master that so many workers join by themselves."""
    return ["--master", "--expect-workers", str(workers), *_master_at(port)]


def joining(port: int) -> list[str]:
    """Return the options of a worker that joins a master."""
    return ["--worker", "--master-host", _LOOPBACK, "--master-port", str(port)]


def _master_at(port: int) -> list[str]:
    bound = ["--master-bind-host", _LOOPBACK, "--master-bind-port", str(port)]
    return [*bound, "--master-host", _LOOPBACK, "--master-port", str(port)]


class Engine:
    """A Locust process (with its workers), from its start to its end.

    Args:
        desk: the address of the owner's desk.
        options: how it takes part, from this module.
        folder: where it runs; what it says is kept there.
    """

    def __init__(self, desk: str, options: Sequence[str], folder: Path) -> None:
        self._words = folder / "locust.log"
        command = [
            sys.executable, "-m", "locust", "--locustfile", str(_LOCUSTFILE),
            "--headless", "--only-summary", "--exit-code-on-error", "0",
            "--stop-timeout", str(STOPS_WITHIN_S), "--loglevel", "WARNING", *options,
        ]  # fmt: skip
        with self._words.open("wb") as words:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=_environment(desk),
                start_new_session=True,  # Ctrl-C is for the owner, who then ends it
            )

    def wait(self, timeout_s: float | None) -> int | None:
        """Return its exit code, or None if it still runs after *timeout_s*."""
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """Have it end by itself; after a while, whatever it does."""
        self._process.terminate()
        if self.wait(STOPS_WITHIN_S) is None:
            self.kill()

    def kill(self) -> None:
        """End it and its workers at once."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    @property
    def words(self) -> str:
        """The end of what it said."""
        return self._words.read_text("utf-8", "replace")[-_WORDS:].strip()


def _environment(desk: str) -> dict[str, str]:
    """Return its environment: nothing that was meant for another Locust."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LOCUST_")
    }
    path = os.pathsep.join(filter(None, (str(_ROOT), kept.get("PYTHONPATH"))))
    return kept | {DESK: desk, "PYTHONPATH": path}
