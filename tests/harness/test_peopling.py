"""``sesame population``: whole files, the same each time, and clear refusals."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest
from click.testing import CliRunner, Result

from fixtures.blocks import files
from fixtures.population import Population
from harness import extras, peopling
from harness.cli import main
from harness.targets.file.accounts import read_accounts

ENDINGS = ("csv", "jsonl", "parquet")


def population(*arguments: str) -> Result:
    """Run the command with *arguments* in this process."""
    return CliRunner().invoke(main, ["population", *arguments])


@pytest.mark.parametrize("ending", ENDINGS)
def test_two_processes_write_the_same_bytes(ending: str, tmp_path: Path) -> None:
    """Neither the process, its hash seed nor its threads change a byte; a seed does."""
    hashes = []
    for number, seed in enumerate((9, 9, 10)):
        file = tmp_path / f"{number}.{ending}"
        subprocess.run(
            [
                *(sys.executable, "-c", "from harness.cli import main; main()"),
                "population",
                *("--size", "40000", "--seed", str(seed), "--output", str(file)),
            ],
            env=os.environ | {"PYTHONHASHSEED": str(number)},
            check=True,
            capture_output=True,
        )
        hashes.append(hashlib.sha256(file.read_bytes()).hexdigest())

    assert hashes[0] == hashes[1]
    assert hashes[0] != hashes[2]


@pytest.mark.parametrize("ending", ENDINGS)
def test_command_says_what_it_wrote(ending: str, tmp_path: Path) -> None:
    """How many people, from which seed, in which file; and nothing is beside it."""
    file = tmp_path / f"people.{ending}"
    ended = population("--size", "5", "--seed", "3", "--output", str(file))

    assert 0 == ended.exit_code
    assert ended.output.startswith(f"5 people, seed 3, in {file}")
    assert [file] == list(tmp_path.iterdir())


def test_csv_with_passwords_reserves_accounts_for_a_target_file(
    tmp_path: Path,
) -> None:
    """The file can be given as it is to the bench as a portal's reserved accounts."""
    file = tmp_path / "accounts.csv"
    population("--size", "50", "--with-passwords", "--output", str(file))
    people = Population(42, 50)
    read = read_accounts(file)

    assert [person.key for person in people] == [person.key for person in read]
    assert [person.password for person in people] == [each.password for each in read]
    assert [person.email for person in people] == [each.email for each in read]


def test_passwords_are_not_written_unasked(tmp_path: Path) -> None:
    """A file that is handed around holds no password."""
    file = tmp_path / "people.jsonl"
    population("--size", "5", "--output", str(file))

    assert "password" not in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--size", "10000000", "--output", "a.csv"), "9999999 at most"),
        (("--size", "-1", "--output", "a.csv"), "--size -1: A population cannot have"),
        (("--size", "5", "--output", "a.xlsx"), "must end in .csv, .jsonl or .parquet"),
        (("--size", "5", "--output", "csv"), "must end in .csv, .jsonl or .parquet"),
        (("--size", "5", "--output", "nowhere/a.csv"), "not a file in a folder that"),
        (("--size", "5", "--output", "folder.csv"), "not a file in a folder that"),
        (("--size", "many", "--output", "a.csv"), "'many' is not a valid integer"),
        (("--output", "a.csv"), "Missing option '--size'"),
        (("--size", "5"), "Missing option '--output'"),
    ],
)
def test_what_cannot_be_written_is_refused(
    arguments: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One sentence names the option and what to do; nothing is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    ended = population(*arguments)

    assert 2 == ended.exit_code
    assert sentence in ended.output
    assert "Traceback" not in ended.output
    assert [tmp_path / "folder.csv"] == list(tmp_path.iterdir())


@contextmanager
def full_disk(_path: Path) -> Iterator[BinaryIO]:
    """Open a file on a disk that is full, as the system has it."""
    with Path("/dev/full").open("wb") as file:
        yield file


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a full disk")
@pytest.mark.parametrize("ending", ENDINGS)
def test_full_disk_leaves_nothing(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills is said so, and the file of before stays as it was."""
    monkeypatch.setattr(peopling, "whole_file", full_disk)
    file = tmp_path / f"people.{ending}"
    file.write_text("before")
    ended = population("--size", "5000", "--output", str(file))

    assert 2 == ended.exit_code
    assert "the disk is full" in ended.output
    assert "before" == file.read_text()
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ENDINGS)
def test_interrupted_writing_leaves_nothing(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle is told in one sentence; no part of a file is left."""
    several = files.blocks

    def interrupted(*args: object, **kwargs: object) -> Iterator[object]:
        yield from list(several(*args, **kwargs, rows=100))[:3]  # type: ignore[arg-type, misc] - as given
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "blocks", interrupted)
    file = tmp_path / f"people.{ending}"
    ended = population("--size", "1000", "--output", str(file))

    assert 1 == ended.exit_code
    assert f"interrupted after 300 of 1000 people: {file} was not" in ended.output
    assert [] == list(tmp_path.iterdir())


def test_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system refuses is told with the option and the file."""

    def refused(_self: Path, *_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    ended = population("--size", "5", "--output", str(tmp_path / "a.csv"))

    assert 2 == ended.exit_code
    assert "a.csv cannot be written: Permission denied" in ended.output


def test_missing_packages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, one sentence says what to install."""
    monkeypatch.setattr(extras, "find_spec", lambda _name: None)
    ended = population("--size", "5", "--output", str(tmp_path / "a.csv"))

    assert 2 == ended.exit_code
    assert "numpy and pyarrow: pip install 'sesame-bench[population]'" in ended.output


def test_other_commands_do_not_wait_for_numpy() -> None:
    """The command line alone loads neither NumPy nor Arrow."""
    script = "import sys, harness.cli; print({'numpy', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "set()" == done.stdout.strip()
