"""Reading a TOML file that somebody wrote: what is wrong is said with what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from harness.errors import ConfigurationError
from harness.targets.file.problems import Problems


def read_toml(path: Path, what: str) -> tuple[dict[str, Any], Problems]:
    """Return what the file at *path* says, and where to note what is wrong with it.

    Args:
        path: the file; a byte order mark is passed over.
        what: what it should be, as "target file".

    Raises:
        ConfigurationError: it cannot be read, or is not TOML.
    """
    text = read_text(path, what)
    try:
        return tomllib.loads(text), Problems(path, text)
    except tomllib.TOMLDecodeError as wrong:
        raise ConfigurationError(f"{path} is not TOML: {wrong}.") from wrong


def read_text(path: Path, what: str) -> str:
    """Return the text of the file at *path*, which should be a *what*.

    Raises:
        ConfigurationError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError(f"There is no {what} {path}.") from None
    except UnicodeDecodeError as wrong:
        raise ConfigurationError(
            f"{path} is not UTF-8 text (byte {wrong.start}): save it as UTF-8."
        ) from wrong
    except OSError as wrong:
        raise ConfigurationError(f"{path} cannot be read: {wrong.strerror}.") from wrong
