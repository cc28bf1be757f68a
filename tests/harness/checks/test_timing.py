"""Durations that tell a known dossier from an unknown one, and those that do not."""

from __future__ import annotations

from math import comb
from statistics import NormalDist

import pytest

from fixtures.draw import Draw
from harness.checks import timing
from harness.checks.failure import CheckFailed

COUNT = 40
DISTRIBUTION = NormalDist(mu=0.010, sigma=0.001)


def durations(number: int, *, more: float = 0.0, noise: float = 1.0) -> list[float]:
    """Return as many plausible durations, all later by *more* seconds."""
    drawn = [
        DISTRIBUTION.inv_cdf((Draw(number, k).below("t", 9998) + 1) / 10_000)
        for k in range(COUNT)
    ]
    return [0.010 + (one - 0.010) * noise + more for one in drawn]


def test_the_fastest_quarter_is_counted() -> None:
    """All known, none, as many of each; and how far that is from chance."""
    fast, slow = [1.0 + k / 100 for k in range(40)], [2.0 + k / 100 for k in range(40)]

    assert (20, 0) == timing.fastest_quarter(fast, slow)
    assert (0, 20) == timing.fastest_quarter(slow, fast)
    assert timing.deviation(slow, fast) == pytest.approx(10 / 1.949, rel=1e-3)
    assert timing.deviation(fast, slow) == -timing.deviation(slow, fast)
    mixed = [*fast[:20], *slow[:20]], [one + 0.001 for one in (*fast[:20], *slow[:20])]
    assert (10, 10) == timing.fastest_quarter(*mixed)
    assert 0.0 == timing.deviation(*mixed)


def test_alike_durations_pass() -> None:
    """Two series without any difference tell nothing."""
    timing.tells_nothing(
        [(durations(1), durations(2)), (durations(3), durations(4))],
    )


@pytest.mark.parametrize("sign", [1, -1])
def test_slower_durations_fail(sign: int) -> None:
    """Defect 17: whichever kind is slower, by what can be measured, twice."""
    series = [
        (durations(1, more=sign * 0.005), durations(2)),
        (durations(3, more=sign * 0.005), durations(4)),
    ]
    with pytest.raises(CheckFailed, match="La durée de la réponse dit si"):
        timing.tells_nothing(series)


@pytest.mark.parametrize(
    "series",
    [
        [(1, 0.005), (3, 0.0)],
        [(1, 0.0), (3, 0.005)],
        [(1, 0.005), (3, -0.005)],
    ],
    ids=["not confirmed", "only then", "other direction"],
)
def test_what_is_not_confirmed_passes(series: list[tuple[int, float]]) -> None:
    """One series alone, or two that disagree, is chance."""
    timing.tells_nothing(
        [(durations(seed, more=more), durations(seed + 1)) for seed, more in series]
    )


def test_what_is_too_small_to_matter_passes() -> None:
    """Two milliseconds are told apart on a quiet machine, and by nobody else."""
    series = [
        (durations(seed, more=0.002, noise=0.1), durations(seed + 1, noise=0.1))
        for seed in (1, 3)
    ]

    assert timing.deviation(*series[0]) > timing.DEVIATIONS
    timing.tells_nothing(series)


def test_an_outlier_sways_nothing() -> None:
    """A few durations of a second are the machine's."""
    slow = [*durations(1)[:-3], 1.0, 1.1, 1.2]
    timing.tells_nothing([(slow, durations(2)), (slow, durations(4))])


def test_a_difference_shows_through_noise() -> None:
    """Five milliseconds are seen although durations vary by three."""
    series = [
        (durations(seed, more=0.005, noise=3.0), durations(seed + 1, noise=3.0))
        for seed in (1, 3)
    ]
    with pytest.raises(CheckFailed):
        timing.tells_nothing(series)


def test_too_little_is_no_measure() -> None:
    """Fewer durations, or a single series, are refused."""
    with pytest.raises(CheckFailed, match="Il faut 40 durées"):
        timing.tells_nothing([(durations(1)[:39], durations(2))] * 2)
    with pytest.raises(CheckFailed, match="une autre qui la confirme"):
        timing.tells_nothing([(durations(1), durations(2))])


def test_the_threshold_is_what_the_docstring_says() -> None:
    """17 of the 20 fastest of 40 + 40, which chance gives once in 1900 series."""

    def chance(least: int) -> float:
        ways = (comb(40, k) * comb(40, 20 - k) for k in range(least, 21))
        return sum(ways) / comb(80, 20)

    assert timing.LEAST_DURATIONS == COUNT
    assert 6 < timing.DEVIATIONS * 1.949 <= 7
    assert 1 / (2 * chance(17)) == pytest.approx(1900, rel=0.05)
    assert 1 / (2 * chance(17) ** 2) == pytest.approx(7e6, rel=0.1)
