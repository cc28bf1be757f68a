"""The portal of a target file, driven in Chromium (``browser = "chromium"``)."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from harness.target import Browser, Capability, Seen
from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.chromium.driver import Driver
from harness.targets.chromium.executable import find_chromium
from harness.targets.file.settings import TargetFile
from harness.targets.file.target import FileTarget


class ChromiumFileTarget(FileTarget):
    """Somebody else's portal, with a real browser in front of it.

    Chromium resolves the portal's hosts and no other name.

    Raises:
        ConfigurationError: there is no Chromium, or it does not start.
    """

    def __init__(self, file: TargetFile) -> None:
        executable = find_chromium()
        super().__init__(file)
        self.capabilities |= {Capability.BROWSER}
        self._browsers: list[ChromiumBrowser] = []
        self._instant: datetime | None = None
        self._films = False
        self._wire = self._way()
        certificate = None if file.certificate is None else file.certificate.read_text()
        rules, *others = arguments({}, certificate)
        allowed = "".join(f",EXCLUDE {host}" for host in sorted(self._hosts))
        try:
            self._driver = Driver(executable, [rules + allowed, *others])
        except BaseException:
            super().close()
            raise

    def _open_inner(self, seen: Seen) -> Browser:
        rank, self._opened = self._opened, self._opened + 1
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
        self._instant = instant
        self._driver.run(self._moved(instant))

    def release_clock(self) -> None:
        """Give the portal, and browsers opened from now on, real time back."""
        super().release_clock()
        self._instant = None

    def film(self) -> None:
        """From now on take a picture of every page, and trace every browser."""
        self._films = True

    def keep_film(self, folder: Path) -> None:
        """Write a ``trace-N.zip`` for each browser of this scenario into *folder*."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, browser in enumerate(self._browsers, 1):
            browser.keep_trace(folder / f"trace-{number}.zip")

    def close(self) -> None:
        """End the browser and close the connections."""
        try:
            self._driver.close()
        finally:
            self._wire.close()
            super().close()

    async def _moved(self, instant: datetime) -> None:
        await asyncio.gather(
            *(browser.move_clock(instant) for browser in self._browsers)
        )
