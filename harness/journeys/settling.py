"""Mails that take their time: how long one waits before none came (real time)."""

from __future__ import annotations

import threading
from collections.abc import Callable

from harness.errors import BenchUnreachable, Unreachable
from harness.journeys.surroundings import Surroundings
from simulator.clock import real_seconds

_A_LOOK_S = 0.2
"""How long to wait between two looks into a mailbox."""


class Settling:
    """Waits for mails as long as the portal may take, and no longer.

    « Aucun mail » is only true once the patience has passed since anybody last did
    something; a mail that is there is there at once. With no patience (the bench's own
    mail server, which has a mail before the page comes back) nothing ever waits.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._mailbox = surroundings.mailbox
        self._source = surroundings.mails
        self._patience_s = surroundings.patience_s
        self._stirred: float | None = None

    def stir(self) -> None:
        """Note that something was done that may bring a mail."""
        if self._patience_s:
            self._stirred = real_seconds()

    def look(self) -> None:
        """Take what has arrived, without waiting.

        Raises:
            BenchUnreachable: the mailbox that is read does not answer.
        """
        if self._source is None:
            return
        try:
            self._source.collect(self._mailbox)
        except Unreachable as silent:
            raise BenchUnreachable(str(silent)) from silent

    def settle(self, enough: Callable[[], object] = lambda: False) -> None:
        """Take what arrives, until the patience has passed or it is *enough*."""
        self.look()
        while not enough() and (left := self._left()) > 0:
            threading.Event().wait(min(_A_LOOK_S, left))
            self.look()

    def _left(self) -> float:
        """Return how much longer a mail may take (real seconds)."""
        if self._stirred is None:
            return 0.0
        left = self._stirred + self._patience_s - real_seconds()
        if left <= 0:
            self._stirred = None
        return left
