"""How many people are at it, and when: stages, from the command line or a file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.errors import ConfigurationError
from harness.runs.load.quantities import seconds
from harness.targets.file.problems import Problems
from harness.targets.file.tables import Table
from harness.targets.file.toml_file import read_toml

_KEYS = ("users", "duration", "ramp")
FASTEST = 100.0
"""People who join or leave per second where no ramp is asked for."""


@dataclass(frozen=True, slots=True)
class Stage:
    """So many people, for so long."""

    users: int
    duration_s: float
    ramp_s: float = 0.0
    """How long it takes, within the stage, to come to that many."""


def total_s(stages: Sequence[Stage]) -> float:
    """Return how long all *stages* take."""
    return sum(stage.duration_s for stage in stages)


def most_users(stages: Sequence[Stage]) -> int:
    """Return how many people are at it at most."""
    return max(stage.users for stage in stages)


def planned(stages: Sequence[Stage], elapsed_s: float) -> tuple[int, float] | None:
    """Return how many people there shall be after *elapsed_s*, and how fast they come.

    None once the last stage is over. Speed is in people per second.
    """
    before, ends_s = 0, 0.0
    for stage in stages:
        ends_s += stage.duration_s
        if elapsed_s < ends_s:
            change = abs(stage.users - before)
            if not stage.ramp_s or not change:
                return stage.users, FASTEST
            return stage.users, change / stage.ramp_s
        before = stage.users
    return None


def expected(stages: Sequence[Stage], elapsed_s: float) -> float:
    """Return how many people there should be after *elapsed_s*, ramps included."""
    before, began_s = 0, 0.0
    for stage in stages:
        within_s = elapsed_s - began_s
        if within_s < stage.duration_s:
            part = min(within_s / stage.ramp_s, 1.0) if stage.ramp_s else 1.0
            return before + (stage.users - before) * part
        before, began_s = stage.users, began_s + stage.duration_s
    return 0.0


def read_stages(text: str) -> tuple[Stage, ...]:
    """Read ``--stages``: "10@30s,50@2m", or the name of a TOML file.

    Raises:
        ConfigurationError: it says something wrong; the message says what to write.
    """
    if text.endswith(".toml"):
        return _read_file(Path(text))
    return tuple(_read_one(part.strip()) for part in text.split(","))


def _read_one(part: str) -> Stage:
    users, at, duration = part.partition("@")
    lasts_s = seconds(duration)
    if not at or not users.strip().isdecimal() or not int(users) or not lasts_s:
        raise ConfigurationError(
            f"--stages: {part!r} is no stage; write users@duration, as 10@30s."
        )
    return Stage(int(users), lasts_s)


def _read_file(path: Path) -> tuple[Stage, ...]:
    document, problems = read_toml(path, "--stages file")
    for name in document:
        if name != "stage":
            problems.unknown((name,), ("stage",), "table")
    given = document.get("stage")
    if not isinstance(given, list) or not given:
        problems.add((), "holds no stage: write [[stage]], then users and duration.")
        given = []
    stages = [_stage(one, rank, problems) for rank, one in enumerate(given, 1)]
    problems.raise_any()
    return tuple(stages)


def _stage(given: Any, rank: int, problems: Problems) -> Stage:
    """Return a stage of the file; its mistakes are noted, with its rank."""
    name = ("stage",)
    values = given if isinstance(given, dict) else {}
    table = Table(problems, name, values, _KEYS)
    users, duration = table.above_zero("users"), table.text("duration")
    ramp = table.text("ramp")
    lasts_s = seconds(duration) if duration is not None else None
    ramp_s = seconds(ramp) if ramp is not None else 0.0
    if users is None or users != int(users):
        problems.add(name, f"stage {rank}: users must be a whole number above 0.")
    if not lasts_s:
        problems.add(name, f'stage {rank}: duration must be one, as "30s" or "1m30s".')
    if ramp_s is None or ramp_s > (lasts_s or math.inf):
        problems.add(
            name, f'stage {rank}: ramp must be a duration within the stage, as "10s".'
        )
    return Stage(int(users or 1), lasts_s or 1.0, ramp_s or 0.0)
