"""Runs side by side: what each says, and what changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.report.living.comparing import ABSENT, side_by_side
from harness.report.living.comparison_page import comparison
from harness.report.living.kept_runs import KeptRun, read_run
from harness.report.verdict_json import as_json
from harness.runs.verify import Verification
from tests.harness.report.living.reading import root_of

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def kept(
    verification: Callable[..., Verification], tmp_path: Path
) -> Callable[..., KeptRun]:
    """Keep a run of the cases named, changed by a function, under a name."""

    def keep(name: str, *cases: str, change: Change = lambda _: None) -> KeptRun:
        told = json.loads(as_json(verification(*cases)))
        change(told)
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(told), encoding="utf-8")
        return read_run(file)

    return keep


def _fails(document: dict[str, Any]) -> None:
    (requirement,) = document["requirements"]
    requirement["verdict"] = "non conforme"
    requirement["scenarios"][0] |= {"status": "failed", "error": "<b>manque</b>"}


def _moved(document: dict[str, Any]) -> None:
    document["requirements"][0]["scenarios"][0]["line"] += 7


def test_equal_runs_differ_in_nothing(kept: Callable[..., KeptRun]) -> None:
    """A scenario that stands on another line is the same scenario."""
    lines = side_by_side([kept("a", "P1.1"), kept("b", "P1.1", change=_moved)])

    assert [False] == [line.differs or bool(line.differing) for line in lines]
    text = comparison([kept("a", "P1.1"), kept("b", "P1.1")])
    assert "les essais disent la même chose" in text


def test_what_changed_is_told_with_its_scenarios(
    kept: Callable[..., KeptRun],
) -> None:
    """The verdicts of both runs, the scenario, and why it failed, as text."""
    runs = [kept("a", "P1.1"), kept("b", "P1.1", change=_fails)]
    (line,) = side_by_side(runs)

    assert ["conforme", "non conforme"] == [mark.word for mark in line.marks]
    assert [("réussi", "échoué")] == [
        tuple(mark.word for mark in one.marks) for one in line.differing
    ]
    root = root_of(comparison(runs))
    (changed,) = root.find_class("requirement")
    assert "<b>manque</b>" in changed.text_content()
    assert [] == changed.findall(".//p/b")


def test_what_only_one_run_judged_is_absent_in_the_other(
    kept: Callable[..., KeptRun],
) -> None:
    """Requirements stand in the order of the procedure, whoever judged them."""
    lines = side_by_side([kept("a", "P1.3"), kept("b", "P1.1")])

    assert ["P1.1", "P1.3"] == [line.id for line in lines]
    assert ABSENT is lines[0].marks[0]
    assert ABSENT is lines[1].marks[1]
    assert all(line.differs for line in lines)


def test_what_changed_comes_before_what_one_run_did_not_choose(
    kept: Callable[..., KeptRun],
) -> None:
    """Of the latter only the names are told, and not as a change."""
    whole = kept("a", "P1.1", "P1.3", "P1.5")

    def green(document: dict[str, Any]) -> None:
        document["requirements"][0]["verdict"] = "conforme"

    root = root_of(comparison([whole, kept("b", "P1.3", change=green)]))
    (lacking,) = root.xpath("//section[h3[@id='lacking']]")

    assert ["change-P1.3"] == root.xpath("//article/h3/@id")
    assert ["#P1.1", "#P1.5"] == lacking.xpath(".//a/@href")
    assert "2 exigences" in lacking.text_content().replace("\u00a0", " ")


def test_two_scenarios_of_one_name_stay_two(kept: Callable[..., KeptRun]) -> None:
    """They are matched in their order."""

    def twice(document: dict[str, Any]) -> None:
        scenarios = document["requirements"][0]["scenarios"]
        scenarios.append(dict(scenarios[0], status="failed"))

    (line,) = side_by_side([kept("a", "P1.1", change=twice), kept("b", "P1.1")])

    assert [("réussi", "réussi"), ("échoué", "absent")] == [
        tuple(mark.word for mark in one.marks) for one in line.scenarios
    ]


def test_a_partial_run_is_told_loudly(kept: Callable[..., KeptRun]) -> None:
    """Before anything else, by the name of its file."""
    root = root_of(comparison([kept("tout", "P1.1"), kept("coupe", "P1.7")]))
    (loud,) = root.find_class("loud")

    assert "coupe.json" in loud.text_content()
    assert "arrêté avant la fin" in loud.text_content()
    assert [] == root_of(comparison([kept("tout", "P1.1")])).find_class("loud")
