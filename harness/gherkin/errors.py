"""What stops a feature or a step file from being read.

ConfigurationError (harness.errors)
└── GherkinError
    ├── FeatureError          a feature file that Behave would not run as it is written
    │   └── EncodingError     its bytes are not plain UTF-8
    └── StepFileError         a step file whose sentences cannot be listed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path


class GherkinError(ConfigurationError):
    """A file that cannot be read, where, and what to do about it.

    Attributes:
        file: The file, as it was given.
        line: The line, from 1.
        message: One English sentence.
    """

    def __init__(self, file: Path, line: int, message: str) -> None:
        super().__init__(file, line, message)
        self.file = file
        self.line = line
        self.message = message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class FeatureError(GherkinError):
    """A feature file that Behave would not run as it is written."""


class EncodingError(FeatureError):
    """A feature file whose bytes are not plain UTF-8."""


class StepFileError(GherkinError):
    """A step file whose sentences cannot be listed."""
