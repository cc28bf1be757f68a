"""Instants typed as Paris shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.clock import PARIS
from simulator.desk import local_time


@pytest.mark.parametrize(
    ("date", "time", "expected"),
    [
        ("24/11/2026", "10:42", datetime(2026, 11, 24, 9, 42, tzinfo=UTC)),
        ("1/7/2026", "0:05", datetime(2026, 6, 30, 22, 5, tzinfo=UTC)),
        ("01.07.2026", "10h42", datetime(2026, 7, 1, 8, 42, tzinfo=UTC)),
        ("1-7-2026", "10 h", datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        (" 29/02/2028 ", "23:59:59", datetime(2028, 2, 29, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_usual_spellings(date: str, time: str, expected: datetime) -> None:
    """What people type for a day and an hour is Paris time."""
    assert expected == local_time.read(date, time).instant


@pytest.mark.parametrize(
    ("date", "time", "field", "said"),
    [
        ("", "10:42", "date", "Indiquez la date"),
        ("24/11/2026", "", "heure", "Indiquez l'heure"),
        ("2026-11-24", "10:42", "date", "jour/mois/année"),
        ("31/02/2026", "10:42", "date", "n'existe pas dans le calendrier"),
        ("24/11/0900", "10:42", "date", "entre 1970 et 9998"),
        ("24/11/9999", "10:42", "date", "entre 1970 et 9998"),
        ("24/11/2026", "25:00", "heure", "n'est pas une heure"),
        ("24/11/2026", "midi", "heure", "heures:minutes"),
        ("٢٤/١١/٢٠٢٦", "10:42", "date", "jour/mois/année"),
        ("28/03/2027", "02:30", "heure", "n'existe pas cette nuit-là"),
        ("31/10/2027", "02:30", "saison", "vient deux fois"),
    ],
)
def test_what_is_no_instant(date: str, time: str, field: str, said: str) -> None:
    """What cannot be an instant is refused at its field, with what to do."""
    read = local_time.read(date, time)

    assert read.instant is None
    assert [field] == [name for name, _ in read.errors]
    assert said in read.errors[0][1]


def test_both_fields_are_judged() -> None:
    """Two wrong fields give two errors at once."""
    assert ["date", "heure"] == [name for name, _ in local_time.read("", "").errors]


def test_an_hour_that_comes_twice() -> None:
    """On the night of 25 hours the two equal hours lie one hour apart."""
    summer = local_time.read("31/10/2027", "02:30", "ete").instant
    winter = local_time.read("31/10/2027", "02:30", "hiver").instant

    assert datetime(2027, 10, 31, 0, 30, tzinfo=UTC) == summer
    assert summer is not None
    assert summer + timedelta(hours=1) == winter


@given(
    st.datetimes(
        datetime(1970, 1, 2),  # noqa: DTZ001 - Hypothesis wants them naive
        datetime(9998, 12, 30),  # noqa: DTZ001 - likewise
        timezones=st.just(UTC),
    )
)
def test_what_is_shown_can_be_typed(instant: datetime) -> None:
    """Any instant shown in Paris time, typed again, is that instant."""
    whole = instant.replace(microsecond=0)
    here = whole.astimezone(PARIS)
    season = "hiver" if here.fold else "ete"
    read = local_time.read(
        f"{here.day}/{here.month}/{here.year:04d}", f"{here:%H:%M:%S}", season
    )

    assert whole == read.instant


@given(st.text(max_size=20), st.text(max_size=12), st.text(max_size=6))
def test_any_text_is_answered(date: str, time: str, season: str) -> None:
    """Whatever is typed gives an instant or at least one sentence, never neither."""
    read = local_time.read(date, time, season)

    assert (read.instant is None) is bool(read.errors)
