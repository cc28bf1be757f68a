"""Rules on names: those of scenarios and those of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.gherkin.findings import Finding
    from harness.gherkin.material import Material

_SNAKE_CASE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*", re.ASCII)


def file_name(material: Material) -> Iterator[Finding]:
    """Ask for a name that every machine spells the same: ASCII snake_case."""
    for page in material.pages:
        if not _SNAKE_CASE.fullmatch(page.path.stem):
            message = f"« {page.path.name} » is not ASCII snake_case; rename it."
            yield page.finding(1, "file-name", message)


def duplicate_title(material: Material) -> Iterator[Finding]:
    """Refuse two scenarios of one title in a « Règle », or in a file outside them."""
    for page, feature in material.features():
        seen: dict[tuple[int, str], int] = {}
        for scenario in feature.scenarios:
            around = scenario.rule.line if scenario.rule else 0
            first = seen.setdefault((around, scenario.name.casefold()), scenario.line)
            if first != scenario.line:
                message = f"« {scenario.name} » is the title of line {first} too."
                yield page.finding(
                    scenario.line, "duplicate-title", f"{message} Say what differs."
                )


RULES = (file_name, duplicate_title)
