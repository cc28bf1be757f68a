"""From the name of a target to the target, and to what surrounds it."""

from __future__ import annotations

from collections.abc import Callable

from harness.errors import ConfigurationError
from harness.journeys.surroundings import Surroundings, open_surroundings
from harness.target import Target
from harness.targets.embedded import EmbeddedTarget
from harness.targets.own_process import HttpTarget

_OPENERS: dict[str, Callable[[], Target]] = {
    "embedded": EmbeddedTarget,
    "http": HttpTarget,
}
BUILT_IN = tuple(_OPENERS)
"""The targets that need no file."""


def open_target(name: str) -> tuple[Surroundings, Target]:
    """Start what surrounds the target called *name*, then reach it.

    Raises:
        ConfigurationError: there is no such target.
        harness.errors.Unreachable: nothing answers there.
    """
    opener = _OPENERS.get(name)
    if opener is None:
        raise ConfigurationError(
            f"Unknown target {name!r}: choose among {', '.join(BUILT_IN)}."
        )
    surroundings = open_surroundings()
    try:
        return surroundings, opener()
    except BaseException:
        surroundings.stop()
        raise
