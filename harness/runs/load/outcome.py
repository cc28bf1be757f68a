"""What came of a run, whole: for the report, the JSON and the exit code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from harness.runs.load.audit import Fault, Mails
from harness.runs.load.figures import Figures
from harness.runs.load.journey import Ending, Journey
from harness.runs.load.ledger import Ended
from harness.runs.load.settings import LoadSettings
from harness.runs.load.thresholds import ERRORS, Held, Threshold, hold

NO_ERROR = Threshold(f"{ERRORS}=0%", ERRORS, 0.0)
"""What holds where nothing else is said of errors."""


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """Errors of one kind on one leg."""

    kind: str
    leg: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """A run that is over."""

    settings: LoadSettings
    target: str
    started_at: datetime
    duration_s: float
    walkers: int
    ended: tuple[Ended, ...]
    figures: tuple[Figures, ...]
    faults: tuple[Fault, ...]
    mails: Mails
    allowed_by: str = ""
    partial: str = ""
    """Why the run ended before its time; empty if it did not."""

    @property
    def journeys(self) -> tuple[Journey, ...]:
        """Every journey, in the order of their ends."""
        return tuple(one.journey for one in self.ended)

    def count(self, ending: Ending) -> int:
        """Return how many journeys ended so."""
        return sum(one.ending is ending for one in self.journeys)

    @property
    def walked_s(self) -> float:
        """How long it took from the first page to the last end (seconds)."""
        if not self.ended:
            return 0.0
        first_s = min(one.at_s - one.journey.lasted_s for one in self.ended)
        return max(one.at_s for one in self.ended) - first_s

    @property
    def error_share(self) -> float | None:
        """The share of journeys that failed, of those that came to an end."""
        done, failed = self.count(Ending.DONE), self.count(Ending.FAILED)
        return failed / (done + failed) if done + failed else None

    @property
    def requests(self) -> int:
        """How many HTTP requests the journeys sent."""
        return sum(one.requests for one in self.journeys)

    @property
    def legs(self) -> tuple[Figures, ...]:
        """How long each leg took, those that failed included."""
        return tuple(one for one in self.figures if one.is_leg)

    @property
    def pages(self) -> tuple[Figures, ...]:
        """How long each page took."""
        return tuple(one for one in self.figures if not one.is_leg)

    @property
    def held(self) -> tuple[Held, ...]:
        """How each threshold holds; no error is allowed unless one says how many."""
        asked = self.settings.thresholds
        if all(one.what != ERRORS for one in asked):
            asked = (NO_ERROR, *asked)
        times = {one.name: one.times for one in self.legs}
        return hold(asked, times, self.error_share)

    @property
    def errors(self) -> tuple[ErrorKind, ...]:
        """What went wrong, by kind and leg, most frequent first."""
        failed = [one for one in self.journeys if one.ending is Ending.FAILED]
        counts = Counter((one.kind, one.failed_at) for one in failed)
        examples = {(one.kind, one.failed_at): one.message for one in reversed(failed)}
        return tuple(
            ErrorKind(kind, leg, count, examples[kind, leg])
            for (kind, leg), count in counts.most_common()
        )

    @property
    def is_sound(self) -> bool:
        """Whether everybody got what is hers, and no threshold is exceeded.

        A run that was cut short, or in which nobody came to the end, shows nothing.
        """
        walked = self.count(Ending.DONE) > 0 and not self.partial
        return walked and not self.faults and not any(one.exceeded for one in self.held)
