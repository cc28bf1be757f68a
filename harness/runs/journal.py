"""The journal of a run: one JSON line per scenario, written and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, TextIO


class Status(StrEnum):
    """How a scenario or a step ended."""

    PASSED = "passed"
    FAILED = "failed"
    """The portal is not as the procedure says."""
    ERROR = "error"
    """The scenario could not be carried out to its end."""
    UNDEFINED = "undefined"
    """No step definition knows the sentence: the bench is at fault."""
    NOT_OBSERVABLE = "non_observable"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step as it went, with what was seen during it."""

    keyword: str
    text: str
    line: int
    status: Status
    error: str | None = None
    evidence: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioRecord:
    """One scenario as it went; ``file`` is relative to the bundle of features."""

    file: str
    line: int
    name: str
    status: Status
    error: str | None
    duration_s: float
    steps: tuple[StepRecord, ...] = field(default=())


def write(stream: TextIO, record: ScenarioRecord) -> None:
    """Write one scenario, and have it leave the process at once."""
    stream.write(json.dumps(asdict(record), ensure_ascii=False) + "\n")
    stream.flush()


def read(lines: Iterable[str]) -> Iterator[ScenarioRecord]:
    """Read scenarios back as they come."""
    for line in lines:
        data = json.loads(line)
        steps = tuple(_step(step) for step in data.pop("steps"))
        yield ScenarioRecord(
            **(data | {"status": Status(data["status"]), "steps": steps})
        )


def _step(data: dict[str, Any]) -> StepRecord:
    return StepRecord(
        **(
            data
            | {
                "status": Status(data["status"]),
                "evidence": tuple(data["evidence"]),
            }
        )
    )
