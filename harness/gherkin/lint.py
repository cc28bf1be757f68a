"""Lint: refuse the features that lie, first of all those Behave passes in silence.

To add a rule, write a function that takes the material and yields findings, in the
module of ``rules/`` it belongs to, and name it in that module's ``RULES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.gherkin.findings import Finding
from harness.gherkin.material import gather
from harness.gherkin.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from harness.gherkin.catalogue import StepDefinition

__all__ = ["Finding", "lint"]


def lint(
    paths: Iterable[Path],
    *,
    known_requirements: Collection[str],
    definitions: Collection[StepDefinition] | None = None,
    complete: bool = True,
) -> tuple[Finding, ...]:
    """Lint features, and the step definitions against them.

    Args:
        paths: Feature files and folders of them.
        known_requirements: The ids that ``@exigence:ID`` may name.
        definitions: What :func:`~harness.gherkin.catalogue.read_definitions` found;
            ``None`` leaves the steps unchecked.
        complete: Whether *paths* hold every feature; only then can a definition be
            called unused.

    Returns:
        What is to be mended, sorted by file, line and rule; empty is clean.
    """
    material = gather(paths, known_requirements, definitions, complete=complete)
    return tuple(sorted(finding for rule in RULES for finding in rule(material)))
