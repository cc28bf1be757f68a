"""Logging in and out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.store.sessions import Session


def test_the_right_three_open_a_session(office: Any) -> None:
    """Situation, dossier number and password."""
    session = office.log_in(office.OLD)

    now = office.clock.now()
    expected = Session(session.id, *office.KEY, now, now, must_change=False)
    assert expected == session
    found, account = login.find_session(office.parts, session.id)
    assert session == found
    assert "Camille" == account.first_name


@pytest.mark.parametrize(
    ("key", "password"),
    [
        ((Situation.AFFILIE, "0012345"), "ancien2025"),
        ((Situation.AFFILIE, "0012345"), "Ancien2025 "),
        ((Situation.AFFILIE, "0012345"), ""),
        ((Situation.AYANT_DROIT, "0012345"), "Ancien2025"),
        ((Situation.AFFILIE, "0012346"), "Ancien2025"),
        ((Situation.AFFILIE, "12345"), "Ancien2025"),
        ((Situation.AFFILIE, " 0012345"), "Ancien2025"),
        ((Situation.AFFILIE, ""), "Ancien2025"),
        ((None, "0012345"), "Ancien2025"),
    ],
)
def test_any_of_the_three_wrong_opens_none(
    office: Any, key: Any, password: str
) -> None:
    """And the answer is the same None, whichever it is."""
    assert office.log_in(password, key) is None


@pytest.mark.parametrize("status", ["blocked", "closed"])
def test_a_blocked_account_cannot_log_in(office: Any, status: str) -> None:
    """Neither now, nor with a session opened before (B42)."""
    session = office.log_in(office.OLD)
    office.change(status=status)

    assert office.log_in(office.OLD) is None
    assert login.find_session(office.parts, session.id) is None


def test_nobody_costs_as_much_as_somebody(
    office: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many verifications, whoever is there, letter under way or not (B02)."""
    counted: list[str | None] = []
    verify = type(office.parts.hasher).verify

    def spy(self: Any, encoded: str | None, password: str) -> bool:
        counted.append(encoded)
        return bool(verify(self, encoded, password))

    monkeypatch.setattr(type(office.parts.hasher), "verify", spy)
    office.log_in("faux")
    known = len(counted)
    office.log_in("faux", (Situation.AFFILIE, "7654321"))
    office.log_in("faux", (None, "7654321"))
    office.ask(Channel.POST)
    office.log_in("faux")

    assert (2, 8) == (known, len(counted))


def test_sessions_are_several_and_unguessable(office: Any) -> None:
    """Two devices, two sessions of 128 bits."""
    first, second = office.log_in(office.OLD), office.log_in(office.OLD)

    assert first.id != second.id
    assert 32 == len(first.id)
    assert login.find_session(office.parts, first.id) is not None
    assert login.find_session(office.parts, second.id) is not None


@pytest.mark.parametrize("session_id", ["", "0" * 32, "' OR 1=1 --"])
def test_an_invented_session_is_none(office: Any, session_id: str) -> None:
    """A name that was never given."""
    office.log_in(office.OLD)

    assert login.find_session(office.parts, session_id) is None


def test_logging_out_closes_one_session(office: Any) -> None:
    """Twice is harmless, and the other device stays logged in."""
    first, second = office.log_in(office.OLD), office.log_in(office.OLD)
    login.log_out(office.parts, first.id)
    login.log_out(office.parts, first.id)

    assert login.find_session(office.parts, first.id) is None
    assert login.find_session(office.parts, second.id) is not None


def test_a_session_that_nobody_uses_ends(office: Any) -> None:
    """Alive a second before half an hour; a use gives it half an hour more."""
    session = office.log_in(office.OLD)
    for _ in range(3):
        advance(office.clock, timedelta(minutes=30, seconds=-1))
        assert login.find_session(office.parts, session.id) is not None
    advance(office.clock, timedelta(minutes=30))

    assert login.find_session(office.parts, session.id) is None
    advance(office.clock, timedelta(minutes=-30))
    assert login.find_session(office.parts, session.id) is None


def test_a_session_in_use_ends_after_twelve_hours(office: Any) -> None:
    """However often it is used."""
    session = office.log_in(office.OLD)
    for _ in range(48):
        assert login.find_session(office.parts, session.id) is not None
        advance(office.clock, timedelta(minutes=15))

    assert login.find_session(office.parts, session.id) is None


def test_a_clock_set_back_ends_no_session(office: Any) -> None:
    """The person did nothing."""
    session = office.log_in(office.OLD)
    advance(office.clock, timedelta(days=-3))

    assert login.find_session(office.parts, session.id) is not None


def test_log_ins_are_in_the_journal_without_secrets(office: Any) -> None:
    """Success and failure, neither password nor session (B53)."""
    session = office.log_in(office.OLD)
    office.log_in("Mauvais2026")
    lines = [line.partition(" ")[2] for line in office.log().splitlines()]

    assert [
        "connexion affilie 0012345",
        "connexion refusée affilie 0012345",
    ] == lines
    for secret in (office.OLD, "Mauvais2026", session.id):
        assert secret not in office.log()


@pytest.mark.parametrize(
    "typed", ["1\n2026-03-10T11:00:00+00:00 connexion affilie 0012345", "Ancien2025"]
)
def test_what_is_typed_as_dossier_does_not_forge_the_journal(
    office: Any, typed: str
) -> None:
    """Neither a line of one's own, nor a password typed in the wrong field (B53)."""
    office.log_in("faux", (Situation.AFFILIE, typed))

    assert 1 == len(office.log().splitlines())
    assert "Ancien2025" not in office.log()


def test_a_letters_session_that_is_over_sets_no_password(office: Any) -> None:
    """Another tab chose first, or the account was blocked meanwhile."""
    office.ask(Channel.POST)
    session = office.log_in(office.letter_password())
    assert () == login.replace_letter_password(office.parts, session, office.NEW)

    late = login.replace_letter_password(office.parts, session, "Orage2027")
    assert late is None
    assert office.log_in("Orage2027") is None
    assert office.log_in(office.NEW) is not None
