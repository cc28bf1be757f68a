"""Files of ``verify --json`` are read; anything else is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.report.living.kept_runs import read_run
from harness.report.verdict_json import as_json
from harness.runs.verify import Verification

Verified = Callable[..., Verification]


def test_what_verify_writes_is_read(verification: Verified, tmp_path: Path) -> None:
    """Every key that the comparison needs."""
    file = tmp_path / "a.json"
    file.write_text(as_json(verification()), encoding="utf-8")
    run = read_run(file)

    assert ("embedded", 42, True) == (run.target, run.seed, run.partial)
    assert [f"P1.{number}" for number in range(1, 9)] == list(run.requirements)
    assert "+00:00" in run.started_at.isoformat()


def test_a_run_of_before_is_partial_by_its_scenarios(
    verification: Verified, tmp_path: Path
) -> None:
    """An older file has no key for it."""
    told = json.loads(as_json(verification("P1.7")))
    del told["partial"]
    file = tmp_path / "a.json"
    file.write_text(json.dumps(told), encoding="utf-8")

    assert read_run(file).partial


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no JSON"),
        (b"<html>", "no JSON"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"[" * 200_000, "no JSON"),
        (b"[]", "not written by"),
        (b'{"defects": []}', "'target' is a required property"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """The sentence names the file and what is wrong."""
    file = tmp_path / "foreign.json"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError) as refused:
        read_run(file)

    assert str(file) in str(refused.value)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 600


def _set(*path: Any, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: Any) -> None:
        for key in path[:-1]:
            document = document[key]
        document[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_set("verdict", to="parfait"), "at verdict"),
        (_set("started_at", to="hier"), "started_at"),
        (_set("started_at", to="2026-03-10T12:00:00"), "no time zone"),
        (_set("requirements", 2, "pack", to=3), "at requirements[2].pack"),
        (
            _set("requirements", 0, "scenarios", 0, "status", to="bien"),
            "at requirements[0].scenarios[0].status",
        ),
        (_set("requirements", 0, "scenarios", to="x" * 5000), "unexpected value"),
    ],
)
def test_a_spoilt_file_is_refused_where_it_is_spoilt(
    verification: Verified,
    tmp_path: Path,
    spoil: Callable[[dict[str, Any]], None],
    said: str,
) -> None:
    """The place is named as a program would."""
    told = json.loads(as_json(verification()))
    spoil(told)
    file = tmp_path / "a.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"a\.json") as refused:
        read_run(file)

    assert said in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """So is a folder in its place."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(ConfigurationError, match="cannot be read"):
            read_run(path)
