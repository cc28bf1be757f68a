"""Files that are there whole or not at all."""

import os
from pathlib import Path

import pytest

from harness.whole_files import whole_file, write_whole


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Until the end what stood there stays; then the new one does, and alone."""
    path = tmp_path / "a.txt"
    path.write_text("before")
    with whole_file(path) as file:
        file.write(b"after")

        assert "before" == path.read_text()

    assert "after" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize("wrong", [OSError, KeyboardInterrupt, ValueError])
def test_nothing_is_left_of_what_went_wrong(
    wrong: type[BaseException], tmp_path: Path
) -> None:
    """Whatever is raised, no part of the file stays, under any name."""

    def write_half() -> None:
        with whole_file(tmp_path / "a.txt") as file:
            file.write(b"half")
            raise wrong

    with pytest.raises(wrong):
        write_half()

    assert [] == list(tmp_path.iterdir())


def test_folder_that_is_not_there_is_the_system_s_error(tmp_path: Path) -> None:
    """The system says so itself; nothing is made."""
    with pytest.raises(FileNotFoundError), whole_file(tmp_path / "nowhere" / "a"):
        pass

    assert [] == list(tmp_path.iterdir())


def test_a_text_is_written_whole(tmp_path: Path) -> None:
    """With its accents, and nothing beside it."""
    path = tmp_path / "a.txt"
    write_whole(path, "« été »\n")

    assert "« été »\n" == path.read_text("utf-8")
    assert [path] == list(tmp_path.iterdir())


def test_what_is_no_file_is_written_to_as_it_is(tmp_path: Path) -> None:
    """A pipe stays one, and who reads it gets the text: /dev/null would stay, too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, "« été »\n")

    assert "« été »\n" == os.read(reader, 100).decode()
    assert pipe.is_fifo()
    os.close(reader)


def test_a_link_goes_on_leading_where_it_did(tmp_path: Path) -> None:
    """The file behind it is replaced, not the link."""
    file, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to(file)
    write_whole(link, "text")

    assert link.is_symlink()
    assert "text" == file.read_text()
