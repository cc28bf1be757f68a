"""Test cases of Cucumber Messages: which sentence answers to each step of a pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from gherkin.stream.id_generator import IdGenerator

from harness.gherkin.catalogue import StepDefinition, definitions_for
from harness.gherkin.matching import compiled
from harness.gherkin.outline import Example, Step


class Hooks(NamedTuple):
    """The ids of what is done before and after every scenario."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """One scenario to run: the ``testCase`` message, and the ids in it."""

    example: Example
    id: str
    before: str
    steps: tuple[str, ...]
    after: str
    message: dict[str, Any]


class Glue:
    """The step definitions, by the id that their message has."""

    def __init__(self, definitions: Mapping[StepDefinition, str]) -> None:
        self._definitions = definitions
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def step(self, step: Step) -> dict[str, Any]:
        """Return what a test step says of the definition behind it."""
        said = (step.kind, step.text)
        if said not in self._known:
            found = definitions_for(step, self._definitions)[:1]
            arguments = [_arguments(each, step.text) for each in found]
            self._known[said] = {
                "stepDefinitionIds": [self._definitions[each] for each in found],
                "stepMatchArgumentsLists": [
                    {"stepMatchArguments": each} for each in arguments
                ],
            }
        return self._known[said]


def plan_case(
    example: Example,
    pickle: dict[str, Any],
    hooks: Hooks,
    glue: Glue,
    ids: IdGenerator,
) -> PlannedCase:
    """Return the test case of *example*, its steps between the two hooks."""
    number, before, after = (ids.get_next_id() for _ in range(3))
    steps = [
        {"id": ids.get_next_id(), "pickleStepId": told["id"], **glue.step(step)}
        for told, step in zip(pickle["steps"], example.steps, strict=True)
    ]
    first = {"id": before, "hookId": hooks.before}
    last = {"id": after, "hookId": hooks.after}
    return PlannedCase(
        example=example,
        id=number,
        before=before,
        steps=tuple(step["id"] for step in steps),
        after=after,
        message={
            "id": number,
            "pickleId": pickle["id"],
            "testSteps": [first, *steps, last],
        },
    )


def _arguments(definition: StepDefinition, text: str) -> list[dict[str, Any]]:
    spans = compiled(definition.sentence).arguments(text)
    return [
        {"group": {"start": _utf16(text[:start]), "value": text[start:end]}}
        for start, end in spans
    ]


def _utf16(text: str) -> int:
    """Return the length of *text* as the readers of these messages count it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
