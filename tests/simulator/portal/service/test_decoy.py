"""A dossier that gets nothing costs the work of one that does (B02)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, func, select

from simulator.portal.rules.situation import Situation
from simulator.portal.service.demand import Channel
from simulator.portal.store import schema
from simulator.portal.store.requests import RequestState

NOBODY = (Situation.AFFILIE, "7654321")
KEPT = {
    schema.reset_links,
    schema.outbox,
    schema.letters,
    schema.temporary_passwords,
}


@pytest.fixture(params=[None, "blocked", "closed"])
def silent(request: pytest.FixtureRequest, office: Any) -> Any:
    """A dossier that gets nothing: unknown, blocked or closed."""
    if request.param is not None:
        office.enrol(dossier=NOBODY[1], status=request.param, email="blocked@mail.test")
    return NOBODY


@pytest.mark.parametrize("channel", list(Channel))
def test_nothing_is_kept_and_nothing_leaves(
    office: Any, silent: Any, channel: Channel
) -> None:
    """No link, no mail in the outbox, no letter, no temporary password."""
    request_id = office.ask(channel, silent)
    with office.parts.store.begin() as connection:
        counts = {
            table.name: connection.execute(
                select(func.count()).select_from(table)
            ).scalar()
            for table in KEPT
        }

    assert {0} == set(counts.values()), counts
    office.mailbox.assert_none()
    assert RequestState(office.state(request_id)) in {
        RequestState.MAIL,
        RequestState.POST,
    }


@pytest.mark.parametrize("channel", list(Channel))
def test_the_same_work_is_done(
    office: Any, silent: Any, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many transactions, hashes, mails made and conversations."""
    done: list[str] = []
    parts = office.parts
    event.listen(parts.store, "commit", lambda _: done.append("commit"))
    hash_, conversation = type(parts.hasher).hash, type(parts.transport)._conversation

    def spied_hash(self: Any, password: str) -> str:
        done.append("hash")
        return str(hash_(self, password))

    def spied_conversation(self: Any, *rest: Any) -> Any:
        done.append("conversation")
        return conversation(self, *rest)

    monkeypatch.setattr(type(parts.hasher), "hash", spied_hash)
    monkeypatch.setattr(type(parts.transport), "_conversation", spied_conversation)
    office.ask(channel)
    known = list(done)
    done.clear()
    office.ask(channel, silent)

    assert known == done
    assert ("hash" in known) == (channel is Channel.POST)
    assert ("conversation" in known) == (channel is Channel.MAIL)


def test_the_journal_tells_a_request_without_consequence(office: Any) -> None:
    """And names no address, invented or not (B53)."""
    office.ask(Channel.MAIL, NOBODY)

    assert "demande sans suite affilie 7654321" in office.log()
    assert "@" not in office.log()
