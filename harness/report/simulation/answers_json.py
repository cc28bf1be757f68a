"""``simulate --json``: the same answers for programs."""

from __future__ import annotations

import json
from typing import Any

from harness.report.simulation.answers import Answer, Estimate, answers
from harness.runs.simulation.simulate import Simulation


def answers_as_json(simulation: Simulation) -> str:
    """Return the answers; two runs differ in ``started_at``, ``duration_s`` alone."""
    plan = simulation.plan
    described = plan.as_dict()
    told = {
        "fidelity": described["fidelity"],
        "title": plan.title,
        "start": described["start"],
        "days": described["days"],
        "population": described["population"],
        "seeds": described["seeds"],
        "started_at": simulation.started_at.isoformat(timespec="seconds"),
        "duration_s": simulation.duration_s,
        "variants": [
            {
                "name": variant.name,
                "assumptions": scenario["values"],
                "answers": {one.question.name: _answer(one) for one in given},
                "counts": [tally.as_dict() for tally in tallies],
            }
            for variant, scenario, given, tallies in zip(
                plan.variants,
                described["scenarios"],
                answers(simulation),
                simulation.tallies,
                strict=True,
            )
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _answer(one: Answer) -> dict[str, Any]:
    told = _estimate(one.estimate) | {"by_seed": list(one.by_seed)}
    if one.difference is not None:
        told["difference"] = _estimate(one.difference)
    return told


def _estimate(one: Estimate) -> dict[str, Any]:
    return {"mean": one.mean, "low": one.low, "high": one.high}
