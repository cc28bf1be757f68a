"""The letter: a password for 21 days, once, that obliges to choose another (B54)."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.clock import advance
from simulator.portal.rules.password import Violation, violations
from simulator.portal.rules.situation import Situation
from simulator.portal.service import login
from simulator.portal.service.demand import Channel
from simulator.portal.service.letter import temporary_password
from simulator.portal.store import letters
from simulator.portal.store.requests import RequestState

LIFE = timedelta(days=21)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def by_letter(office: Any) -> str:
    """The password of a letter that Camille asked for."""
    office.ask(Channel.POST)
    return str(office.letter_password())


def _posted(office: Any) -> list[letters.Letter]:
    with office.parts.store.begin() as connection:
        return letters.all_letters(connection)


def test_choosing_post_posts_one_letter_and_no_mail(office: Any) -> None:
    """To the address on file, with the day it is expected (P5.5)."""
    request_id = office.ask(Channel.POST)

    (letter,) = _posted(office)
    assert (*office.KEY, office.clock.now()) == (
        letter.situation,
        letter.dossier,
        letter.posted_at,
    )
    assert date(2026, 3, 13) == letter.expected_on
    expected = "CAMILLE DURAND\n3 RUE DES LILAS\n67000 STRASBOURG"
    assert expected == letter.address
    office.mailbox.assert_none()
    assert RequestState.POST is office.state(request_id)


def test_the_day_depends_on_the_recipients_department(office: Any) -> None:
    """Good Friday is a holiday in Strasbourg, not in Paris."""
    office.clock.move_to(datetime(2026, 4, 2, 8, 0, tzinfo=UTC))
    office.ask(Channel.POST)
    office.change(department="75")
    office.ask(Channel.POST)

    expected = [date(2026, 4, 9), date(2026, 4, 8)]
    assert expected == [letter.expected_on for letter in _posted(office)]


def test_the_wording_of_the_letter(office: Any, by_letter: str) -> None:
    """What it is, how long it serves, and that nothing has changed yet."""
    assert (
        "Madame, Monsieur,\n\n"
        "Vous avez demandé à réinitialiser le mot de passe de votre espace personnel "
        "et à le recevoir par courrier postal.\n\n"
        f"Votre mot de passe provisoire est : {by_letter}\n\n"
        "Il ne sert qu'une fois et pendant 21 jours. À la première connexion, vous "
        "devrez choisir un nouveau mot de passe. D'ici là, votre mot de passe actuel "
        "reste valable.\n\n"
        "La CARPIMKO\n"
    ) == _posted(office)[0].text


def test_a_letters_password_is_random_legible_and_obeys_the_rule(office: Any) -> None:
    """Never the same; nothing in it can be taken for something else on paper."""
    drawn = set()
    for _ in range(30):
        office.ask(Channel.POST)
        advance(office.clock, timedelta(minutes=15))  # no more than five in that time
        drawn.add(office.letter_password())

    assert 30 == len(drawn)
    for password in drawn:
        assert re.fullmatch(r"[^\W_]{4}-[^\W_]{4}-[^\W_]{4}", password)
        assert not set(password) & set("0O1lIio")
        assert () == violations(password)


@given(st.binary(min_size=24, max_size=24))
def test_whatever_is_drawn_obeys_the_rule(entropy: bytes) -> None:
    """The source of chance may give zeros: one of each kind is there all the same."""
    password = temporary_password(entropy)

    assert 14 == len(password)
    assert () == violations(password)


def test_no_bit_that_is_drawn_is_lost() -> None:
    """Thousands of draws, no two alike, and every sign in every place."""
    digests = (hashlib.sha256(str(n).encode()).digest() for n in range(5000))
    drawn = {temporary_password(digest[:24]) for digest in digests}
    places = list(zip(*(password.replace("-", "") for password in drawn), strict=True))

    assert 5000 == len(drawn)
    assert {55} == {len(set(place)) for place in places}


def test_until_it_is_used_the_old_password_stays(office: Any, by_letter: str) -> None:
    """Asking for a letter changes nothing (B23)."""
    assert office.log_in(office.OLD) is not None
    assert by_letter not in (office.OLD, "")


def test_a_log_in_by_letter_obliges_to_choose(office: Any, by_letter: str) -> None:
    """And works once: the letter may be read by others later."""
    session = office.log_in(by_letter)

    assert session.must_change
    assert office.log_in(by_letter) is None
    assert not office.log_in(office.OLD).must_change


@pytest.mark.parametrize(
    ("after", "works"),
    [
        (timedelta(0), True),
        (LIFE - MICROSECOND, True),
        (LIFE, False),
        (LIFE + timedelta(days=400), False),
    ],
)
def test_a_letters_password_lives_21_days(
    office: Any, by_letter: str, after: timedelta, *, works: bool
) -> None:
    """To the microsecond (H11)."""
    advance(office.clock, after)

    assert works == (office.log_in(by_letter) is not None)
    assert office.log_in(office.OLD) is not None


def test_a_second_letter_takes_the_place_of_the_first(
    office: Any, by_letter: str
) -> None:
    """Only the last letter's password opens."""
    office.ask(Channel.POST)

    assert office.log_in(by_letter) is None
    assert office.log_in(office.letter_password()) is not None


