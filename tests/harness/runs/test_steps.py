"""Naming one step of a scenario, as « replay --until » does."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.gherkin.outline import Example, Step
from harness.runs.plan import make_plan
from harness.runs.steps import number_of

SAID = (
    ("Étant donné", "Camille, affiliée au dossier 1234567"),
    ("Quand", "Camille suit le lien"),
    ("Quand", "Camille suit le lien du mail"),
    ("Alors", "Camille lit « Bravo »"),
    ("Et", "Camille lit « Bravo »"),
)
EXAMPLE = Example(
    file=Path("a.feature"),
    line=3,
    name="S",
    feature="F",
    rule=None,
    tags=(),
    steps=tuple(Step(word, "when", text, 4) for word, text in SAID),
)


@pytest.mark.parametrize(
    ("named", "number"),
    [
        ("Quand Camille suit le lien du mail", 3),
        ("Camille suit le lien du mail", 3),
        ("lien du MAIL", 3),
        ("camille suit le lien", 2),
        ("Camille  suit\tle lien ", 2),
        ("affiliée", 1),
        ("Et Camille lit « Bravo »", 5),
        ("4", 4),
    ],
)
def test_a_step_is_named_by_text_part_or_number(named: str, number: int) -> None:
    """The whole text wins over a part; keyword, case and blanks may be left out."""
    assert number == number_of(EXAMPLE, named)


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("suit", "more than one step"),
        ("Camille lit « Bravo »", "more than one step"),
        ("danse", "no step"),
        ("", "no step"),
        ("0", "has 5 steps"),
        ("9", "has 5 steps"),
    ],
)
def test_what_names_no_one_step_is_told_the_steps(named: str, why: str) -> None:
    """The message lists every step with its number."""
    with pytest.raises(ConfigurationError, match=why) as told:
        number_of(EXAMPLE, named)

    for rank, (word, text) in enumerate(SAID, 1):
        assert f"  {rank}. {word} {text}" in str(told.value)


def test_every_step_can_be_named_whole() -> None:
    """Keyword and text name the step, or one that says the very same."""
    for example in make_plan(None, "@fumee or @exigence:P7.6").examples:
        texts = [f"{step.keyword} {step.text}" for step in example.steps]
        for rank, text in enumerate(texts, 1):
            if texts.count(text) == 1:
                assert rank == number_of(example, text)
