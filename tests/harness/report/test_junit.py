"""The JUnit report that CI servers read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from harness.report.junit import write_junit
from harness.runs.verify import Verification

Verified = Callable[..., Verification]


def written(folder: Path, verification: Verification) -> ET.Element:
    """Return the report as a program reads it."""
    return ET.parse(write_junit(folder, verification)).getroot()  # noqa: S314 - our own


def test_a_suite_adds_up(verification: Verified, tmp_path: Path) -> None:
    """Tests, failures, errors and skipped scenarios of the feature are counted."""
    (suite,) = written(tmp_path / "new", verification())

    assert {
        "name": "Une fonctionnalité",
        "tests": "7",
        "failures": "1",
        "errors": "1",
        "skipped": "3",
        "time": "1.500",
        "timestamp": "2026-03-10T11:00:00",
    } == suite.attrib


@pytest.mark.parametrize(
    ("name", "tag", "message"),
    [
        ("P1.3", "failure", "Quand x"),
        ("P1.4", "error", "KeyError: 'x'"),
        ("P1.5", "skipped", "pas d'écran"),
        ("P1.7", "skipped", "non exécuté"),
    ],
)
def test_what_is_not_green_says_why(
    verification: Verified, tmp_path: Path, name: str, tag: str, message: str
) -> None:
    """A failure, an error or a skip, with the first line of its reason."""
    case = written(tmp_path, verification(name)).find(".//testcase")

    assert ["properties", tag] == [child.tag for child in case]
    assert message == case.find(tag).get("message")


def test_a_green_scenario_says_nothing(verification: Verified, tmp_path: Path) -> None:
    """Name with its Règle, place, duration and requirements; no reason."""
    case = written(tmp_path, verification("P1.1")).find(".//testcase")

    assert {
        "name": "Une règle / Scénario 1 (1.1)",
        "classname": "Une fonctionnalité",
        "file": "features/procedure/x.feature",
        "line": "10",
        "time": "0.250",
    } == case.attrib
    assert ["P1.1"] == [item.get("value") for item in case.iter("property")]
    assert ["properties"] == [child.tag for child in case]
