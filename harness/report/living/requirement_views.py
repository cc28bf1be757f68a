"""The requirements and the registers, as the templates show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from harness.report.french import unfilled
from harness.report.living.telling import Told
from harness.report.living.words import OUTCOMES, PACKS, VERDICTS, Mark, worst
from harness.runs.verify import Verification
from harness.verdicts.requirements import (
    Assumption,
    Pack,
    Requirement,
    assumptions,
)
from harness.verdicts.resting import resting_on
from harness.verdicts.verdict import Outcome, RequirementResult


@dataclass(frozen=True, slots=True)
class Group:
    """A scenario, or the examples of a plan."""

    title: str
    mark: Mark
    numbers: tuple[int, ...]
    """Which scenarios, by their rank in the document."""
    passed: int
    assumptions: tuple[str, ...]
    to_confirm: bool
    anchor: str
    """By what a link finds it, where no group before has the same; or empty."""
    is_plan: bool


@dataclass(frozen=True, slots=True)
class RequirementView:
    """A requirement with its verdict and its scenarios."""

    requirement: Requirement
    stated: str
    pack: str
    mark: Mark
    accepted: str
    assumptions: tuple[str, ...]
    groups: tuple[Group, ...]
    left_out: int
    """How many of its scenarios were not chosen."""
    tally: tuple[tuple[Mark, int], ...]
    """How its scenarios ended, and how many did so."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """The requirements of a pack."""

    pack: Pack
    title: str
    views: tuple[RequirementView, ...]


@dataclass(frozen=True, slots=True)
class AssumptionView:
    """An assumption, and where the document shows it."""

    assumption: Assumption
    shown_by: tuple[tuple[str, str, Mark], ...]
    """Anchor, name and outcome of the scenarios of this run that show it."""


@dataclass(slots=True)
class _Anchors:
    """Each name is given once: a page has no two places of one name."""

    _given: set[str] = field(default_factory=set)

    def take(self, anchor: str) -> str:
        if anchor in self._given:
            return ""
        self._given.add(anchor)
        return anchor


def chapters(verification: Verification, told: Sequence[Told]) -> list[Chapter]:
    """Return the requirements that were judged, pack by pack, in order."""
    left_out = verification.plan.left_out
    anchors = _Anchors()
    views: dict[Pack, list[RequirementView]] = {}
    for result in verification.results:
        mine = [
            (rank, one)
            for rank, one in enumerate(told)
            if result.requirement.id in one.shown["requirements"]
        ]
        views.setdefault(result.requirement.pack, []).append(
            _view(result, mine, left_out[result.requirement.id], anchors)
        )
    return [Chapter(pack, PACKS[pack], tuple(mine)) for pack, mine in views.items()]


def stated(requirement: Requirement) -> str:
    """Return what is required, in guillemets where it quotes the procedure."""
    quoted = requirement.pack is Pack.PROCEDURE
    return f"« {requirement.sentence} »" if quoted else requirement.sentence


def _view(
    result: RequirementResult,
    mine: Sequence[tuple[int, Told]],
    left_out: int,
    anchors: _Anchors,
) -> RequirementView:
    groups: dict[tuple[str, int], list[tuple[int, Told]]] = {}
    for rank, one in mine:
        file = str(one.shown["file"]).rpartition(":")[0]
        groups.setdefault((file, one.line), []).append((rank, one))
    outcomes = Counter(one.outcome for _, one in mine)
    return RequirementView(
        requirement=result.requirement,
        stated=stated(result.requirement),
        pack=PACKS[result.requirement.pack],
        mark=VERDICTS[result.verdict],
        accepted=result.accepted,
        assumptions=resting_on(one.title for _, one in mine),
        groups=tuple(_group(members, anchors) for members in groups.values()),
        left_out=left_out,
        tally=tuple(
            (mark, outcomes[outcome])
            for outcome, mark in OUTCOMES.items()
            if outcomes[outcome]
        ),
    )


def _group(members: Sequence[tuple[int, Told]], anchors: _Anchors) -> Group:
    first = members[0][1]
    title = unfilled(first.title) if first.is_plan else first.title
    outcomes = {one.outcome for _, one in members}
    return Group(
        title=title,
        mark=OUTCOMES[worst(outcomes)],
        numbers=tuple(rank for rank, _ in members),
        passed=sum(one.outcome is Outcome.PASSED for _, one in members),
        assumptions=tuple(first.shown["assumptions"]),
        to_confirm="a-confirmer" in first.shown["tags"],
        anchor="" if first.is_plan else anchors.take(first.anchor),
        is_plan=first.is_plan,
    )


def assumption_views(told: Sequence[Told]) -> list[AssumptionView]:
    """Return the whole register, with the scenarios of this run that show it."""
    return [
        AssumptionView(
            item,
            tuple(
                (one.anchor, str(one.shown["name"]), OUTCOMES[one.outcome])
                for one in told
                if item.scenario and item.scenario == one.title
            ),
        )
        for item in assumptions()
    ]


def tags_of(told: Sequence[Told]) -> list[tuple[str, int]]:
    """Return the tags of the scenarios, and how many have each."""
    counts: Counter[str] = Counter()
    for one in told:
        tags: Any = one.shown["tags"]
        counts.update(tags)
    return sorted(counts.items())
