"""Where the guide is written, and what becomes of what was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.report.guide.writing import HTML, PDF, workshop


class Broken(Exception):  # noqa: N818 - not an error of the bench
    """Something goes wrong under way."""


def begin_and_break(output: Path) -> None:
    """Write half a guide, then fail."""
    with workshop(output) as work:
        (work / HTML).write_text("half")
        raise Broken


def test_what_is_there_survives_a_refusal(tmp_path: Path) -> None:
    """A guide that is not finished replaces nothing, and leaves nothing behind."""
    for name in (HTML, PDF, "notes.txt"):
        (tmp_path / name).write_text(name)

    with pytest.raises(Broken):
        begin_and_break(tmp_path)

    assert {HTML: HTML, PDF: PDF, "notes.txt": "notes.txt"} == {
        file.name: file.read_text() for file in tmp_path.iterdir()
    }


def test_a_folder_made_for_nothing_goes_again(tmp_path: Path) -> None:
    """The output folder is there only if something is in it."""
    output = tmp_path / "a" / "guide"
    with pytest.raises(Broken):
        begin_and_break(output)
    assert not output.exists()

    with workshop(output) as work:
        (work / HTML).write_text("x")
        (work / HTML).replace(output / HTML)
    assert [HTML] == [file.name for file in output.iterdir()]


def test_an_unwritable_output_is_refused_at_once(tmp_path: Path) -> None:
    """A file in the way, or a folder called as the guide: named, before any run."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match="nothing can be written there"):
        workshop(tmp_path / "file" / "guide").__enter__()

    (tmp_path / PDF).mkdir()
    with pytest.raises(ConfigurationError, match=r"guide\.pdf is a folder"):
        workshop(tmp_path).__enter__()
