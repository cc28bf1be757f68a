"""Locust's own figures, as they travel to the owner."""

from __future__ import annotations

import json
import subprocess
import sys

from harness.runs.load.figures import LEG, read_figures

TELL = """
from locust.stats import RequestStats
import json
from harness.runs.load.figures import LEG, figures_of
stats = RequestStats()
for took in range(1, 101):
    stats.log_request(LEG, "demande", took, 0)
stats.log_request("GET", "/", 7, 10)
stats.log_error("GET", "/", "HTTP 500")
print(json.dumps(figures_of(stats)))
"""


def test_percentiles_are_locusts_in_seconds() -> None:
    """Asked of Locust in a process of its own, since it patches the one it is in."""
    told = subprocess.run(
        [sys.executable, "-c", TELL], capture_output=True, text=True, check=True
    )
    leg, page = read_figures(json.loads(told.stdout))

    assert (True, False) == (leg.is_leg, page.is_leg)
    assert (LEG, "demande", 100, 0) == (leg.method, leg.name, leg.count, leg.failures)
    assert 0.1 == leg.times["max"]
    assert 0.045 <= leg.times["p50"] <= 0.055
    assert 0.09 <= leg.times["p95"] <= 0.1
    assert ("GET", "/", 1, 1) == (page.method, page.name, page.count, page.failures)


def test_figures_that_never_came_are_none() -> None:
    """A run that was killed has no figures, and says nothing of any leg."""
    assert () == read_figures(None)
