"""What ends when an account changes under its links, letters and sessions.

Ended for good and in the same transaction as the change: changing back revives
nothing (B06, B42, B43).
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts, journal, letters, links, sessions
from simulator.portal.store.accounts import Account


def change_account(
    parts: Parts,
    connection: Connection,
    account: Account,
    columns: Mapping[str, object],
) -> None:
    """Set *columns* of *account*, and end what does not survive the change.

    Another e-mail address or status ends the links; a status that is not active ends
    the sessions and the letter's temporary password, too.
    """
    key = (account.situation, account.dossier)
    accounts.change(connection, *key, columns)
    status = columns.get("status", account.status)
    moved = columns.get("email", account.email) != account.email
    if not moved and status == account.status:
        return
    now = parts.clock.now()
    links.revoke_all(connection, *key, now)
    journal.write(connection, now, f"liens révoqués {account.situation} {key[1]}")
    if status in (account.status, "active"):
        return
    letters.drop_temporary_password(connection, *key)
    sessions.close_all(connection, *key)
    journal.write(connection, now, f"accès fermés {account.situation} {key[1]}")
