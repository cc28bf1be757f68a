"""A world of journeys that lasts: in the simulation's time, and keeping nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fixtures.person import Person
from harness.journeys.affiliate import Affiliate
from harness.journeys.surroundings import Surroundings
from harness.journeys.world import World
from harness.pages import Page
from harness.target import Browser, Target


class Crowd(World):
    """Where the people of a simulation live.

    A scenario keeps every page and mail as evidence; of a month of a whole population
    only what somebody has in front of her is kept.
    """

    def __init__(self, target: Target, surroundings: Surroundings) -> None:
        super().__init__(target, surroundings, seed=0, scenario="simulation")
        self._mine: dict[Person, Affiliate] = {}
        self._open: list[Browser] = []

    def begin(self) -> None:
        """Empty the world, and tell the portal where its neighbours are."""
        self.surroundings.empty()
        self.target.begin("simulation")
        routes = self.surroundings.routes(self.target.capabilities)
        self.target.bench.set_routes(**routes)
        self._settled = True

    def end(self) -> None:
        """Close the browsers."""
        self._leave()

    def move_in(self, people: Sequence[Person]) -> None:
        """Make *people* the portal's accounts; all that was before is forgotten."""
        self._leave()
        self.surroundings.mailbox.clear()
        self.surroundings.captcha.forget()
        self.target.bench.replace_accounts([one.as_account() for one in people])

    def affiliate(self, person: Person) -> Affiliate:
        """Return *person* as she was left."""
        if person not in self._mine:
            self._mine[person] = Affiliate(self, person)
        return self._mine[person]

    def start_anew(self, person: Person) -> Affiliate:
        """Return *person* with nothing in front of her, in a new browser."""
        if person in self._mine:
            self._mine.pop(person).browser.close()
        return self.affiliate(person)

    def open_browser(self) -> Browser:
        """Open a browser without cookies."""
        browser = self.target.open_browser(self._see)
        self._open.append(browser)
        return browser

    def set_time(self, instant: datetime) -> None:
        """Refuse: the simulation moves the time.

        Raises:
            RuntimeError: always.
        """
        raise RuntimeError(f"Nobody sets the time of a simulation (to {instant}).")

    def _see(self, page: Page) -> None:
        """Keep nothing of what was seen."""

    def _leave(self) -> None:
        for browser in self._open:
            browser.close()
        self._open.clear()
        self._mine.clear()
        self.solvers.clear()
        self.evidence.collect()
