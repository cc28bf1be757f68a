"""Lines: what was seen in one of them, and printing them whole."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text


def line(console: Console, text: Text | str, style: str = "") -> None:
    """Print one line; never read as markup, never cut."""
    console.print(Text(text, style) if isinstance(text, str) else text, soft_wrap=True)


def described(seen: dict[str, Any]) -> str:
    """Return in one line what was seen, as the journal keeps it."""
    match seen["kind"]:
        case "page":
            return f"page {seen['url']} (statut {seen['status']})"
        case "mail":
            return f"mail à {', '.join(seen['to'])} : « {seen['subject']} »"
        case "letter":
            return f"courrier attendu le {seen['expected_on']}"
        case _:
            return str(seen["text"])
