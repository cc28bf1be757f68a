"""The register and the scenario say the same keys."""

from __future__ import annotations

from dataclasses import fields

import pytest

from simulator.living.assumptions import assumptions
from simulator.living.scenario import Scenario, scenario
from simulator.living.values import ValueRefused


def test_every_assumption_is_a_field_in_the_same_order() -> None:
    """The register is complete: a scenario holds nothing else."""
    assert [one.name for one in fields(Scenario)] == [one.key for one in assumptions()]


def test_every_assumption_has_its_label_and_its_source() -> None:
    """An analyst reads what each one means, and that it is a guess where it is one."""
    assert all(one.label and one.source for one in assumptions())


def test_the_defaults_hold() -> None:
    """Saying nothing gives the register's values: links live as long as P7.6 says."""
    usual = scenario()

    assert 24 * 3600 == usual.link_validity
    assert 1 == pytest.approx(sum(usual.after_dead_link.values()))


def test_a_wrong_value_names_its_key() -> None:
    """Whoever adds file and line can: the message begins with the key."""
    with pytest.raises(ValueRefused, match=r"^spam_share: "):
        scenario({"spam_share": 3})


def test_a_desk_that_closes_before_it_opens_is_refused() -> None:
    """Two values that do not go together are refused."""
    with pytest.raises(ValueRefused, match=r"^desk_closes: 9 is not after"):
        scenario({"desk_opens": 10, "desk_closes": 9})
