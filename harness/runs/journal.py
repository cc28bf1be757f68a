"""The journal of a run: one JSON line per scenario, written and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, TextIO

from harness.verdicts.verdict import Outcome


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step as it went, with what was seen during it."""

    keyword: str
    text: str
    line: int
    status: Outcome
    error: str | None = None
    evidence: tuple[dict[str, Any], ...] = ()
    raised: str = ""
    """The class of what it raised, if it did not pass."""
    duration_s: float = 0.0


@dataclass(frozen=True, slots=True)
class ScenarioRecord:
    """One scenario as it went; ``file`` is relative to the bundle of features."""

    file: str
    line: int
    name: str
    status: Outcome
    error: str | None
    duration_s: float
    steps: tuple[StepRecord, ...] = field(default=())
    began_at: float = 0.0
    """The real instant, in seconds since 1970."""


def write(stream: TextIO, record: ScenarioRecord) -> None:
    """Write one scenario, and have it leave the process at once."""
    text = json.dumps(asdict(record), ensure_ascii=False)
    # Half a character (a lone surrogate) is written as its JSON escape.
    stream.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
    stream.flush()


def read(lines: Iterable[str]) -> Iterator[ScenarioRecord]:
    """Read scenarios back as they come."""
    for line in lines:
        data = json.loads(line)
        steps = tuple(_step(step) for step in data.pop("steps"))
        yield ScenarioRecord(
            **(data | {"status": Outcome(data["status"]), "steps": steps})
        )


def _step(data: dict[str, Any]) -> StepRecord:
    return StepRecord(
        **(
            data
            | {
                "status": Outcome(data["status"]),
                "evidence": tuple(data["evidence"]),
            }
        )
    )
