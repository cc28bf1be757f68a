"""Handing mails over when they are due, as a portal's own scheduler would."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_EVERY_S = 1.0  # real seconds
_PATIENCE_S = 15.0  # more than a mail server may take to answer
_log = logging.getLogger(__name__)


class OutboxRunner:
    """A thread that looks once a second, and at once when it is woken.

    Args:
        run: does what is due. If it fails, it is tried again.
    """

    def __init__(self, run: Callable[[], None]) -> None:
        self._run = run
        self._wake = threading.Event()
        self._ending = threading.Event()
        self._failed = ""
        self._thread = threading.Thread(target=self._work, name="outbox", daemon=True)

    def start(self) -> None:
        """Start looking."""
        self._thread.start()

    def wake(self) -> None:
        """Look now: the time has moved."""
        self._wake.set()

    def stop(self) -> None:
        """End, after the mail in hand."""
        self._ending.set()
        self._wake.set()
        self._thread.join(_PATIENCE_S)

    def _work(self) -> None:
        while not self._ending.is_set():
            self._wake.clear()
            try:
                self._run()
                self._failed = ""
            except Exception as wrong:  # noqa: BLE001 - the next second may be better
                self._complain(f"{type(wrong).__name__}: {wrong}")
            self._wake.wait(_EVERY_S)

    def _complain(self, why: str) -> None:
        if why != self._failed:  # once, not every second
            _log.warning("The mails that are due cannot be handed over: %s", why)
        self._failed = why
