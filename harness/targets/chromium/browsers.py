"""The browsers of a scenario: contexts of one Chromium, with one clock."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import httpx

from harness.target import Seen
from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.chromium.driver import Driver


class Browsers:
    """Starts Chromium once, and opens browsers in it.

    Args:
        executable: the program.
        options: its command line.
        wire: the way to the portal for what no page sends; closed with the rest.
        rewrite: where public addresses are served, if no name leads to them.

    Raises:
        ConfigurationError: it does not start.
    """

    def __init__(
        self,
        executable: str,
        options: Sequence[str],
        wire: httpx.BaseTransport,
        rewrite: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.measures = False
        """Whether durations are measured: then its own drawing must not be, along."""
        self._wire = wire
        self._rewrite = rewrite
        self._opened: list[ChromiumBrowser] = []
        self._instant: datetime | None = None
        self._films = False
        self._driver = Driver(executable, list(options))

    def open(self, seen: Seen, rank: int) -> ChromiumBrowser:
        """Open the browser number *rank*, which tells *seen* of every page."""
        browser = ChromiumBrowser(
            self._driver,
            self._wire,
            seen,
            rank=rank,
            instant=self._instant,
            films=self._films,
            rewrite=self._rewrite,
        )
        self._opened.append(browser)
        return browser

    def begin(self) -> None:
        """Begin a scenario: those of the last one are none of it."""
        self._opened.clear()

    def move_clock(self, instant: datetime) -> None:
        """Make the time of every browser stand at *instant*."""
        self._instant, self.measures = instant, False
        self._driver.run(self._moved(instant))

    def release_clock(self, *, measures: bool) -> None:
        """Give browsers opened from now on real time."""
        self._instant, self.measures = None, measures

    def film(self) -> None:
        """From now on take a picture of every page, and trace every browser."""
        self._films = True

    def keep_film(self, folder: Path) -> None:
        """Write a ``trace-N.zip`` for each browser of this scenario into *folder*."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, browser in enumerate(self._opened, 1):
            browser.keep_trace(folder / f"trace-{number}.zip")

    def close(self) -> None:
        """End Chromium and close the connections."""
        try:
            self._driver.close()
        finally:
            self._wire.close()

    async def _moved(self, instant: datetime) -> None:
        await asyncio.gather(*(browser.move_clock(instant) for browser in self._opened))
