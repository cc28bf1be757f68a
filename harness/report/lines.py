"""Printing lines: a terminal wraps them, a file keeps them whole."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text


def line(console: Console, text: Text | str, style: str = "") -> None:
    """Print one line; never read as markup, never cut."""
    console.print(Text(text, style) if isinstance(text, str) else text, soft_wrap=True)
