"""The rulebook: the procedure's rules, each replaceable."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from simulator.portal.rules.password import Violation
from simulator.portal.rules.rulebook import Rulebook
from simulator.portal.rules.situation import Situation

NOON = datetime(2026, 3, 9, 12, 0, 0, 999_999, tzinfo=UTC)


def test_a_new_rulebook_holds_the_procedures_rules() -> None:
    """Every question is answered as the procedure answers it."""
    rules = Rulebook()

    assert Situation.AYANT_DROIT is rules.read_situation("ayant_droit")
    assert rules.is_dossier("0012345", Situation.AFFILIE)
    assert not rules.is_dossier("12345", Situation.AYANT_DROIT)
    assert rules.is_deliverable("camille@mail.test")
    assert not rules.is_deliverable(None)
    assert "c*****@m*****.test" == rules.mask("camille@mail.test")
    assert date(2026, 3, 12) == rules.expected_delivery(NOON, "75")
    assert datetime(2026, 3, 10, 12, tzinfo=UTC) == rules.expiry(NOON)
    assert not rules.is_alive(NOON, NOON)
    assert rules.is_alive(NOON, NOON + timedelta(microseconds=1))
    assert (Violation.NO_DIGIT,) == rules.password_violations("SoleilVif")
    assert rules.same_password("a", "a")
    assert not rules.same_password("a", "A")
    assert "\u00e9" == rules.normalise_password("e\u0301")


@pytest.mark.parametrize("name", [each.name for each in fields(Rulebook)])
def test_one_rule_is_replaced_and_the_others_stay(name: str) -> None:
    """A faulty portal differs from the sound one in that rule alone."""
    sound = Rulebook()
    faulty = replace(sound, **{name: lambda *_: None})

    changed = [
        each.name
        for each in fields(Rulebook)
        if getattr(sound, each.name) is not getattr(faulty, each.name)
    ]
    assert [name] == changed


def test_a_rulebook_never_changes_under_a_running_portal() -> None:
    """Rules are replaced in a copy, never in place."""
    with pytest.raises(FrozenInstanceError):
        Rulebook().mask = str  # type: ignore[misc]
