"""Changing an account as the bench API does: with all that ends by it."""

from __future__ import annotations

from collections.abc import Mapping

from fixtures.person import Situation
from simulator.portal.rules.situation import Situation as PortalSituation
from simulator.portal.service.revocation import change_account
from simulator.portal.store import accounts
from simulator.served.world import ServedWorld


def change(
    world: ServedWorld,
    situation: Situation,
    dossier: str,
    columns: Mapping[str, object],
) -> bool:
    """Set *columns* ("email", "status") of an account; say whether there was one.

    Another address ends the links that were sent; a status that is not active ends
    sessions and temporary passwords, too.
    """
    parts = world.portal.parts
    key = PortalSituation(situation.value), dossier
    with parts.store.begin() as connection:
        account = accounts.find(connection, *key, lock=True)
        if account is None:
            return False
        change_account(parts, connection, account, columns)
    world.changes.note()
    return True
