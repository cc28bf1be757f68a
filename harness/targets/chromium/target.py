"""The simulated portal in another process, driven in Debian's Chromium."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from harness.target import Browser, Capability, Seen
from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.executable import find_chromium
from harness.targets.http_browser import HttpBrowser
from harness.targets.own_process import HttpTarget


class ChromiumTarget(HttpTarget):
    """The same portal as ``http``, with a real browser in front of it.

    Chromium is started once; each browser of a scenario is a context of it.

    Raises:
        ConfigurationError: there is no Chromium, or it does not start.
    """

    name = "chromium"

    def __init__(self) -> None:
        executable = find_chromium()
        super().__init__()
        self.capabilities |= {Capability.BROWSER}
        self._browsers: list[ChromiumBrowser] = []
        self._instant: datetime | None = None
        self._measures = False
        self._films = False
        self._wire = self._portal.transport()
        try:
            self._driver = Driver(
                executable, arguments(self._portal.ports, self._portal.certificate)
            )
        except BaseException:
            super().close()
            raise

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page.

        In real time durations are measured: there a browser without a screen does it,
        lest its own drawing be measured along.
        """
        rank, self._opened = self._opened, self._opened + 1
        if self._measures:
            return HttpBrowser(self._portal.transport(), seen, rank=rank)
        browser = ChromiumBrowser(
            self._driver,
            self._wire,
            seen,
            rank=rank,
            instant=self._instant,
            films=self._films,
        )
        self._browsers.append(browser)
        return browser

    def begin(self, seed: str) -> None:
        """Begin a scenario; what the portal draws follows from nothing."""
        super().begin(seed)
        self._browsers.clear()

    def move_clock(self, instant: datetime) -> None:
        """Make the time of the portal and of every browser stand at *instant*."""
        super().move_clock(instant)
        self._instant, self._measures = instant, False
        self._driver.run(self._moved(instant))

    def release_clock(self) -> None:
        """Give the portal real time back: what follows measures durations."""
        super().release_clock()
        self._instant, self._measures = None, True

    def film(self) -> None:
        """From now on take a picture of every page, and trace every browser."""
        self._films = True

    def keep_film(self, folder: Path) -> None:
        """Write a ``trace-N.zip`` for each browser of this scenario into *folder*."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, browser in enumerate(self._browsers, 1):
            browser.keep_trace(folder / f"trace-{number}.zip")

    def close(self) -> None:
        """End the browser, close the connections, end the portal's process."""
        try:
            self._driver.close()
        finally:
            self._wire.close()
            super().close()

    async def _moved(self, instant: datetime) -> None:
        await asyncio.gather(
            *(browser.move_clock(instant) for browser in self._browsers)
        )
