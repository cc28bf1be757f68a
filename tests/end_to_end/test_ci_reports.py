"""The reports for CI say what the verdict says, however many processes ran it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for
from lxml import etree

SCHEMAS = Path(__file__).parents[1] / "schemas"
TAGS = "@exigence:P2.1 or @exigence:P7.3 or @exigence:P4.1"
"""None of them does several things at the same instant: the answers to that come in
whatever order they come."""
TIMES = {"timestamp", "duration", "started_at", "duration_s", "time"}


def without_times(told: Any) -> Any:
    """Return *told* without when and how long."""
    if isinstance(told, list):
        return [without_times(each) for each in told]
    if isinstance(told, dict):
        return {k: without_times(v) for k, v in told.items() if k not in TIMES}
    return told


def messages_in(file: Path) -> list[dict[str, Any]]:
    """Return the messages of a run."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def report_in(folder: Path) -> str:
    """Return the JUnit report without when and how long."""
    root = etree.parse(folder / "sesame.xml").getroot()
    for element in root.iter():
        for name in TIMES & set(element.attrib):
            del element.attrib[name]
    return etree.tostring(root, encoding="unicode")


@pytest.fixture
def judged(sesame, tmp_path: Path):
    """Return a function that judges some requirements with a number of processes."""

    def judge(jobs: int):
        messages, junit = tmp_path / f"{jobs}.ndjson", tmp_path / f"{jobs}"
        options = ("--messages", str(messages), "--junit", str(junit))
        ended = sesame("verify", "--tags", TAGS, "--jobs", str(jobs), *options)
        return ended, messages, junit

    return judge


def test_two_processes_report_what_one_reports(judged) -> None:
    """JSON, JUnit and messages are the same but for times."""
    one, messages, junit = judged(1)
    two, same_messages, same_junit = judged(2)

    assert 0 == one.code == two.code
    assert without_times(one.verdict) == without_times(two.verdict)
    assert without_times(messages_in(messages)) == (
        without_times(messages_in(same_messages))
    )
    assert report_in(junit) == report_in(same_junit)


def test_every_report_counts_the_same(judged) -> None:
    """As many scenarios, skipped and failed, in all three; both schemas are obeyed."""
    ended, messages, junit = judged(1)
    told = {
        (each["file"], each["line"]): each["status"]
        for item in ended.verdict["requirements"]
        for each in item["scenarios"]
    }
    root = etree.parse(junit / "sesame.xml")
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(root)
    lines = messages_in(messages)
    schema = json.loads(next(SCHEMAS.glob("cucumber-*.json")).read_text("utf-8"))
    wrong = validator_for(schema)(schema)
    kinds = Counter(next(iter(line)) for line in lines)

    assert [] == [e.message for line in lines for e in wrong.iter_errors(line)]
    assert Counter(told.values()) == {
        "passed": len(told) - len(root.findall(".//skipped")),
        "non_observable": len(root.findall(".//skipped")),
    }
    assert len(told) == int(root.getroot().get("tests")) == kinds["testCaseFinished"]
    assert {"message/rfc822", "text/uri-list"} <= {
        line["attachment"]["mediaType"] for line in lines if "attachment" in line
    }


def test_the_lint_writes_sarif_and_says_the_same(sesame, tmp_path: Path) -> None:
    """The log, the lines and the exit code agree."""
    feature = tmp_path / "a.feature"
    feature.write_text("# language: fr\nFonctionnalité: F\n  Scénario: S\n", "utf-8")
    ended = sesame("lint", str(feature), "--sarif", str(tmp_path / "a.sarif"))
    log = json.loads((tmp_path / "a.sarif").read_text("utf-8"))

    assert 1 == ended.code
    assert [line.split(": ")[1] for line in ended.out.splitlines()] == [
        result["ruleId"] for result in log["runs"][0]["results"]
    ]


@pytest.mark.parametrize(
    ("command", "option"), [("verify", "--messages"), ("lint", "--sarif")]
)
def test_a_report_that_cannot_be_written_is_refused_first(
    sesame, tmp_path: Path, command: str, option: str
) -> None:
    """One sentence that names the option, before anything is run."""
    ended = sesame(command, option, str(tmp_path / "none" / "x"))

    assert 2 == ended.code
    assert f"{option} {tmp_path / 'none' / 'x'}: not a file in" in ended.err
