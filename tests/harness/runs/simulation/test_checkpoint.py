"""A folder that keeps what was lived through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.runs.simulation.checkpoint import Checkpoint
from harness.runs.simulation.plan import Part
from harness.whole_files import write_whole
from simulator.living.tally import Event, Tally
from tests.harness.runs.simulation.conftest import plan

PART = Part(0, 1, 0, 60)


def test_a_part_that_is_kept_is_found(tmp_path: Path) -> None:
    """What was counted comes back, and other parts are not there."""
    checkpoint, tally = Checkpoint(tmp_path / "new" / "folder", plan()), Tally()
    tally.events[Event.CALL] += 3
    checkpoint.keep(PART, tally)
    found = Checkpoint(tmp_path / "new" / "folder", plan()).find(PART)

    assert found is not None
    assert tally.as_dict() == found.as_dict()
    assert checkpoint.find(Part(0, 2, 0, 60)) is None


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (plan(61), "population is 60 there, 61 here"),
        (plan(seeds=(1, 3)), "seeds is 2 there, 3 here"),
        (plan(spam_share=0.2), "spam_share is 0.06 there, 0.2 here"),
        (plan(what_ifs={"x": {}}), "scenarios is"),
    ],
    ids=["population", "seeds", "assumption", "what-if"],
)
def test_another_simulation_is_refused(
    tmp_path: Path, other: object, said: str
) -> None:
    """The message says the first thing that differs."""
    Checkpoint(tmp_path, plan())

    with pytest.raises(ConfigurationError, match="keeps another simulation") as refused:
        Checkpoint(tmp_path, other)  # type: ignore[arg-type]  # a plan of the table
    assert said in str(refused.value)


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    """Nothing is mixed with what somebody else keeps."""
    (tmp_path / "notes.txt").write_text("x")

    with pytest.raises(ConfigurationError, match="it holds other files"):
        Checkpoint(tmp_path, plan())


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A path that cannot be a folder is said to be none."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(ConfigurationError, match="cannot be a folder"):
        Checkpoint(tmp_path / "file", plan())


@pytest.mark.parametrize("text", ["{", "[]", '{"events": {}}'])
def test_a_damaged_part_is_said_to_be(tmp_path: Path, text: str) -> None:
    """The message names the file, and says to remove it."""
    checkpoint = Checkpoint(tmp_path, plan())
    (tmp_path / f"{PART.name}.json").write_text(text)

    with pytest.raises(ConfigurationError, match=rf"{PART.name}\.json: .*Remove it"):
        checkpoint.find(PART)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """What cannot be written leaves what was there, and nothing beside it."""
    file = tmp_path / "report.html"
    write_whole(file, "before")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "\ud800")

    assert "before" == file.read_text()
    assert [file] == list(tmp_path.iterdir())


def test_the_plan_is_readable(tmp_path: Path) -> None:
    """Whoever finds the folder sees what it keeps."""
    Checkpoint(tmp_path, plan())
    kept = json.loads((tmp_path / "plan.json").read_text())

    assert ("service", 60, 10) == (kept["fidelity"], kept["population"], kept["days"])


def test_what_a_kill_left_beside_is_no_other_file(tmp_path: Path) -> None:
    """Killed while the plan was written, the same command begins anew."""
    (tmp_path / ".plan.json.123.part").write_text("{")

    assert Checkpoint(tmp_path, plan()).find(PART) is None
