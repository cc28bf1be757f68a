"""Which scenarios are run against a varied portal, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from harness.gherkin.outline import Example
from harness.gherkin.rules.tags import REAL_TIME
from harness.runs.plan import Plan, location_of
from harness.targets.faulty import Sound, Variation


@dataclass(frozen=True, slots=True)
class Selection:
    """What is run *first*, and what only if that shows nothing."""

    first: tuple[Example, ...]
    then: tuple[Example, ...]


def select(variation: Variation, plan: Plan, *, full: bool) -> Selection:
    """Choose the scenarios of *plan* for *variation*.

    A defect: those of the requirements that must see it, then, if it is not caught
    for the right reason, all others. A sound variation: all of the requirements that
    it touches, and a fixed spread of all the others, one scenario each at least.
    With *full*, everything at once.
    """
    if full:
        return Selection(plan.examples, ())
    if isinstance(variation, Sound):
        touched = about(variation.touches, plan.examples)
        return Selection((*touched, *spread(plan.examples, touched)), ())
    expected = about(variation.expected, plan.examples)
    chosen = {location_of(one) for one in expected}
    rest = [one for one in plan.examples if location_of(one) not in chosen]
    return Selection(likely_first(expected, plan), likely_first(rest, plan))


def about(names: Collection[str], examples: Sequence[Example]) -> tuple[Example, ...]:
    """Return those of *examples* that are tagged with one of these requirements."""
    wanted = set(names)
    return tuple(one for one in examples if wanted & set(one.requirements))


def spread(
    examples: Sequence[Example], chosen: Sequence[Example]
) -> tuple[Example, ...]:
    """Return, beside *chosen*, one scenario of every requirement, always the same.

    The first one in the order of the features; none where another covers it already.
    What measures real time is left out: it takes long, and judges the machine, too.
    """
    covered = {name for one in chosen for name in one.requirements}
    added = []
    for one in examples:
        new = not set(one.requirements) <= covered
        if new and REAL_TIME not in one.tags:
            covered |= set(one.requirements)
            added.append(one)
    return tuple(added)


def likely_first(examples: Sequence[Example], plan: Plan) -> tuple[Example, ...]:
    """Return *examples* with the first row of each plan before its other rows.

    Rows of one plan mostly show the same thing: a defect that the first one passes
    over is sooner seen by another scenario. What measures real time comes last.
    """
    later = {
        location_of(example)
        for file in plan.features
        for outline in file.scenarios
        for example in outline.examples[1:]
    }
    return tuple(
        sorted(
            examples,
            key=lambda one: (REAL_TIME in one.tags, location_of(one) in later),
        )
    )
