"""Searching the population by what a tester needs somebody for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from fixtures.person import Person
from simulator.served.residents import Resident, Residents

SHOWN = 30
LOOKED_AT = 5000
"""How many people are looked at before a search gives up."""
_WITH, _WITHOUT = "avec", "sans"
_QUERY = ("situation", "departement", "mail", "adresse", "etat")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a tester looks for. An empty text means that it does not matter.

    Attributes:
        text: part of a name, of a dossier number or of an e-mail address.
        situation: "affilie" or "ayant_droit".
        department: "67".
        mail: "avec" or "sans" an e-mail address.
        address: "avec" or "sans" a postal address.
        status: "active", "blocked" or "closed".
    """

    text: str = ""
    situation: str = ""
    department: str = ""
    mail: str = ""
    address: str = ""
    status: str = ""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Wanted:
        """Read the query of the page or of the API; what is unknown is ignored."""
        return cls(
            arguments.get("q", "").strip(),
            *(arguments.get(name, "").strip() for name in _QUERY),
        )

    def as_query(self) -> dict[str, str]:
        """Return the query of the page that :meth:`read` reads."""
        told = (self.situation, self.department, self.mail, self.address, self.status)
        return {"q": self.text, **dict(zip(_QUERY, told, strict=True))}

    def is_met_by(self, person: Person) -> bool:
        """Tell whether *person* is one of those looked for, whatever the text."""
        return (
            self.situation in {"", person.situation.value}
            and self.department in {"", person.department}
            and self.status in {"", person.status}
            and _has(self.mail, person.email)
            and _has(self.address, person.address)
        )


@dataclass(frozen=True, slots=True)
class FoundResidents:
    """Who was found.

    Attributes:
        residents: the first of them.
        is_all: whether there are no others, from where the search began; False, too,
            if it gave up.
        goes_on_at: how many of the computed people have been looked through by now, if
            there are others and another search should begin there.
        of: how many computed people there are.
    """

    residents: tuple[Resident, ...]
    is_all: bool
    goes_on_at: int | None = None
    of: int = 0


def search(
    residents: Residents,
    wanted: Wanted,
    most: int = SHOWN,
    patience: int = LOOKED_AT,
    *,
    since: int = 0,
) -> FoundResidents:
    """Return the first people who are what is *wanted*, of *patience* looked at.

    *since*: where among the computed people an earlier search said to go on.
    """
    reach = residents.reach(since)
    people = residents.people(wanted.text, reach)
    looked_at = islice(people, patience)
    found = list(islice(filter(wanted.is_met_by, looked_at), most + 1))
    is_all = len(found) <= most and next(people, None) is None
    shown = (residents.find(*person.key) for person in found[:most])
    known = tuple(each for each in shown if each is not None)
    if reach is None:
        return FoundResidents(known, is_all)
    is_all = is_all and reach.is_everybody
    return FoundResidents(known, is_all, reach.goes_on_at, reach.of)


def _has(wanted: str, value: object) -> bool:
    return wanted not in {_WITH, _WITHOUT} or (wanted == _WITH) is (value is not None)
