"""The definition that we take for a step is the one that Behave takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.gherkin.catalogue import (
    StepDefinition,
    definitions_for,
    read_definitions,
)
from harness.gherkin.matching import compiled, cucumber_expression
from harness.gherkin.model import Step
from harness.gherkin.outline import read_features

ROOT = Path(__file__).parents[3]
ORACLE = Path(__file__).with_name("step_oracle.py")


def test_behave_takes_the_same_definition_and_arguments() -> None:
    """Every step of every feature: same place, and its fields stand at the same place.

    Behave knows what a custom type accepts; we tell from the sentences alone.
    """
    said = {
        (step.kind, step.text): step
        for feature in read_features([ROOT / "features"])
        for example in feature.examples
        for step in example.steps
    }
    known = read_definitions(ROOT / "steps")
    ended = subprocess.run(
        [sys.executable, str(ORACLE), str(ROOT)],
        input="".join(json.dumps(words) + "\n" for words in said),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    ours = []
    for step in said.values():
        (first, *_) = definitions_for(step, known)
        spans = [list(span) for span in compiled(first.sentence).arguments(step.text)]
        ours.append([first.file.name, first.line, spans])
    behave = [json.loads(line) for line in ended.stdout.splitlines()]

    assert len(behave) > 1000
    assert [[name, spans] for name, _, spans in behave] == [
        [name, spans] for name, _, spans in ours
    ]
    # Behave says the line of the function or of a decorator, we that of the decorator.
    assert all(
        abs(one - other) <= 4
        for (_, one, _), (_, other, _) in zip(behave, ours, strict=True)
    )


def definition(sentence: str, kind: str = "when") -> StepDefinition:
    """Return a definition of *sentence*."""
    return StepDefinition(kind, sentence, "f", Path("a.py"), 1, "")


def test_the_sentence_that_says_most_comes_first() -> None:
    """What is left to a custom type counts less than what is said."""
    free, said = (
        definition("{x:Personne} suit {y:Lien}"),
        definition("{x} suit le lien"),
    )
    step = Step("Quand", "when", "Camille suit le lien", 3)

    assert (said, free) == definitions_for(step, [free, said])
    assert (said,) == definitions_for(step, [definition(said.sentence, "then"), said])


@pytest.mark.parametrize(
    ("sentence", "step", "found"),
    [
        ("{x} suit le lien", "Camille suit le lien", ["Camille"]),
        ("{n:d} mails à {x:Personne}", "12 mails à Ève", ["12", "Ève"]),
        ("{x} et {x}", "a et a", ["a"]),
        ("sans champ", "sans champ", []),
        ("{x} part", "rien de tel", []),
    ],
)
def test_arguments_are_where_they_stand(
    sentence: str, step: str, found: list[str]
) -> None:
    """Each field in its place, in order; none where the sentence does not answer."""
    spans = compiled(sentence).arguments(step)

    assert found == [step[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("sentence", "expression"),
    [
        ("{name:Personne} suit « {text} »", "{Personne} suit « {} »"),
        ("{n:d} mails", "{int} mails"),
        ("{n:2d} mails", "{} mails"),
        ("a/b (ou c) {{d}}", r"a\/b \(ou c) \{d}"),
        ("un \\ seul", r"un \\ seul"),
    ],
)
def test_a_sentence_as_cucumber_writes_it(sentence: str, expression: str) -> None:
    """Fields lose their names, and what means something to Cucumber is escaped."""
    assert expression == cucumber_expression(sentence)


@given(st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"])))
def test_what_is_literal_is_counted(text: str) -> None:
    """A field, however it is called, counts for nothing."""
    assert len(text) == compiled("{x:Personne}" + text).literal
