"""A load run that breaks down."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from fixtures.person import Person
from fixtures.population import Population
from harness.errors import HarnessError
from harness.journeys.reserved import ReservedAccounts
from harness.journeys.surroundings import open_surroundings
from harness.runs.load import run
from harness.runs.load.journey import Journey
from harness.runs.load.ledger import Ledger
from harness.runs.load.people import crowd_of
from harness.runs.load.settings import LoadSettings
from harness.runs.load.stages import Stage


def test_reserved_accounts_know_their_passwords_whatever_breaks(
    monkeypatch: pytest.MonkeyPatch, journey: Callable[..., Journey]
) -> None:
    """The portal has changed them: whoever comes next would be locked out."""
    people = list(Population(42, 3))
    kept: dict[Person, str] = {}
    surroundings = open_surroundings()
    portal: Any = SimpleNamespace(
        surroundings=surroundings,
        target=SimpleNamespace(reach=SimpleNamespace(as_json=dict)),
        crowd=crowd_of(people),
        reserved=ReservedAccounts(
            people, {}, lambda one, password: kept.update({one: password})
        ),
    )

    def break_down(_: object, __: object, ledger: Ledger, *___: object) -> str:
        ledger.note(journey(1, tried="Nouveau-1-Mot"))
        ledger.note(journey(2, tried="Perdu-1-Mot", changed=False))
        raise HarnessError("Locust ended with 3")

    monkeypatch.setattr(run.engine, "Engine", lambda *_: None)
    monkeypatch.setattr(run, "_wait", break_down)
    settings = LoadSettings("recette.toml", (Stage(1, 1.0),), 42)
    try:
        with pytest.raises(HarnessError, match="Locust ended"):
            run._run(settings, portal, lambda *_: None, lambda _: None)
    finally:
        surroundings.stop()

    assert ["Nouveau-1-Mot"] == list(kept.values())
    assert [people[1].key] == [one.key for one in kept]
