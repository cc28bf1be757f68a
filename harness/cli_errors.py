"""What every command does with the bench's own errors, and before it writes a file."""

from __future__ import annotations

import functools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from harness.errors import ConfigurationError, HarnessError, Unreachable
from harness.verdicts.verdict import ExitCode


class Refused(click.ClickException):
    """The world cannot be served as asked; the message says what to do."""

    exit_code = ExitCode.USAGE


def fail(message: str, exit_code: int) -> NoReturn:
    """End the command with *exit_code*, saying one sentence."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(exit_code)


def reports_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Turn the bench's own errors into one sentence and the right exit code."""

    @functools.wraps(command)
    def guarded(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except Unreachable as wrong:
            fail(str(wrong), ExitCode.UNREACHABLE)
        except ConfigurationError as wrong:
            fail(str(wrong), ExitCode.USAGE)
        except HarnessError as wrong:
            fail(str(wrong), ExitCode.FAILS)
        except OSError as wrong:
            fail(_in_words(wrong), ExitCode.USAGE)

    return guarded


def _in_words(wrong: OSError) -> str:
    """Say what the machine refused, and of which file, without its number."""
    said = wrong.strerror or str(wrong)
    return f"{wrong.filename}: {said}." if wrong.filename else f"{said}."


def require_apart(**files: Path | None) -> None:
    """Refuse two options (by name, without dashes) that name the same file.

    Raises:
        ConfigurationError: one would overwrite the other.
    """
    seen: dict[Path, str] = {}
    for name, file in files.items():
        if file is None or (file.exists() and not file.is_file()):
            continue  # /dev/null takes both
        other = seen.setdefault(file.resolve(), name)
        if other != name:
            raise ConfigurationError(
                f"--{other} and --{name} both name {file}: one would overwrite the "
                "other."
            )


def require_writable(option: str, file: Path | None) -> None:
    """Refuse an unwritable output before anything is run.

    Raises:
        ConfigurationError: *file*, told by *option*, cannot be written.
    """
    if file is None:
        return
    if file.is_dir() or not file.resolve().parent.is_dir():
        raise ConfigurationError(
            f"{option} {file}: not a file in a folder that exists."
        )
    try:
        with tempfile.TemporaryFile(dir=file.resolve().parent):
            pass
        if file.exists():
            file.open("ab").close()
    except OSError as wrong:
        raise ConfigurationError(
            f"{option} {file}: cannot be written: {wrong.strerror}."
        ) from wrong
