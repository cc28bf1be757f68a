"""When the postman comes."""

from __future__ import annotations

from datetime import date, datetime, time

from simulator.post.letterbox import zone

_NOON = time(12)


def arrival(expected_on: date, department: str) -> datetime:
    """Return the instant at which a letter expected that day is in the letterbox."""
    return datetime.combine(expected_on, _NOON, zone(department))
