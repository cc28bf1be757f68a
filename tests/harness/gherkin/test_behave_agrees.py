"""What we read of a feature is what the real Behave runs of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from harness.gherkin.lint import lint
from harness.gherkin.outline import read_feature

if TYPE_CHECKING:
    from collections.abc import Callable

    Oracle = Callable[[Path], list[dict[str, Any]] | None]

SEVERAL = settings(
    max_examples=150,
    deadline=None,
    # The same lines each time: one shape in thousands, a column's name in the tags of a
    # rule, is still read differently by Behave.
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

LINES = (
    "# language: fr",
    "Fonctionnalité: F",
    "Règle: R",
    "Contexte:",
    "Scénario: S",
    "Exemple: E",
    "Plan du scénario: P <x> <row.id> <examples.name> <examples.index>",
    "Exemples: <x>",
    "| x | y |",
    "| x |",
    r"| a \| b | <x> |",
    r"| a\n | \\ |",
    "| sans fin",
    "Étant donné que <x> est là",
    "Étant donnée <y>",
    "Soit z",
    "Lorsqu'on part",
    "Quand <row.index> part",
    "Quand ",
    "Alors <z> va:",
    "Et que <y> aussi",
    "Mais non",
    "* étoile",
    "*sans blanc",
    "@t",
    "@t @u<x> # note",
    "@v@w",
    '"""',
    '    """',
    "```",
    "'''",
    "de la prose",
    "et des minuscules",
    "Scenario: sans accent",
    "Scénario : avec un blanc",
    "Lorsqu’on part",
    "E\u0301tant donné un accent à part",
    "\u00a0Alors une espace insécable",
    "Alors coupé\x0bAlors deux\u2028Alors trois",
    "Alors coupé\rAlors en deux",
    "Alors fin  \t",
    "# une note",
    "",
)

PLAN = "Plan du scénario: P\nAlors <x>\nExemples:\n| x |\n| 1 |\n"
TRICKY = {
    "title of the table": PLAN.replace(": P", ": <examples.name> <x>").replace(
        "Exemples:", "Exemples: un <x> <examples.name>"
    ),
    "value that is a placeholder": PLAN.replace("| x |\n| 1", "| y | x |\n| 1 | <y>"),
    "value that is a later placeholder": PLAN.replace(
        "| x |\n| 1", "| x | y |\n| <y> | 2"
    ),
    "escapes": PLAN.replace("| 1 |", r"| a\|b\n\\ |"),
    "empty value": PLAN.replace("| 1 |", "||"),
    "second table": PLAN + "Exemples:\n| x |\n| 2 |\n| 3 |\n",
    "table after an empty one": PLAN.replace("| 1 |", "") + "Exemples:\n| x |\n| 2 |\n",
    "tag that is filled in": "@t-<x> @fumee\n" + PLAN.replace("| 1 |", "| a b' |"),
    "tag whose placeholder is unknown": "@t-<z>\n" + PLAN,
    "tag that holds another": "@v@w\n" + PLAN,
    "tag of a rule that looks like a template": "@r<x>\nRègle: R\n" + PLAN,
    "background with a placeholder": "Contexte:\nÉtant donné <x>\n" + PLAN,
    "star first": "Contexte:\nAlors a\nScénario: S\n* b\nQuand c\n* d\n",
    "and first": "Contexte:\nAlors a\nScénario: S\nEt b\nRègle: R\nContexte:\nMais c\n"
    "Quand d\nScénario: T\nEt e\n",
    "blanks at the end": "Scénario: S  \nAlors a \t\nAlors b\n",
    "keyword and nothing after": "Scénario: S\nQuand \nAlors a\n",
    "other ends of line": "Scénario: S\vAlors a\rQuand b\u2028Alors c\r\nEt d\n",
    "doc string": 'Scénario: S\nAlors a\n"""\nScénario: T\nAlors b\n"""\nAlors c\n',
    "data table": "Scénario: S\nAlors a:\n| x |\n| y |\nAlors c\n",
}

