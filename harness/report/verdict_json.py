"""``verify --json``: the verdict for programs. The format is a contract."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import Any

from harness.runs.verify import Verification
from harness.verdicts.human import human_list
from harness.verdicts.verdict import RequirementResult


def as_json(verification: Verification) -> str:
    """Return the whole verdict as indented JSON, French letters as they are."""
    counts = Counter(result.verdict.value for result in verification.results)
    left_out = verification.plan.left_out
    document: dict[str, Any] = {
        "target": verification.target,
        "verdict": verification.verdict.value,
        "seed": verification.seed,
        "started_at": verification.started_at.isoformat(timespec="seconds"),
        "duration_s": verification.duration_s,
        "requirements": [
            _requirement(result, left_out[result.requirement.id])
            for result in verification.results
        ],
        "counts": dict(sorted(counts.items())),
    }
    if verification.partial:
        document["partial"] = True
    left = human_list({item.pack for item in verification.plan.requirements})
    if left:
        document["human"] = [asdict(item) for item in left]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _requirement(result: RequirementResult, left_out: int) -> dict[str, Any]:
    requirement = result.requirement
    described: dict[str, Any] = {
        "id": requirement.id,
        "title": requirement.sentence,
        "pack": requirement.pack.value,
        "severity": requirement.severity.value,
        "verdict": result.verdict.value,
        "scenarios": [
            {
                "name": scenario.name,
                "file": scenario.file,
                "line": scenario.line,
                "status": scenario.outcome.value,
                "error": scenario.error,
                "replay": scenario.replay,
            }
            for scenario in result.scenarios
        ],
    }
    if requirement.conflict:
        described["conflict"] = requirement.conflict
    if left_out:
        described["left_out"] = left_out
    if result.accepted:
        described["accepted"] = result.accepted
    return described
