"""The register of what a simulation takes for granted: every key of a scenario."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Kind(StrEnum):
    """What values a key takes, and how they are written."""

    SHARE = "share"
    DURATION = "duration"
    DURATIONS = "durations"
    NUMBER = "number"
    COUNT = "count"
    HOURS = "hours"
    WEEKDAYS = "weekdays"
    SHARES = "shares"
    CAMPAIGNS = "campaigns"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One key of a scenario.

    Attributes:
        key: its name, unique in all sections.
        section: the table of a scenario file that holds it.
        kind: what values it takes.
        default: the value if nothing else is said, as a TOML file gives it.
        label: what it means, in French.
        source: where the default comes from, in French; « hypothèse » if nowhere.
    """

    key: str
    section: str
    kind: Kind
    default: Any
    label: str
    source: str


@cache
def assumptions() -> tuple[Assumption, ...]:
    """Return the register, in its own order."""
    text = (files("simulator.living") / "assumptions.toml").read_text("utf-8")
    return tuple(
        Assumption(
            key=entry["key"],
            section=entry["section"],
            kind=Kind(entry["kind"]),
            default=entry["value"],
            label=entry["label"],
            source=entry["source"],
        )
        for entry in tomllib.loads(text)["assumption"]
    )


def assumption(key: str) -> Assumption | None:
    """Return the entry called *key*, or None."""
    return next((entry for entry in assumptions() if entry.key == key), None)
