"""Reading what ``verify --json`` wrote, and refusing what it did not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from harness.errors import ConfigurationError
from harness.verdicts.requirements import Pack
from harness.verdicts.verdict import Outcome, Verdict

_LONGEST = 200
"""Characters of a validator's message; a longer one quotes half the file."""

_TEXT = {"type": "string"}
_SCENARIO = {
    "type": "object",
    "required": ["name", "file", "line", "status"],
    "properties": {
        "name": _TEXT,
        "file": _TEXT,
        "line": {"type": "integer"},
        "status": {"enum": [outcome.value for outcome in Outcome]},
        "error": {"type": ["string", "null"]},
    },
}
_REQUIREMENT = {
    "type": "object",
    "required": ["id", "title", "pack", "verdict", "scenarios"],
    "properties": {
        "id": _TEXT,
        "title": _TEXT,
        "pack": {"enum": [pack.value for pack in Pack]},
        "verdict": {"enum": [verdict.value for verdict in Verdict]},
        "accepted": _TEXT,
        "conflict": _TEXT,
        "scenarios": {"type": "array", "items": _SCENARIO},
    },
}
_RUN = {
    "type": "object",
    "required": ["target", "verdict", "seed", "started_at", "requirements"],
    "properties": {
        "target": _TEXT,
        "verdict": {"enum": [verdict.value for verdict in Verdict]},
        "seed": {"type": "integer"},
        "started_at": _TEXT,
        "duration_s": {"type": "number"},
        "partial": {"type": "boolean"},
        "requirements": {"type": "array", "items": _REQUIREMENT},
    },
}


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One run, as its file tells it."""

    file: Path
    target: str
    seed: int
    started_at: datetime
    duration_s: float
    verdict: Verdict
    partial: bool
    requirements: Mapping[str, Mapping[str, Any]]
    """By id, in the order of the file."""


def read_run(file: Path) -> KeptRun:
    """Read one run.

    Raises:
        ConfigurationError: the file cannot be read, or is not what ``verify --json``
            writes; the message says which file, and what is wrong.
    """
    document = _document(file)
    wrong = best_match(Draft202012Validator(_RUN).iter_errors(document))
    if wrong is not None:
        place = wrong.json_path.removeprefix("$").removeprefix(".") or "the top"
        said = wrong.message if len(wrong.message) < _LONGEST else "unexpected value"
        raise ConfigurationError(
            f"{file} was not written by « sesame verify --json »: at {place}, {said}."
        )
    try:
        started_at = datetime.fromisoformat(document["started_at"])
    except ValueError as unreadable:
        raise ConfigurationError(f"{file}: started_at: {unreadable}.") from unreadable
    if started_at.tzinfo is None:
        raise ConfigurationError(f"{file}: started_at has no time zone.")
    requirements = {one["id"]: one for one in document["requirements"]}
    outcomes = {
        scenario["status"]
        for one in requirements.values()
        for scenario in one["scenarios"]
    }
    return KeptRun(
        file=file,
        target=document["target"],
        seed=document["seed"],
        started_at=started_at,
        duration_s=document.get("duration_s", 0.0),
        verdict=Verdict(document["verdict"]),
        partial=document.get("partial", False) or Outcome.NOT_RUN.value in outcomes,
        requirements=requirements,
    )


def _document(file: Path) -> Any:
    try:
        text = file.read_text("utf-8")
    except OSError as wrong:
        raise ConfigurationError(
            f"{file} cannot be read: {wrong.strerror or wrong}."
        ) from wrong
    except UnicodeDecodeError as wrong:
        raise ConfigurationError(
            f"{file} is no JSON: byte {wrong.start} is not UTF-8."
        ) from wrong
    try:
        return json.loads(text)
    except RecursionError as wrong:
        raise ConfigurationError(f"{file} is no JSON that can be read.") from wrong
    except ValueError as wrong:
        raise ConfigurationError(f"{file} is no JSON: {wrong}.") from wrong
