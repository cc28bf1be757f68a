"""One scenario's world: the portal, what surrounds it, its people and its time."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from harness.errors import BenchRefusal, NotObservable
from harness.journeys.evidence import Evidence, SeenLetter
from harness.journeys.lending import cast, give_back
from harness.journeys.patient import PatientBrowser
from harness.journeys.peopled import Peopled
from harness.journeys.real_time import RealTime
from harness.journeys.surroundings import Surroundings
from harness.pages import Page
from harness.target import LACKS, Browser, Capability, Target
from simulator.clock import PARIS, FrozenClock
from simulator.post.letter import LetterError, PostedLetter, read_letter

FIRST_INSTANT = datetime(2026, 3, 10, 10, 0, tzinfo=PARIS)
"""When every scenario begins: an ordinary Tuesday morning, far from any DST night."""


class World(Peopled):
    """Everything a scenario touches. Begun before it, ended after it."""

    def __init__(
        self,
        target: Target,
        surroundings: Surroundings,
        *,
        seed: int,
        scenario: str,
        real_time: bool = False,
        text: str = "",
    ) -> None:
        super().__init__(target, surroundings, seed=seed, scenario=scenario)
        self.labels = target.labels
        self.text = text
        """What the scenario says, whole: no account has one of its passwords."""
        self.tests_limits = False
        """Whether « 429 » is what the scenario looks for, and not in its way."""
        self.evidence = Evidence()
        self.seen_pages: list[Page] = []
        """Every page that anybody saw in this scenario, in order."""
        follows = Capability.CLOCK in target.capabilities
        self.clock = (
            FrozenClock(FIRST_INSTANT) if follows and not real_time else RealTime()
        )
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
            if self._settled and Capability.ACCOUNTS not in self.target.capabilities:
                give_back(self)
            for browser, _ in self._browsers:
                browser.close()
            if self.surroundings.mail_server is not None:
                self.surroundings.mail_server.drain()
        finally:
            self.clock.stop()

    # -- browsers

    def open_browser(self) -> Browser:
        """Open a browser without cookies; the first one settles the world."""
        self.settle()
        pages: list[Page] = []

        def see(page: Page) -> None:
            pages.append(page)
            self._see(page)

        browser = self.target.open_browser(see)
        if Capability.ACCOUNTS not in self.target.capabilities:
            browser = PatientBrowser(browser, self)
        self._browsers.append((browser, pages))
        return browser

    def seen_in(self, browser: Browser) -> tuple[Page, ...]:
        """Return every page that *browser* showed, in order."""
        return tuple(
            page for one, pages in self._browsers if one is browser for page in pages
        )

    def _cast(self) -> None:
        cast(self)

    # -- what can be seen

    def _see(self, page: Page) -> None:
        self._mails.stir()
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

    def forget_what_was_seen(self) -> None:
        """Forget the pages and mails so far: they are none of the scenario's."""
        self.surroundings.mailbox.clear()
        self.evidence.collect()
        self.seen_pages.clear()

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
        self._mails.settle()  # what comes now was sent before
        self.clock.move_to(instant)
        self.target.move_clock(self.clock.now())
        self.surroundings.mailbox.notify()
        if self._settled and Capability.OUTBOX in self.target.capabilities:
            self.target.bench.run_outbox()
        self._mails.stir()

    def let_pass(self, duration: timedelta) -> None:
        """Move on by *duration* of elapsed time."""
        self.set_time(self.clock.now() + duration)
