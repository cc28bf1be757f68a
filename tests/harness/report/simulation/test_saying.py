"""Figures and values as French says them."""

from __future__ import annotations

from typing import Any

import pytest

from harness.report.simulation.answers import Estimate
from harness.report.simulation.questions import Unit
from harness.report.simulation.saying import assumed, figure, gap, interval, lasting
from simulator.living.assumptions import assumption, assumptions
from simulator.living.values import checked

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "signed", "said"),
    [
        (0.913, Unit.SHARE, False, "91,3 %"),
        (-0.021, Unit.SHARE, True, "−2,1 points"),
        (0.004, Unit.SHARE, True, "+0,4 point"),
        (12.0, Unit.MINUTES, False, "12 min"),
        (-1.5, Unit.MINUTES, True, "−1 min 30 s"),
        (1204.0, Unit.COUNT, False, "1 204"),
        (3.25, Unit.COUNT, False, "3,2"),
        (95.0, Unit.COUNT, False, "95"),
        (-2, Unit.COUNT, True, "−2"),
        (2.55, Unit.HOURS, False, "2,5 h"),
        (None, Unit.SHARE, False, "sans objet"),
    ],
)
def test_a_figure_is_said(
    value: float | None, unit: Unit, *, signed: bool, said: str
) -> None:
    """With its unit, a comma, a true minus and no-break spaces."""
    assert said == figure(value, unit, signed=signed).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (None, ""),
        (Estimate(None), ""),
        (Estimate(0.0), "inchangé"),
        (Estimate(0.0, 0.0, 0.0), "inchangé"),
        (Estimate(0.0, -4.3, 4.3), "±0"),
        (Estimate(2.0, -1.0, 5.0), "+2"),
        (Estimate(-2.0, -3.0, -1.0), "−2, net"),
    ],
)
def test_a_gap_is_said(one: Estimate | None, said: str) -> None:
    """Worlds that differ both ways are not « inchangé », whatever their mean."""
    assert said == gap(one, Unit.COUNT)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (45, "45 s"),
        (90, "1 min 30 s"),
        (720, "12 min"),
        (3600, "1 h"),
        (5400, "1 h 30"),
        (86400, "24 h"),
        (172800, "2 j"),
        (216000, "2,5 j"),
    ],
)
def test_a_duration_is_said(seconds: int, said: str) -> None:
    """In the unit that one would say it in."""
    assert said == lasting(seconds).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("estimate", "unit", "said"),
    [
        (Estimate(0.9, 0.8, 1.2), Unit.SHARE, "80,0 % à 100,0 %"),
        (Estimate(1.0, -2.0, 4.0), Unit.COUNT, "0 à 4"),
        (Estimate(1.0), Unit.COUNT, ""),
    ],
)
def test_an_interval_stays_within_what_can_be(
    estimate: Estimate, unit: Unit, said: str
) -> None:
    """There is nothing below nothing, nor above everybody."""
    assert said == interval(estimate, unit).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("spam_share", 0.125, "12,5 %"),
        ("link_validity", "12h", "12 h"),
        ("retry_delays", ["1min", "4h"], "1 min, 4 h"),
        (
            "after_no_mail",
            {"call": 0.25, "again": 0.75},
            "redemander 75 %, courrier 0 %",
        ),
        ("campaigns", [], "aucune"),
        (
            "campaigns",
            [{"name": "Appel", "day": 2, "days": 3, "factor": 1.5}],
            "Appel (jour 2, 3 j, × 1,5)",
        ),
        ("most_requests", 4, "4"),
    ],
)
def test_an_assumption_is_said(key: str, value: Any, said: str) -> None:
    """As an analyst writes it down."""
    entry = assumption(key)
    assert entry is not None

    assert assumed(entry, checked(entry, value)).replace(NBSP, " ").startswith(said)


def test_every_assumption_can_be_said() -> None:
    """The register holds nothing that the report has no words for."""
    assert all(assumed(one, checked(one, one.default)) for one in assumptions())
