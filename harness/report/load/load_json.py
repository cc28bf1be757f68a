"""A load run as JSON, for programs; the format is a contract."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from harness.report.load.words import leg_name, verdict_of
from harness.runs.load.figures import Figures
from harness.runs.load.journey import Ending
from harness.runs.load.outcome import LoadOutcome

_DIGITS = 4


def as_json(outcome: LoadOutcome) -> str:
    """Return the run as indented JSON."""
    settings, span_s = outcome.settings, outcome.walked_s
    faults = Counter(one.wrong.value for one in outcome.faults)
    document = {
        "target": outcome.target,
        "verdict": verdict_of(outcome).word,
        "sound": outcome.is_sound,
        "seed": settings.seed,
        "started_at": outcome.started_at.isoformat(),
        "duration_s": round(outcome.duration_s, 3),
        "partial": bool(outcome.partial),
        "partial_reason": outcome.partial,
        "allowed_by": outcome.allowed_by,
        "workers": settings.slices,
        "population": outcome.walkers,
        "stages": [asdict(one) for one in settings.stages],
        "journeys": {one.value: outcome.count(one) for one in Ending},
        "rates": {
            "journeys_per_s": _rate(outcome.count(Ending.DONE), span_s),
            "requests_per_s": _rate(outcome.requests, span_s),
        },
        "mails": asdict(outcome.mails),
        "steps": [
            {"id": one.name, "title": leg_name(one.name)} | _figures(one)
            for one in outcome.legs
        ],
        "pages": [
            {"method": one.method, "path": one.name} | _figures(one)
            for one in outcome.pages
        ],
        "errors": [asdict(one) for one in outcome.errors],
        "error_share": outcome.error_share,
        "faults": [
            {"kind": one.wrong.value, "sentence": one.sentence}
            for one in outcome.faults
        ],
        "fault_counts": dict(faults),
        "thresholds": [
            {
                "said": one.threshold.said,
                "limit": one.threshold.limit,
                "measured": one.measured,
                "step": one.where,
                "exceeded": one.exceeded,
            }
            for one in outcome.held
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rate(count: int, seconds: float) -> float:
    return round(count / seconds, 2) if seconds else 0.0


def _figures(one: Figures) -> dict[str, Any]:
    times = {name: round(value, _DIGITS) for name, value in one.times.items()}
    return {"count": one.count, "failures": one.failures, "seconds": times}
