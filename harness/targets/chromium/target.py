"""The simulated portal in another process, driven in Debian's Chromium."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from harness.target import Browser, Capability, Seen
from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.browsers import Browsers
from harness.targets.chromium.executable import find_chromium
from harness.targets.own_process import HttpTarget


class ChromiumTarget(HttpTarget):
    """The same portal as ``http``, with a real browser in front of it.

    Chromium is started once; each browser of a scenario is a context of it.

    Raises:
        ConfigurationError: there is no Chromium, or it does not start.
    """

    def __init__(self) -> None:
        executable = find_chromium()
        super().__init__("chromium")
        self.capabilities |= {Capability.BROWSER}
        try:
            self._browsers = Browsers(
                executable,
                arguments(self._portal.ports, [self._portal.certificate]),
                self._portal.transport(),
            )
        except BaseException:
            super().close()
            raise

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page.

        In real time durations are measured: there a browser without a screen does it,
        lest its own drawing be measured along.
        """
        if self._browsers.measures:
            return super().open_browser(seen)
        rank, self._opened = self._opened, self._opened + 1
        return self._browsers.open(seen, rank)

    def begin(self, seed: str) -> None:
        """Begin a scenario; what the portal draws follows from nothing."""
        super().begin(seed)
        self._browsers.begin()

    def move_clock(self, instant: datetime) -> None:
        """Make the time of the portal and of every browser stand at *instant*."""
        super().move_clock(instant)
        self._browsers.move_clock(instant)

    def release_clock(self) -> None:
        """Give the portal real time back: what follows measures durations."""
        super().release_clock()
        self._browsers.release_clock(measures=True)

    def film(self) -> None:
        """From now on take a picture of every page, and trace every browser."""
        self._browsers.film()

    def keep_film(self, folder: Path) -> None:
        """Write a ``trace-N.zip`` for each browser of this scenario into *folder*."""
        self._browsers.keep_film(folder)

    def close(self) -> None:
        """End the browser, close the connections, end the portal's process."""
        try:
            self._browsers.close()
        finally:
            super().close()
