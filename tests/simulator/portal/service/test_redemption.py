"""Step 8: what is refused, what changes, and what ends with the old password."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from simulator.portal.rules.password import Violation
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.redemption import (
    LinkStatus,
    Redemption,
    Refusal,
    link_status,
)

CHANGED = "Votre mot de passe a été modifié"


@pytest.fixture
def token(office: Any) -> str:
    """The token of a link that Camille has just received."""
    office.ask()
    return str(office.tokens()[-1])


def test_the_new_password_takes_the_place_of_the_old(office: Any, token: str) -> None:
    """Not before step 8, and at once after it (P6.2, P9.2)."""
    assert office.log_in(office.OLD) is not None
    assert office.log_in(office.NEW) is None
    assert Redemption(LinkStatus.LIVE) == office.redeem(token)
    assert office.log_in(office.NEW) is not None
    assert office.log_in(office.OLD) is None


@pytest.mark.parametrize(
    "dossier",
    ["0012346", "12345", "", " 0012345", "0012345 ", "0012345\n", "００１２３４５"],
)
def test_another_dossier_is_refused(office: Any, token: str, dossier: str) -> None:
    """The number typed must be the link's own, character by character (P8.1, B07)."""
    office.enrol(dossier="0012346")
    expected = Redemption(LinkStatus.LIVE, (Refusal.DOSSIER,))

    assert expected == office.redeem(token, dossier=dossier)
    assert office.log_in(office.OLD) is not None
    assert office.log_in(office.OLD, (Situation.AFFILIE, "0012346")) is not None


@pytest.mark.parametrize(
    ("password", "confirmation"),
    [
        ("Soleil2026", "soleil2026"),
        ("Soleil2026", "Soleil2026 "),
        ("Soleil2026", ""),
        ("Été2026-soleil", "E\u0301te\u03012026-soleil"),
    ],
)
def test_a_confirmation_that_differs_is_refused(
    office: Any, token: str, password: str, confirmation: str
) -> None:
    """Code point by code point (P8.3)."""
    expected = Redemption(LinkStatus.LIVE, (Refusal.CONFIRMATION,))

    refused = office.redeem(token, password=password, confirmation=confirmation)
    assert expected == refused
    assert office.log_in(password) is None


@pytest.mark.parametrize(
    ("password", "violation"),
    [
        ("Soleil2", Violation.TOO_SHORT),
        ("soleil2026", Violation.NO_UPPER_CASE),
        ("SOLEIL2026", Violation.NO_LOWER_CASE),
        ("SoleilVif", Violation.NO_DIGIT),
        ("Aa1" + "x" * 4094, Violation.TOO_LONG),
    ],
)
def test_a_password_against_the_rule_is_refused(
    office: Any, token: str, password: str, violation: Violation
) -> None:
    """By the server, whatever the page did (P8.2)."""
    expected = Redemption(LinkStatus.LIVE, (), (violation,))

    assert expected == office.redeem(token, password=password)
    assert office.log_in(password) is None


def test_everything_wrong_is_said_at_once(office: Any, token: str) -> None:
    """The dossier, the confirmation and what the password lacks."""
    expected = Redemption(
        LinkStatus.LIVE,
        (Refusal.DOSSIER, Refusal.CONFIRMATION),
        (Violation.TOO_SHORT, Violation.NO_UPPER_CASE, Violation.NO_DIGIT),
    )

    refused = office.redeem(token, dossier="1", password="abc", confirmation="abd")
    assert expected == refused
    assert not refused.done


def test_a_refusal_spares_the_link(office: Any, token: str) -> None:
    """After any mistake the same link still works (B47)."""
    for typed in (
        {"dossier": "7654321"},
        {"confirmation": "autre"},
        {"password": "court"},
    ):
        assert not office.redeem(token, **typed).done

    assert LinkStatus.LIVE is link_status(office.parts, token)
    assert office.redeem(token).done


def test_the_sentences_of_a_refusal() -> None:
    """The page shows the value."""
    assert {
        Refusal.DOSSIER: "Le numéro de dossier ne correspond pas à ce lien.",
        Refusal.CONFIRMATION: "Les deux mots de passe ne sont pas identiques.",
    } == {refusal: refusal.value for refusal in Refusal}


@pytest.mark.parametrize(
    "redemption",
    [
        Redemption(LinkStatus.EXPIRED),
        Redemption(LinkStatus.USED),
        Redemption(LinkStatus.UNKNOWN),
        Redemption(LinkStatus.LIVE, (Refusal.DOSSIER,)),
        Redemption(LinkStatus.LIVE, (), (Violation.NO_DIGIT,)),
    ],
)
def test_only_a_live_link_without_refusal_is_done(redemption: Redemption) -> None:
    """Anything else changed nothing."""
    assert Redemption(LinkStatus.LIVE).done
    assert not redemption.done


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
