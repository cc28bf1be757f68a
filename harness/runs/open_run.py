"""One run: what all its scenarios share, opened once and closed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TextIO

from harness.journeys.surroundings import Surroundings
from harness.runs.settings import RunSettings
from harness.runs.style_sheets import keep_style_sheets
from harness.target import Filming, Target
from harness.targets.opening import open_target
from simulator.served.folder import store_url


@dataclass(frozen=True, slots=True)
class Run:
    """What all scenarios of a run share."""

    settings: RunSettings
    target: Target
    surroundings: Surroundings
    stream: TextIO | None
    gone: list[str] = field(default_factory=list)
    """Why the portal is taken to be gone, once it is: nothing more is judged."""
    styles: set[str] = field(default_factory=set)
    """Addresses of the style sheets that the pages kept as evidence ask for."""

    def close(self) -> None:
        """Stop the surroundings and close the journal."""
        evidence = self.settings.evidence
        if evidence is not None and not self.gone:
            keep_style_sheets(self.target, sorted(self.styles), evidence)
        try:
            self.target.close()
        finally:
            self.surroundings.stop()
            if self.stream is not None:
                self.stream.close()


def open_run(settings: RunSettings) -> Run:
    """Start the surroundings and reach the target."""
    store = settings.takeover and store_url(settings.takeover)
    surroundings, target = open_target(settings.target, store or None)
    try:
        stream = settings.journal and settings.journal.open("w", encoding="utf-8")
        if settings.evidence is not None and isinstance(target, Filming):
            target.film()
    except BaseException:
        target.close()
        surroundings.stop()
        raise
    return Run(settings, target, surroundings, stream or None)
