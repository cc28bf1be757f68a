"""How long a link lives. Source: P7.6 « Ce lien n'est actif que pour 24 heures »."""

from __future__ import annotations

from datetime import datetime, timedelta

LIFETIME = timedelta(hours=24)


def expiry(issued_at: datetime, lifetime: timedelta = LIFETIME) -> datetime:
    """Return the instant from which a link issued at *issued_at* is dead.

    Both are aware and in UTC: elapsed time, never wall-clock time, so a night of 23 or
    25 hours changes nothing. Cut to the second, as the token's ``exp`` is.
    """
    return issued_at.replace(microsecond=0) + lifetime


def is_alive(now: datetime, expires_at: datetime) -> bool:
    """Tell whether a link is alive: strictly before its expiry (RFC 7519 §4.1.4)."""
    return now < expires_at
