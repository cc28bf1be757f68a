"""Reset links: issued, used once, or revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from simulator.portal.rules.situation import Situation
from simulator.portal.store import schema

_LINKS = schema.reset_links
_LIVE = _LINKS.c.used_at.is_(None) & _LINKS.c.revoked_at.is_(None)


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
        insert(_LINKS).values(
            jti=link.jti,
            request_id=link.request_id,
            situation=link.situation.value,
            dossier=link.dossier,
            email=link.email,
            expires_at=link.expires_at,
        )
    )


def find(connection: Connection, jti: str) -> ResetLink | None:
    """Return the link with this name, or None."""
    row = connection.execute(select(_LINKS).where(_LINKS.c.jti == jti)).first()
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
    jti = connection.execute(
        select(_LINKS.c.jti).where(_LINKS.c.request_id == request_id)
    ).scalar()
    return None if jti is None else find(connection, jti)


def redeem(connection: Connection, jti: str, now: datetime) -> bool:
    """Use the link up; False if it was used or revoked before (B03, B50).

    One atomic statement: of N simultaneous calls, one gets True.
    """
    statement = update(_LINKS).where(_LINKS.c.jti == jti, _LIVE).values(used_at=now)
    return connection.execute(statement).rowcount == 1


def revoke_all(
    connection: Connection, situation: Situation, dossier: str, now: datetime
) -> None:
    """Revoke every live link of one account (B04, B05)."""
    _revoke(
        connection,
        (_LINKS.c.situation == situation.value) & (_LINKS.c.dossier == dossier),
        now,
    )


def replace_all(
    connection: Connection,
    situation: Situation,
    dossier: str,
    request_id: str,
    now: datetime,
) -> None:
    """Revoke every live link of one account in favour of a later request's (B04)."""
    connection.execute(
        update(_LINKS)
        .where(_LINKS.c.situation == situation.value, _LINKS.c.dossier == dossier)
        .where(_LIVE)
        .values(revoked_at=now, replaced_by=request_id)
    )


def revoke_of_request(connection: Connection, request_id: str, now: datetime) -> None:
    """Revoke the link of one request, whose mail has become pointless (B42)."""
    _revoke(connection, _LINKS.c.request_id == request_id, now)


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


def _revoke(connection: Connection, which: Any, now: datetime) -> None:
    connection.execute(update(_LINKS).where(which, _LIVE).values(revoked_at=now))
