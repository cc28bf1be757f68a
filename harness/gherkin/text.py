"""A feature file as bytes and lines, cut exactly where Behave cuts them."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from harness.gherkin.errors import EncodingError, FeatureError

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """Return the content of a feature file.

    Raises:
        FeatureError: *path* is not a readable ``.feature`` file.
    """
    if path.suffix != ".feature":
        raise FeatureError(path, 1, "not a .feature file; give features or folders.")
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read ({error.strerror}); give features or folders."
        raise FeatureError(path, 1, message) from error


def split_lines(path: Path, data: bytes) -> tuple[str, ...]:
    """Return the lines of a feature file, without their ends.

    They are cut with ``str.splitlines``, as Behave does: on more characters than the
    line feed, so that line numbers agree.

    Raises:
        EncodingError: *data* begins with a byte order mark, or is not UTF-8.
    """
    if data.startswith(codecs.BOM_UTF8):
        message = "begins with a byte order mark; save it as UTF-8 without BOM."
        raise EncodingError(path, 1, message)
    try:
        return tuple(data.decode("utf-8").splitlines())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        message = f"is not UTF-8 (byte 0x{byte:02X}); save it as UTF-8 without BOM."
        raise EncodingError(path, line, message) from error
