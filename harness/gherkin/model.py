"""What a feature file says, once read: nothing here knows how it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["given", "when", "then"]

REQUIREMENT_PREFIX = "exigence:"


def requirement_ids(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids that *tags* claim (``exigence:P7.6`` claims ``P7.6``)."""
    return tuple(
        tag.removeprefix(REQUIREMENT_PREFIX)
        for tag in tags
        if tag.startswith(REQUIREMENT_PREFIX)
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text or a tag, where it stands.

    Attributes:
        number: From 1.
        text: Without the surrounding blanks; a tag is without its ``@``.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        keyword: As written, without the trailing blank (``Étant donné que``, ``Et``).
        kind: The kind Behave looks it up as; ``Et`` and ``Mais`` continue the previous.
        text: The sentence after the keyword.
        line: Where it is written; for a row of a plan, the line in the plan.
    """

    keyword: str
    kind: Kind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Example:
    """One scenario that Behave runs: a « Scénario », or one row of a plan.

    Attributes:
        file: The feature file, as it was given.
        line: The line Behave reports: the title's, or the row's in « Exemples ».
        name: The name Behave reports, placeholders filled in.
        feature: The title of the feature.
        rule: The title of the « Règle » around it, if any.
        tags: Without ``@``, from the feature down to the examples, each once.
        steps: Those of every « Contexte » first.
    """

    file: Path
    line: int
    name: str
    feature: str
    rule: str | None
    tags: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def requirements(self) -> tuple[str, ...]:
        """The requirement ids it is tagged with (``@exigence:ID``), in order."""
        return requirement_ids(self.tags)

    @property
    def location(self) -> str:
        """``file:line``, which Behave takes as an argument to run it alone."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A « Règle ».

    Attributes:
        name: Its title.
        line: The title's.
        description: The prose under the title.
        tags: Its own, without ``@``.
    """

    name: str
    line: int
    description: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioOutline:
    """A « Scénario » or a « Plan du scénario », as it is written.

    Attributes:
        name: Its title, placeholders as written.
        line: The title's.
        description: The prose under the title.
        rule: The « Règle » around it, if any.
        tags: Its own and those of what is around it, without ``@``, each once.
        steps: Its own only, placeholders as written.
        is_plan: Whether it is a plan, which runs only the rows of its « Exemples ».
        examples: What Behave runs of it: one of a scenario, one per row of a plan.
    """

    name: str
    line: int
    description: str
    rule: Rule | None
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    is_plan: bool
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class FeatureFile:
    """One feature file.

    Attributes:
        path: As it was given.
        name: The title of the feature.
        line: The title's.
        description: The prose under the title.
        tags: Those of the feature itself, without ``@``.
        rules: Its « Règles », in order.
        background: The steps of every « Contexte », in order.
        scenarios: Its scenarios and plans, in order, those of its rules included.
        prose: Every line of every description, blank ones apart.
        tag_lines: Every tag of the file, as written.
    """

    path: Path
    name: str
    line: int
    description: str
    tags: tuple[str, ...]
    rules: tuple[Rule, ...]
    background: tuple[Step, ...]
    scenarios: tuple[ScenarioOutline, ...]
    prose: tuple[Line, ...]
    tag_lines: tuple[Line, ...]

    @property
    def examples(self) -> tuple[Example, ...]:
        """What Behave runs of this file, in its order."""
        return tuple(e for scenario in self.scenarios for e in scenario.examples)
