"""The pivot identity: the six facts by which the State tells people apart (B57)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import astuple, dataclass

FRANCE = "99100"
"""INSEE's code of France; other countries have theirs, and no commune."""


@dataclass(frozen=True, slots=True)
class PivotIdentity:
    """Who somebody is to FranceConnect; places are INSEE codes."""

    given_name: str
    family_name: str
    birthdate: str
    gender: str
    birthplace: str
    birthcountry: str

    @classmethod
    def read(cls, claims: Mapping[str, object]) -> PivotIdentity | None:
        """Return the identity that *claims* tell, or None if one fact is missing.

        Only the birthplace may be empty, and only for who was born abroad.
        """
        told = {name: claims.get(name, "") for name in cls.__slots__}
        texts = {name: value for name, value in told.items() if isinstance(value, str)}
        if len(texts) != len(told):
            return None
        identity = cls(**texts)
        known = _fold(identity.given_name) and _fold(identity.family_name)
        born = identity.birthdate and identity.gender and identity.birthcountry
        placed = identity.birthplace or identity.birthcountry != FRANCE
        return identity if known and born and placed else None

    @property
    def folded(self) -> str:
        """The same text for two spellings of one identity, and for them only.

        Files and registers differ in case, accents, hyphens; never in anything else.
        """
        names = [_fold(self.given_name), _fold(self.family_name)]
        return json.dumps([*names, *astuple(self)[2:]])


def _fold(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return " ".join(
        "".join(
            letter if letter.isalnum() else " "
            for letter in letters
            if not unicodedata.combining(letter)
        ).split()
    )
