"""The dossier number: seven ASCII digits and nothing else (P4.2)."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simulator.portal.rules.dossier import DIGITS, is_dossier

_DIGITS_OF_EVERY_SCRIPT = st.characters(categories=["Nd"])


@given(st.text(alphabet=string.digits, min_size=7, max_size=7))
@example("0000000")
@example("0012345")
def test_seven_ascii_digits_are_a_dossier(text: str) -> None:
    """Any seven digits will do, leading zeros and all."""
    assert is_dossier(text)


@given(st.integers(min_value=0, max_value=12).filter(lambda size: size != 7))
@example(6)
@example(8)
def test_any_other_count_of_digits_is_none(size: int) -> None:
    """Six digits, eight digits or none are no dossier number."""
    assert not is_dossier("1" * size)


@given(st.text(max_size=12))
@settings(max_examples=300)
def test_any_text_is_judged_character_by_character(text: str) -> None:
    """The rule agrees with counting seven characters among the ten ASCII digits."""
    expected = len(text) == 7 and set(text) <= set("0123456789")

    assert expected == is_dossier(text)


@given(st.text(alphabet=_DIGITS_OF_EVERY_SCRIPT, min_size=7, max_size=7))
@example("١٢٣٤٥٦٧")
@example("１２３４５６７")
def test_digits_of_other_scripts_are_refused(text: str) -> None:
    """Arabic-Indic or full-width digits are digits to Python, not to the procedure."""
    assert all(unicodedata.category(char) == "Nd" for char in text)
    assert text.isascii() == is_dossier(text)


@given(
    st.text(alphabet=string.digits, min_size=7, max_size=7),
    st.integers(min_value=0, max_value=7),
    st.sampled_from(" \n\t\r\x00.,+-e\u00a0\u202f\u200b"),
)
@example("1234567", 7, "\n")
def test_one_foreign_character_anywhere_is_too_many(
    digits: str, where: int, foreign: str
) -> None:
    """A space, a final newline or an invisible character makes it malformed."""
    assert not is_dossier(digits[:where] + foreign + digits[where:])


@pytest.mark.parametrize(
    "text", ["1234567.0", "1e6", "-123456", "+123456", "12 3456", "0x12345", "123456l"]
)
def test_other_ways_to_write_a_number_are_refused(text: str) -> None:
    """What would parse as a number is not a dossier number for all that."""
    assert not is_dossier(text)


def test_the_count_of_digits_is_a_parameter() -> None:
    """Another portal may give one situation longer numbers."""
    assert 7 == DIGITS
    assert is_dossier("123456789", digits=9)
    assert not is_dossier("1234567", digits=9)
