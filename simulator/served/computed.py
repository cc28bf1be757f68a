"""People of the served world who are computed: nobody is stored who did not change.

To the portal they are its register; to the desk, whoever it searches for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from importlib.util import find_spec

from fixtures.emails import index_in
from fixtures.person import Person, Situation
from fixtures.population import Population, person_at
from simulator.portal.ports.passwords import PasswordHasher
from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.rules.rulebook import Rulebook
from simulator.portal.rules.situation import Situation as PortalSituation
from simulator.portal.settings import Settings
from simulator.portal.store.accounts import Account, Address
from simulator.served.people import folded, record
from simulator.served.world_file import WorldError

COMPUTED_ABOVE = 10_000
"""A greater population is computed; a smaller one is stored in seconds."""
COMBED_AT_ONCE = 250_000
"""People that one search looks through: some half a second."""
_BLOCK = 32_768
_NUMBER = re.compile(r"[0-9]{7}")
_SALT_BYTES = 16
_PACKAGES = ("numpy", "pyarrow")


@dataclass(slots=True)
class Reach:
    """How far a search has come among the people who are computed.

    Attributes:
        reached: how many of the first have been looked through.
        of: how many there are.
        end: where this search ends; another may go on from there.
    """

    reached: int
    of: int
    end: int

    @property
    def is_everybody(self) -> bool:
        """Whether all of them have been looked through."""
        return self.reached >= self.of

    @property
    def goes_on_at(self) -> int | None:
        """Where another search goes on, if this one came to its end, not theirs."""
        return self.end if self.reached >= self.end < self.of else None


class ComputedPeople:
    """A population as the portal's register. Any thread may use it.

    Args:
        population: who.
        hasher: hashes the passwords that they begin with.
        normalise: what the portal does with a password before it is hashed.
    """

    def __init__(
        self,
        population: Population,
        hasher: PasswordHasher,
        normalise: Callable[[str], str],
    ) -> None:
        self.population = population
        self.name = f"population {population.seed} {population.size}"
        self.size = population.size
        self._hasher = hasher
        self._normalise = normalise

    def account(self, situation: PortalSituation, dossier: str) -> Account | None:
        """Return the account with this key as it begins: the same each time."""
        person = self.person(Situation(situation.value), dossier)
        if person is None:
            return None
        address = person.address
        return Account(
            situation=situation,
            dossier=dossier,
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email,
            address=None
            if address is None
            else Address(address.street, address.postcode, address.city),
            department=person.department,
            status=person.status,
            password_hash=self._hasher.hash(
                self._normalise(person.password),
                salt=blake2b(
                    f"{self.name} {situation} {dossier}".encode(),
                    digest_size=_SALT_BYTES,
                ).digest(),
            ),
        )

    def identity(
        self, situation: PortalSituation, dossier: str
    ) -> PivotIdentity | None:
        """Return who that is to FranceConnect; None if nobody can tell."""
        person = self.person(Situation(situation.value), dossier)
        return None if person is None else _identity(person)

    def keys_of(self, identity: PivotIdentity) -> list[tuple[PortalSituation, str]]:
        """Return the accounts of a person: all who were born on her day are read."""
        from fixtures.blocks.births import born_on  # noqa: PLC0415 - needs NumPy

        try:
            day = date.fromisoformat(identity.birthdate)
        except ValueError:
            return []
        twins = (self.population[index] for index in born_on(self.population, day))
        return [
            (PortalSituation(twin.situation.value), twin.dossier)
            for twin in twins
            if (known := _identity(twin)) and known.folded == identity.folded
        ]

    def person(self, situation: Situation, dossier: str) -> Person | None:
        """Return somebody as she begins, or None."""
        return self.population.find(situation, dossier)

    def reach(self, since: int) -> Reach:
        """Return where a search begins that others led up to *since*."""
        begin = min(max(since, 0), self.size)
        return Reach(begin, self.size, min(begin + COMBED_AT_ONCE, self.size))

    def everybody(self) -> Reach:
        """Return how far a search goes that looks through all of them."""
        return Reach(0, self.size, self.size)

    def people(self, words: Sequence[str], reach: Reach) -> Iterator[Person]:
        """Return everybody within *reach* whose record holds each word, as needed.

        Who can be told by a whole dossier number or mail address comes first, wherever
        she is; then nobody else is looked for. *reach* goes along.
        """
        from simulator.served.combing import combed  # noqa: PLC0415 - needs Arrow

        named = self._named(words)
        if not reach.reached:
            yield from self._with(words, named)
        if named and self._are_all(words, named):
            reach.reached = reach.end = reach.of
        while reach.reached < reach.end:
            start, stop = reach.reached, min(reach.reached + _BLOCK, reach.end)
            indexes = (
                combed(self.population.seed, start, stop, words)
                if words
                else range(start, stop)
            )
            yield from self._with(words, (i for i in indexes if i not in named))
            reach.reached = stop

    def _with(self, words: Sequence[str], indexes: Iterable[int]) -> Iterator[Person]:
        for index in indexes:
            person = person_at(self.population.seed, index)
            told = record(person)
            if all(word in told for word in words):
                yield person

    def _named(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the indexes that a whole dossier number or mail address may tell.

        Seven digits may also be the index, which mail addresses have in them. Whoever
        comes next may have the same address.
        """
        found: set[int] = set()
        for word in words:
            if _NUMBER.fullmatch(word):
                keys = ((situation, word) for situation in Situation)
                owners = (self.population.index_of(*key) for key in keys)
                found |= {index for index in owners if index is not None}
                found |= {int(word), int(word) + 1}
            elif "@" in word and (written := index_in(word)) is not None:
                found |= {written, written + 1}
        return tuple(sorted(index for index in found if index < self.size))

    def _are_all(self, words: Sequence[str], named: Iterable[int]) -> bool:
        """Tell whether nobody but *named* can be meant."""
        if any(_NUMBER.fullmatch(word) for word in words):
            return True
        addresses = (person_at(self.population.seed, i).email for i in named)
        return " ".join(words) in {folded(each) for each in addresses if each}


def _identity(person: Person) -> PivotIdentity | None:
    return PivotIdentity.read(person.identity) if person.identity else None


def computed_people(population: Population, settings: Settings) -> ComputedPeople:
    """Return the people of a world that stores none of them.

    Raises:
        WorldError: a package that computes them by the thousand is missing.
    """
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise WorldError(
            f"A world of {population.size} people, more than {COMPUTED_ABOVE}, takes "
            f"the Python packages {' and '.join(missing)}: "
            "pip install 'sesame-bench[population]', or have fewer people."
        )
    hasher, rulebook = PasswordHasher(settings), Rulebook()
    return ComputedPeople(population, hasher, rulebook.normalise_password)
