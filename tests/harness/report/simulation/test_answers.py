"""Figures of several worlds, and how far they can be trusted."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.report.simulation.answers import Estimate, answers, estimate, pooled
from harness.report.simulation.answers_json import answers_as_json
from harness.report.simulation.questions import QUESTIONS, quantile
from harness.runs.simulation.simulate import Simulation
from simulator.living.tally import Event, Fate, Tally


def test_the_interval_is_students() -> None:
    """By the textbook: mean 3, deviation 1, three worlds, t = 4.3027."""
    told = estimate([2.0, 3.0, 4.0])

    assert 3 == told.mean
    assert 3 - 4.3027 / 3**0.5 == pytest.approx(told.low, abs=1e-4)
    assert 3 + 4.3027 / 3**0.5 == pytest.approx(told.high, abs=1e-4)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=9))
def test_the_mean_lies_in_its_interval(figures: list[float]) -> None:
    """Whatever the figures, the interval is around their mean."""
    told = estimate(figures)

    assert told.low is not None
    assert told.mean is not None
    assert told.high is not None
    assert told.low <= told.mean <= told.high


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ([], Estimate(None)),
        ([None, None], Estimate(None)),
        ([2.0], Estimate(2.0)),
        ([2.0, None], Estimate(2.0)),
        ([2.0, 2.0], Estimate(2.0, 2.0, 2.0)),
    ],
)
def test_few_figures_say_little(figures: list[float | None], told: Estimate) -> None:
    """No figure has no mean, one has no interval."""
    assert told == estimate(figures)


@pytest.mark.parametrize(
    ("low", "high", "clear"),
    [(0.1, 0.2, True), (-2.0, -1.0, True), (-1.0, 1.0, False), (None, None, False)],
)
def test_a_difference_is_clear_on_one_side_of_zero(
    low: float | None, high: float | None, *, clear: bool
) -> None:
    """An interval that holds zero decides nothing."""
    assert clear is Estimate(0.0, low, high).excludes_zero


def test_figures_are_taken_from_counts() -> None:
    """Ten needs: six by mail, one by letter, two by the desk, one given up."""
    tally = Tally(
        events=Counter(
            {
                Event.NEED: 10,
                Event.LINK_FOLLOWED: 8,
                Event.LINK_EXPIRED: 2,
                Event.NEED_REPEATED: 3,
                Event.LETTER: 1,
                Event.CALL: 2,
            }
        ),
        fates=Counter({Fate.MAIL: 6, Fate.POST: 1, Fate.DESK: 2, Fate.GIVEN_UP: 1}),
        times=Counter({5: 3, 10: 1, 60: 1, 600: 1}),
        mails=Counter({3: 4, 4: 9}),
        calls=Counter({9: 1, 10: 1}),
        call_seconds=1800,
    )
    given_ = {one.name: one.figure(tally) for one in QUESTIONS}

    assert 0.7 == given_["completed"]
    assert 0.6 == given_["completed_by_mail"]
    assert 0.5 == given_["within_an_hour"]
    assert 5 == given_["median_minutes"]
    assert 600 == given_["p90_minutes"]
    assert 0.1 == given_["given_up"]
    assert 0.25 == given_["expired_links"]
    assert 0.3 == given_["repeated"]
    assert (1, 13, 9) == (
        given_["letters"],
        given_["mails"],
        given_["mails_busiest_hour"],
    )
    assert (2, 1, 0.5) == (
        given_["calls"],
        given_["calls_busiest_hour"],
        given_["call_hours"],
    )


def test_a_quiet_world_has_no_shares() -> None:
    """Without needs nothing is divided by them."""
    given_ = {one.name: one.figure(Tally()) for one in QUESTIONS}

    assert given_["completed"] is None
    assert given_["median_minutes"] is None
    assert 0 == given_["mails_busiest_hour"]


@given(st.dictionaries(st.integers(1, 100), st.integers(1, 5), min_size=1))
def test_a_quantile_is_one_of_the_times(times: dict[int, int]) -> None:
    """At least the share of those who succeeded took no longer."""
    counts = Counter(times)
    minutes = quantile(counts, 0.5)

    assert minutes in times
    assert minutes is not None
    done = sum(count for took, count in counts.items() if took <= minutes)
    assert done >= counts.total() / 2


def test_differences_are_paired(simulation: Simulation) -> None:
    """World by world: of the same needs, the difference is nothing."""
    reference, short = answers(simulation)
    by_name = {one.question.name: one for one in short}

    assert all(one.difference is None for one in reference)
    assert Estimate(0.0, 0.0, 0.0) == by_name["needs"].difference
    expired = by_name["expired_links"].difference
    assert expired is not None
    assert expired.mean is not None
    assert expired.mean > 0


def test_worlds_are_put_together(simulation: Simulation) -> None:
    """What all worlds counted is their sum; they stay as they were."""
    worlds = simulation.tallies[0]
    sums = [one.events[Event.NEED] for one in worlds]

    assert sum(sums) == pooled(worlds).events[Event.NEED]
    assert sums == [one.events[Event.NEED] for one in worlds]


def test_programs_read_the_same(simulation: Simulation) -> None:
    """The JSON holds each answer with its interval, the assumptions and the counts."""
    told = json.loads(answers_as_json(simulation))
    reference, short = told["variants"]
    completed = reference["answers"]["completed"]

    assert ("service", 60, 14, [1, 2, 3]) == (
        told["fidelity"],
        told["population"],
        told["days"],
        told["seeds"],
    )
    assert completed["low"] <= completed["mean"] <= completed["high"]
    assert 3 == len(completed["by_seed"]) == len(reference["counts"])
    assert "difference" not in completed
    assert "difference" in short["answers"]["completed"]
    assert 7200 == short["assumptions"]["link_validity"]
    assert answers_as_json(simulation) == answers_as_json(simulation)
