"""The stream that tells open pages what is new."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from simulator.clock import real_seconds
from simulator.desk import live
from simulator.desk.context import Desk, State, state_of
from tests.simulator.desk.desk_user import DeskUser


def _states(tester: DeskUser) -> Iterator[dict[str, Any]]:
    for chunk in tester.get("/vivant", buffered=False).response:
        for line in chunk.decode().splitlines():
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


def test_the_state_at_once_then_each_change(tester: DeskUser) -> None:
    """The stream begins with the state, and tells a mail as soon as it came."""
    states = _states(tester)
    assert 0 == next(states)["mails"]

    began = real_seconds()
    later = threading.Timer(0.2, tester.mail)
    later.start()
    told = next(states)

    later.join()
    assert 1 == told["mails"]
    assert real_seconds() - began < 5


def test_clock_letters_and_faults_are_told(tester: DeskUser) -> None:
    """A moved clock, a letter and a fault each make a new state."""
    states = _states(tester)
    next(states)

    tester.told("/horloge/avancer", de="24-h")
    assert 86400 == next(states)["offset"]
    tester.told("/pannes/basculer", panne="mail:busy", sens="casser")
    assert ["Le serveur de mail reste occupé"] == next(states)["faults"]
    tester.letter()
    assert 1 == next(states)["letters"]


def test_it_ends_by_itself(tester: DeskUser, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream gives its thread back; nothing is told while nothing happens."""
    monkeypatch.setattr(live, "LIFETIME_S", 1.5)

    assert 1 == len(list(_states(tester)))


def test_nothing_is_reckoned_while_nothing_happens(
    tester: DeskUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page left open costs the store nothing."""
    monkeypatch.setattr(live, "LIFETIME_S", 1.5)
    reckoned: list[Desk] = []

    def counted(shown: Desk) -> State:
        reckoned.append(shown)
        return state_of(shown)

    monkeypatch.setattr(live, "state_of", counted)

    assert 1 == len(list(_states(tester)))
    assert 1 == len(reckoned)


def test_letters_are_counted_unread(tester: DeskUser) -> None:
    """Only their number goes to the pages that are open, so no letter is loaded."""
    tester.letter()
    asked: list[str] = []
    event.listen(
        tester.world.portal.parts.store,
        "before_cursor_execute",
        lambda *told: asked.append(told[2]),
    )

    assert 1 == next(_states(tester))["letters"]
    assert not any("letters.text" in each for each in asked)


def test_it_ends_with_the_world(tester: DeskUser) -> None:
    """A world that ends does not wait for the pages that are open."""
    states = _states(tester)
    next(states)
    tester.world.changes.close()

    assert [] == list(states)
