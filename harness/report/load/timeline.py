"""A run over time: how many people were on their way, and what they came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.runs.load.journey import Ending
from harness.runs.load.ledger import Ended
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.stages import expected

_MOST = 60
_WIDTHS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the run.

    Attributes:
        from_s: when it begins (seconds since the first journey did).
        done: journeys that came to the end in it.
        failed: journeys that failed in it.
        present: people on their way in its middle.
        expected: how many there should be then.
        median_s: how long those that came to the end had waited for the portal,
            thinking apart; None where there are too few.
        slowest_s: the same, of the slowest twentieth of them.
    """

    from_s: float
    done: int
    failed: int
    present: int
    expected: int
    median_s: float | None
    slowest_s: float | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The run in spans of the same width."""

    width_s: float
    spans: tuple[Span, ...]


def timeline(outcome: LoadOutcome) -> Timeline:
    """Return the run over time; without spans where nobody walked."""
    if not outcome.ended:
        return Timeline(1.0, ())
    first_s = min(_began_s(one) for one in outcome.ended)
    lasted_s = max(one.at_s for one in outcome.ended) - first_s
    width_s = next((one for one in _WIDTHS_S if lasted_s / one <= _MOST), _WIDTHS_S[-1])
    count = int(lasted_s // width_s) + 1
    return Timeline(
        width_s,
        tuple(
            _span(outcome, first_s, rank * width_s, width_s) for rank in range(count)
        ),
    )


def _span(outcome: LoadOutcome, first_s: float, from_s: float, width_s: float) -> Span:
    begins, ends = first_s + from_s, first_s + from_s + width_s
    within = [one.journey for one in outcome.ended if begins <= one.at_s < ends]
    done = [one for one in within if one.ending is Ending.DONE]
    waited = sorted(sum(one.legs.values()) for one in done)
    middle = (begins + ends) / 2
    return Span(
        from_s,
        len(done),
        sum(one.ending is Ending.FAILED for one in within),
        sum(_began_s(one) <= middle < one.at_s for one in outcome.ended),
        round(expected(outcome.settings.stages, from_s + width_s / 2)),
        _at(waited, 0.5),
        _at(waited, 0.95),
    )


def _began_s(one: Ended) -> float:
    return one.at_s - one.journey.lasted_s


def _at(ordered: Sequence[float], part: float) -> float | None:
    if len(ordered) < _FEWEST:
        return None
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]
