"""Which scenarios rest on which assumptions."""

from __future__ import annotations

from harness.verdicts.requirements import assumptions
from harness.verdicts.resting import resting_on


def test_every_assumption_with_a_scenario_is_found_by_it() -> None:
    """Several may rest on one scenario."""
    for item in assumptions():
        if item.scenario:
            assert item.id in resting_on([item.scenario])


def test_ids_come_once_and_in_order() -> None:
    """Whatever the order of the titles."""
    titles = [item.scenario for item in reversed(assumptions()) if item.scenario]
    found = resting_on(titles * 2)

    assert tuple(sorted(set(found))) == found
    assert () == resting_on(["Un titre que le registre ne connaît pas"])
