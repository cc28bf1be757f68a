"""One scenario's world: the portal, what surrounds it, its people and its time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Unpack

from fixtures.person import Person
from fixtures.personas import Stated, bystanders, persona
from harness.errors import BenchRefusal, ConfigurationError, NotObservable
from harness.journeys.affiliate import Affiliate
from harness.journeys.evidence import Evidence, SeenLetter
from harness.journeys.real_time import RealTime
from harness.journeys.surroundings import Surroundings
from harness.pages import Page
from harness.target import LACKS, Browser, Capability, Target
from simulator.clock import PARIS, FrozenClock
from simulator.post.letter import LetterError, PostedLetter, read_letter

FIRST_INSTANT = datetime(2026, 3, 10, 10, 0, tzinfo=PARIS)
"""When every scenario begins: an ordinary Tuesday morning, far from any DST night."""

_BYSTANDERS = 3


class World:
    """Everything a scenario touches. Begun before it, ended after it."""

    def __init__(
        self,
        target: Target,
        surroundings: Surroundings,
        *,
        seed: int,
        scenario: str,
        real_time: bool = False,
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
        follows = Capability.CLOCK in target.capabilities
        self.clock = (
            FrozenClock(FIRST_INSTANT) if follows and not real_time else RealTime()
        )
        self._seed = seed
        self._scenario = scenario
        self._people: dict[str, Affiliate] = {}
        self._without_account: set[str] = set()
        self._crowd: list[Affiliate] = []
        self._settled = False
        self._browsers: list[tuple[Browser, list[Page]]] = []

    def begin(self) -> None:
        """Freeze the time and empty the world. Nothing has been sent yet."""
        self.clock.start()
        self.surroundings.empty()
        self.target.begin(f"{self._seed}:{self._scenario}")
        if isinstance(self.clock, FrozenClock):
            self.target.move_clock(self.clock.now())
        else:
            self.target.release_clock()

    def end(self) -> None:
        """Let go of browsers, faults and time."""
        try:
            self.surroundings.repair()
            for browser, _ in self._browsers:
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
        affiliate = Affiliate(self, persona(name, seed=self.seed, **stated))
        self._people[name] = affiliate
        return affiliate

    def introduce_unknown(self, name: str, **stated: Unpack[Stated]) -> Affiliate:
        """Add a person of whom the portal knows nothing: her number has no account."""
        affiliate = self.introduce(name, **stated)
        self._without_account.add(name)
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
        """Everybody introduced so far, and whoever joined from a crowd."""
        return (*self._people.values(), *self._crowd)

    @property
    def without_account(self) -> tuple[Affiliate, ...]:
        """Those introduced of whom the portal knows nothing."""
        return tuple(self._people[name] for name in sorted(self._without_account))

    def settle(self) -> None:
        """Tell the portal who lives here, once, before anybody uses it."""
        if self._settled:
            return
        self._settled = True
        # Without this capability, whatever follows would judge other people's accounts.
        self.populate(())
        self.surroundings.identify(one.person for one in self.people)
        capabilities = self.target.capabilities
        if Capability.ROUTES in capabilities:
            self.target.bench.set_routes(**self.surroundings.routes(capabilities))

    def populate(self, crowd: Sequence[Person]) -> None:
        """Tell the portal anew who lives here: *crowd*, beside those introduced.

        It forgets whatever happened: requests, sessions, counters of its limits.
        """
        named = [somebody.person for somebody in self._people.values()]
        others = bystanders(
            self.seed,
            _BYSTANDERS,
            [person.key for person in (*named, *crowd)],
            [person.email for person in (*named, *crowd)],
        )
        known = [
            somebody.person
            for name, somebody in self._people.items()
            if name not in self._without_account
        ]
        told = Capability.FRANCE_CONNECT in self.target.capabilities
        everyone = (*known, *crowd, *others)
        accounts = [person.as_account(with_identity=told) for person in everyone]
        self.target.bench.replace_accounts(accounts)

    def remove_account(self, affiliate: Affiliate) -> None:
        """Delete an account behind the portal's back; the others are set anew."""
        for name, somebody in self._people.items():
            if somebody is affiliate:
                self._without_account.add(name)
        self.populate(())

    def join(self, person: Person) -> Affiliate:
        """Give somebody of a crowd a part in the scenario, with or without account."""
        affiliate = Affiliate(self, person)
        self._crowd.append(affiliate)
        return affiliate

    def open_browser(self) -> Browser:
        """Open a browser without cookies; the first one settles the world."""
        self.settle()
        pages: list[Page] = []

        def see(page: Page) -> None:
            pages.append(page)
            self._see(page)

        browser = self.target.open_browser(see)
        self._browsers.append((browser, pages))
        return browser

    def seen_in(self, browser: Browser) -> tuple[Page, ...]:
        """Return every page that *browser* showed, in order."""
        return tuple(
            page for one, pages in self._browsers if one is browser for page in pages
        )

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

    def letters(self) -> tuple[PostedLetter, ...]:
        """Return every letter posted so far, whoever to, arrived or not.

        Raises:
            NotObservable: the portal's letters cannot be read.
            BenchRefusal: one of them is not what the bench API says.
        """
        bench = self.target.bench
        posted = bench.letters()
        try:
            read = tuple(read_letter(item, rank) for rank, item in enumerate(posted, 1))
        except LetterError as wrong:
            raise BenchRefusal(str(wrong)) from wrong
        self.evidence.letters[:] = [
            SeenLetter(item, partial(bench.letter_pdf, rank))
            for rank, item in enumerate(posted, 1)
        ]
        return read

    def note(self, observation: str) -> None:
        """Keep an observation that decides nothing."""
        self.evidence.notes.append(observation)

    # -- time

    def set_time(self, instant: datetime) -> None:
        """Move to *instant* (aware); mails that became due are handed over.

        Raises:
            NotObservable: the portal's clock cannot be moved.
        """
        if Capability.CLOCK not in self.target.capabilities:
            raise NotObservable(LACKS[Capability.CLOCK])
        self.clock.move_to(instant)
        self.target.move_clock(self.clock.now())
        self.mailbox.notify()
        if self._settled and Capability.OUTBOX in self.target.capabilities:
            self.target.bench.run_outbox()

    def let_pass(self, duration: timedelta) -> None:
        """Move on by *duration* of elapsed time."""
        self.set_time(self.clock.now() + duration)

    # -- helpers

    @property
    def seed(self) -> int:
        """The seed of this scenario's people, from the run's and its name."""
        digest = hashlib.sha256(f"{self._seed}:{self._scenario}".encode()).digest()
        return int.from_bytes(digest[:6], "big")

    def _require_unsettled(self, name: str) -> None:
        if self._settled:
            raise ConfigurationError(
                f"Introduce {name} before anybody uses the portal: "
                "its accounts are set once per scenario."
            )
