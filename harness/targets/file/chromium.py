"""The portal of a target file, driven in Chromium (``browser = "chromium"``)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from harness.target import Browser, Capability, Seen
from harness.targets.chromium.arguments import arguments
from harness.targets.chromium.browsers import Browsers
from harness.targets.chromium.executable import find_chromium
from harness.targets.file.leaves import leaves
from harness.targets.file.settings import TargetFile
from harness.targets.file.target import FileTarget


class ChromiumFileTarget(FileTarget):
    """Somebody else's portal, with a real browser in front of it.

    Chromium resolves the portal's hosts and no other name.

    Raises:
        ConfigurationError: there is no Chromium, or it does not start.
        Unreachable: the portal shows no certificate that the file's authority made.
    """

    def __init__(self, file: TargetFile) -> None:
        executable = find_chromium()
        super().__init__(file)
        self.capabilities |= {Capability.BROWSER}
        try:
            rules, *others = arguments({}, leaves(self._addresses(), self._trust))
            allowed = "".join(f",EXCLUDE {host}" for host in sorted(self._hosts))
            self._browsers = Browsers(
                executable, [rules + allowed, *others], self._way(), file.rewrite
            )
        except BaseException:
            super().close()
            raise

    def _addresses(self) -> tuple[str, ...]:
        """Return where the portal's certificates are not the usual ones."""
        if self._file.certificate is None:
            return ()
        return (self.home, *self._file.rewrite.values())

    def _open_inner(self, seen: Seen) -> Browser:
        """Open a tab; where durations are measured, a browser without a screen."""
        if self._browsers.measures:
            return super()._open_inner(seen)
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
        """Give the portal, and browsers opened from now on, real time back.

        Where its time can be moved, only what measures durations asks for that.
        """
        super().release_clock()
        self._browsers.release_clock(measures=Capability.CLOCK in self.capabilities)

    def film(self) -> None:
        """From now on take a picture of every page, and trace every browser."""
        self._browsers.film()

    def keep_film(self, folder: Path) -> None:
        """Write a ``trace-N.zip`` for each browser of this scenario into *folder*."""
        self._browsers.keep_film(folder)

    def close(self) -> None:
        """End the browser and close the connections."""
        try:
            self._browsers.close()
        finally:
            super().close()
