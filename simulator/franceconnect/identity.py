"""Who somebody is to the State: the pivot identity."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

FRANCE = "99100"
SCOPES = {
    "given_name": ("given_name",),
    "family_name": ("family_name",),
    "birthdate": ("birthdate",),
    "gender": ("gender",),
    "birthplace": ("birthplace",),
    "birthcountry": ("birthcountry",),
    "birth": ("birthplace", "birthcountry"),
    "profile": ("given_name", "family_name", "birthdate", "gender"),
    "identite_pivot": (
        "given_name",
        "family_name",
        "birthdate",
        "gender",
        "birthplace",
        "birthcountry",
    ),
}
"""The claims of the pivot identity that each scope asks for."""


@dataclass(frozen=True, slots=True)
class PivotIdentity:
    """The six facts by which the State tells people apart.

    Attributes:
        given_name: first names, separated by spaces.
        family_name: name at birth.
        birthdate: "1981-04-23".
        gender: "male" or "female".
        birthplace: INSEE code of the commune, five characters; empty if born abroad.
        birthcountry: INSEE code of the country; "99100" for France.
    """

    given_name: str
    family_name: str
    birthdate: str
    gender: str
    birthplace: str
    birthcountry: str

    def claims(self, scope: str) -> dict[str, str]:
        """Return the claims that *scope* (several, separated by spaces) asks for."""
        asked = {name for each in scope.split() for name in SCOPES.get(each, ())}
        return {name: value for name, value in asdict(self).items() if name in asked}

    def subject(self, client_id: str) -> str:
        """Return the ``sub`` of this person for one client: always the same one.

        Sixty-four hexadecimal digits and "v1", as FranceConnect's. Another client sees
        another ``sub``.
        """
        told = json.dumps([client_id, *asdict(self).values()])
        return hashlib.sha256(told.encode()).hexdigest() + "v1"
