"""Which sentences answer to which steps."""

from __future__ import annotations

import parse  # type: ignore[import-untyped]  # ships stubs but no py.typed marker
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.gherkin.matching import compiled


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("le lien est refusé", "le lien est refusé"),
        ("{x} part", "Camille part"),
        ("{x} part", "Camille ne part"),
        ("{x:Person} part", "Camille part"),
        ("{:Person} part", "Camille part"),
        ("Camille{x:Optional} part", "Camille part"),
        ("{n:d} mails", "12 mails"),
        ("{n:2d} mails", "12 mails"),
        ("{x:w} part", "Camille part"),
        ("Camille (ou {x}) [part.]", "Camille (ou Dominique) [part.]"),
        ("{{Camille}} part", "{Camille} part"),
        ("{x} et {x}", "a et a"),
    ],
)
def test_sentence_answers(sentence: str, step: str) -> None:
    """A sentence answers to the steps that Behave would give it."""
    assert compiled(sentence).matches(step)


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("le lien est refusé", "Le lien est refusé"),
        ("le lien est refusé", "le lien est refusé."),
        ("{x} part", " part"),
        ("{n:d} mails", "douze mails"),
        ("{x:w} part", "Camille Martin part"),
        ("Camille (ou {x}) part", "Camille ou Dominique part"),
        ("{x} et {x}", "a et b"),
    ],
)
def test_sentence_does_not_answer(sentence: str, step: str) -> None:
    """A sentence does not answer to a step that differs by a letter or a type."""
    assert not compiled(sentence).matches(step)


@pytest.mark.parametrize("sentence", ["{x:d} {x:w}", "{x-y} {x_y}{x_y:d}"])
def test_sentence_that_behave_ignores_is_an_error(sentence: str) -> None:
    """A sentence that cannot be compiled is an error, not a sentence apart."""
    with pytest.raises(ValueError, match="field"):
        compiled(sentence)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("{x} part", "{y} part", True),
        ("{x:d} part", "{y:d} part", True),
        ("{x:Person} part", "{:Person} part", True),
        ("{x} part", "{} part", True),
        ("{x:d} part", "{x} part", False),
        ("{x} part", "{x} dort", False),
        ("{{x}} part", "{{y}} part", False),
        ("{{ part", "{} part", False),
    ],
)
def test_skeleton_forgets_only_the_names_of_fields(
    *, one: str, other: str, is_same: bool
) -> None:
    """Two sentences have one skeleton when only the names of their fields differ."""
    assert is_same == (compiled(one).skeleton == compiled(other).skeleton)


@given(
    pattern=st.sampled_from(["[A-Z][a-z]+", "", r"\d+|un", "(?i:oui|non)", " ?", ".*"]),
    before=st.text("ab (", max_size=3),
    after=st.text("ab )", max_size=3),
    value=st.sampled_from(["Camille", "", "12", "un", "OUI", " ", "a b"]),
)
def test_custom_type_never_refuses_what_behave_accepts(
    pattern: str, before: str, after: str, value: str
) -> None:
    """Whatever the pattern of a custom type, a step that Behave accepts is accepted."""

    def convert(text: str) -> str:
        return text

    convert.pattern = pattern  # type: ignore[attr-defined]  # how parse reads patterns
    sentence = f"{before}{{x:Custom}}{after}"
    real = parse.compile(sentence, {"Custom": convert}, case_sensitive=True)
    step = f"{before}{value}{after}"

    assert compiled(sentence).matches(step) or real.parse(step) is None
