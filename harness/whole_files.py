"""A file is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside *path*; at the end, if all went well, it becomes *path*.

    Until then, and if anything is raised, whatever stood at *path* stays as it was.
    A pipe, a terminal or /dev/null is written to as it is: there is no file to replace.

    Raises:
        OSError: it cannot be written there.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as stream:
            yield stream
        return
    path = path.resolve()  # a link goes on leading where it did
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Write *text* to *path*, whole or not at all.

    Raises:
        OSError: it cannot be written there.
    """
    with whole_file(path) as file:
        file.write(text.encode())
