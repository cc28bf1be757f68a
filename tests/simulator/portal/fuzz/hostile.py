"""What nobody types, and somebody sends all the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

_T = TypeVar("_T")
MASK = (1 << 64) - 1

LITERALS: tuple[bytes, ...] = (
    b"",
    b" ",
    b"\x00",
    b"\xff\xfe\xfd",  # no UTF-8
    b"\xed\xa0\x80",  # half a surrogate pair
    b"\xc0\xaf",  # an overlong slash
    b"\xef\xbb\xbf0012345",
    b"0012345\n",
    b"0012345\x00",
    "００１２３４５".encode(),
    "٠٠١٢٣٤٥".encode(),
    "é".encode() * 3000,
    "e\u0301".encode() * 3000,
    "\U0010ffff\u202e\u200b".encode(),
    b"a" * 5000,
    b"A1" + b"a" * 5000,
    b"9" * 5000,
    b"-1",
    b"1e400",
    b"NaN",
    b"null",
    b"{}",
    b"[]",
    b"' OR 1=1 --",
    b"<script>alert(1)</script>",
    b'"><script>alert(1)</script>',
    b"{{7*7}}${7*7}%s%n",
    b"../../../../etc/passwd",
    b"%00%0d%0a%zz%",
    b"\r\nSet-Cookie: a=b",
    b"//evil.test/",
    b"javascript:alert(1)",
    b"=?utf-8?q?=41?=",
    b"affilie",
    b"ayant_droit",
    b"mail",
    b"courrier",
    b"0012345",
    b"Soleil-2026-Vert",
)
"""The classics, and a few right values so that the next check is reached."""

_WIRE = st.text(st.characters(exclude_categories=()), max_size=40).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
VALUES = st.lists(
    st.one_of(st.sampled_from(LITERALS), _WIRE, st.binary(max_size=60)),
    min_size=10,
    max_size=10,
)
"""Ten hostile values, as bytes on the wire."""

SEEDS = st.integers(0, MASK)

_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(exclude_categories=()), max_size=20),
)
JSON = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(max_size=8), inner, max_size=3),
    ),
    max_leaves=6,
)
"""Any JSON value, and the numbers that JSON does not have."""

BODIES: tuple[bytes, ...] = (
    b"",
    b"{",
    b"[" * 50_000,
    b'{"a":' * 20_000,
    b"9" * 6000,
    b"1e999",
    b"-0",
    b'"\\ud800"',
    b"\xff\xfe{\x00}\x00",
    b'{"now": 1, "now": 2}',
    json.dumps("x" * 70_000).encode(),
)
"""Bodies that are no JSON, or hardly."""


class Dice:
    """Choices that follow from one number, far faster than Hypothesis draws them."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def roll(self, sides: int) -> int:
        """Return a number from 0 to *sides* - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & MASK
        return (self._state >> 33) % sides

    def pick(self, items: Sequence[_T]) -> _T:
        """Return one of *items*."""
        return items[self.roll(len(items))]

    def once_in(self, times: int) -> bool:
        """Tell, once in so many times, yes."""
        return self.roll(times) == 0


def dumped(value: Any) -> bytes:
    """Return *value* as JSON on the wire, half characters included."""
    return json.dumps(value).encode("utf-8", "surrogatepass")
