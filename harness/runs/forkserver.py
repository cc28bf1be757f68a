"""A process that has loaded the bench once, and forks one for each run of Behave.

Loading takes a run longer than a handful of scenarios does. A fork starts from what is
loaded and from nothing else: no portal, no thread and no frozen time has existed in it.

Parent and server talk over a socket: a request is a list of Behave's arguments as JSON,
with three descriptors beside it (journal, output, status). The fork writes its process
id to *status* at once, and its exit code in the end.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

JOURNAL = "{journal}"
"""Stands in the arguments for the path of the journal, which the fork alone knows."""

_LARGEST = 1 << 20
_PRELOADED = (
    "behave.__main__",
    "behave.runner",
    "harness.runs.scenario_run",
    "harness.targets.faulty",
)


def is_possible() -> bool:
    """Tell whether this machine can fork and name processes without a race."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


class Forked:
    """One forked process, as :class:`subprocess.Popen` would show it."""

    def __init__(self, status: BinaryIO) -> None:
        self._status = status
        self._code: int | None = None
        try:
            self._handle = os.pidfd_open(int(status.readline()))
        except (ValueError, ProcessLookupError):  # gone before it could be named
            self._handle = -1

    def poll(self) -> int | None:
        """Return its exit code, or None while it runs."""
        if self._code is None and self._handle >= 0:
            ended, _, _ = select.select([self._handle], [], [], 0)
            if not ended:
                return None
        return self.wait()

    def wait(self) -> int:
        """Wait until it has ended; return its exit code, -9 if it did not say one."""
        if self._code is None:
            said = self._status.readline()
            self._code = int(said) if said.strip() else -signal.SIGKILL
            self._status.close()
            if self._handle >= 0:
                os.close(self._handle)
                self._handle = -1
        return self._code

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def _send(self, how: signal.Signals) -> None:
        if self._handle >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, how)


class Forkserver:
    """The server, started with the first run and ended with the block.

    Args:
        root: the folder that holds the features, their steps and ``environment.py``.
    """

    def __init__(self, root: Path) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket = ours
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=root,
                # Behave reads settings from the home folder, too: not this user's.
                env=os.environ | {"HOME": str(root), "PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )

    def __enter__(self) -> Self:
        """Serve."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the server; forks that still run end by themselves."""
        self._socket.close()
        self._process.wait()

    def start(self, arguments: Sequence[str], journal: int, output: int) -> Forked:
        """Fork a process that runs Behave.

        Args:
            arguments: Behave's own; :data:`JOURNAL` in them is replaced.
            journal: descriptor of the pipe to which scenarios are written.
            output: descriptor of the file that takes what is printed.
        """
        reading, writing = os.pipe()
        try:
            socket.send_fds(
                self._socket,
                [json.dumps(list(arguments)).encode()],
                [journal, output, writing],
            )
        finally:
            os.close(writing)
        return Forked(os.fdopen(reading, "rb"))


def serve(listening: socket.socket) -> None:
    """Fork a process for each request until the parent is gone."""
    for name in _PRELOADED:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel forgets them at once
    while True:
        request, descriptors, _, _ = socket.recv_fds(listening, _LARGEST, 3)
        if not request:
            return
        if os.fork() == 0:
            listening.close()
            _run(json.loads(request), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _run(arguments: list[str], journal: int, output: int, status: int) -> None:
    """Be the fork: run Behave, say how it ended, and end."""
    os.write(status, f"{os.getpid()}\n".encode())
    code: object = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(output, 1)
        os.dup2(output, 2)
        path = f"/dev/fd/{journal}"
        sys.argv = ["behave", *(one.replace(JOURNAL, path) for one in arguments)]
        runpy.run_module("behave", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001 - said as a process of its own would say it
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()
        os.write(status, b"%d\n" % (code if isinstance(code, int) else bool(code)))
        # Nothing of the server's may be torn down by a fork of it.
        os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
