"""The findings of the lint as SARIF, held against the official schema."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema.validators import validator_for

from harness.gherkin import rules
from harness.gherkin.findings import Finding
from harness.report.sarif import as_sarif
from harness.runs.bundle import bundle_root

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "schemas" / "sarif-2.1.0-rtm.5.schema.json").read_text(
        "utf-8"
    )
)
VALIDATOR = validator_for(SCHEMA)(SCHEMA)
FEATURE = bundle_root() / "features" / "procedure" / "parcours_complet.feature"


def log_of(*findings: Finding) -> dict[str, Any]:
    """Return the log of *findings*, once the schema has accepted it."""
    log = json.loads(as_sarif(findings))
    assert [] == [wrong.message for wrong in VALIDATOR.iter_errors(log)]
    return log


def ids() -> set[str]:
    """Return the id of every finding that a rule may make."""
    texts = [
        file.read_text("utf-8") for file in Path(rules.__file__).parent.glob("*.py")
    ]
    made = re.compile(r'[fF]inding\([^"]*?"([a-z0-9-]+)"', re.DOTALL)
    return {name for text in texts for name in made.findall(text)}


def test_a_clean_run_names_its_rules() -> None:
    """No result, and each rule with what it refuses."""
    run = log_of()["runs"][0]

    assert [] == run["results"]
    assert ids() <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert all(
        rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]
    )


def test_a_finding_stands_at_its_line() -> None:
    """Rule, level, sentence, and the line from its first letter to its last."""
    lines = FEATURE.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("  "))
    run = log_of(Finding(FEATURE, number, "no-then", "Write one."))["runs"][0]
    result = run["results"][0]
    place = result["locations"][0]["physicalLocation"]

    assert ("no-then", "error", "Write one.") == (
        result["ruleId"],
        result["level"],
        result["message"]["text"],
    )
    assert "no-then" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert (
        "features/procedure/parcours_complet.feature"
        == (place["artifactLocation"]["uri"])
    )
    region = place["region"]
    assert number == region["startLine"]
    assert (
        lines[number - 1].strip()
        == (lines[number - 1][region["startColumn"] - 1 : region["endColumn"] - 1])
    )


@pytest.mark.parametrize(
    ("rule", "level"), [("long-scenario", "warning"), ("swallowed-line", "error")]
)
def test_style_only_warns(rule: str, level: str) -> None:
    """What Behave passes in silence is an error; what reads badly is a warning."""
    assert (
        level
        == log_of(Finding(FEATURE, 1, rule, "x"))["runs"][0]["results"][0]["level"]
    )


def test_a_file_elsewhere_is_named_whole(tmp_path: Path) -> None:
    """Outside the project, the address says where; blanks and accents are escaped."""
    file = tmp_path / "é à.feature"
    result = log_of(Finding(file, 3, "syntax", "x"))["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]

    assert file.as_uri() == place["artifactLocation"]["uri"]
    assert {"startLine": 3, "startColumn": 1, "endColumn": 2} == place["region"]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(ids())), st.integers(1, 500), st.text())),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00/")),
)
def test_whatever_is_found_is_valid(
    found: list[tuple[str, int, str]], name: str
) -> None:
    """Any sentence, any line, any name of a file."""
    file = bundle_root() / "features" / f"x{name}.feature"
    log = log_of(*(Finding(file, line, rule, text) for rule, line, text in found))

    assert len(found) == len(log["runs"][0]["results"])
