"""The folder of a world: one process at a time, and what belongs in it."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL

from simulator.served.world_file import WorldError, check_sound

PORTAL = "portal.sqlite3"
WORLD = "world.sqlite3"
_LOCK = "lock"


def store_url(folder: Path) -> str:
    """Return the portal's own store in *folder*, as a database URL."""
    return URL.create("sqlite", database=str(folder / PORTAL)).render_as_string()


class Folder:
    """A folder that this process alone uses until it is closed, or dies.

    Args:
        path: it is made if it is not there.

    Raises:
        WorldError: another process uses it, or it cannot be used at all.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(path / _LOCK)
            self._lock.acquire(timeout=0)
        except Timeout as taken:
            raise WorldError(
                f"{path} is in use: another `sesame serve` has it. Stop that one, or "
                "choose another folder."
            ) from taken
        except OSError as wrong:
            raise WorldError(f"{path} cannot be used: {wrong.strerror}.") from wrong

    @property
    def world(self) -> Path:
        """The file with the mails, the clock and what is remembered of people."""
        return self.path / WORLD

    @property
    def portal(self) -> Path:
        """The portal's own store."""
        return self.path / PORTAL

    @property
    def portal_url(self) -> str:
        """The portal's own store, as a database URL."""
        return store_url(self.path)

    def check(self) -> None:
        """Check that the files belong together, and the portal's. Nothing is changed.

        The world's own is checked by whoever opens it.

        Raises:
            WorldError: the portal's is damaged, or the world's is missing.
        """
        check_sound(self.portal)
        if self.portal.exists() and not self.world.exists():
            raise WorldError(
                f"{self.world} is missing, and {self.portal} is there: they belong "
                "together. Put it back, or choose another folder."
            )

    def require_portal(self) -> None:
        """Check that the portal's store is there.

        Raises:
            WorldError: it is missing.
        """
        if not self.portal.exists():
            raise WorldError(
                f"{self.portal} is missing, and {self.world} is there: they belong "
                "together. Put it back, or choose another folder."
            )

    def close(self) -> None:
        """Let others have it."""
        self._lock.release()
