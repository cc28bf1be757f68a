"""Reset links in the store: used once, or revoked, never both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from simulator.portal.rules.situation import Situation
from simulator.portal.store import links
from simulator.portal.store.links import ResetLink

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
LATER = NOON + timedelta(microseconds=1)
LINK = ResetLink(
    jti="j1",
    request_id="r1",
    situation=Situation.AFFILIE,
    dossier="0012345",
    email="camille@mail.test",
    expires_at=NOON + timedelta(days=1),
)


def test_a_link_comes_back_as_it_was_kept(store: Engine) -> None:
    """A new link is neither used nor revoked."""
    with store.begin() as connection:
        links.add(connection, LINK)
        assert LINK == links.find(connection, "j1")
        assert links.find(connection, "j2") is None


def test_a_link_is_redeemed_once(store: Engine) -> None:
    """The first use counts, and its instant is kept."""
    with store.begin() as connection:
        links.add(connection, LINK)
        links.add(connection, replace(LINK, jti="j2"))
        assert links.redeem(connection, "j1", NOON)
        assert not links.redeem(connection, "j1", LATER)
        assert not links.redeem(connection, "j3", NOON)
        assert replace(LINK, used_at=NOON) == links.find(connection, "j1")
        assert replace(LINK, jti="j2") == links.find(connection, "j2")


def test_a_revoked_link_cannot_be_redeemed(store: Engine) -> None:
    """Revoked is revoked, and the first revocation's instant is kept."""
    with store.begin() as connection:
        links.add(connection, LINK)
        links.revoke_all(connection, LINK.situation, LINK.dossier, NOON)
        links.revoke_all(connection, LINK.situation, LINK.dossier, LATER)
        assert not links.redeem(connection, "j1", LATER)
        assert replace(LINK, revoked_at=NOON) == links.find(connection, "j1")


def test_revoking_leaves_used_links_and_other_accounts_alone(store: Engine) -> None:
    """The same dossier under the other situation is another account."""
    theirs = replace(LINK, jti="j2", situation=Situation.AYANT_DROIT)
    others = replace(LINK, jti="j3", dossier="0012346")
    with store.begin() as connection:
        for link in (LINK, theirs, others, replace(LINK, jti="j4")):
            links.add(connection, link)
        assert links.redeem(connection, "j1", NOON)
        links.revoke_all(connection, LINK.situation, LINK.dossier, LATER)
        assert replace(LINK, used_at=NOON) == links.find(connection, "j1")
        assert theirs == links.find(connection, "j2")
        assert others == links.find(connection, "j3")
        assert replace(LINK, jti="j4", revoked_at=LATER) == links.find(connection, "j4")


def test_the_link_of_one_request_is_revoked_alone(store: Engine) -> None:
    """A mail that could not be delivered takes its own link down only."""
    other = replace(LINK, jti="j2", request_id="r2")
    with store.begin() as connection:
        links.add(connection, LINK)
        links.add(connection, other)
        assert other == links.of_request(connection, "r2")
        assert links.of_request(connection, "r3") is None
        links.revoke_of_request(connection, "r1", NOON)
        assert replace(LINK, revoked_at=NOON) == links.find(connection, "j1")
        assert other == links.find(connection, "j2")
