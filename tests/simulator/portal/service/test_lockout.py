"""Ten failures in a row lock a dossier's log-in for a while (B60)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.login import LogIn

NOBODY = (Situation.AFFILIE, "7654321")
LOCK = timedelta(minutes=15)


def _try(office: Any, typed: str = "faux", key: Any = None) -> LogIn:
    return login.log_in(office.parts, *(key or office.KEY), typed)


def _lock(office: Any, key: Any = None) -> list[LogIn]:
    return [_try(office, key=key) for _ in range(10)]


def test_the_tenth_failure_locks(office: Any) -> None:
    """Nine do not; then the right password is refused, until a quarter of an hour."""
    until = office.clock.now() + LOCK
    assert [LogIn(None)] * 9 + [LogIn(None, until)] == _lock(office)

    assert LogIn(None, until) == _try(office, office.OLD)
    advance(office.clock, LOCK - timedelta(microseconds=1))
    assert LogIn(None, until) == _try(office, office.OLD)
    advance(office.clock, timedelta(microseconds=1))
    assert office.log_in(office.OLD) is not None


def test_a_success_begins_the_count_again(office: Any) -> None:
    """Only failures in a row count, however many there are."""
    for _ in range(3):
        for _ in range(9):
            assert LogIn(None) == _try(office)
        assert office.log_in(office.OLD) is not None


def test_after_a_lock_the_count_begins_again(office: Any) -> None:
    """Trying while it holds neither prolongs it nor counts."""
    _lock(office)
    for _ in range(20):
        assert _try(office).locked_until is not None
    advance(office.clock, LOCK)

    assert [None] * 9 == [_try(office).locked_until for _ in range(9)]
    assert office.log_in(office.OLD) is not None


@pytest.mark.parametrize("status", [None, "blocked", "closed"])
def test_who_is_there_changes_nothing(office: Any, status: str | None) -> None:
    """An unknown, blocked or closed dossier locks alike, and the same answers come."""
    if status is not None:
        office.enrol(dossier=NOBODY[1], status=status)

    assert _lock(office) == _lock(office, NOBODY)
    assert _try(office) == _try(office, key=NOBODY)
    advance(office.clock, LOCK)
    assert _try(office) == _try(office, key=NOBODY)


def test_another_dossier_or_situation_is_not_locked(office: Any) -> None:
    """The dossier is locked, not the browser nor the number's other owner."""
    other = (Situation.AYANT_DROIT, office.KEY[1])
    office.enrol(situation=Situation.AYANT_DROIT)
    _lock(office)

    assert office.log_in(office.OLD, other) is not None


def _reset(office: Any) -> None:
    office.ask()
    assert office.redeem(office.tokens()[-1]).done


def test_a_reset_lifts_the_lock(office: Any) -> None:
    """And nothing of the failures remains."""
    _lock(office)
    _reset(office)

    assert office.log_in(office.NEW) is not None


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda o: o.ask(), id="a request by mail"),
        pytest.param(lambda o: o.ask(Channel.POST), id="a request by post"),
        pytest.param(lambda o: (o.ask(), o.redeem("x")), id="a failed reset"),
        pytest.param(lambda o: o.change(first_name="Cam"), id="a name changed"),
    ],
)
def test_nothing_less_than_a_reset_lifts_it(
    office: Any, happens: Callable[[Any], object]
) -> None:
    """Anybody can ask: asking proves nothing."""
    _lock(office)
    happens(office)

    assert _try(office, office.OLD).locked_until is not None


def test_a_letter_waits_for_the_lock_and_its_change_ends_the_failures(
    office: Any,
) -> None:
    """The letter's password is a password like any other: it may be guessed at."""
    office.ask(Channel.POST)
    by_letter = office.letter_password()
    _lock(office)
    assert _try(office, by_letter).locked_until is not None
    advance(office.clock, LOCK)
    session = office.log_in(by_letter)
    _lock(office)
    assert () == login.replace_letter_password(office.parts, session, office.NEW)

    assert office.log_in(office.NEW) is not None


def test_a_lock_survives_a_restart(tmp_path: Any, open_office: Any) -> None:
    """It is in the store."""
    url = f"sqlite:///{tmp_path / 'portail.db'}"
    first = open_office(url)
    first.enrol()
    _lock(first)
    first.parts.store.dispose()

    assert _try(open_office(url), first.OLD).locked_until is not None


def test_a_clock_set_back_locks_nobody_for_years(office: Any) -> None:
    """A lock set in the future does not hold."""
    _lock(office)
    advance(office.clock, timedelta(days=-400))

    assert office.log_in(office.OLD) is not None


def test_a_portal_may_do_without(office: Any) -> None:
    """For measuring the load it bears."""
    settings = replace(office.parts.settings, lockout_after=None)
    parts = replace(office.parts, settings=settings)
    for _ in range(30):
        assert LogIn(None) == login.log_in(parts, *office.KEY, "faux")

    assert login.log_in(parts, *office.KEY, office.OLD).session is not None


@pytest.mark.parametrize(
    "busy",
    [
        "memory",
        "file",
        "postgresql",
    ],
    indirect=True,
)
def test_guessing_in_parallel_gives_no_eleventh_try(busy: Any) -> None:
    """However many come at once, ten are judged; the rest meets the lock (B50)."""
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: _try(busy), range(32)))

    assert 9 == sum(outcome.locked_until is None for outcome in outcomes)
    assert 1 == busy.log().count("connexion verrouillée")
    assert 10 == busy.log().count("connexion refusée affilie")
    assert _try(busy, busy.OLD).session is None


def test_the_journal_tells_of_the_lock(office: Any) -> None:
    """Which dossier, and every refusal (B53)."""
    _lock(office)
    _try(office, office.OLD)

    assert "connexion verrouillée affilie 0012345" in office.log()
    assert "connexion refusée, verrou affilie 0012345" in office.log()
