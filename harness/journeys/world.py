"""One scenario's world: the portal, what surrounds it, its people and its time."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any, Unpack

from fixtures.personas import Stated, bystanders, persona
from harness.errors import ConfigurationError
from harness.journeys.affiliate import Affiliate
from harness.journeys.evidence import Evidence
from harness.journeys.surroundings import Surroundings
from harness.pages import Page
from harness.target import Browser, Capability, Target
from simulator.clock import PARIS, FrozenClock

FIRST_INSTANT = datetime(2026, 3, 10, 10, 0, tzinfo=PARIS)
"""When every scenario begins: an ordinary Tuesday morning, far from any DST night."""

_BYSTANDERS = 3


class World:
    """Everything a scenario touches. Begun before it, ended after it."""

    def __init__(
        self, target: Target, surroundings: Surroundings, *, seed: int, scenario: str
    ) -> None:
        self.target = target
        self.labels = target.labels
        self.surroundings = surroundings
        self.mailbox = surroundings.mailbox
        self.captcha = surroundings.captcha
        self.faults = surroundings.mail_server.faults
        self.evidence = Evidence()
        self.seen_pages: list[Page] = []
        """Every page that anybody saw in this scenario, in order."""
        self.clock = FrozenClock(FIRST_INSTANT)
        self._seed = seed
        self._scenario = scenario
        self._people: dict[str, Affiliate] = {}
        self._settled = False
        self._browsers: list[Browser] = []

    def begin(self) -> None:
        """Freeze the time and empty the world. Nothing has been sent yet."""
        self.clock.start()
        self.surroundings.empty()
        self.target.begin(f"{self._seed}:{self._scenario}")
        self.target.move_clock(self.clock.now())

    def end(self) -> None:
        """Let go of browsers, faults and time."""
        try:
            self.surroundings.repair()
            for browser in self._browsers:
                browser.close()
            self.surroundings.mail_server.drain()
        finally:
            self.clock.stop()

    # -- people

    def introduce(self, name: str, **stated: Unpack[Stated]) -> Affiliate:
        """Add a named person; what is not stated comes from the seeded population.

        Raises:
            ConfigurationError: somebody has this name, or the portal is in use already.
        """
        if name in self._people:
            raise ConfigurationError(f"{name} is introduced twice.")
        self._require_unsettled(name)
        affiliate = Affiliate(self, persona(name, seed=self._world_seed(), **stated))
        self._people[name] = affiliate
        return affiliate

    def describe(self, name: str, **stated: Any) -> None:
        """State more about a person who was introduced.

        Raises:
            ConfigurationError: nobody has this name, or the portal is in use already.
        """
        self._require_unsettled(name)
        self.person(name).describe(**stated)

    def person(self, name: str) -> Affiliate:
        """Return the person called *name*.

        Raises:
            ConfigurationError: nobody has this name.
        """
        try:
            return self._people[name]
        except KeyError:
            known = ", ".join(self._people) or "nobody"
            raise ConfigurationError(
                f"The scenario speaks of {name}, but introduced {known}."
            ) from None

    @property
    def people(self) -> tuple[Affiliate, ...]:
        """Everybody introduced so far."""
        return tuple(self._people.values())

    def settle(self) -> None:
        """Tell the portal who lives here, once, before anybody uses it."""
        if self._settled:
            return
        self._settled = True
        named = [affiliate.person for affiliate in self.people]
        others = bystanders(
            self._world_seed(),
            _BYSTANDERS,
            [person.key for person in named],
            [person.email for person in named],
        )
        accounts = [person.as_account() for person in (*named, *others)]
        # Without this capability, whatever follows would judge other people's accounts.
        self.target.bench.replace_accounts(accounts)
        if Capability.ROUTES in self.target.capabilities:
            self.target.bench.set_routes(
                smtp=self.surroundings.mail_server.address,
                siteverify=self.surroundings.captcha_server.siteverify_url,
            )

    def open_browser(self) -> Browser:
        """Open a browser without cookies; the first one settles the world."""
        self.settle()
        browser = self.target.open_browser(self._see)
        self._browsers.append(browser)
        return browser

    def change_account(self, affiliate: Affiliate, **fields: object) -> None:
        """Change an account behind the portal's back (an agent, another service)."""
        self.settle()
        key = affiliate.person.key
        self.target.bench.change_account(key[0], key[1], fields)
        affiliate.learn(fields)

    # -- what can be seen

    def _see(self, page: Page) -> None:
        self.evidence.pages.append(page)
        self.seen_pages.append(page)

    def letters(self) -> list[dict[str, str]]:
        """Open the letterbox: every letter posted so far.

        Raises:
            NotObservable: the portal's letters cannot be read.
        """
        posted = self.target.bench.letters()
        self.evidence.letters[:] = posted
        return posted

    def note(self, observation: str) -> None:
        """Keep an observation that decides nothing."""
        self.evidence.notes.append(observation)

    # -- time

    def set_time(self, instant: datetime) -> None:
        """Move to *instant* (aware); mails that became due are handed over."""
        self.clock.move_to(instant)
        self.target.move_clock(self.clock.now())
        self.mailbox.notify()
        if self._settled and Capability.OUTBOX in self.target.capabilities:
            self.target.bench.run_outbox()

    def let_pass(self, duration: timedelta) -> None:
        """Move on by *duration* of elapsed time."""
        self.set_time(self.clock.now() + duration)

    # -- helpers

    def _world_seed(self) -> int:
        """Return the seed of this scenario's people, from the run's and its name."""
        digest = hashlib.sha256(f"{self._seed}:{self._scenario}".encode()).digest()
        return int.from_bytes(digest[:6], "big")

    def _require_unsettled(self, name: str) -> None:
        if self._settled:
            raise ConfigurationError(
                f"Introduce {name} before anybody uses the portal: "
                "its accounts are set once per scenario."
            )
