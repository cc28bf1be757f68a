"""Passwords that a guesser tries first: common ones, and the person's own data.

Source: B31, ASVS 5.0.0 6.2.4 and 6.2.11, ANSSI R27. The procedure asks for nothing of
the sort (P8.2), so only what a list or the dossier itself gives is refused. The list
is the frequency list of the package ``zxcvbn`` (MIT): 30 000 passwords, commonest
first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from zxcvbn.frequency_lists import FREQUENCY_LISTS

from simulator.portal.rules.password import Violation

_STEMS = 300
"""So many of the commonest are refused with a few digits behind, too."""
_SHORTEST_OWN_WORD = 3
_OWN_WORDS = frozenset(
    {"azerty", "azertyuiop", "bonjour", "carpimko", "motdepasse", "nouveaumotdepasse"}
)
"""What the list, made from English leaks, does not have: French, and the house's."""
_DIGITS_BEHIND = re.compile(r"[0-9]{1,4}[!.?*]?\Z")


@dataclass(frozen=True, slots=True)
class Owner:
    """What is known of the person who chooses a password."""

    dossier: str
    first_name: str
    last_name: str
    email: str | None


def guessable(password: str, owner: Owner) -> tuple[Violation, ...]:
    """Return why *password* is guessed easily; empty means that it is not."""
    found = {
        Violation.COMMON: _is_common(password),
        Violation.HOLDS_DOSSIER: bool(owner.dossier) and owner.dossier in password,
        Violation.OWN_NAME: _letters(password) in _names(owner),
    }
    return tuple(violation for violation, holds in found.items() if holds)


def _is_common(password: str) -> bool:
    folded = password.casefold()
    stem = _DIGITS_BEHIND.sub("", folded)
    return (
        folded in _common(None)
        or stem in _common(_STEMS)
        or _letters(password) in _OWN_WORDS
    )


@cache
def _common(most: int | None) -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["passwords"][:most])


def _names(owner: Owner) -> frozenset[str]:
    first, last = _letters(owner.first_name), _letters(owner.last_name)
    local = _letters((owner.email or "").rpartition("@")[0])
    names = {first, last, first + last, last + first, first[:1] + last, local}
    return frozenset(name for name in names if len(name) >= _SHORTEST_OWN_WORD)


def _letters(text: str) -> str:
    """Return the letters of *text* without case, accents, and what stands between."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalpha, decomposed))
