"""Every entry of the catalogue is one that can be trusted."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from harness.targets.embedded import EmbeddedTarget
from harness.verdicts.requirements import Severity, requirements
from simulator.defects.register import AREAS, DEFECTS, SOUND
from simulator.defects.variation import Change, Defect, Sound

EVERYTHING = (*DEFECTS, *SOUND)
RED = {item.id for item in requirements() if item.severity is not Severity.INFORMATIVE}
KNOWN = {item.id for item in requirements()}


def name_of(variation: Defect | Sound) -> str:
    """Return how a test of one variation is called."""
    return variation.name


def test_names_are_unique() -> None:
    """A name means one portal, on the command line and in the reports."""
    counts = Counter(one.name for one in EVERYTHING)

    assert [] == [name for name, count in counts.items() if count > 1]


def test_every_area_has_its_defects() -> None:
    """No module of the catalogue is forgotten in the register, or empty."""
    assert [] == [area for area, defects in AREAS.items() if not defects]


@pytest.mark.parametrize("variation", EVERYTHING, ids=name_of)
def test_name_and_summary_can_be_read(variation: Defect | Sound) -> None:
    """A snake_case name, and one French sentence that is not too long for a table."""
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", variation.name)
    assert variation.summary.endswith(".")
    assert variation.summary[0].isupper() or variation.summary.startswith("http")
    assert len(variation.summary) <= 100


@pytest.mark.parametrize("defect", DEFECTS, ids=name_of)
def test_what_must_see_it_exists_and_can_turn_red(defect: Defect) -> None:
    """Expected requirements are known ones; an informative one never turns red."""
    assert defect.expected
    assert set() == set(defect.expected) - RED


@pytest.mark.parametrize("sound", SOUND, ids=name_of)
def test_what_a_sound_variation_touches_exists(sound: Sound) -> None:
    """Its requirements are known ones."""
    assert sound.touches
    assert set() == set(sound.touches) - KNOWN


@pytest.mark.parametrize("variation", EVERYTHING, ids=name_of)
def test_it_changes_something_and_the_portal_still_stands(
    variation: Defect | Sound,
) -> None:
    """Building it raises no DefectError, and something is replaced somewhere."""
    assert Change() != variation.change
    EmbeddedTarget(varied=variation).close()
