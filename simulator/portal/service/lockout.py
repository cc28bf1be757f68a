"""Locking a dossier's log-in after too many failures in a row (B60).

Whether the dossier exists changes nothing: the same rows, the same answer.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from simulator.portal.rules.situation import Situation
from simulator.portal.service.parts import Parts
from simulator.portal.store import failures, journal


def locked_until(
    parts: Parts, connection: Connection, situation: Situation, dossier: str
) -> datetime | None:
    """Return until when nobody may log in, even with the password; None: not locked.

    A lock that would last longer than a lock lasts was set by a clock that has since
    been set back: it does not hold.
    """
    now = parts.clock.now()
    until = failures.locked_until(connection, situation, dossier)
    if until is None or not now < until <= now + parts.settings.lockout_duration:
        return None
    return until


def count_failure(
    parts: Parts, connection: Connection, situation: Situation, dossier: str
) -> datetime | None:
    """Count one failure; return until when it locks the dossier, if it does."""
    count = failures.count(connection, situation, dossier)
    most = parts.settings.lockout_after
    if most is None or count < most:
        return None
    now = parts.clock.now()
    until = now + parts.settings.lockout_duration
    failures.lock(connection, situation, dossier, until)
    journal.write(connection, now, f"connexion verrouillée {situation} {dossier}")
    return until


def lift(connection: Connection, situation: Situation, dossier: str) -> None:
    """Forget the failures: somebody proved to be the dossier's owner."""
    failures.forget(connection, situation, dossier)
