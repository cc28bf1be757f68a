"""Knowing that something has changed, without asking every second what."""

from __future__ import annotations

import threading


class Changes:
    """A number that grows whenever something in the world changes.

    Whoever shows the world keeps the number it has shown and waits for a greater one.
    Any thread may use it.
    """

    def __init__(self) -> None:
        self._grown = threading.Condition()
        self._number = 0
        self._closed = False

    @property
    def number(self) -> int:
        """How many changes there were."""
        return self._number

    @property
    def is_closed(self) -> bool:
        """Whether the world is ending: nobody waits any more."""
        return self._closed

    def note(self) -> None:
        """Count a change and wake whoever waits."""
        with self._grown:
            self._number += 1
            self._grown.notify_all()

    def wait(self, after: int, timeout: float) -> int:
        """Wait until the number exceeds *after*, and return it.

        A number that this world has not reached was told by an earlier one, before a
        restart: that is a change, too.

        Args:
            after: the number already shown.
            timeout: real seconds; then the number is returned as it is.
        """
        with self._grown:
            self._grown.wait_for(lambda: self._number != after or self._closed, timeout)
            return self._number

    def close(self) -> None:
        """Let everybody go who waits, now and later: the world is ending."""
        with self._grown:
            self._closed = True
            self._grown.notify_all()
