"""What was seen during a step: pages, mails and letters, kept as they came."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.pages import Page
from simulator.mail.message import ReceivedMail


@dataclass(slots=True)
class Evidence:
    """Everything seen since the last :meth:`collect`, in order."""

    pages: list[Page] = field(default_factory=list)
    mails: list[ReceivedMail] = field(default_factory=list)
    letters: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Observations that decide nothing (a footer, an open question)."""

    def collect(self) -> Evidence:
        """Return what was seen so far and start afresh."""
        seen = Evidence(self.pages, self.mails, self.letters, self.notes)
        self.pages, self.mails, self.letters, self.notes = [], [], [], []
        return seen
