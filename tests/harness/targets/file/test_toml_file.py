"""TOML files that somebody wrote, of whichever kind, are read and refused alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.runs.load.stages import read_stages
from harness.runs.simulation.scenario_file import read_scenario_file
from harness.targets.file.toml_file import read_toml


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """As editors on Windows write it."""
    file = tmp_path / "a.toml"
    file.write_text("[simulation]\ndays = 3\n", encoding="utf-8-sig")

    assert {"simulation": {"days": 3}} == read_toml(file, "scenario file")[0]
    assert 3 == read_scenario_file(file).days


def test_a_file_that_is_not_there_is_called_what_it_should_be(tmp_path: Path) -> None:
    """Nobody has to know errno."""
    file = tmp_path / "no.toml"

    with pytest.raises(ConfigurationError, match=r"no --scenario file .*no\.toml\.$"):
        read_scenario_file(file)
    with pytest.raises(ConfigurationError, match=r"no --stages file .*no\.toml\.$"):
        read_stages(str(file))


def test_another_encoding_says_what_to_do(tmp_path: Path) -> None:
    """The byte is given, and the remedy."""
    file = tmp_path / "a.toml"
    file.write_bytes("title = 'été'\n".encode("latin-1"))

    for read in (read_scenario_file, lambda path: read_stages(str(path))):
        with pytest.raises(ConfigurationError, match=r"byte 9\): save it as UTF-8\."):
            read(file)
