"""Who walks: people of a seeded population, or those that a portal reserves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from fixtures.draw import Draw
from fixtures.passwords import password_at
from fixtures.person import Person, Situation
from fixtures.population import Population

_ACTIVE = "active"


@dataclass(frozen=True, slots=True)
class Crowd:
    """Everybody of the portal, and those of them who can walk the procedure by mail.

    The JSON of a population is its seed and its size: whoever reads it computes the
    people. *skipped* are the ranks of those who have no mail, share an address (no mail
    tells for whom it is) or whose account is not active.
    """

    people: Sequence[Person]
    skipped: frozenset[int]

    @property
    def walkers(self) -> int:
        """How many can walk."""
        return len(self.people) - len(self.skipped)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        told: dict[str, Any] = {"skipped": sorted(self.skipped)}
        if isinstance(self.people, Population):
            return told | {"seed": self.people.seed, "size": self.people.size}
        return told | {"reserved": [_as_json(one) for one in self.people]}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Crowd:
        """Return what :meth:`as_json` told."""
        people: Sequence[Person]
        if "reserved" in told:
            people = tuple(_from_json(one) for one in told["reserved"])
        else:
            people = Population(told["seed"], told["size"])
        return cls(people, frozenset(told["skipped"]))


def crowd_of(people: Sequence[Person]) -> Crowd:
    """Return the crowd that *people* are."""
    shared = Counter(one.email.casefold() for one in people if one.email)
    skipped = {
        rank
        for rank, one in enumerate(people)
        if one.email is None
        or one.status != _ACTIVE
        or shared[one.email.casefold()] > 1
    }
    return Crowd(people, frozenset(skipped))


def next_password(seed: int, rank: int, walked: int, current: str) -> str:
    """Return the password that somebody chooses next: never the one in force."""
    drawn = password_at(Draw(seed + 1 + walked, rank))
    if drawn == current:
        return password_at(Draw(seed - 1 - walked, rank))
    return drawn


def _as_json(person: Person) -> dict[str, Any]:
    """Return what a walk needs of *person*."""
    kept = (
        "situation", "dossier", "first_name", "last_name", "email", "status",
        "password",
    )  # fmt: skip
    told = asdict(person)
    return {name: told[name] for name in kept}


def _from_json(told: Mapping[str, Any]) -> Person:
    return Person(
        situation=Situation(told["situation"]),
        dossier=told["dossier"],
        first_name=told["first_name"],
        last_name=told["last_name"],
        profession="",
        password=told["password"],
        email=told["email"],
        address=None,
        department="",
        status=told["status"],
    )
