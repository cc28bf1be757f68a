"""The steps: a French sentence on the left, one or two calls on the right."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

STEPS = Path(__file__).parents[2] / "steps"
FILES = sorted(path for path in STEPS.glob("*.py") if path.name != "vocabulary.py")
FORBIDDEN = (
    ast.If,
    ast.For,
    ast.While,
    ast.Try,
    ast.Assert,
    ast.Lambda,
    ast.With,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.IfExp,
    ast.BoolOp,
    ast.Raise,
)
ALLOWED_IMPORTS = ("behave", "harness.journeys", "harness.checks")
MAXIMUM_STATEMENTS = 3


def functions() -> list[tuple[str, ast.FunctionDef]]:
    """Return every step function, with its place for the test's name."""
    return [
        (f"{path.name}:{node.name}", node)
        for path in FILES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    ]


def kinds(function: ast.FunctionDef) -> set[str]:
    """Return "given", "when", "then" as the decorators say."""
    return {
        decorator.func.id
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name)
    }


def modules_called(function: ast.FunctionDef) -> set[str]:
    """Return the names before the dot in every call of the body."""
    return {
        node.func.value.id
        for statement in function.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
    }


def imported(path: Path) -> dict[str, str]:
    """Return each name that *path* imports, and the module it comes from."""
    names: dict[str, str] = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    return names


FUNCTIONS = functions()


def test_there_are_steps() -> None:
    """The suite below looks at something."""
    assert len(FUNCTIONS) > 50


@pytest.mark.parametrize(
    "function", [f for _, f in FUNCTIONS], ids=[n for n, _ in FUNCTIONS]
)
def test_step_is_thin(function: ast.FunctionDef) -> None:
    """A step has at most three statements, and none that decides or repeats."""
    found = [
        type(node).__name__
        for node in ast.walk(function)
        if isinstance(node, FORBIDDEN)
    ]

    assert [] == found
    assert len(function.body) <= MAXIMUM_STATEMENTS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_steps_import_tasks_and_checks_only(path: Path) -> None:
    """Steps know Behave, the tasks and the checks, and nothing else."""
    others = [
        module
        for module in imported(path).values()
        if not module.startswith(ALLOWED_IMPORTS)
    ]

    assert [] == others


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_then_never_acts(path: Path) -> None:
    """« Alors » calls checks, never a task."""
    names = imported(path)
    acting = {
        function.name
        for name, function in FUNCTIONS
        if name.startswith(f"{path.name}:") and "then" in kinds(function)
        for module in modules_called(function)
        if names.get(module, "").startswith("harness.journeys")
    }

    assert set() == acting


def test_function_names_are_unique() -> None:
    """Each sentence has a function of its own, found by its name."""
    names = [function.name for _, function in FUNCTIONS]

    assert sorted(set(names)) == sorted(names)


def test_features_and_steps_neither_sleep_nor_know_addresses() -> None:
    """No sleep, no CSS selector and no address of the portal's own in the steps."""
    for path in FILES:
        text = path.read_text("utf-8")

        assert "sleep" not in text
        assert "http" not in text
        assert "/Comptes" not in text
