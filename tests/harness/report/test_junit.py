"""The JUnit report that CI servers read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from harness.report.junit import write_junit
from harness.runs.verify import Verification

SCHEMA = Path(__file__).parents[2] / "schemas" / "junit-10.xsd"
Verified = Callable[..., Verification]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The schema of Jenkins's xUnit plugin."""
    return etree.XMLSchema(etree.parse(SCHEMA))


def written(folder: Path, verification: Verification) -> ET.Element:
    """Return the report as a program reads it."""
    return ET.parse(write_junit(folder, verification)).getroot()  # noqa: S314 - our own


def test_a_suite_adds_up(verification: Verified, tmp_path: Path) -> None:
    """Tests, failures, errors and skipped scenarios of the feature are counted."""
    (suite,) = written(tmp_path / "new", verification())

    assert {
        "name": "Une fonctionnalité",
        "file": "features/procedure/x.feature",
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

    assert [tag, "system-out"] == [child.tag for child in case]
    assert message == case.find(tag).get("message")


def test_a_green_scenario_says_nothing(verification: Verified, tmp_path: Path) -> None:
    """Name with its Règle, place, duration and requirements; no reason."""
    suite = written(tmp_path, verification("P1.1")).find("testsuite")
    case = suite.find("testcase")

    assert {
        "name": "Une règle / Scénario 1 (1.1)",
        "classname": "Une fonctionnalité",
        "file": "features/procedure/x.feature",
        "line": "10",
        "time": "0.250",
    } == case.attrib
    assert [("exigence", "P1.1")] == [
        (item.get("name"), item.get("value")) for item in suite.iter("property")
    ]
    assert ["system-out"] == [child.tag for child in case]
    assert "[[PROPERTY|exigence=P1.1]]" == case.findtext("system-out")


def test_the_report_is_what_the_schema_says(
    verification: Verified, schema: etree.XMLSchema, tmp_path: Path
) -> None:
    """Whatever the outcomes; and the schema does refuse what it does not know."""
    file = write_junit(tmp_path, verification())
    schema.assertValid(etree.parse(file))
    wrong = file.read_text("utf-8").replace("classname=", "nom=")

    assert not schema.validate(etree.fromstring(wrong.encode()))


def test_a_failure_says_how_to_see_it_again(
    verification: Verified, tmp_path: Path
) -> None:
    """The whole explanation, then the line that reproduces it."""
    failure = written(tmp_path, verification("P1.3")).find(".//failure")

    assert (
        "Quand x\n« [b]Été[/b] » manque\nRejouer : sesame replay "
        "features/procedure/x.feature:30 --seed 42 --target embedded"
    ) == failure.text


def test_the_root_counts_everything(verification: Verified, tmp_path: Path) -> None:
    """What a server shows first is the sum of the suites and of the outcomes."""
    told = verification()
    root = written(tmp_path, told)
    outcomes = Counter(record.status.value for record in told.records)

    assert {
        "name": "sesame embedded",
        "tests": str(len(told.plan.examples)),
        "failures": str(outcomes["failed"]),
        "errors": str(outcomes["error"] + outcomes["undefined"]),
        "time": "1.500",
    } == root.attrib


@settings(deadline=None)
@given(error=st.text(min_size=1))
def test_whatever_is_said_is_xml(
    verification: Verified,
    schema: etree.XMLSchema,
    tmp_path_factory: pytest.TempPathFactory,
    error: str,
) -> None:
    """A NUL, half a character, a line end of any kind: the file can be read."""
    told = verification("P1.3")
    record = replace(told.records[0], error=error)
    file = write_junit(tmp_path_factory.mktemp("j"), replace(told, records=(record,)))

    schema.assertValid(etree.parse(file))
