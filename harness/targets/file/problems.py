"""What is wrong with a target file: every error at once, each with its line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from harness.errors import ConfigurationError
from harness.targets.file.lines import line_of


class Problems:
    """What was found wrong so far in the target file *path*, which reads *text*."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text
        self._found: list[tuple[int, str]] = []
        self._keys: set[tuple[str, ...]] = set()

    def add(self, key: Sequence[str], sentence: str) -> None:
        """Note that *key* is wrong, and what to do."""
        line = line_of(self._text, key)
        said = f"{self._path}:{line}: {_shown(key)}{sentence}"
        self._found.append((line, said))
        self._keys.add(tuple(key))

    def __contains__(self, key: Sequence[str]) -> bool:
        """Return whether *key* was found wrong."""
        return tuple(key) in self._keys

    def unknown(self, key: Sequence[str], known: Iterable[str], what: str) -> None:
        """Note that the last name of *key* is no *what*; name the nearest one."""
        known = sorted(known)
        near = difflib.get_close_matches(key[-1], known, n=1, cutoff=0.5)
        hint = (
            f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
        )
        self.add(key, f"unknown {what}; {hint}")

    def origin(self, *key: str) -> str:
        """Return where *key* stands, as "cible.toml:12: [mailbox] host"."""
        line = line_of(self._text, key)
        return f"{self._path}:{line}: {_shown(key).removesuffix(': ')}"

    def raise_any(self) -> None:
        """Raise what was found, in the order of the lines, if anything was.

        Raises:
            ConfigurationError: something was.
        """
        if self._found:
            raise ConfigurationError("\n".join(said for _, said in sorted(self._found)))


def _shown(key: Sequence[str]) -> str:
    """Return *key* as the file writes it: "[portal] home: "."""
    if not key:
        return ""
    if len(key) == 1:
        return f"[{key[0]}]: "
    return f"[{'.'.join(key[:-1])}] {key[-1]}: "
