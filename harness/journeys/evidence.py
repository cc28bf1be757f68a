"""What was seen during a step: pages, mails and letters, kept as they came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from harness.pages import Page
from simulator.mail.message import ReceivedMail


def _no_paper() -> bytes | None:
    return None


@dataclass(frozen=True, slots=True)
class SeenLetter:
    """A letter as the bench API shows it, and how to have it on paper."""

    fields: Mapping[str, object]
    paper: Callable[[], bytes | None] = _no_paper
    """Returns the PDF, or None where the portal offers none; asked only if kept."""


@dataclass(slots=True)
class Evidence:
    """Everything seen since the last :meth:`collect`, in order."""

    pages: list[Page] = field(default_factory=list)
    mails: list[ReceivedMail] = field(default_factory=list)
    letters: list[SeenLetter] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Observations that decide nothing (a footer, an open question)."""

    def collect(self) -> Evidence:
        """Return what was seen so far and start afresh."""
        seen = Evidence(self.pages, self.mails, self.letters, self.notes)
        self.pages, self.mails, self.letters, self.notes = [], [], [], []
        return seen