BLOCKS = (
    ("Scénario: S", "Étant donné a", "Et b", "Quand c", "Alors d"),
    ("Plan du scénario: P <x>", "Alors <x> <y>", "Exemples: g", "| x |", "| 1 |"),
    ("@w", "Exemples:", "| x | y |", "| <y> | 2 |", "| 3 | 4 |"),
    ("@r @t", "Règle: R", "prose"),
    ("Contexte:", "Étant donné <x> autour"),
    ("Contexte:", "Et <x> dedans"),
    ("Alors le texte", '"""', "Scénario: cité", "<x>", '"""'),
    ("Quand la table", "| x | y |", r"| a \| b | <x> |"),
)

WORDS = st.text("abéÉ<x>|\\ « »':-@#\"1n", max_size=12).map(str.strip)


def ours(path: Path) -> list[dict[str, Any]]:
    """Tell a file as the oracle does."""
    return [
        {
            "line": example.line,
            "name": example.name,
            "tags": sorted(example.tags),
            "steps": [[s.keyword, s.kind, s.text, s.line] for s in example.steps],
        }
        for example in read_feature(path).examples
    ]


def written(folder: str, lines: list[str]) -> Path:
    """Write a feature of these lines."""
    path = Path(folder, "f.feature")
    path.write_bytes("\n".join(lines).encode())
    return path


def test_sound_feature_is_read_alike(
    oracle: Oracle, write: Callable[[str], Path], feature: str
) -> None:
    """Lines, names, tags and steps of a sound feature are Behave's."""
    path = write(feature)

    assert oracle(path) == ours(path)


@pytest.mark.parametrize("text", TRICKY.values(), ids=TRICKY)
def test_tricky_feature_is_read_alike(
    oracle: Oracle, write: Callable[[str], Path], text: str
) -> None:
    """What Behave does by an odd rule of its own, we do too."""
    path = write(f"# language: fr\nFonctionnalité: F\n{text}")
    told = oracle(path)

    assert told
    assert told == ours(path)


@SEVERAL
@given(
    blocks=st.lists(
        st.sampled_from(BLOCKS) | st.sampled_from(LINES).map(lambda line: (line,)),
        max_size=10,
    )
)
def test_any_lines_are_read_alike_or_refused(
    oracle: Oracle, blocks: list[tuple[str, ...]]
) -> None:
    """Whatever the lines, Behave runs what we read, or one of us says no."""
    lines = [line for block in blocks for line in block]
    with tempfile.TemporaryDirectory() as folder:
        path = written(folder, ["# language: fr", "Fonctionnalité: F", *lines])
        told = oracle(path)
        rules = {finding.rule for finding in lint([path], known_requirements=())}
        assume(told is not None and not rules & {"syntax", "swallowed-line"})

        assert told == ours(path)


@SEVERAL
@given(
    title=WORDS,
    group=WORDS,
    header=st.lists(st.sampled_from(["a", "b", "x", "row.id"]), min_size=1, max_size=3),
    data=st.data(),
)
def test_plans_are_filled_alike(
    oracle: Oracle, title: str, group: str, header: list[str], data: st.DataObject
) -> None:
    """Placeholders are substituted in the same order, with the same escapes."""
    cell = WORDS.map(lambda text: text.replace("\\", "").replace("|", r"\|"))
    body = data.draw(
        st.lists(st.lists(cell, min_size=len(header), max_size=len(header)), max_size=3)
    )
    table = ["| " + " | ".join(row) + " |" for row in [header, *body]]
    step = data.draw(WORDS)
    lines = [
        "Fonctionnalité: F",
        f"Plan du scénario: {title} <a> <x>",
        f"Étant donné un <b> {step}",
        f"Exemples: {group}",
        *table,
        f"Exemples: {group}",
        *table,
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = written(folder, lines)

        assert oracle(path) == ours(path)
