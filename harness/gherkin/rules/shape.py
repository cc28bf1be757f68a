"""Rules on the shape of a scenario: what it must hold, and how much."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.gherkin.findings import Finding
    from harness.gherkin.material import Material
    from harness.gherkin.model import ScenarioOutline

MOST_STEPS = 7
MOST_LINES = 150
WHOLE_WALK = "parcours"
"""The tag of what walks through several stages, and may be long."""

_PLACEHOLDER = re.compile(r"<[^<>]+>")


def no_scenario(material: Material) -> Iterator[Finding]:
    """Refuse a feature without a scenario: Behave skips it and answers 0."""
    for page, feature in material.features():
        if not feature.scenarios:
            message = f"« {feature.name} » has no scenario; write one."
            yield page.finding(feature.line, "no-scenario", message)


def no_step(material: Material) -> Iterator[Finding]:
    """Refuse a scenario without a step: Behave passes it."""
    for page, scenario in material.scenarios():
        if not scenario.steps:
            message = f"« {scenario.name} » has no step; write its steps."
            yield page.finding(scenario.line, "no-step", message)


def no_row(material: Material) -> Iterator[Finding]:
    """Refuse a plan without a row: Behave runs nothing of it and answers 0."""
    for page, scenario in material.scenarios():
        if not scenario.examples:
            message = f"« {scenario.name} » runs no row; fill in its « Exemples »."
            yield page.finding(scenario.line, "no-row", message)


def unknown_placeholder(material: Material) -> Iterator[Finding]:
    """Refuse a placeholder that no column fills: the step would run as written."""
    for page, scenario in material.scenarios():
        if not scenario.is_plan:
            continue
        for written in scenario.steps:
            left = {
                placeholder
                for placeholder in _PLACEHOLDER.findall(written.text)
                for example in scenario.examples
                for step in example.steps
                if step.line == written.line and placeholder in step.text
            }
            for placeholder in sorted(left):
                message = f"no column fills {placeholder}; add it to « Exemples »."
                yield page.finding(written.line, "unknown-placeholder", message)


def no_then(material: Material) -> Iterator[Finding]:
    """Refuse a scenario without « Alors »: it checks nothing."""
    for page, scenario in material.scenarios():
        if scenario.steps and not any(step.kind == "then" for step in scenario.steps):
            message = f"« {scenario.name} » checks nothing; end it with « Alors »."
            yield page.finding(scenario.line, "no-then", message)


def no_when(material: Material) -> Iterator[Finding]:
    """Refuse a scenario without « Quand »: nobody does anything."""
    for page, scenario in material.scenarios():
        if scenario.steps and not any(step.kind == "when" for step in scenario.steps):
            message = f"« {scenario.name} » has no action; say it with « Quand »."
            yield page.finding(scenario.line, "no-when", message)


def many_when(material: Material) -> Iterator[Finding]:
    """Refuse a second « Quand »: one scenario, one behaviour.

    A « Et » or a « Mais » after a « Quand » continues it.
    """
    for page, scenario in material.scenarios():
        if _may_be_long(scenario):
            continue
        whens = [
            step
            for step in scenario.steps
            if step.kind == "when" and not step.keyword.startswith(("Et", "Mais", "*"))
        ]
        for step in whens[1:]:
            message = (
                "a second « Quand »; split the scenario, or write the past as a state "
                "(« Étant donné »)."
            )
            yield page.finding(step.line, "many-when", message)


def long_scenario(material: Material) -> Iterator[Finding]:
    """Refuse a scenario of too many steps, those of « Contexte » not counted."""
    for page, scenario in material.scenarios():
        count = len(scenario.steps)
        if count > MOST_STEPS and not _may_be_long(scenario):
            message = (
                f"« {scenario.name} » has {count} steps; write at most {MOST_STEPS}, "
                f"or tag it @{WHOLE_WALK}."
            )
            yield page.finding(scenario.line, "long-scenario", message)


def long_file(material: Material) -> Iterator[Finding]:
    """Refuse a file of too many lines."""
    for page in material.pages:
        count = len(page.lines)
        if count > MOST_LINES:
            message = f"has {count} lines; split it, {MOST_LINES} are the most."
            yield page.finding(MOST_LINES + 1, "long-file", message)


def _may_be_long(scenario: ScenarioOutline) -> bool:
    return WHOLE_WALK in scenario.tags


RULES = (
    no_scenario,
    no_step,
    no_row,
    unknown_placeholder,
    no_then,
    no_when,
    many_when,
    long_scenario,
    long_file,
)
