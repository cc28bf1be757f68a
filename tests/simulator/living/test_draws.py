"""Draws: named, pure, and with the distribution that they say."""

from __future__ import annotations

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from simulator.living.draws import Draws

PEOPLE = 4000


def draws(index: int, spread: float = 0.8, scope: str = "1.1") -> Draws:
    """Return somebody's draws."""
    return Draws(42, index, scope, spread)


@given(st.integers(0, 9_999_998), st.sampled_from(["looks", "patience"]))
def test_a_draw_depends_on_its_name_alone(index: int, name: str) -> None:
    """What was drawn before changes nothing."""
    fresh, used = draws(index), draws(index)
    for other in ("a", "b", "c"):
        used.delay(other, 60)

    assert fresh.delay(name, 600) == used.delay(name, 600)


def test_another_name_scope_or_person_draws_anew() -> None:
    """Draws of other names, requests and people have nothing in common."""
    drawn = {
        draws(1).delay("looks", 10**6),
        draws(1).delay("patience", 10**6),
        draws(2).delay("looks", 10**6),
        draws(1, scope="1.2").delay("looks", 10**6),
    }

    assert 4 == len(drawn)


def test_delays_have_the_median_that_is_asked() -> None:
    """Half of the people take less than the median."""
    drawn = [draws(index).delay("looks", 600) for index in range(PEOPLE)]

    assert abs(median(drawn) - 600) < 30
    assert max(drawn) > 5 * min(drawn)


def test_without_spread_everybody_takes_as_long() -> None:
    """A spread of zero is the median for all."""
    assert {600} == {draws(index, 0).delay("looks", 600) for index in range(50)}


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 1000))
def test_a_greater_share_includes_the_smaller(
    one: float, other: float, index: int
) -> None:
    """Whoever is in a share is in a greater one too: scenarios share their chance."""
    small, great = sorted((one, other))

    assert draws(index).chance("spam", small) <= draws(index).chance("spam", great)


def test_shares_are_drawn_as_often_as_they_weigh() -> None:
    """A choice of three quarters is made three times in four."""
    shares = {"again": 0.75, "call": 0.25}
    again = sum(
        draws(index).weighted("reaction", shares) == "again" for index in range(PEOPLE)
    )

    assert abs(again / PEOPLE - 0.75) < 0.03
