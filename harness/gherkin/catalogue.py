"""List the sentences that features may use, without importing Behave.

Step files are read as syntax trees; only what can be read so is accepted: a literal
sentence, in Behave's default syntax, decorating a function.
"""

from __future__ import annotations

import ast
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Literal, get_args

from harness.gherkin.errors import StepFileError
from harness.gherkin.matching import compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from harness.gherkin.model import Step

DefinitionKind = Literal["given", "when", "then", "step"]

_HEADINGS: dict[DefinitionKind, str] = {
    "given": "Étant donné",
    "when": "Quand",
    "then": "Alors",
    "step": "Étant donné, Quand ou Alors",
}


@dataclass(frozen=True, slots=True)
class StepDefinition:
    """A sentence and the function behind it.

    Attributes:
        kind: ``step`` answers to any kind.
        sentence: As written in the decorator, with its ``{fields}``.
        function: The name of the function.
        file: The step file.
        line: Of the decorator.
        doc: The function's docstring, or nothing.
    """

    kind: DefinitionKind
    sentence: str
    function: str
    file: Path
    line: int
    doc: str


def read_definitions(folder: Path) -> tuple[StepDefinition, ...]:
    """Read the definitions of every ``*.py`` directly in *folder*, in Behave's order.

    Raises:
        StepFileError: A step file cannot be read, or holds a sentence that only
            running it would tell.
    """
    files = sorted(folder.glob("*.py"))
    return tuple(chain.from_iterable(_definitions_in(file) for file in files))


def definitions_for(
    step: Step, definitions: Iterable[StepDefinition]
) -> tuple[StepDefinition, ...]:
    """Return the definitions that match *step*, the one that says most of it first.

    A custom type accepts any text here (see :mod:`harness.gherkin.matching`); the one
    that Behave takes is the one that leaves least to its fields.
    """
    found = [
        each
        for each in definitions
        if each.kind in (step.kind, "step")
        and compiled(each.sentence).matches(step.text)
    ]
    found.sort(key=lambda each: compiled(each.sentence).literal, reverse=True)
    return tuple(found)


def render(definitions: Iterable[StepDefinition]) -> str:
    """Write the catalogue in French, by kind, sorted, each with its file and line."""
    known = sorted(definitions, key=_in_french_order)
    sections = []
    for kind, heading in _HEADINGS.items():
        entries = [_entry(found) for found in known if found.kind == kind]
        if entries:
            sections.append("\n".join([heading, *entries]))
    return "\n\n".join(sections) + "\n" if sections else ""


def _entry(definition: StepDefinition) -> str:
    entry = f"  {definition.sentence}  ({definition.file}:{definition.line})"
    summary = definition.doc.partition("\n")[0]
    return f"{entry}\n    {summary}" if summary else entry


def _in_french_order(definition: StepDefinition) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", definition.sentence.casefold())
    return (
        "".join(letter for letter in letters if not unicodedata.combining(letter)),
        definition.sentence,
    )


def _definitions_in(file: Path) -> Iterator[StepDefinition]:
    try:
        tree = ast.parse(file.read_bytes(), str(file))
    except SyntaxError as error:
        message = f"is not Python ({error.msg}); mend this line."
        raise StepFileError(file, error.lineno or 1, message) from error
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == "use_step_matcher":
            message = "changes the step syntax; keep Behave's default one."
            raise StepFileError(file, node.lineno, message)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _definitions_of(node, file)


def _definitions_of(
    function: ast.FunctionDef | ast.AsyncFunctionDef, file: Path
) -> Iterator[StepDefinition]:
    for decorator in function.decorator_list:
        if not isinstance(decorator, ast.Call):
            continue
        kind = _kind(decorator.func)
        if kind is None:
            continue
        yield StepDefinition(
            kind=kind,
            sentence=_sentence(decorator, file),
            function=function.name,
            file=file,
            line=decorator.lineno,
            doc=ast.get_docstring(function) or "",
        )


def _sentence(decorator: ast.Call, file: Path) -> str:
    match decorator.args:
        case [ast.Constant(value=str(sentence)), *_]:
            pass
        case _:
            message = "the sentence is computed; write it as a plain string."
            raise StepFileError(file, decorator.lineno, message)
    try:
        compiled(sentence)
    except ValueError as error:
        message = f"Behave would ignore this sentence ({error}); mend its fields."
        raise StepFileError(file, decorator.lineno, message) from error
    return sentence


def _kind(decorator: ast.expr) -> DefinitionKind | None:
    name = _name(decorator).lower()
    kinds: tuple[DefinitionKind, ...] = get_args(DefinitionKind)
    return next((kind for kind in kinds if kind == name), None)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
