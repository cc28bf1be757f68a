"""Thresholds, as they are written and as they hold."""

from __future__ import annotations

import pytest

from harness.errors import ConfigurationError
from harness.runs.load.thresholds import Threshold, hold, read_threshold

LEGS = {"demande": {"p95": 0.4, "max": 3.0}, "connexion": {"p95": 1.5, "max": 2.0}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p95=2s", Threshold("p95=2s", "p95", 2.0)),
        ("max=500ms", Threshold("max=500ms", "max", 0.5)),
        ("demande.p95=1s", Threshold("demande.p95=1s", "p95", 1.0, "demande")),
        ("errors=0.5%", Threshold("errors=0.5%", "errors", 0.005)),
    ],
)
def test_thresholds_are_read(text: str, expected: Threshold) -> None:
    """A duration or a share, of every step or of one."""
    assert expected == read_threshold(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("p95", "is no threshold; write p50, p90, p95, p99, max or errors"),
        ("p42=1s", "is no threshold"),
        ("p95=2", "'2' in 'p95=2' is not as 500ms or 2s"),
        ("errors=2s", "'2s' in 'errors=2s' is not as 1%"),
        ("nulle_part.p95=1s", "no duration of 'nulle_part' is measured; the steps are"),
        ("demande.errors=1%", "no duration of 'demande' is measured"),
    ],
)
def test_what_is_no_threshold_is_refused(text: str, said: str) -> None:
    """The message says what to write."""
    with pytest.raises(ConfigurationError) as refused:
        read_threshold(text)

    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("text", "measured", "where", "exceeded"),
    [
        ("p95=2s", 1.5, "connexion", False),
        ("p95=1s", 1.5, "connexion", True),
        ("p95=1500ms", 1.5, "connexion", False),
        ("max=2s", 3.0, "demande", True),
        ("demande.p95=1s", 0.4, "demande", False),
        ("errors=1%", 0.02, "", True),
        ("errors=2%", 0.02, "", False),
    ],
)
def test_the_worst_step_decides(
    text: str, measured: float, where: str, *, exceeded: bool
) -> None:
    """What just reaches the limit does not exceed it."""
    (held,) = hold([read_threshold(text)], LEGS, 0.02)

    assert (measured, where, exceeded) == (held.measured, held.where, held.exceeded)


def test_what_was_not_measured_holds_nothing() -> None:
    """No step, no journey that ended: the threshold is not held."""
    asked = [read_threshold("lien.p95=1s"), read_threshold("errors=100%")]

    assert [True, True] == [one.exceeded for one in hold(asked, LEGS, None)]
