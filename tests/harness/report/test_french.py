"""French as it is set."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.report.french import (
    counted,
    day,
    decimal,
    lasted,
    moment,
    percent,
    short,
    spaced,
)

NB = "\u00a0"


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("Verdict : « oui » ; vu ?", f"Verdict{NB}: «{NB}oui{NB}»{NB}; vu{NB}?"),
        ("24 h et 5 Ko", f"24{NB}h et 5{NB}Ko"),
        ("https://a.test/?x=1", "https://a.test/?x=1"),
    ],
)
def test_spaces_do_not_break(written: str, set_: str) -> None:
    """Before double punctuation, inside guillemets, between number and unit."""
    assert set_ == spaced(written)


@given(st.text())
def test_spacing_changes_spaces_only(text: str) -> None:
    """And setting twice changes nothing more."""
    once = spaced(text)

    assert text.replace(NB, " ") == once.replace(NB, " ")
    assert once == spaced(once)


def test_instants_are_said_as_in_paris() -> None:
    """Summer time, the first of the month and seconds included."""
    summer = datetime(2026, 5, 31, 22, 5, 7, tzinfo=UTC)

    assert f"lundi 1er juin 2026 à 0{NB}h 05" == moment(summer)
    assert f"lundi 1er juin 2026 à 0{NB}h 05{NB}min 07{NB}s" == moment(
        summer, seconds=True
    )
    assert "mardi 10 mars 2026" == day(date(2026, 3, 10))


def test_numbers_are_said() -> None:
    """Durations and counts, zero in the singular as French has it."""
    assert [f"18,6{NB}s", f"1{NB}min 50{NB}s"] == [lasted(18.6), lasted(110.2)]
    assert f"0{NB}exigence" == counted(0, "exigence")
    assert f"1{NB}088{NB}exigences" == counted(1088, "exigence")
    assert f"2{NB}mails n'ont" == counted(2, "mail n'a", "mails n'ont")
    assert [f"1{NB}204,5", "0,25"] == [decimal(1204.5), decimal(0.25, 2)]
    assert ["0,25", "12", "0,3"] == [short(0.25), short(12.0), short(0.1 + 0.2)]
    assert f"1{NB}250{NB}000" == short(1_250_000)
    assert f"91,3{NB}%" == percent(0.9134)
