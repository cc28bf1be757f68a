"""A real run of Behave reports what we read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.gherkin.outline import read_features
from harness.gherkin.plans import NAME_OF_A_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def test_schema_is_the_house_s(house_settings: dict[str, Any]) -> None:
    """The name of a row is built like Behave's, from the schema of pyproject.toml."""
    schema = house_settings["scenario_outline_annotation_schema"]

    assert schema.replace("row.id", "row") == NAME_OF_A_ROW


def test_real_run_reports_our_examples(
    behave: Callable[..., tuple[int, list[dict[str, Any]]]],
    write: Callable[[str], Path],
    feature: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A run of Behave reports exactly our places and names, in our order."""
    write(feature)
    monkeypatch.chdir(tmp_path)

    code, report = behave()
    told = [
        (element["location"], element["name"])
        for element in report[0]["elements"]
        if element["type"] == "scenario"
    ]

    assert code == 0
    assert told == [
        (e.location, e.name) for e in read_features([Path("features")])[0].examples
    ]
    assert len(told) == 4


def test_behave_runs_one_example_by_its_location(
    behave: Callable[..., tuple[int, list[dict[str, Any]]]],
    write: Callable[[str], Path],
    feature: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Given the location of a row, Behave runs that row and no other."""
    write(feature)
    monkeypatch.chdir(tmp_path)
    row = read_features([Path("features")])[0].examples[2]

    _, report = behave(row.location)
    told = [
        element["name"]
        for element in report[0]["elements"]
        if element["type"] == "scenario" and element.get("status") == "passed"
    ]

    assert [row.name] == told
