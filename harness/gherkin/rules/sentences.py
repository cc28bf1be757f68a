"""Rules that hold features and step definitions against each other.

Behave takes the first definition that matches, without a word when a second one does.
Here a custom type accepts any text (see :mod:`harness.gherkin.matching`), so these
rules are chosen to give no false alarm: a step is undefined only when nothing could
match it; two definitions are ambiguous only when their sentences are the same but for
the names of fields, or when a step matches both and neither has a custom type; a
definition is unused only when no step could match it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from harness.gherkin.catalogue import definitions_for
from harness.gherkin.findings import Finding
from harness.gherkin.matching import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.gherkin.catalogue import StepDefinition
    from harness.gherkin.material import Material, Page
    from harness.gherkin.model import Step


def undefined_step(material: Material) -> Iterator[Finding]:
    """Refuse a step that no definition matches."""
    for page, step, answers in _answered_steps(material):
        if not answers:
            message = (
                f"no @{step.kind} sentence matches « {step.text} »; use one of the "
                "catalogue (sesame steps), or define it."
            )
            yield page.finding(step.line, "undefined-step", message)


def ambiguous_step(material: Material) -> Iterator[Finding]:
    """Refuse a step that two definitions match for certain."""
    for page, step, answers in _answered_steps(material):
        exact = [found for found in answers if compiled(found.sentence).is_exact]
        distinct = {compiled(found.sentence).skeleton: found for found in exact}
        if len(distinct) > 1:
            places = " and ".join(f"{found.file}:{found.line}" for found in exact)
            message = f"« {step.text} » is said by {places}; reword one of them."
            yield page.finding(step.line, "ambiguous-step", message)


def duplicate_definition(material: Material) -> Iterator[Finding]:
    """Refuse a definition that says the same as another: the first always wins."""
    for first, second in combinations(material.definitions or (), 2):
        same_kind = first.kind == second.kind or "step" in (first.kind, second.kind)
        one, other = compiled(first.sentence), compiled(second.sentence)
        if same_kind and one.skeleton == other.skeleton:
            message = (
                f"« {second.sentence} » says the same as {first.file}:{first.line}; "
                "keep one."
            )
            yield Finding(second.file, second.line, "ambiguous-step", message)


def unused_step(material: Material) -> Iterator[Finding]:
    """Refuse a definition that no feature uses, once every feature can be read."""
    unread = any(page.feature is None for page in material.pages)
    if unread or not material.complete or material.definitions is None:
        return
    used = {found for _, _, answers in _answered_steps(material) for found in answers}
    for definition in material.definitions:
        if definition not in used:
            message = f"no feature says « {definition.sentence} »; remove it."
            yield Finding(definition.file, definition.line, "unused-step", message)


def _answered_steps(
    material: Material,
) -> Iterator[tuple[Page, Step, tuple[StepDefinition, ...]]]:
    """Yield every distinct step that runs, and the definitions that match it."""
    if material.definitions is None:
        return
    for page, feature in material.features():
        steps = dict.fromkeys(s for example in feature.examples for s in example.steps)
        for step in steps:
            yield page, step, definitions_for(step, material.definitions)


RULES = (undefined_step, ambiguous_step, duplicate_definition, unused_step)
