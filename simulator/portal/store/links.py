"""Reset links: issued, used once, or revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema

_LINKS = schema.reset_links
_LIVE = _LINKS.c.used_at.is_(None) & _LINKS.c.revoked_at.is_(None)

# Built once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_NAMED = _LINKS.c.jti == bindparam("name")
_OF_REQUEST = _LINKS.c.request_id == bindparam("request")
_OF_ACCOUNT = (_LINKS.c.situation == bindparam("of_situation")) & (
    _LINKS.c.dossier == bindparam("of_dossier")
)
_ADD = insert(_LINKS)
_FIND = select(_LINKS).where(_NAMED)
_FIND_NAME = select(_LINKS.c.jti).where(_OF_REQUEST)
_REDEEM = update(_LINKS).where(_NAMED, _LIVE).values(used_at=bindparam("now"))
_REVOKE = update(_LINKS).where(_LIVE).values(revoked_at=bindparam("now"))
_REVOKE_OF_ACCOUNT = _REVOKE.where(_OF_ACCOUNT)
_REVOKE_OF_REQUEST = _REVOKE.where(_OF_REQUEST)
_REPLACE = _REVOKE_OF_ACCOUNT.values(replaced_by=bindparam("request"))


@dataclass(frozen=True, slots=True)
class ResetLink:
    """One link, named by the ``jti`` of its token."""

    jti: str
    request_id: str
    situation: Situation
    dossier: str
    email: str
    """The address it was sent to."""
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None
    replaced_by: str | None = None
    """The later request that revoked it; None if something else did."""

    @property
    def is_live(self) -> bool:
        """Whether it is neither used nor revoked."""
        return self.used_at is None and self.revoked_at is None


def add(connection: Connection, link: ResetLink) -> None:
    """Keep a new link."""
    connection.execute(
        _ADD,
        {
            "jti": link.jti,
            "request_id": link.request_id,
            "situation": link.situation.value,
            "dossier": link.dossier,
            "email": link.email,
            "expires_at": link.expires_at,
        },
    )


def find(connection: Connection, jti: str) -> ResetLink | None:
    """Return the link with this name, or None."""
    row = connection.execute(_FIND, {"name": jti}).first()
    if row is None:
        return None
    return ResetLink(
        row.jti,
        row.request_id,
        Situation(row.situation),
        row.dossier,
        row.email,
        row.expires_at,
        row.used_at,
        row.revoked_at,
        row.replaced_by,
    )


def of_request(connection: Connection, request_id: str) -> ResetLink | None:
    """Return the link that a request was given, or None."""
    jti = connection.execute(_FIND_NAME, {"request": request_id}).scalar()
    return None if jti is None else find(connection, jti)


def redeem(connection: Connection, jti: str, now: datetime) -> bool:
    """Use the link up; False if it was used or revoked before (B03, B50).

    One atomic statement: of N simultaneous calls, one gets True.
    """
    return connection.execute(_REDEEM, {"name": jti, "now": now}).rowcount == 1


def revoke_all(
    connection: Connection, situation: Situation, dossier: str, now: datetime
) -> None:
    """Revoke every live link of one account (B04, B05)."""
    account = {"of_situation": situation.value, "of_dossier": dossier}
    connection.execute(_REVOKE_OF_ACCOUNT, account | {"now": now})


def replace_all(
    connection: Connection,
    situation: Situation,
    dossier: str,
    request_id: str,
    now: datetime,
) -> None:
    """Revoke every live link of one account in favour of a later request's (B04)."""
    account = {"of_situation": situation.value, "of_dossier": dossier}
    connection.execute(_REPLACE, account | {"now": now, "request": request_id})


def revoke_of_request(connection: Connection, request_id: str, now: datetime) -> None:
    """Revoke the link of one request, whose mail has become pointless (B42)."""
    connection.execute(_REVOKE_OF_REQUEST, {"request": request_id, "now": now})


def give_up(connection: Connection, request_id: str, now: datetime) -> None:
    """Revoke for good the link of a request whose mail was refused for good (B41).

    The link that it had replaced serves again, as if nothing had been asked; if the
    refused one was replaced in its turn, that waits for what becomes of the third.
    """
    link = of_request(connection, request_id)
    if link is None:
        return
    replaced = update(_LINKS).where(_LINKS.c.replaced_by == request_id)
    if link.is_live:
        connection.execute(replaced.values(revoked_at=None, replaced_by=None))
    elif link.replaced_by is not None:
        connection.execute(replaced.values(replaced_by=link.replaced_by))
    connection.execute(
        update(_LINKS)
        .where(_LINKS.c.jti == link.jti)
        .values(revoked_at=link.revoked_at or now, replaced_by=None)
    )
