"""What Behave passes in silence, the lint refuses."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.gherkin.catalogue import read_definitions
from harness.gherkin.lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable

    Behave = Callable[..., tuple[int, list[dict[str, Any]]]]

HEAD = "# language: fr\n@exigence:P7.6\nFonctionnalité: F\n"
FALSE = "Alors le portail a disparu\n"
"""A step that no definition knows: Behave fails as soon as it sees it."""

SILENT = {
    "typographic apostrophe in a keyword": (
        "Scénario: S\nLorsqu’on attend\n",
        {"typographic-apostrophe", "swallowed-line", "no-step"},
    ),
    "accents apart from their letters": (
        unicodedata.normalize("NFD", "Scénario: S\nÉtant donné la ruine\n"),
        {"not-nfc", "swallowed-line", "no-scenario"},
    ),
    "step with its accents apart": (
        "Scénario: S\n" + unicodedata.normalize("NFD", "Étant donné la ruine\n"),
        {"not-nfc", "swallowed-line", "no-step"},
    ),
    "title without its accent": (
        "Scenario: S\n",
        {"swallowed-line", "no-scenario"},
    ),
    "title without its capital": (
        "scénario: S\n",
        {"swallowed-line", "no-scenario"},
    ),
    "blank before the colon": (
        "Scénario : S\n",
        {"swallowed-line", "no-scenario"},
    ),
    "no-break space before the colon": (
        "Scénario\N{NO-BREAK SPACE}: S\n",
        {"invisible-character", "swallowed-line", "no-scenario"},
    ),
    "zero-width space before a title": (
        "\N{ZERO WIDTH SPACE}Scénario: S\n",
        {"invisible-character", "swallowed-line", "no-scenario"},
    ),
    "no-break space in a keyword": (
        "Scénario: S\nÉtant\N{NO-BREAK SPACE}donné la ruine\n",
        {"invisible-character", "swallowed-line", "no-step"},
    ),
    "colon after a step keyword": (
        "Scénario: S\nAlors: le portail a disparu\n",
        {"swallowed-line", "no-step"},
    ),
    "English steps": (
        "Scénario: S\nGiven a ruin\nThen nothing is left\n",
        {"swallowed-line", "no-step"},
    ),
    "second scenario in English": (
        f"Scénario: S\nScenario: T\nWhen all is lost\nThen {FALSE}",
        {"swallowed-line", "no-step"},
    ),
    "no scenario": ("", {"no-scenario"}),
    "steps without a scenario": (FALSE, {"swallowed-line", "no-scenario"}),
    "scenario without steps": ("Scénario: S\n", {"no-step"}),
    "scenario that checks nothing": (
        "Scénario: S\nQuand Camille suit le lien du mail\n",
        {"no-then"},
    ),
    "plan without « Exemples »": (f"Plan du scénario: S\n{FALSE}", {"no-row"}),
    "plan whose table has no row": (
        f"Plan du scénario: S\n{FALSE}Exemples:\n| x |\n",
        {"no-row"},
    ),
    "plan whose « Exemples » hold no table": (
        f"Plan du scénario: S\n{FALSE}Exemples:\n",
        {"no-row"},
    ),
    "placeholder that no column fills": (
        "Plan du scénario: S\nAlors Camille lit « <text> »\nExemples:\n| x |\n| 1 |\n",
        {"unknown-placeholder"},
    ),
    "doc string that is never closed": (
        'Scénario: S\nAlors le lien est refusé\n"""\nScénario: T\n' + FALSE,
        {"syntax"},
    ),
    "tags of nothing": (
        "Scénario: S\nAlors le lien est refusé\n@exigence:P7.6\n",
        {"syntax"},
    ),
    "requirement glued to another tag": (
        "@fumee@exigence:P1\nScénario: S\nAlors le lien est refusé\n",
        {"unknown-tag"},
    ),
    "prose that Behave takes for a step": (
        "Scénario: S\nalors le lien est refusé\n",
        {"swallowed-line", "no-step"},
    ),
}


@pytest.mark.parametrize("fault", SILENT)
def test_silent_green_is_refused(
    behave: Behave, write: Callable[[str], Path], steps: Path, fault: str
) -> None:
    """Behave answers 0 without running what is written; the lint names the fault.

    That these snippets have no « Quand » either is beside the point.
    """
    text, expected = SILENT[fault]
    path = write(HEAD + text)
    code, _ = behave()
    findings = lint(
        [path],
        known_requirements=["P7.6"],
        definitions=read_definitions(steps),
        complete=False,
    )

    assert code == 0
    assert expected == {finding.rule for finding in findings} - {"no-when"}


@pytest.mark.parametrize("content", ["", "# language: fr\n# Scénario: S\n"])
def test_empty_feature_is_refused(
    behave: Behave, write: Callable[[str], Path], content: str
) -> None:
    """Behave answers 0 to a file without a feature; the lint calls it a fault."""
    path = write(content)
    code, report = behave()

    assert (code, report) == (0, [])
    assert {"syntax"} <= {f.rule for f in lint([path], known_requirements=())}


def test_first_of_two_definitions_wins_in_silence(
    behave: Behave, write: Callable[[str], Path], steps: Path, feature: str
) -> None:
    """Behave never calls the second of two same sentences; the lint finds it."""
    again = (
        "from behave import when\n"
        '@when("{person:Person} suit le lien du mail")\n'
        "def never_called(context, person):\n"
        "    raise AssertionError\n"
    )
    (steps / "suite.py").write_text(again, encoding="utf-8")
    path = write(feature)
    code, _ = behave()
    findings = lint(
        [path], known_requirements=["P7.6"], definitions=read_definitions(steps)
    )

    assert code == 0
    assert [
        (finding.file.name, finding.line, finding.rule) for finding in findings
    ] == [("suite.py", 2, "ambiguous-step")]


def test_undefined_step_is_loud(
    behave: Behave, write: Callable[[str], Path], steps: Path, feature: str
) -> None:
    """The lint agrees with Behave on what no definition says."""
    path = write(feature.replace("est refusé", "est refusée", 1))
    code, _ = behave("--dry-run")
    findings = lint(
        [path], known_requirements=["P7.6"], definitions=read_definitions(steps)
    )

    assert code == 1
    assert [(f.line, f.rule) for f in findings] == [(21, "undefined-step")]
