"""Figures of several worlds put together: means, and how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

from harness.report.simulation.questions import QUESTIONS, Question
from harness.runs.simulation.simulate import Simulation
from simulator.living.tally import Event, Tally

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over worlds.

    Attributes:
        mean: the mean; None where no world gave a figure.
        low: lower end of the confidence interval; None with a single world.
        high: upper end.
    """

    mean: float | None
    low: float | None = None
    high: float | None = None

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval lies on one side of zero."""
        if self.low is None or self.high is None:
            return False
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure of one variant.

    Attributes:
        question: what is asked.
        by_seed: the figure of each world.
        estimate: their mean.
        difference: mean of the differences to the reference, world by world; None for
            the reference itself.
    """

    question: Question
    by_seed: tuple[float | None, ...]
    estimate: Estimate
    difference: Estimate | None


def estimate(figures: Sequence[float | None]) -> Estimate:
    """Return mean and interval of independent figures (Student).

    A world without figure (nobody followed a link) takes nothing from the others.
    """
    known = [one for one in figures if one is not None]
    if not known:
        return Estimate(None)
    mean = sum(known) / len(known)
    if len(known) == 1:
        return Estimate(mean)
    error = float(stats.sem(known)) if any(one != mean for one in known) else 0.0
    reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, len(known) - 1)) * error
    return Estimate(mean, mean - reach, mean + reach)


def answers(simulation: Simulation) -> tuple[tuple[Answer, ...], ...]:
    """Return the answers by variant, in the order of the questions."""
    reference = simulation.tallies[0]
    return tuple(
        tuple(_answer(question, tallies, reference) for question in QUESTIONS)
        for tallies in simulation.tallies
    )


def _answer(
    question: Question, tallies: Sequence[Tally], reference: Sequence[Tally]
) -> Answer:
    figures = tuple(map(question.figure, tallies))
    difference = None
    if tallies is not reference:
        before = map(question.figure, reference)
        difference = estimate(
            [
                None if new is None or old is None else new - old
                for new, old in zip(figures, before, strict=True)
            ]
        )
    return Answer(question, figures, estimate(figures), difference)


TOO_FEW = (
    "Moins de cent besoins ont été simulés : ces parts ne disent presque rien. "
    "Simulez plus de monde (--population), plus de jours ou plus de mondes (--seeds)."
)
_FEW = 100


def is_thin(simulation: Simulation) -> bool:
    """Tell whether so few people had a need that shares of them mean little."""
    needs = [one.events[Event.NEED] for one in simulation.tallies[0]]
    return sum(needs) < _FEW


def pooled(tallies: Sequence[Tally]) -> Tally:
    """Return the counts of all worlds together."""
    whole = Tally()
    for one in tallies:
        whole.add(one)
    return whole
