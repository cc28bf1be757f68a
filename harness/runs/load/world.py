"""The world of one person under load: the portal is in use, and time is real."""

from __future__ import annotations

from harness.journeys.surroundings import Surroundings
from harness.journeys.world import World
from harness.runs.load.measured import MeasuredBrowser, Told
from harness.target import Browser, Target


class LoadWorld(World):
    """A world whose accounts are set, and each of whose pages is measured."""

    def __init__(
        self, target: Target, surroundings: Surroundings, told: Told, *, seed: int
    ) -> None:
        super().__init__(
            target, surroundings, seed=seed, scenario="charge", real_time=True
        )
        self._told = told

    def settle(self) -> None:
        """Do nothing: whoever opened the portal told it who lives there."""

    def open_browser(self) -> Browser:
        """Open a browser without cookies, whose pages are measured."""
        return MeasuredBrowser(super().open_browser(), self._told)
