"""One table of a target file: its values asked for by name, checked as they come."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx

from harness.targets.file.problems import Problems
from harness.targets.file.settings import Address

_KINDS = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a table",
    list: "a list in brackets",
}
_HIGHEST_PORT = 65535

T = TypeVar("T")


class Table:
    """A table of the file, called *name* (dotted names are several)."""

    def __init__(
        self,
        problems: Problems,
        name: tuple[str, ...],
        values: Mapping[str, Any],
        known: Collection[str],
    ) -> None:
        self._problems = problems
        self._name = name
        self._values = values
        for key in values:
            if key not in known:
                problems.unknown((*name, key), known, "key")

    def __contains__(self, key: str) -> bool:
        """Tell whether the table gives *key*."""
        return key in self._values

    def wrong(self, key: str, sentence: str) -> None:
        """Note that *key* is wrong."""
        self._problems.add((*self._name, key), sentence)

    def origin(self) -> str:
        """Return where the table stands, as "cible.toml:12: [mailbox]"."""
        return self._problems.origin(*self._name)

    def missing(self, key: str, what: str) -> None:
        """Note that *key* is missing."""
        self._problems.add(
            self._name, f"{key} is missing; write {key} = {what} in this table."
        )

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every key with its text; the others are noted."""
        for key, value in self._values.items():
            if isinstance(value, str) and value.strip():
                yield key, value
            else:
                self.wrong(key, "must be a text in quotes, not empty.")

    def text(self, key: str, example: str = "") -> str | None:
        """Return a text; with *example* it must be there."""
        value = self._typed(key, str)
        if value is not None and not value.strip():
            self.wrong(key, "is empty.")
            return None
        if key not in self._values and example:
            self.missing(key, example)
        return value

    def choice(self, key: str, choices: Collection[str], default: str) -> str:
        """Return one of *choices*."""
        value = self._typed(key, str)
        if value is None:
            return default
        if value not in choices:
            self.wrong(key, f"is {value!r}; choose among {', '.join(choices)}.")
            return default
        return value

    def seconds(self, key: str, most: float) -> float | None:
        """Return a number of seconds, from 0 to *most*."""
        value = self._values.get(key)
        if value is None:
            return None
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 <= value <= most:
            self.wrong(key, f"must be a number of seconds from 0 to {most:g}.")
            return None
        return float(value)

    def above_zero(self, key: str) -> float | None:
        """Return a number greater than 0."""
        value = self._values.get(key)
        if value is None:
            return None
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 < value < math.inf:
            self.wrong(key, "must be a number greater than 0.")
            return None
        return float(value)

    def port(self, key: str) -> int | None:
        """Return a port."""
        value = self._typed(key, int)
        if value is not None and not 0 < value <= _HIGHEST_PORT:
            self.wrong(key, f"is {value}; a port is between 1 and {_HIGHEST_PORT}.")
            return None
        return value

    def url(self, key: str, example: str = "") -> str | None:
        """Return an address of the web."""
        value = self.text(key, example)
        if value is not None and (why := no_address(value)):
            self.wrong(key, f"{value!r} {why}")
            return None
        return value

    def listening(self, key: str, default: Address) -> Address:
        """Return where the bench listens: an address of this machine alone."""
        value = self.text(key)
        if value is None:
            return default
        host, _, port = value.rpartition(":")
        if not host or not port.isascii() or not port.isdecimal():
            self.wrong(key, f'is {value!r}; write it as "127.0.0.1:2525".')
            return default
        if not is_loopback(host):
            self.wrong(
                key,
                f"{host!r} is not of this machine alone: the bench listens on "
                "127.0.0.1 only; let a tunnel or a relay lead there.",
            )
            return default
        if int(port) > _HIGHEST_PORT:
            self.wrong(key, f"a port is at most {_HIGHEST_PORT}.")
            return default
        return host.strip("[]"), int(port)

    def file(self, key: str, folder: Path) -> Path | None:
        """Return a file that exists, read from *folder* on."""
        value = self.text(key)
        if value is None:
            return None
        path = folder / value
        if not path.is_file():
            self.wrong(key, f"there is no file {path}.")
            return None
        return path

    def strings(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts."""
        value = self._typed(key, list)
        if value is None:
            return None
        if not all(isinstance(one, str) and one for one in value):
            self.wrong(key, "must be a list of texts in quotes.")
            return None
        return tuple(value)

    def _typed(self, key: str, kind: type[T]) -> T | None:
        value = self._values.get(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.wrong(
                key, f"must be {_KINDS[kind]}, not {_KINDS.get(type(value), 'this')}."
            )
            return None
        return value


def no_address(text: str) -> str:
    """Return why *text* is no address of the web; empty if it is one."""
    try:
        parts = urlsplit(text)
        port = parts.port
        httpx.URL(text)  # stricter on names: "é..fr" is one for urlsplit
    except (ValueError, httpx.InvalidURL) as wrong:
        return f"is no address: {wrong}."
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        return 'is no address; write it as "http://127.0.0.1:8080/".'
    if parts.username is not None or any(one.isspace() for one in text):
        return "holds a user name or spaces; leave them out."
    return ""


def is_loopback(host: str) -> bool:
    """Tell whether *host* is this machine, and cannot be another one."""
    bare = host.strip("[]")
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost"
