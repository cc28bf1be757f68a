"""On which line of a TOML text a key stands, for messages that name it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any


def line_of(text: str, path: Sequence[str]) -> int:
    """Return the line (from 1) on which the key *path* of a TOML text is given.

    Where the key is not there, the line of the nearest table that should hold it; 1
    where there is none. A TOML text that is cut after a statement is a TOML text: the
    first such beginning that holds the key ends with it, and the one before it ends
    just above. So no second parser is needed, whatever the quotes and brackets.

    Args:
        text: a valid TOML text.
        path: the key, as ("portal", "rewrite", "https://www.example.org").
    """
    lines = text.splitlines(keepends=True)
    found, depth, above = 1, 0, 0
    for count in range(1, len(lines) + 1):
        try:
            begun: dict[str, Any] = tomllib.loads("".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue  # within a text or a list of several lines
        reached = _depth(begun, path)
        if reached > depth:
            found, depth = above + 1, reached
        above = count
    return found


def _depth(tree: Mapping[str, Any], path: Sequence[str]) -> int:
    """Return how many names of *path* lead somewhere in *tree*."""
    here: Any = tree
    for number, name in enumerate(path):
        if not isinstance(here, Mapping) or name not in here:
            return number
        here = here[name]
    return len(path)
