"""Identities, and identifications under way, on every engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.rules.situation import Situation
from simulator.portal.store import france_connect as memory
from simulator.portal.store import sessions
from simulator.portal.store.france_connect import Choice
from simulator.portal.store.sessions import Session

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
FIRST = (Situation.AFFILIE, "0012345")
SECOND = (Situation.AYANT_DROIT, "0012345")
AtOnce = Callable[..., list[Any]]
CAMILLE = PivotIdentity("Camille", "ŒUVRARD", "1981-04-23", "female", "67482", "99100")


def test_an_identity_may_have_several_accounts(store: Engine) -> None:
    """Hers in whatever spelling, and nobody else's."""
    with store.begin() as connection:
        memory.set_identity(connection, SECOND, CAMILLE)
        memory.set_identity(connection, FIRST, replace(CAMILLE, given_name="CAMILLE"))
        other = replace(CAMILLE, birthdate="1981-04-24")

        assert [FIRST, SECOND] == memory.accounts_of(connection, "s", CAMILLE)
        assert [] == memory.accounts_of(connection, "s", other)
        assert [] == memory.accounts_of(connection, "s", None)


def test_a_link_outlives_a_change_at_franceconnect(store: Engine) -> None:
    """A name corrected there is still her, by her ``sub``; twice linked is no harm."""
    corrected = replace(CAMILLE, family_name="ŒUVRAR")
    with store.begin() as connection:
        memory.set_identity(connection, FIRST, CAMILLE)
        memory.link(connection, "s", FIRST)
        memory.link(connection, "s", FIRST)

        assert [FIRST] == memory.accounts_of(connection, "s", corrected)
        assert [] == memory.accounts_of(connection, "t", corrected)


def test_a_change_of_the_file_ends_the_link(store: Engine) -> None:
    """An account that became somebody else's is no longer opened by the former."""
    other = replace(CAMILLE, given_name="Dominique")
    with store.begin() as connection:
        memory.set_identity(connection, FIRST, CAMILLE)
        memory.link(connection, "s", FIRST)
        memory.set_identity(connection, FIRST, other)

        assert [] == memory.accounts_of(connection, "s", CAMILLE)
        assert [FIRST] == memory.accounts_of(connection, "t", other)


def test_a_state_serves_once(store: Engine) -> None:
    """The nonce and the time come with it."""
    with store.begin() as connection:
        memory.begin(connection, "state", "nonce", NOON)

        assert ("nonce", NOON) == memory.take(connection, "state")
        assert memory.take(connection, "state") is None


def test_of_many_returns_at_once_one_counts(store: Engine, at_once: AtOnce) -> None:
    """A double click on the way back opens one session."""
    with store.begin() as connection:
        memory.begin(connection, "state", "nonce", NOON)

    taken = at_once(memory.take, "state")
    assert [("nonce", NOON)] == [each for each in taken if each is not None]


def test_a_choice_comes_back_as_it_was_kept(store: Engine) -> None:
    """Until it is made."""
    choice = Choice("c", "s", "token", (FIRST, SECOND), NOON)
    with store.begin() as connection:
        memory.keep_choice(connection, choice)

        assert choice == memory.find_choice(connection, "c")
        assert memory.drop_choice(connection, "c")
        assert not memory.drop_choice(connection, "c")
        assert memory.find_choice(connection, "c") is None


def test_a_proof_is_given_back_once(store: Engine) -> None:
    """To the session that it opened."""
    with store.begin() as connection:
        memory.keep_proof(connection, "session", "token")

        assert memory.take_proof(connection, "other") is None
        assert "token" == memory.take_proof(connection, "session")
        assert memory.take_proof(connection, "session") is None


def test_what_nobody_came_back_for_is_forgotten(store: Engine) -> None:
    """Old attempts and choices, and proofs of sessions that have ended."""
    old = NOON - timedelta(hours=1)
    session = Session("open", *FIRST, opened_at=old, seen_at=old, must_change=False)
    with store.begin() as connection:
        sessions.add(connection, session)
        for name, at in (("old", old), ("new", NOON)):
            memory.begin(connection, name, "nonce", at)
            memory.keep_choice(connection, Choice(name, "s", "t", (FIRST,), at))
        for name in ("open", "ended"):
            memory.keep_proof(connection, name, "token")
        memory.forget_older(connection, NOON)

        assert memory.take(connection, "old") is None
        assert memory.find_choice(connection, "old") is None
        assert memory.take_proof(connection, "ended") is None
        assert memory.take(connection, "new") is not None
        assert memory.find_choice(connection, "new") is not None
        assert "token" == memory.take_proof(connection, "open")
