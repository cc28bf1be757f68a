"""Reading features: what they say, and what stops the reading."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from harness.gherkin.outline import (
    EncodingError,
    FeatureError,
    Step,
    read_feature,
    read_features,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]

HEAD = "# language: fr\nFonctionnalité: F\n"


def test_feature_says_what_is_written(write: Write, feature: str) -> None:
    """Title, description, tags and rules come as they are written."""
    read = read_feature(write(feature))

    assert read.name == "Durée de vie du lien"
    assert read.line == 3
    assert read.description == "Passé le délai, il faut recommencer."
    assert read.tags == ("fumee",)
    assert [r.name for r in read.rules] == ["Le lien n'est actif que pour 24 heures"]
    assert read.rules[0].description == "Une règle se décrit aussi."
    assert [line.number for line in read.prose] == [4, 11, 30]


def test_plan_runs_one_example_per_row(write: Write, feature: str) -> None:
    """A row of a plan is an example, at its own line, under its filled-in name."""
    plan = read_feature(write(feature)).scenarios[1]

    assert plan.is_plan
    assert [(example.line, example.name) for example in plan.examples] == [
        (25, "Impossible de suivre le lien trop tard (1.1)"),
        (26, "Impossible de suivre le lien bien trop tard (1.2)"),
    ]


def test_example_carries_all_that_surrounds_it(write: Write, feature: str) -> None:
    """An example has the tags of feature and rule, and the steps of the background."""
    path = write(feature)
    example = read_feature(path).examples[-1]

    assert f"{path}:29" == example.location
    assert example.feature == "Durée de vie du lien"
    assert example.rule == "Le lien n'est actif que pour 24 heures"
    assert example.tags == ("fumee", "exigence:P7.6", "horloge", "a-confirmer")
    assert example.requirements == ("P7.6",)
    assert (
        Step("Étant donné", "given", "Camille, affiliée au dossier 1234567", 7),
        Step("Étant donné que", "given", "24 h se sont écoulées", 31),
        Step("Quand", "when", "Camille suit le lien du mail", 32),
        Step("Alors", "then", "le lien est refusé", 33),
    ) == example.steps


def test_backgrounds_of_feature_and_rule_add_up(write: Write) -> None:
    """In a rule the steps of both backgrounds come first, the feature's before."""
    path = write(
        HEAD
        + "Contexte:\nÉtant donné a\nScénario: hors\nAlors c\n"
        + "Règle: R\nContexte:\nEt b\nScénario: dedans\nAlors c\n"
    )
    outside, inside = read_feature(path).examples

    assert [step.text for step in outside.steps] == ["a", "c"]
    assert outside.rule is None
    assert [step.text for step in inside.steps] == ["a", "b", "c"]
    assert [step.kind for step in inside.steps] == ["given", "given", "then"]


def test_tags_of_exemples_reach_their_rows(write: Write) -> None:
    """Tags on « Exemples » belong to their rows only, and may be filled in."""
    path = write(
        HEAD
        + "@exigence:P<n>\nPlan du scénario: S\nAlors <n>\n"
        + "@fumee\nExemples:\n| n |\n| 1 |\nExemples:\n| n |\n| 2 |\n"
    )

    assert [example.tags for example in read_feature(path).examples] == [
        ("exigence:P1", "fumee"),
        ("exigence:P2",),
    ]


def test_plan_without_rows_runs_nothing(write: Write) -> None:
    """A plan without « Exemples » has no example, as in Behave."""
    read = read_feature(write(HEAD + "Plan du scénario: S\nAlors <n>\n"))

    assert len(read.scenarios) == 1
    assert read.examples == ()


def test_windows_ends_of_line_are_read(write: Write, feature: str) -> None:
    """A file with CRLF reads like one with LF."""
    unix = read_feature(write(feature)).examples
    windows = read_feature(write(feature.replace("\n", "\r\n"))).examples

    assert unix == windows


