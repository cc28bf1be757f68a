"""Features and step definitions, held against each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.gherkin.catalogue import StepDefinition
from harness.gherkin.lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable

    Write = Callable[..., Path]


def defined(
    kind: str, sentence: str, line: int = 1, doc: str = "", file: str = "steps/a.py"
) -> StepDefinition:
    """Make a definition."""
    kinds = {"given": "given", "when": "when", "then": "then", "step": "step"}
    return StepDefinition(
        kind=kinds[kind],  # type: ignore[arg-type]  # a test passes the kind as text
        sentence=sentence,
        function="f",
        file=Path(file),
        line=line,
        doc=doc,
    )


def found(path: Path, *definitions: StepDefinition) -> list[tuple[str, str, int]]:
    """Return what the lint finds of sentences: rule, file and line."""
    findings = lint([path], known_requirements=["P7.6"], definitions=definitions)
    return [(f.rule, f.file.name, f.line) for f in findings]


FEATURE = """\
# language: fr
@exigence:P7.6
Fonctionnalité: F
  Scénario: S
    Étant donné Camille, au dossier 12
    Et la pluie
    Quand Camille part
    Alors la pluie
"""
NEEDED = (
    defined("given", "{name:Person}, au dossier {number:d}", 1),
    defined("given", "la pluie", 2),
    defined("when", "Camille part", 3),
    defined("then", "la pluie", 4),
)


def test_every_step_and_definition_may_meet(write: Write) -> None:
    """A feature whose steps each have one definition, all used, has no fault."""
    assert found(write(FEATURE), *NEEDED) == []


@pytest.mark.parametrize(("place", "line"), [(0, 5), (1, 6), (2, 7), (3, 8)], ids=str)
def test_step_without_definition_is_undefined(
    write: Write, place: int, line: int
) -> None:
    """A definition serves its own kind only; « Et » is of the kind it continues."""
    others = [kept for kept in NEEDED if kept != NEEDED[place]]

    assert [("undefined-step", "lien.feature", line)] == found(write(FEATURE), *others)


def test_any_kind_of_step_may_be_defined_at_once(write: Write) -> None:
    """A definition made with @step answers to every kind."""
    rain = defined("step", "la pluie", 2)

    assert found(write(FEATURE), NEEDED[0], rain, NEEDED[2]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (defined("when", "{x} part"), defined("when", "{y} part", 9)),
        (defined("when", "{x:Person} part"), defined("when", "{y:Person} part", 9)),
        (defined("step", "{x} part"), defined("when", "{x} part", 9)),
        (defined("when", "{x} part"), defined("step", "{x} part", 9)),
    ],
    ids=str,
)
def test_same_sentence_twice_is_ambiguous(
    write: Write, first: StepDefinition, second: StepDefinition
) -> None:
    """Two sentences that differ only by the names of fields are found at the second."""
    kept = (NEEDED[0], NEEDED[1], NEEDED[3])

    assert found(write(FEATURE), *kept, first, second) == [
        ("ambiguous-step", "a.py", 9)
    ]


def test_step_that_two_sentences_say_is_ambiguous(write: Write) -> None:
    """Without custom types a double match is certain, and found at the step."""
    expected = [("ambiguous-step", "lien.feature", 7)]

    assert expected == found(write(FEATURE), *NEEDED, defined("when", "Camille {x}", 9))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (defined("when", "{x:Person} part"), defined("when", "{x:Role} part", 9)),
        (defined("when", "{x:Person} part"), defined("when", "{x} part", 9)),
        (defined("when", "{x} part"), defined("then", "{x} pluie", 9)),
    ],
    ids=str,
)
def test_doubt_is_no_ambiguity(
    write: Write, first: StepDefinition, second: StepDefinition
) -> None:
    """When a custom type may tell two sentences apart, nothing is found."""
    kept = (NEEDED[0], NEEDED[1], *([] if second.kind == "then" else [NEEDED[3]]))

    assert found(write(FEATURE), *kept, first, second) == []


def test_unused_definition_is_found(write: Write) -> None:
    """A definition that no step says is found where it is written."""
    unused = defined("when", "Dominique part", 9)

    assert found(write(FEATURE), *NEEDED, unused) == [("unused-step", "a.py", 9)]


def test_nothing_is_unused_in_a_part_of_the_features(write: Write) -> None:
    """When only some features are linted, or readable, no definition is unused."""
    path = write(FEATURE)
    broken = write("# language: fr\n", "vide.feature")
    unused = (*NEEDED, defined("when", "Dominique part", 9))
    known = ["P7.6"]
    partly = lint([path], known_requirements=known, definitions=unused, complete=False)
    both = lint([path, broken], known_requirements=known, definitions=unused)

    assert partly == ()
    assert [finding.rule for finding in both] == ["syntax"]


def test_steps_are_not_looked_at_without_definitions(write: Write) -> None:
    """Without the definitions, sentences are left alone."""
    assert lint([write(FEATURE)], known_requirements=["P7.6"]) == ()
