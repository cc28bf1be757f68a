"""The way in: Ctrl-C is one line, even before everything is loaded."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line (:mod:`harness.cli`), whose import takes a second."""
    try:
        from harness.cli import main as command  # noqa: PLC0415 - see above

        command()
    except KeyboardInterrupt:
        sys.exit("\nAborted!")
