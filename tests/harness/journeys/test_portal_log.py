"""Reading the portal's log from where it was read before."""

from __future__ import annotations

from typing import Any

from harness.journeys import portal_log
from harness.journeys.world import World


def test_the_mark_is_where_the_log_ends(world: World, target: Any) -> None:
    """The mark settles the world first: accounts are no event of the scenario."""
    target.bench.log = lambda: "démarrage\n"

    assert len("démarrage\n") == portal_log.mark(world)
    assert "accounts" in {name for name, _ in target.bench.calls}
