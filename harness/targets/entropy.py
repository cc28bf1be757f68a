"""Bytes drawn from a seed, so that a scenario always gets the same ones."""

from __future__ import annotations

import hashlib
import threading


class SeededEntropy:
    """A stream of bytes that follows from a seed; safe to call from any thread.

    For tests only: whoever knows the seed knows every draw.
    """

    def __init__(self, seed: str) -> None:
        self._lock = threading.Lock()
        self.reseed(seed)

    def reseed(self, seed: str) -> None:
        """Start the stream of *seed* from its beginning."""
        with self._lock:
            self._seed, self._drawn = seed.encode(), 0

    def __call__(self, count: int) -> bytes:
        """Return the next *count* bytes."""
        with self._lock:
            self._drawn += 1
            key = b"%d:%b" % (self._drawn, self._seed)
        return hashlib.shake_256(key).digest(count)
