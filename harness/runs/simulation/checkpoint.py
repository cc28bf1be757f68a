"""A folder that keeps what was lived through, so that a long simulation can go on.

One file a part, written beside and moved into place: whatever interrupts, a part is
there whole or not at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.errors import ConfigurationError
from harness.runs.simulation.plan import Part, SimulationPlan
from harness.whole_files import write_whole
from simulator.living.tally import Tally

_PLAN = "plan.json"


class Checkpoint:
    """The parts of *plan* that the folder *path* keeps.

    Raises:
        ConfigurationError: the folder cannot be one, or holds another simulation.
    """

    def __init__(self, path: Path, plan: SimulationPlan) -> None:
        self._path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as wrong:
            raise ConfigurationError(
                f"--checkpoint {path}: it cannot be a folder ({wrong.strerror})."
            ) from wrong
        asked = json.loads(json.dumps(plan.as_dict()))
        if (path / _PLAN).exists():
            self._require_same(_read(path / _PLAN), asked)
        elif any(not one.name.startswith(".") for one in path.iterdir()):
            raise ConfigurationError(
                f"--checkpoint {path}: it holds other files. Name an empty folder."
            )
        else:
            write_whole(path / _PLAN, json.dumps(asked, indent=1))

    def find(self, part: Part) -> Tally | None:
        """Return what *part* counted, or None if it was not lived through yet.

        Raises:
            ConfigurationError: its file is damaged.
        """
        file = self._file(part)
        if not file.exists():
            return None
        try:
            return Tally.read(_read(file))
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise ConfigurationError(
                f"{file}: it is not what a simulation keeps. Remove it, and the part "
                "is lived through again."
            ) from wrong

    def keep(self, part: Part, tally: Tally) -> None:
        """Keep what *part* counted."""
        write_whole(self._file(part), json.dumps(tally.as_dict()))

    def _file(self, part: Part) -> Path:
        return self._path / f"{part.name}.json"

    def _require_same(self, kept: Any, asked: dict[str, Any]) -> None:
        differing = _difference(kept, asked)
        if differing:
            raise ConfigurationError(
                f"--checkpoint {self._path}: it keeps another simulation "
                f"({differing}). Give the same options, or another folder."
            )


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except ValueError as wrong:
        raise ConfigurationError(
            f"{file}: it is no JSON ({wrong}). Remove it to go on without."
        ) from wrong


def _difference(kept: Any, asked: Any, where: str = "") -> str:
    """Say the first thing in which two plans differ; nothing if they are the same."""
    if kept == asked:
        return ""
    if isinstance(kept, dict) and isinstance(asked, dict):
        for key in asked:
            if kept.get(key) != asked[key]:
                return _difference(kept.get(key), asked[key], key)
    if isinstance(kept, list) and isinstance(asked, list) and len(kept) == len(asked):
        for old, new in zip(kept, asked, strict=True):
            if old != new:
                return _difference(old, new, where)
    return f"{where} is {kept!r} there, {asked!r} here"