def test_folders_are_read_sorted_and_once(write: Write, feature: str) -> None:
    """Features of nested folders come sorted, each once, and nothing else does."""
    write("not a feature", "notes.txt")
    names = ["a/b", "a/c/d", "a/e", "f", "g/a", "z"]
    expected = [write(feature, f"{name}.feature") for name in names]

    read = read_features([expected[-1], expected[-1].parent])

    assert expected == [feature_file.path for feature_file in read]


def test_empty_folder_holds_no_feature(tmp_path: Path) -> None:
    """A folder without features reads as none; the caller decides what it means."""
    assert read_features([tmp_path]) == ()


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        pytest.param(b"", 1, "holds no feature", id="empty"),
        pytest.param("# rien\n", 1, "holds no feature", id="comments"),
        pytest.param(HEAD + "Scénario: S\nAlors a\nrien\n", 5, "« rien »", id="prose"),
        pytest.param(HEAD + "Scénario: S\nEt a\n", 4, "continues no step", id="et"),
        pytest.param(HEAD + 'Scénario: S\nAlors a\n"""\n', 5, "ends too", id="quote"),
        pytest.param(HEAD + "@fumee\n", 3, "ends too early", id="tag-at-end"),
        pytest.param(HEAD + "@a b\nScénario: S\n", 3, "whitespace", id="tag"),
        pytest.param("# language: xx\nFeature: F\n", 1, "language", id="language"),
        pytest.param(
            HEAD + "Scénario: S\nAlors a\nExemples:\n| x |\n| 1 |\n",
            5,
            "needs a « Plan du scénario »",
            id="exemples",
        ),
        pytest.param(
            HEAD + "Plan du scénario: S\nAlors a\nExemples:\nprose\n| x |\n| 1 |\n",
            5,
            "no description",
            id="exemples-prose",
        ),
        pytest.param(
            HEAD + "Plan du scénario: S\nAlors a\nExemples:\n| x |\n| 1 | 2 |\n",
            7,
            "inconsistent cell count",
            id="cells",
        ),
        pytest.param(
            HEAD + "Plan du scénario: S\nAlors a\nExemples:\n| x |\n| 1 | 2\n",
            7,
            "has 2 cells; its header has 1",
            id="open-row",
        ),
        pytest.param(
            HEAD + "Scénario: S\nAlors a\n```\nb\n```\n",
            5,
            "does not know ```",
            id="backquotes",
        ),
    ],
)
def test_unreadable_feature_says_where_and_why(
    write: Write, content: str | bytes, line: int, words: str
) -> None:
    """What Behave would refuse or skip is an error with file, line and a sentence."""
    path = write(content)

    with pytest.raises(FeatureError) as caught:
        read_feature(path)

    assert (path, line) == (caught.value.file, caught.value.line)
    assert words in caught.value.message
    assert f"{path}:{line}: {caught.value.message}" == str(caught.value)


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        pytest.param(
            codecs.BOM_UTF8 + HEAD.encode(), 1, "byte order mark", id="with-bom"
        ),
        pytest.param(HEAD.encode("latin-1"), 2, "byte 0xE9", id="latin-1"),
        pytest.param(HEAD.encode("utf-16"), 1, "not UTF-8", id="utf-16"),
    ],
)
def test_only_plain_utf_8_is_read(
    write: Write, content: bytes, line: int, words: str
) -> None:
    """Any other encoding is an error of its own, at the first bad line."""
    path = write(content)

    with pytest.raises(EncodingError, match=words) as caught:
        read_feature(path)

    assert (path, line) == (caught.value.file, caught.value.line)


@pytest.mark.parametrize("name", ["missing.feature", "notes.txt", "missing"])
def test_only_existing_features_are_read(tmp_path: Path, name: str) -> None:
    """A path that is neither a folder nor a feature says what to give instead."""
    with pytest.raises(FeatureError, match="give features or folders"):
        read_features([tmp_path / name])
