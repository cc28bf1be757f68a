"""Features as Cucumber has them, beside what Behave runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gherkin.stream.id_generator import IdGenerator

from harness.gherkin.errors import FeatureError
from harness.gherkin.outline import read_features
from harness.gherkin.pickles import compile_feature

ROOT = Path(__file__).parents[3]


def ids_in(node: Any) -> list[str]:
    """Return every id that *node* gives."""
    if isinstance(node, list):
        return [found for child in node for found in ids_in(child)]
    if not isinstance(node, dict):
        return []
    own = [node["id"]] if "id" in node else []
    return own + [found for child in node.values() for found in ids_in(child)]


def test_every_scenario_has_its_pickle() -> None:
    """The same places and as many steps as Behave runs, and no id given twice."""
    numbers, given = IdGenerator(), []
    for feature in read_features([ROOT / "features"]):
        compiled = compile_feature(feature.path, feature.path.name, numbers)
        given += ids_in([compiled.document, *compiled.pickles.values()])

        assert {
            example.line: [step.kind for step in example.steps]
            for example in feature.examples
        } == {
            line: [KINDS[step["type"]] for step in pickle["steps"]]
            for line, pickle in compiled.pickles.items()
        }

    assert len(given) == len(set(given)) > 5_000


KINDS = {"Context": "given", "Action": "when", "Outcome": "then"}


def test_source_and_document_say_where_they_are_from(tmp_path: Path) -> None:
    """The text as it stands, and the name it goes by, not the path on this machine."""
    file = tmp_path / "a.feature"
    file.write_text("# language: fr\nFonctionnalité: É  \n  # note\n", "utf-8")
    compiled = compile_feature(file, "features/a.feature", IdGenerator())

    assert {
        "uri": "features/a.feature",
        "data": file.read_text("utf-8"),
        "mediaType": "text/x.cucumber.gherkin+plain",
    } == compiled.source
    assert "features/a.feature" == compiled.document["uri"]
    assert ["  # note"] == [note["text"] for note in compiled.document["comments"][-1:]]
    assert {} == compiled.pickles


def test_a_feature_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """The file and what is wrong with it."""
    with pytest.raises(FeatureError, match=r"none\.feature:1: cannot be read"):
        compile_feature(tmp_path / "none.feature", "x", IdGenerator())
