"""The requirements and the assumptions, read from their data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Pack(StrEnum):
    """What can be judged apart from the rest."""

    PROCEDURE = "procedure"
    SECURITY = "security"
    ACCESSIBILITY = "accessibility"


class Severity(StrEnum):
    """What a deviation weighs."""

    MANDATORY = "obligatoire"
    RECOMMENDED = "recommandé"
    INFORMATIVE = "informatif"
    """Observed and reported; a deviation is never held against the portal."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One statement that a portal is judged by."""

    id: str
    sentence: str
    pack: Pack
    severity: Severity
    source: str
    conflict: str = ""
    """The standard that the procedure itself contradicts here, if any."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """What the procedure does not say, and what was chosen."""

    id: str
    question: str
    choice: str
    why: str
    scenario: str


@cache
def requirements() -> tuple[Requirement, ...]:
    """Return every requirement, in the order of the procedure."""
    return tuple(_requirement(item) for item in _data("requirements")["requirement"])


@cache
def assumptions() -> tuple[Assumption, ...]:
    """Return the register of assumptions, in order."""
    return tuple(Assumption(**item) for item in _data("assumptions")["assumption"])


def _requirement(item: dict[str, Any]) -> Requirement:
    return Requirement(
        id=item["id"],
        sentence=item["sentence"],
        pack=Pack(item.get("pack", "procedure")),
        severity=Severity(item.get("severity", "obligatoire")),
        source=item.get("source", "Guide CARPIMKO, 2021"),
        conflict=item.get("conflict", ""),
    )


def _data(name: str) -> dict[str, Any]:
    text = files("harness.verdicts").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
