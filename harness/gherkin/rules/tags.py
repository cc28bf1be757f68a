"""Rules on tags: what a scenario claims, and what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.gherkin.model import REQUIREMENT_PREFIX, requirement_ids
from harness.target import Capability

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.gherkin.findings import Finding
    from harness.gherkin.material import Material
    from harness.gherkin.model import FeatureFile, ScenarioOutline

TO_CONFIRM = "a-confirmer"
REAL_TIME = "temps-reel"
"""Nothing is frozen: what is measured is how long the portal takes."""

VOCABULARY = (
    REQUIREMENT_PREFIX,
    *(f"capacite:{capability}" for capability in Capability),
    TO_CONFIRM,
    "concurrence",
    "fumee",
    "hors-procedure",
    "horloge",
    "informatif",
    "navigateur",
    "parcours",
    REAL_TIME,
)
"""The tags of the house; one that ends with a colon takes a value."""


def unknown_tag(material: Material) -> Iterator[Finding]:
    """Refuse a tag outside the vocabulary: it would select nothing."""
    known = ", ".join(f"@{tag}" for tag in VOCABULARY)
    for page, feature in material.features():
        for tag in feature.tag_lines:
            if not _is_known(tag.text):
                message = f"@{tag.text} is not a tag of the house; use {known}."
                yield page.finding(tag.number, "unknown-tag", message)


def unknown_requirement(material: Material) -> Iterator[Finding]:
    """Refuse the id of no requirement: the scenario would judge nothing."""
    for page, feature in material.features():
        for tag in feature.tag_lines:
            for claimed in requirement_ids((tag.text,)):
                if claimed and claimed not in material.known_requirements:
                    message = f"« {claimed} » is no requirement; mend its id."
                    yield page.finding(tag.number, "unknown-requirement", message)


def no_requirement(material: Material) -> Iterator[Finding]:
    """Refuse a scenario that claims no requirement."""
    for page, scenario in material.scenarios():
        claims = [example.requirements for example in scenario.examples]
        if not all(claims or [requirement_ids(scenario.tags)]):
            message = f"« {scenario.name} » claims nothing; tag it @exigence:ID."
            yield page.finding(scenario.line, "no-requirement", message)


def no_question(material: Material) -> Iterator[Finding]:
    """Ask what is to be confirmed, under the title that bears the tag."""
    for page, feature in material.features():
        for scenario in feature.scenarios:
            if _is_to_confirm(scenario) and not _asks(feature, scenario):
                message = (
                    f"« {scenario.name} » is to be confirmed but asks nothing; "
                    "describe it with « Question à la CARPIMKO : … ? »."
                )
                yield page.finding(scenario.line, "no-question", message)


def _is_known(tag: str) -> bool:
    return any(
        tag.startswith(known) and tag != known if known.endswith(":") else tag == known
        for known in VOCABULARY
    )


def _is_to_confirm(scenario: ScenarioOutline) -> bool:
    return TO_CONFIRM in scenario.tags or any(
        TO_CONFIRM in example.tags for example in scenario.examples
    )


def _asks(feature: FeatureFile, scenario: ScenarioOutline) -> bool:
    rule = scenario.rule
    around = [(feature.tags, feature.description)]
    if rule:
        around.append((rule.tags, rule.description))
    descriptions = [text for tags, text in around if TO_CONFIRM in tags]
    return any(
        "Question" in text and "?" in text
        for text in (scenario.description, *descriptions)
    )


RULES = (unknown_tag, unknown_requirement, no_requirement, no_question)
