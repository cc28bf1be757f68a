"""What the lint answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend in a feature or a step file.

    Attributes:
        file: As it was given.
        line: From 1.
        rule: The name of the rule, in kebab-case.
        message: One English sentence: what is wrong and what to write instead.
    """

    file: Path
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.message}"
