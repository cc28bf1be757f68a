"""What a changed password ends, and whom it is told to (P9, B24 to B26, B53)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from simulator.clock import advance
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.redemption import LinkStatus

CHANGED = "Votre mot de passe a été modifié"


@pytest.fixture
def token(office: Any) -> str:
    """The token of a link that Camille has just received."""
    office.ask()
    return str(office.tokens()[-1])


def test_every_session_of_the_account_ends(office: Any, token: str) -> None:
    """Somebody else's goes on (B25), and nobody is logged in by step 8 (B26)."""
    other = (Situation.AYANT_DROIT, "0012345")
    office.enrol(situation=other[0], email="sacha@mail.test")
    mine = [office.log_in(office.OLD) for _ in range(2)]
    theirs = office.log_in(office.OLD, other)
    office.redeem(token)

    assert [None, None] == [login.find_session(office.parts, s.id) for s in mine]
    assert login.find_session(office.parts, theirs.id) is not None


def test_the_other_situation_keeps_its_password(office: Any, token: str) -> None:
    """The same number, another person."""
    other = (Situation.AYANT_DROIT, "0012345")
    office.enrol(situation=other[0], email="sacha@mail.test")
    office.redeem(token)

    assert office.log_in(office.OLD, other) is not None
    assert office.log_in(office.NEW, other) is None


def test_the_letters_password_ends_too(office: Any) -> None:
    """A password changed by mail leaves no other way in (B05)."""
    office.ask(Channel.POST)
    by_letter = office.letter_password()
    office.ask()
    office.redeem(office.tokens()[-1])

    assert office.log_in(by_letter) is None


def test_the_change_is_notified(office: Any, token: str) -> None:
    """To the address on file, once, without link nor password (B24)."""
    office.redeem(token)
    notices = [m for m in office.mailbox.to(office.EMAIL) if m.subject == CHANGED]

    assert 1 == len(notices)
    assert () == notices[0].links
    assert office.NEW.encode() not in notices[0].raw


def test_a_refusal_is_not_notified(office: Any, token: str) -> None:
    """Nothing changed, nothing to tell."""
    office.redeem(token, dossier="7654321")
    office.redeem(token[:-2])

    assert CHANGED not in {mail.subject for mail in office.mailbox.all()}


def test_composed_and_decomposed_accents_are_one_password(
    office: Any, token: str
) -> None:
    """Whatever the keyboard of the reset and that of the log-in (B33)."""
    typed = "E\u0301te\u0301-2026"
    assert office.redeem(token, password=typed).done

    assert office.log_in(typed) is not None
    assert office.log_in("\u00c9t\u00e9-2026") is not None
    assert office.log_in("Ete-2026") is None


@pytest.mark.parametrize(
    "password", [" Soleil 2026 ", "Aa1" + "x" * 4093, "Aa1😀😀😀😀😀", "Aa1'\"<&>%00"]
)
def test_a_password_is_taken_as_it_is(office: Any, token: str, password: str) -> None:
    """Neither trimmed, nor cut, nor escaped (B30, B34)."""
    assert office.redeem(token, password=password).done

    assert office.log_in(password) is not None
    assert office.log_in(password[:-1]) is None
    assert office.log_in(password.strip()) is None or password.strip() == password


def test_a_storage_failure_changes_nothing(
    office: Any, token: str, break_commits: Any
) -> None:
    """The error comes out, the old password stays, and so does the link (P9.1)."""
    session = office.log_in(office.OLD)
    hashing = office.parts.hasher.hash
    broken = None

    def hash_then_break(password: str) -> str:
        nonlocal broken
        encoded = hashing(password)
        broken = break_commits(office.parts.store)
        return encoded

    hasher = type("Hasher", (), {"hash": staticmethod(hash_then_break)})()
    sound, office.parts = office.parts, replace(office.parts, hasher=hasher)
    with pytest.raises(OperationalError, match="No space left"):
        office.redeem(token)
    broken.cure()
    office.parts = sound

    assert office.log_in(office.OLD) is not None
    assert office.log_in(office.NEW) is None
    assert login.find_session(office.parts, session.id) is not None
    assert CHANGED not in {mail.subject for mail in office.mailbox.all()}
    assert office.redeem(token).done


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda o: o.change(status="blocked"), id="blocked"),
        pytest.param(lambda o: o.change(email="new@mail.test"), id="address changed"),
        pytest.param(lambda o: advance(o.clock, timedelta(hours=24)), id="expired"),
        pytest.param(lambda o: o.ask(), id="a new request"),
    ],
)
def test_a_link_that_dies_while_the_password_is_hashed_changes_nothing(
    office: Any, token: str, happens: Callable[[Any], None]
) -> None:
    """What was looked at before hashing is looked at again before changing."""
    account, sound = office.KEY, office.parts

    class Slow:
        def hash(self, password: str) -> str:
            happens(office)
            return sound.hasher.hash(password)

    office.parts = replace(sound, hasher=Slow())
    outcome = office.redeem(token)
    office.parts = sound

    assert outcome.link in {LinkStatus.UNKNOWN, LinkStatus.EXPIRED}
    office.change(status="active")
    assert office.log_in(office.NEW, account) is None
    assert office.log_in(office.OLD, account) is not None


def test_the_journal_tells_the_story_without_secrets(office: Any, token: str) -> None:
    """Asked, sent, used: no token and no password (B53)."""
    office.redeem(token, password="Faux")
    office.redeem(token)
    log = office.log()

    for event in (
        "demande ouverte affilie 0012345",
        "lien émis affilie 0012345 par mail",
        "mail 1 remis",
        "mot de passe changé affilie 0012345",
    ):
        assert event in log
    for secret in (token, *token.split("."), office.OLD, office.NEW, "Faux"):
        assert secret not in log
