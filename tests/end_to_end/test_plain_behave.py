"""Plain ``behave`` works from the root, with durations that are true."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def behave(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Behave at the root."""
    return subprocess.run(
        [sys.executable, "-m", "behave", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_plain_behave_passes() -> None:
    """One folder of features passes without Sésame's own command."""
    ended = behave("features/procedure/acces")

    assert 0 == ended.returncode
    assert "0 failed" in ended.stdout


def test_durations_are_real_under_frozen_time(tmp_path: Path) -> None:
    """A scenario that moves the clock by a day takes no day, nor less than nothing.

    Pins ``behave.model.time``, a private name that environment.py replaces.
    """
    report = tmp_path / "report.json"
    feature = "features/procedure/message/recommencer.feature"
    ended = behave("-f", "json", "-o", str(report), feature)
    durations = [
        step["result"]["duration"]
        for element in json.loads(report.read_text())[0]["elements"]
        for step in element.get("steps", [])
        if "result" in step
    ]

    assert 0 == ended.returncode
    assert len(durations) > 10
    assert all(0 <= duration < 60 for duration in durations)
