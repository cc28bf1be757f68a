"""What time it is for the portal; a bench can make it stand at an instant."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

_standing: datetime | None = None


def now() -> datetime:
    """Return the present instant, aware."""
    return _standing or timezone.now()


def stand_at(instant: datetime | None) -> None:
    """Make the time stand at *instant*; None gives real time back."""
    global _standing
    _standing = instant
