"""A ``sesame`` command that runs beside the test, until somebody ends it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def started(*words: str) -> subprocess.Popen[str]:
    """Start the command with *words*; what it prints, errors too, is its output."""
    return subprocess.Popen(
        [sys.executable, "-c", "from harness.cli import main; main()", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