@pytest.mark.parametrize("status", ["blocked", "closed"])
def test_a_blocked_account_cannot_use_its_letter(
    office: Any, by_letter: str, status: str
) -> None:
    """And a refused attempt does not use the letter up."""
    office.change(status=status)
    assert office.log_in(by_letter) is None
    office.change(status="active")

    assert office.log_in(by_letter) is not None


def test_a_letter_is_one_accounts(office: Any, by_letter: str) -> None:
    """The same number under the other situation cannot log in with it."""
    other = (Situation.AYANT_DROIT, "0012345")
    office.enrol(situation=other[0])

    assert office.log_in(by_letter, other) is None
    assert office.log_in(by_letter) is not None


def test_the_chosen_password_replaces_everything(office: Any, by_letter: str) -> None:
    """Old password and sessions end, and the person logs in anew (B25)."""
    before = office.log_in(office.OLD)
    session = office.log_in(by_letter)
    assert () == login.replace_letter_password(office.parts, session, office.NEW)

    assert login.find_session(office.parts, session.id) is None
    assert login.find_session(office.parts, before.id) is None
    assert office.log_in(office.OLD) is None
    assert not office.log_in(office.NEW).must_change
    subjects = [mail.subject for mail in office.mailbox.all()]
    assert ["Votre mot de passe a été modifié"] == subjects


@pytest.mark.parametrize(
    ("password", "violation"),
    [("Court1", Violation.TOO_SHORT), ("soleil2026", Violation.NO_UPPER_CASE)],
)
def test_the_chosen_password_obeys_the_rule(
    office: Any, by_letter: str, password: str, violation: Violation
) -> None:
    """The same rule as at step 8 (B36), and the session goes on."""
    session = office.log_in(by_letter)
    broken = login.replace_letter_password(office.parts, session, password)

    assert (violation,) == broken
    assert login.find_session(office.parts, session.id) is not None
    assert office.log_in(office.OLD) is not None


def test_the_letters_password_is_not_kept(office: Any, by_letter: str) -> None:
    """What came by post is to be replaced, not confirmed; the session goes on."""
    session = office.log_in(by_letter)
    broken = login.replace_letter_password(office.parts, session, by_letter)

    assert (Violation.OF_THE_LETTER,) == broken
    assert office.log_in(by_letter) is None


def test_an_account_without_mail_may_choose_too(office: Any) -> None:
    """Nobody to notify, nothing goes wrong."""
    office.change(email=None)
    office.ask(Channel.POST)
    session = office.log_in(office.letter_password())

    assert () == login.replace_letter_password(office.parts, session, office.NEW)
    assert office.log_in(office.NEW) is not None
    office.mailbox.assert_none()


def test_without_postal_address_nothing_is_posted(office: Any) -> None:
    """Should the address go between the offer and the choice."""
    office.change(street=None, postcode=None, city=None)
    office.ask(Channel.POST)

    assert [] == _posted(office)
    assert "posté" not in office.log()


def test_the_letters_password_is_nowhere_else(office: Any, by_letter: str) -> None:
    """Not in the journal, and in the store as a hash only (B53)."""
    with office.parts.store.begin() as connection:
        kept, expiry = letters.temporary_password(connection, *office.KEY)

    assert kept.startswith("$argon2id$")
    assert office.clock.now() + LIFE == expiry
    assert by_letter not in office.log()
    assert "courrier posté affilie 0012345" in office.log()
