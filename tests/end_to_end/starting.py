"""A ``sesame`` command that runs beside the test, until somebody ends it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_COMMAND = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from harness.cli import main
main()
"""


def started(*words: str) -> subprocess.Popen[str]:
    """Start the command with *words*; what it prints, errors too, is its output.

    It hears Ctrl-C even where the tests run in the background of a script.
    """
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
