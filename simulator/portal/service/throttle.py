"""How often a dossier may have something sent to it (B22, step 5).

Counted in the transaction that sends, so that no two simultaneous validations pass
for one. The other limits are the pages' own: :mod:`simulator.portal.web.limits`.
"""

from __future__ import annotations

from datetime import datetime

from limits import parse
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Connection

from simulator.portal.rules.situation import Situation
from simulator.portal.service.parts import Parts
from simulator.portal.store import journal
from simulator.portal.store.counters import CounterStorage

_NAME = "envoi"


def count_sending(
    parts: Parts, connection: Connection, situation: Situation, dossier: str
) -> datetime | None:
    """Count one sending; None if it may go, else when the next one may."""
    rate_limits = parts.settings.rate_limits
    if rate_limits is None:
        return None
    item = parse(rate_limits.sendings_per_dossier)
    storage = CounterStorage.within(connection, parts.clock)
    if FixedWindowRateLimiter(storage).hit(item, _NAME, situation.value, dossier):
        return None
    now = parts.clock.now()
    journal.write(connection, now, f"trop de demandes : envoi, {situation} {dossier}")
    return storage.ends_at(item.key_for(_NAME, situation.value, dossier))
