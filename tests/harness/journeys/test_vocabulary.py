"""How the features say time, situations and odd characters."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.person import Situation
from harness.journeys import vocabulary as french


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("affilié", Situation.AFFILIE),
        ("affiliée", Situation.AFFILIE),
        ("ayant droit", Situation.AYANT_DROIT),
    ],
)
def test_situations(text: str, situation: Situation) -> None:
    """Both genders of « affilié » are one situation."""
    assert re.fullmatch(french.SITUATION_PATTERN, text)
    assert situation is french.situation_of(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er mai 2026", date(2026, 5, 1)),
        ("1 mai 2026", date(2026, 5, 1)),
        ("02 août 2026", date(2026, 8, 2)),
        ("29 février 2028", date(2028, 2, 29)),
        ("31 décembre 1999", date(1999, 12, 31)),
    ],
)
def test_days(text: str, day: date) -> None:
    """Days are said as the French say them, leap days included."""
    assert re.fullmatch(french.DAY_PATTERN, text)
    assert day == french.day_of(text)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_name(number: int) -> None:
    """The twelve months stand in their order, accents included."""
    name = french.MONTHS[number - 1]

    assert date(2026, number, 3) == french.day_of(f"3 {name} 2026")
    assert 12 == len(set(french.MONTHS))


@pytest.mark.parametrize("text", ["31 février 2026", "0 mai 2026", "3 Mai 2026"])
def test_days_that_do_not_exist_are_refused(text: str) -> None:
    """Nobody gets another day than the one written."""
    with pytest.raises(ValueError, match=r"day|tuple"):
        french.day_of(text)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("10 mars 2026 à 12 h 00", "2026-03-10T11:00:00"),
        ("10 mars 2026 à 9 h 05", "2026-03-10T08:05:00"),
        ("10 juillet 2026 à 12 h 00", "2026-07-10T10:00:00"),
        ("10 mars 2026 à 12 h 00 min 07 s", "2026-03-10T11:00:07"),
        ("10 mars 2026 à 12 h 00 min 0,7 s", "2026-03-10T11:00:00.700000"),
        ("31 décembre 2026 à 23 h 59 min 59 s", "2026-12-31T22:59:59"),
        ("29 mars 2026 à 1 h 59", "2026-03-29T00:59:00"),
        ("29 mars 2026 à 3 h 00", "2026-03-29T01:00:00"),
        ("25 octobre 2026 à 1 h 59", "2026-10-24T23:59:00"),
        ("25 octobre 2026 à 2 h 30", "2026-10-25T00:30:00"),
        ("25 octobre 2026 à 3 h 00", "2026-10-25T02:00:00"),
    ],
)
def test_instants_are_those_of_paris(text: str, instant: str) -> None:
    """Summer time counts; an hour that comes twice is the first one."""
    assert re.fullmatch(french.INSTANT_PATTERN, text)
    assert datetime.fromisoformat(instant).replace(tzinfo=UTC) == french.instant_of(
        text
    ).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1 s", 1),
        ("2 min", 120),
        ("1 h", 3600),
        ("23 h 59 min", 86340),
        ("24 h", 86400),
        ("24 h 1 min", 86460),
        ("24 h moins 1 s", 86399),
        ("24 h plus 1 s", 86401),
        ("1 h 2 min 3 s", 3723),
        ("1 jour", 86400),
        ("21 jours", 1814400),
        ("21 jours moins 1 s", 1814399),
        ("1 jour 2 h", 93600),
        ("0 s", 0),
    ],
)
def test_durations_are_elapsed_time(text: str, seconds: int) -> None:
    """Units add up; « moins 1 s » and « plus 1 s » stand one second off."""
    assert re.fullmatch(french.DURATION_PATTERN, text)
    assert timedelta(seconds=seconds) == french.duration_of(text)


@given(
    st.integers(0, 400), st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999)
)
def test_any_duration_is_its_sum(
    days: int, hours: int, minutes: int, rest: int
) -> None:
    """However many units are said, their sum is the duration."""
    text = f"{days} jours {hours} h {minutes} min {rest} s"
    expected = timedelta(days=days, hours=hours, minutes=minutes, seconds=rest)

    assert expected == french.duration_of(text)


def test_a_day_of_elapsed_time_is_24_hours_on_any_night() -> None:
    """From 12:00 to 13:00 the next day, in March, 24 hours went by."""
    before = french.instant_of("28 mars 2026 à 12 h 00").astimezone(UTC)
    after = french.instant_of("29 mars 2026 à 13 h 00").astimezone(UTC)

    assert french.duration_of("24 h") == after - before


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Soleil2026", "Soleil2026"),
        ("", ""),
        (r"0123456\n", "0123456\n"),
        (r"0123456\t", "0123456\t"),
        (r"\s0123456", " 0123456"),
        (r"012\u00a03456", "012\u00a03456"),
        (r"012\u202F3456", "012\u202f3456"),
        (r"\uff10\uff11", "\uff10\uff11"),
        (r"\U0001f600a", "\U0001f600a"),
        (r"e\u0301", "e\u0301"),
        (r"C:\a\u12", r"C:\a\u12"),
        (r"a\sb\nc", "a b\nc"),
    ],
)
def test_odd_characters_are_written_as_escapes(text: str, typed: str) -> None:
    """What a reader cannot see is spelled; what is no escape stays."""
    assert typed == french.typed_text(text)


@given(st.text().filter(lambda text: "\\" not in text))
def test_text_without_backslash_is_typed_as_it_is(text: str) -> None:
    """Nothing but an escape is changed."""
    assert text == french.typed_text(text)


@pytest.mark.parametrize("length", [1, 3, 8, 64, 73, 1000])
def test_a_password_has_the_length_asked_for(length: int) -> None:
    """From three characters on, the password has all three classes."""
    password = french.password_of_length(length)

    assert length == len(password)
    assert "Aa1"[:length] == password[:3]


@pytest.mark.parametrize(("length", "weight"), [(3, 3), (38, 73), (64, 125)])
def test_accented_letters_weigh_two_bytes(length: int, weight: int) -> None:
    """As many characters as asked for; all but the first three take two bytes."""
    password = french.accented_password(length)

    assert length == len(password)
    assert weight == len(password.encode())


def test_an_hour_that_does_not_exist_is_refused() -> None:
    """The night of 23 hours has no 2 h 30: a feature that says so is wrong."""
    with pytest.raises(ValueError, match="2 h 30"):
        french.instant_of("29 mars 2026 à 2 h 30")
