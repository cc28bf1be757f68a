"""Values of a scenario: units, bounds, and refusals that say what to do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.living.assumptions import Assumption, Kind, assumption, assumptions
from simulator.living.values import Campaign, ValueRefused, checked, nearest, seconds


def entry(key: str) -> Assumption:
    """Return the entry called *key*."""
    found = assumption(key)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "length"),
    [("90s", 90), ("15min", 900), ("1.5h", 5400), ("2d", 172800), ("0s", 0)],
)
def test_a_duration_is_whole_seconds(text: str, length: int) -> None:
    """Durations are read in seconds, whatever their unit."""
    assert length == seconds(text)


@pytest.mark.parametrize(
    ("text", "share"), [("15%", 0.15), ("0,5 %", 0.005), ("100 %", 1.0)]
)
def test_a_share_may_be_written_as_the_documents_do(text: str, share: float) -> None:
    """In per cent, with a comma, with a no-break space."""
    assert share == checked(entry("spam_share"), text)


@given(st.integers(0, 400), st.sampled_from([("min", 60), ("h", 3600), ("s", 1)]))
def test_every_number_and_unit_is_read(number: int, unit: tuple[str, int]) -> None:
    """A number before a unit is that many of them."""
    assert number * unit[1] == seconds(f"{number}{unit[0]}")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("patience", "-5min", "'-5min' is negative"),
        ("patience", "soon", "is not a duration such as"),
        ("patience", 20, "is not a duration such as"),
        ("later_delay", "900d", "longer than 400 days"),
        ("link_validity", "0h", "a link lives for some time"),
        ("spam_share", 1.2, "is no share"),
        ("spam_share", -0.1, "is no share"),
        ("spam_share", float("nan"), "is no share"),
        ("spam_share", 10**400, "is no share"),
        ("spam_share", "many", "write 0.15"),
        ("spam_share", "0,15", "write 0.15"),
        ("spam_share", "115%", "is no share"),
        ("spam_share", True, "is not a number"),
        ("delay_spread", float("nan"), "must be 0 or more"),
        ("retry_delays", [], "is not a list such as"),
        ("retry_delays", ["0s"], "longer than 0"),
        ("most_requests", 2.5, "is not a whole number from 1 to 24"),
        ("hours", [1] * 23, "is not a list of 24 weights"),
        ("weekdays", [0] * 7, "are all 0"),
        ("after_no_mail", {"again": 0.5}, "sum to 0.5; they must sum to 1"),
        ("after_no_mail", {"agian": 1}, "did you mean 'again'?"),
        ("after_no_mail", 1, "is not a table with again, post, call, give_up"),
        ("campaigns", {"name": "x"}, "is not a list of campaigns"),
        ("campaigns", [{"name": "x"}], "no 'day'"),
        ("campaigns", [{"nom": "x"}], "did you mean 'name'?"),
        (
            "campaigns",
            [{"name": "x", "day": 0, "days": 1, "factor": 2}],
            "a campaign's day is a whole number from 1 to 400, not 0",
        ),
    ],
)
def test_what_cannot_be_is_refused(key: str, value: Any, said: str) -> None:
    """A wrong value is refused with a sentence that says what would be right."""
    with pytest.raises(ValueRefused) as refused:
        checked(entry(key), value)

    assert said in str(refused.value)


@given(st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
def test_shares_that_sum_to_one_are_taken(parts: list[float]) -> None:
    """Any four shares that make a whole are a reaction."""
    names = ("again", "post", "call", "give_up")
    told = {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}

    assert told == checked(entry("after_no_mail"), told)


def test_a_campaign_is_read_whole() -> None:
    """A campaign keeps its name, day, length and factor."""
    told = [{"name": "Appel", "day": 3, "days": 5, "factor": 2}]

    assert (Campaign("Appel", 3, 5, 2.0),) == checked(entry("campaigns"), told)


def test_the_nearest_word_is_named() -> None:
    """A slip is answered with the word that was meant, else with all that are known."""
    assert "did you mean 'spam_share'?" == nearest("spam_shar", ["spam_share", "x"])
    assert "known are a, b." == nearest("zzzz", ["b", "a"])


def test_every_kind_is_in_use() -> None:
    """No kind of value is kept for nobody."""
    assert set(Kind) == {one.kind for one in assumptions()}
