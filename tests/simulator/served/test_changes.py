"""Waiting for something to change."""

from __future__ import annotations

import threading

from simulator.clock import real_seconds
from simulator.served.changes import Changes


def test_a_change_not_yet_shown_is_told_at_once() -> None:
    """Who has shown an older number does not wait."""
    changes = Changes()
    changes.note()
    assert changes.number == 1
    assert changes.wait(0, timeout=60) == 1


def test_without_a_change_the_number_comes_back_in_time() -> None:
    """Waiting ends, and the number is the same."""
    assert Changes().wait(0, timeout=0.01) == 0


def test_who_waits_is_woken_by_a_change() -> None:
    """A change is told while somebody waits, long before her patience ends."""
    changes, seen = Changes(), list[int]()
    waiting = threading.Thread(target=lambda: seen.append(changes.wait(0, 60)))
    waiting.start()
    changes.note()
    waiting.join(5)
    assert seen == [1]


def test_a_number_of_an_earlier_world_is_a_change() -> None:
    """A page that stayed open over a restart has shown a number not reached here."""
    assert Changes().wait(17, timeout=60) == 0


def test_nobody_waits_once_it_is_closed() -> None:
    """The end of the world keeps nobody."""
    changes = Changes()
    changes.close()
    began = real_seconds()
    assert changes.wait(0, timeout=60) == 0
    assert changes.is_closed
    assert real_seconds() - began < 5
