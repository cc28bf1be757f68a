"""Guessing the key of a JWT as whoever wants to forge one does: offline (B10).

No request is made: one token is enough to try any number of keys.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from harness.tokens.reading import Jwt

_LIST = Path(__file__).with_name("weak_keys.txt")
_ENDINGS = ("", "!", "1", "12", "123", "1234", "2021", "2024", "2025", "2026", "\n")
_SIZES = (16, 24, 32, 48, 64)
"""Bytes to which short keys are padded, and lengths of trivial keys."""


@cache
def common_keys() -> tuple[str, ...]:
    """Return the keys of the list, in its order, each once."""
    lines = _LIST.read_text("utf-8").splitlines()
    return tuple(dict.fromkeys(x for x in lines if x and not x.startswith("#")))


def guessed_key(jwt: Jwt, names: Iterable[str] = ()) -> bytes | None:
    """Return the key that signed *jwt* if it can be guessed, or None.

    Args:
        jwt: the token.
        names: what else the key may be called after: the site, its hosts.
    """
    for key in candidates(names):
        if jwt.is_signed_with(key):
            return key
    return None


def names_of(*hosts: str) -> tuple[str, ...]:
    """Return what a key may be called after: *hosts* and the words in them."""
    words = [word for host in hosts for word in (host, *host.split("."))]
    return tuple(dict.fromkeys(word for word in words if word))


def candidates(names: Iterable[str] = ()) -> Iterator[bytes]:
    """Yield keys to try: trivial ones, then the list and *names* with variants."""
    yield b""
    for size in _SIZES:
        for byte in (b"\x00", b"\xff", b"0", b"1", b"a", b"A", b"x", b"*", b"s"):
            yield byte * size
        yield bytes(range(size))
    for word in (*common_keys(), *names):
        yield from _variants(word)


def _variants(word: str) -> Iterator[bytes]:
    for spelled in dict.fromkeys((word, word.lower(), word.upper(), word.capitalize())):
        for ending in _ENDINGS:
            yield (spelled + ending).encode()
    plain = word.encode()
    yield base64.b64encode(plain)
    yield base64.urlsafe_b64encode(plain).rstrip(b"=")
    yield plain[::-1]
    for name in ("md5", "sha1", "sha256", "sha512"):
        digest = hashlib.new(name, plain, usedforsecurity=False)
        yield digest.digest()
        yield digest.hexdigest().encode()
    for size in _SIZES:
        if len(plain) < size:
            yield plain.ljust(size, b"\x00")
            yield plain.ljust(size, b"0")
            yield (plain * size)[:size]
    yield from _decoded(word)


def _decoded(word: str) -> Iterator[bytes]:
    """Yield what libraries make of a key that they take for base 64 or hexadecimal."""
    standard = word.replace("-", "+").replace("_", "/")
    with suppress(ValueError):
        yield base64.b64decode(standard + "=" * (-len(standard) % 4))
    with suppress(ValueError):
        yield bytes.fromhex(word)
