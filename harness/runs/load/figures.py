"""Locust's own figures, as the report reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.runs.load.thresholds import PERCENTILES

LEG = "étape"
"""The method under which Locust counts legs; pages are under GET and POST."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How often something was done, and how long it took (seconds)."""

    method: str
    name: str
    count: int
    failures: int
    times: Mapping[str, float]
    """By name: p50, p90, p95, p99, max, mean."""

    @property
    def is_leg(self) -> bool:
        """Whether it is a leg of the procedure, and no page."""
        return self.method == LEG


def figures_of(stats: Any) -> dict[str, Any]:
    """Return what Locust's *stats* (``locust.stats.RequestStats``) say, as JSON."""
    return {"entries": [_entry(one) for one in stats.entries.values()]}


def read_figures(told: Mapping[str, Any] | None) -> tuple[Figures, ...]:
    """Return what :func:`figures_of` told; nothing where it never did."""
    entries = [] if told is None else told["entries"]
    return tuple(Figures(**one) for one in entries)


def _entry(entry: Any) -> dict[str, Any]:
    times = {
        f"p{one}": entry.get_response_time_percentile(one / 100) for one in PERCENTILES
    }
    most = entry.max_response_time
    # Locust rounds its percentiles to two digits, some of them above the longest.
    times = {name: min(value or 0, most or 0) for name, value in times.items()}
    times |= {"max": most, "mean": entry.avg_response_time}
    return {
        "method": entry.method,
        "name": entry.name,
        "count": entry.num_requests,
        "failures": entry.num_failures,
        "times": {name: (value or 0) / 1000 for name, value in times.items()},
    }
