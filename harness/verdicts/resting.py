"""Which scenarios rest on which assumptions of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from harness.verdicts.requirements import assumptions


@cache
def assumptions_shown() -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the assumptions that a scenario shows, by its title.

    The title is the one written in the feature, placeholders included.
    """
    shown: dict[str, tuple[str, ...]] = {}
    for item in assumptions():
        if item.scenario:
            shown[item.scenario] = (*shown.get(item.scenario, ()), item.id)
    return shown


def resting_on(titles: Iterable[str]) -> tuple[str, ...]:
    """Return the assumptions that the scenarios with these titles show, in order."""
    told = {name for title in titles for name in assumptions_shown().get(title, ())}
    return tuple(sorted(told))
