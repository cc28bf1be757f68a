"""Which scenarios are run against a varied portal, and in which order."""

from __future__ import annotations

import pytest

from harness.gherkin.rules.tags import REAL_TIME
from harness.runs.plan import Plan, location_of, make_plan
from harness.runs.selection import likely_first, select
from simulator.defects.variation import Change, Defect, Sound, Where

DEFECT = Defect(
    name="faux",
    summary="Faux.",
    where=Where.TIME,
    expected=("P7.6",),
    change=Change(),
)
SOUND = Sound(name="sain", summary="Sain.", touches=("P7.6",), change=Change())


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return all scenarios."""
    return make_plan(None)


def test_what_must_see_a_defect_comes_first_and_nothing_is_lost(plan: Plan) -> None:
    """First the scenarios of its requirement, all of them; then all the others."""
    chosen = select(DEFECT, plan, full=False)

    assert all("P7.6" in one.requirements for one in chosen.first)
    assert not any("P7.6" in one.requirements for one in chosen.then)
    together = {location_of(one) for one in (*chosen.first, *chosen.then)}
    assert {location_of(one) for one in plan.examples} == together
    assert len(plan.examples) == len(chosen.first) + len(chosen.then)


def test_full_is_everything_at_once(plan: Plan) -> None:
    """For a defect and for a sound variation alike."""
    for variation in (DEFECT, SOUND):
        chosen = select(variation, plan, full=True)

        assert plan.examples == chosen.first
        assert () == chosen.then


def test_a_sound_variation_meets_every_requirement(plan: Plan) -> None:
    """All scenarios of what it touches, one of all the rest, none twice.

    Only what nothing but real time can show is left to ``--full``.
    """
    chosen = select(SOUND, plan, full=False).first
    locations = [location_of(one) for one in chosen]
    touched = [one for one in plan.examples if "P7.6" in one.requirements]

    covered = {name for one in chosen for name in one.requirements}
    assert {requirement.id for requirement in plan.requirements} - {"B02"} == covered
    assert {location_of(one) for one in touched} <= set(locations)
    assert len(locations) == len(set(locations))
    assert len(chosen) < len(plan.examples) / 2


def test_other_rows_of_a_plan_and_real_time_wait(plan: Plan) -> None:
    """The first row of every plan is tried before any second one."""
    later = {
        location_of(example)
        for file in plan.features
        for outline in file.scenarios
        for example in outline.examples[1:]
    }
    ordered = likely_first(plan.examples, plan)
    ranks = [(REAL_TIME in one.tags, location_of(one) in later) for one in ordered]

    assert sorted(ranks) == ranks
    assert {(True, False), (False, False), (False, True)} <= set(ranks)
