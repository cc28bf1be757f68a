"""The sentences that features may use, and the step files that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from harness.gherkin.catalogue import StepDefinition, read_definitions, render
from harness.gherkin.errors import StepFileError

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


def source(folder: Path, text: str, name: str = "a.py") -> Path:
    """Write a step file."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_definitions_are_read_without_running_them(steps: Path) -> None:
    """Kind, sentence, function, file, line and docstring come from the text alone."""
    source(steps, "raise SystemExit\n", "zzz.py")
    source(steps, "raise SystemExit\n", "notes.txt")
    first, *others = read_definitions(steps)

    assert first == StepDefinition(
        kind="given",
        sentence="{name:Person}, affiliée au dossier {dossier:d}",
        function="is_affiliated",
        file=steps / "lien.py",
        line=14,
        doc="Une affiliée et son dossier.\n\nThe rest of the docstring.",
    )
    assert [other.kind for other in others] == ["given", "when", "then", "then"]


def test_one_function_may_say_several_sentences(tmp_path: Path) -> None:
    """Every decorator is a definition, whatever the import style; others are not."""
    source(
        tmp_path,
        "import behave\nfrom behave import Given, step\n"
        '@Given("a")\n@behave.when("b")\n@step("c")\n@cache\n@given\n@other("d")\n@made()("e")\n'
        "async def f(context): ...\n",
    )

    assert [
        (found.kind, found.sentence, found.line) for found in read_definitions(tmp_path)
    ] == [("given", "a", 3), ("when", "b", 4), ("step", "c", 5)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("def f(:\n", 1, "is not Python"),
        ('a = 1\n@given(f"un {a}")\ndef f(): ...\n', 2, "plain string"),
        ("@given(SENTENCE)\ndef f(): ...\n", 1, "plain string"),
        ("@given()\ndef f(): ...\n", 1, "plain string"),
        ('@given("{x:d}{x:w}")\ndef f(): ...\n', 1, "would ignore"),
        ('use_step_matcher("re")\n', 1, "keep Behave's default"),
    ],
)
def test_unreadable_step_file_says_where_and_why(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    """What only running the file would tell is an error, with what to write instead."""
    path = source(tmp_path, text)

    with pytest.raises(StepFileError, match=words) as caught:
        read_definitions(tmp_path)

    assert (path, line) == (caught.value.file, caught.value.line)


def test_catalogue_is_french_grouped_and_sorted() -> None:
    """The catalogue lists each kind apart, in alphabetical order, accents aside."""
    expected = """\
Étant donné
  écrit  (steps/a.py:3)
  élu  (steps/a.py:2)
  zélé  (steps/a.py:1)

Alors
  le lien est refusé  (steps/b.py:7)
    Le portail refuse le lien.

Étant donné, Quand ou Alors
  rien  (steps/a.py:9)
"""
    doc = "Le portail refuse le lien.\n\nMore."

    assert expected == render(
        [
            defined("step", "rien", 9),
            defined("then", "le lien est refusé", 7, doc, "steps/b.py"),
            defined("given", "zélé", 1),
            defined("given", "élu", 2),
            defined("given", "écrit", 3),
        ]
    )


def test_empty_catalogue_is_empty() -> None:
    """Without definitions the catalogue says nothing."""
    assert render([]) == ""
