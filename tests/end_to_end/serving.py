"""A ``sesame serve`` that runs, and what it says."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable

from tests.end_to_end.starting import started

PATIENCE_S = 60.0


class Serving:
    """A process that serves, and what it has said so far."""

    def __init__(self, *options: str) -> None:
        self.process = started("serve", "--population", "5", *options)
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
