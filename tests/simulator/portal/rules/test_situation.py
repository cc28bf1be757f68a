"""The two situations (P4.1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.portal.rules.situation import Situation


def test_there_are_exactly_two() -> None:
    """An affiliate, or somebody entitled through one."""
    assert ["affilie", "ayant_droit"] == [each.value for each in Situation]


@pytest.mark.parametrize("situation", list(Situation))
def test_a_situation_is_read_back_from_its_value(situation: Situation) -> None:
    """What the form submits names the situation."""
    assert situation is Situation.read(situation.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "admin",
        "AFFILIE",
        "Affilie",
        "affilié",
        " affilie",
        "affilie\n",
        "AYANT_DROIT",
    ],
)
def test_nothing_else_is_read(text: str) -> None:
    """Another value, another case or a stray blank names no situation."""
    assert Situation.read(text) is None


@given(st.text())
def test_any_other_text_names_none(text: str) -> None:
    """Only the two exact values are known."""
    assert (text in {"affilie", "ayant_droit"}) == (Situation.read(text) is not None)
