"""Runs that are over, as reports tell them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fixtures.person import Situation
from harness.journeys.legs import BY_MAIL
from harness.runs.load.audit import Fault, Mails, Wrong
from harness.runs.load.figures import LEG, Figures
from harness.runs.load.journey import Ending, Journey
from harness.runs.load.ledger import Ended
from harness.runs.load.outcome import LoadOutcome
from harness.runs.load.settings import LoadSettings
from harness.runs.load.stages import Stage

CROSSED = Fault(
    Wrong.CROSSED,
    "Le mail n° 3, reçu par a@example.org (dossier 0000001), porte le lien du dossier "
    "0000002 (<b>@example.org).",
)
Make = Callable[..., LoadOutcome]


def ended(rank: int, at_s: float, ending: Ending = Ending.DONE) -> Ended:
    """Return a journey of two seconds that ended *at_s*."""
    journey = Journey(
        rank % 2, rank, Situation.AFFILIE, f"{rank:07}", f"p{rank}@example.org", ending
    )
    journey.lasted_s, journey.requests = 2.0, 14
    journey.legs = {leg.id: 0.1 for leg in BY_MAIL}
    if ending is Ending.FAILED:
        journey.failed_at, journey.kind = "lien", "lien refusé"
        journey.message = "Page https://x.example/ : « <b>Refusé</b> »"
    return Ended(at_s, journey)


@pytest.fixture
def outcome() -> Make:
    """Make a run of ten seconds in which all went well, but for what is said."""

    def make(**said: object) -> LoadOutcome:
        times = {"p50": 0.1, "p90": 0.2, "p95": 0.3, "p99": 0.4, "max": 1.25}
        legs = [
            Figures(LEG, leg.id, 20, 0, times | {"mean": 0.15}) for leg in BY_MAIL[::-1]
        ]
        page = Figures("GET", "/Comptes/Connexion", 40, 0, times | {"mean": 0.15})
        whole: dict[str, object] = {
            "settings": LoadSettings(
                "http", (Stage(4, 10.0, 2.0),), 42, processes=2, max_rate=20.0
            ),
            "target": "http",
            "started_at": datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
            "duration_s": 14.5,
            "walkers": 900,
            "ended": tuple(ended(rank, 3 + rank * 0.5) for rank in range(20)),
            "figures": (*legs, page),
            "faults": (),
            "mails": Mails(40, 20, 20),
        }
        return LoadOutcome(**(whole | said))  # type: ignore[arg-type] # a test's words

    return make
