"""When a postponed mail is tried again (P5.3 greylisting, B41)."""

from __future__ import annotations

from datetime import datetime, timedelta


def next_attempt(
    delays: tuple[timedelta, ...], attempts: int, now: datetime
) -> datetime | None:
    """Return when to try again after *attempts* refused hand-overs; None: give up."""
    if attempts > len(delays):
        return None
    return now + delays[attempts - 1]
