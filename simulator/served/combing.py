"""Looking through thousands of computed people at once for the words of a search.

Needs NumPy and Arrow. What is returned may hold a few people too many: whoever asked
reads each one's record. Nobody is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from fixtures.blocks.draws import Draws
from fixtures.blocks.names import (
    FIRST_LAST_NAMES,
    FIRST_NAMES,
    SECOND_LAST_NAMES,
    Identities,
    identities,
)
from fixtures.blocks.table import block
from simulator.served.people import folded

Hits = NDArray[np.bool_]

_IN_CATEGORIES = (
    "situation", "profession", "postcode", "city", "department", "status"
)  # fmt: skip
_SIGNS = str.maketrans("", "", ".-")
_WITHOUT = {"email": "sans mail", "street": "sans adresse"}


def combed(seed: int, start: int, stop: int, words: Sequence[str]) -> list[int]:
    """Return which of persons *start* to *stop* - 1 may have each of *words*.

    Args:
        seed: the world.
        start: 0 to *stop*.
        stop: after the last.
        words: folded, as a record is.
    """
    rows = block(seed, start, stop, with_passwords=False)
    who = identities(Draws.at(seed, np.arange(start, stop)))
    emails = rows.column("email")
    for sign in (".", "-"):
        emails = pc.replace_substring(emails, sign, "")
    hits = np.ones(stop - start, dtype=np.bool_)
    for word in words:
        # A mail address is cut at its hyphens, and some of its parts lose their dots.
        found = _matching(emails, word.translate(_SIGNS))
        found |= _matching(rows.column("dossier"), word)
        found |= _in_names(who, word)
        for name in _IN_CATEGORIES:
            found |= _in_category(rows.column(name), word)
        for name, told in _WITHOUT.items():
            if word in told:
                found |= _numpy(rows.column(name).is_null())
        hits &= found
    chosen: list[int] = (start + np.flatnonzero(hits)).tolist()
    return chosen


def _in_names(who: Identities, word: str) -> Hits:
    return (
        _holding(FIRST_NAMES, word)[who.first_name]
        | _holding(FIRST_LAST_NAMES, word)[who.last_name]
        | _holding(SECOND_LAST_NAMES, word)[who.second]
    )


def _in_category(column: Any, word: str) -> Hits:
    there = _holding(column.dictionary.to_pylist(), word)
    hits: Hits = there[_numpy(column.indices.fill_null(0))]
    hits &= _numpy(column.is_valid())
    return hits


def _holding(texts: Iterable[str], word: str) -> Hits:
    """Tell which of a few texts hold the word, once they are folded."""
    return np.array([word in folded(text.replace("_", " ")) for text in texts])


def _matching(texts: Any, word: str) -> Hits:
    hits: Hits = _numpy(pc.match_substring(texts, word).fill_null(fill_value=False))
    return hits


def _numpy(column: Any) -> NDArray[Any]:
    found: NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return found
