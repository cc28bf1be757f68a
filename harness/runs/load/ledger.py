"""What the owner of a run keeps: mails, journeys and figures, from every worker."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.runs.load.journey import Ending, Journey
from simulator.clock import real_seconds
from simulator.mail.mailbox import Mailbox
from simulator.recaptcha.double import RecaptchaDouble


@dataclass(frozen=True, slots=True)
class Ended:
    """A journey, and when the owner heard of its end (seconds since the run began)."""

    at_s: float
    journey: Journey


class Ledger:
    """Everything that workers tell. Any thread may use it."""

    def __init__(self, mailbox: Mailbox, captcha: RecaptchaDouble) -> None:
        self.mailbox = mailbox
        self.captcha = captcha
        self.statistics: Mapping[str, Any] | None = None
        """Locust's own figures, told once at the end."""
        self.over = False
        """Whether the owner wants the run to end now."""
        self._lock = threading.Lock()
        self._ended: list[Ended] = []
        self._counts: dict[Ending, int] = dict.fromkeys(Ending, 0)
        self._asked: set[str] = set()
        self._began = real_seconds()

    def begin(self) -> None:
        """Count time from now on."""
        self._began = real_seconds()

    def elapsed_s(self) -> float:
        """Return how long the run has lasted (real seconds)."""
        return real_seconds() - self._began

    def note_address(self, address: str) -> None:
        """Note that somebody at *address* is about to ask, or waits for her mail."""
        with self._lock:
            self._asked.add(address.casefold())

    def note(self, journey: Journey) -> None:
        """Keep a journey that ended."""
        ended = Ended(self.elapsed_s(), journey)
        with self._lock:
            self._ended.append(ended)
            self._counts[journey.ending] += 1

    @property
    def ended(self) -> tuple[Ended, ...]:
        """Every journey that ended, in the order in which they did."""
        with self._lock:
            return tuple(self._ended)

    @property
    def asked(self) -> frozenset[str]:
        """The addresses at which a mail was to be expected, in lower case."""
        with self._lock:
            return frozenset(self._asked)

    def count(self, ending: Ending) -> int:
        """Return how many journeys ended so."""
        with self._lock:
            return self._counts[ending]
