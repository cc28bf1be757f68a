"""A ``sesame serve`` that runs, and what it says."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


class Serving:
    """A process that serves, and what it has said so far."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from harness.cli import main; main()", "serve",
             "--population", "5", *options],
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip
        self.said = ""
        for line in self.process.stdout or ():
            self.said += line
            if line.startswith("Stop"):
                break

    @property
    def url(self) -> str:
        """Where the portal is, as it says."""
        found = re.search(r"^Portal\s+(\S+?)/(\?.*)?$", self.said, re.MULTILINE)
        assert found, self.said
        return found[1]

    def end(self, how: signal.Signals) -> int:
        """Send a signal; return the exit code."""
        self.process.send_signal(how)
        self.said += self.process.communicate(timeout=PATIENCE_S)[0]
        return self.process.returncode

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


Serve = Callable[..., Serving]
