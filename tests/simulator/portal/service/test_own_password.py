"""Changing one's own password, logged in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from simulator.clock import advance
from simulator.portal.rules.password import Violation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.own_password import (
    Change,
    OwnPassword,
    Step,
    change_own_password,
)

NEW = "Soleil2026"


def _change(
    office: Any,
    session: Any,
    current: str = "Ancien2025",
    password: str = NEW,
    confirmation: str | None = None,
) -> Change:
    typed = OwnPassword(
        current, password, password if confirmation is None else confirmation
    )
    return change_own_password(office.parts, session, typed)


def test_a_change_takes_effect_and_tells_the_person(office: Any) -> None:
    """The old password is dead, the new one works, a mail says so (B24, B36)."""
    assert Step.DONE is _change(office, office.log_in(office.OLD)).step

    assert office.log_in(office.OLD) is None
    assert office.log_in(NEW) is not None
    (mail,) = office.mailbox.to(office.EMAIL)
    assert "modifié" in mail.subject
    assert "mot de passe changé affilie 0012345" in office.log()


def test_a_change_ends_links_letters_and_sessions_but_this_one(office: Any) -> None:
    """This browser goes on under a new name (B05, B25)."""
    office.ask()
    office.ask(Channel.POST)
    office.ask()
    *_, token = office.tokens()
    by_letter = office.letter_password()
    mine, elsewhere = office.log_in(office.OLD), office.log_in(office.OLD)
    outcome = _change(office, mine)

    assert outcome.session is not None
    assert outcome.session.id not in {mine.id, elsewhere.id}
    assert login.find_session(office.parts, outcome.session.id) is not None
    assert login.find_session(office.parts, mine.id) is None
    assert login.find_session(office.parts, elsewhere.id) is None
    assert not office.redeem(token).done
    assert office.log_in(by_letter) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"current": "faux"}, Change(Step.WRONG_PASSWORD)),
        ({"current": ""}, Change(Step.WRONG_PASSWORD)),
        ({"confirmation": "Soleil2027"}, Change(Step.NOT_THE_SAME)),
        ({"password": "Court1"}, Change(Step.REFUSED, (Violation.TOO_SHORT,))),
        ({"password": "Azerty12"}, Change(Step.REFUSED, (Violation.COMMON,))),
        ({"password": "Camille2026"}, Change(Step.REFUSED, (Violation.OWN_NAME,))),
        ({"password": "Aa0012345"}, Change(Step.REFUSED, (Violation.HOLDS_DOSSIER,))),
    ],
)
def test_a_refusal_changes_nothing(
    office: Any, typed: dict[str, str], expected: Change
) -> None:
    """The password, the session and the mailbox stay as they were."""
    session = office.log_in(office.OLD)

    assert expected == _change(office, session, **typed)
    assert login.find_session(office.parts, session.id) is not None
    assert office.log_in(office.OLD) is not None
    office.mailbox.assert_none()


def test_wrong_passwords_here_and_at_the_log_in_count_together(office: Any) -> None:
    """Who found the session open guesses no further than at the door (B60)."""
    session = office.log_in(office.OLD)
    for _ in range(6):
        assert Step.WRONG_PASSWORD is _change(office, session, "faux").step
    for _ in range(3):
        office.log_in("faux")
    locked = office.clock.now() + timedelta(minutes=15)
    assert Change(Step.LOCKED, locked_until=locked) == _change(office, session, "faux")

    assert Step.LOCKED is _change(office, session).step
    assert office.log_in(office.OLD) is None
    advance(office.clock, timedelta(minutes=15))
    assert Step.DONE is _change(office, session).step


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(
            lambda o, s: login.log_out(o.parts, s.id), id="logged out meanwhile"
        ),
        pytest.param(
            lambda o, _: (o.ask(), o.redeem(o.tokens()[-1])), id="reset meanwhile"
        ),
    ],
)
def test_a_session_that_is_over_changes_nothing(
    office: Any, happens: Callable[[Any, Any], object]
) -> None:
    """Another tab was faster."""
    session = office.log_in(office.OLD)
    happens(office, session)

    for current in (office.OLD, office.NEW, "faux"):
        assert Step.OVER is _change(office, session, current, "Orage2027").step
    assert office.log_in("Orage2027") is None


def test_the_password_changed_while_it_is_verified_is_no_proof(office: Any) -> None:
    """The change that comes second is refused, as its proof is stale."""
    session = office.log_in(office.OLD)
    hasher = office.parts.hasher
    real_hash = type(hasher).hash

    def slow(password: str) -> str:
        office.change(password_hash=real_hash(hasher, "Entretemps2026"))
        return str(real_hash(hasher, password))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hasher, "hash", slow)
        assert Step.OVER is _change(office, session).step

    assert office.log_in("Entretemps2026") is not None
