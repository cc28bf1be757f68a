"""Who lives in the served world: found by name, number or address; and newcomers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Unpack

from fixtures.dossiers import DIGITS, SPACE
from fixtures.emails import PERSONA_DOMAIN, ascii_folded
from fixtures.person import Person, Situation
from fixtures.personas import Stated
from fixtures.population import person_at
from simulator.portal.rules.situation import Situation as PortalSituation
from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts
from simulator.portal.store.accounts import Account
from simulator.portal.store.register import register_of
from simulator.portal.web.bench_bodies import BadBodyError
from simulator.served import kept_people
from simulator.served.computed import ComputedPeople, Reach
from simulator.served.kept_people import Kept
from simulator.served.people import folded, person_of
from simulator.served.world_file import WorldFile

_AT_A_TIME = 100
"""Computed people compared at once with what is stored of them."""


class NoSuchResident(ValueError):  # noqa: N818 - a state of affairs reads better
    """Nobody can be added so; the message says why."""


class StatedOfNewcomer(Stated, total=False):
    """What may be said about a newcomer; the rest is drawn."""

    first_name: str


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who has an account.

    Attributes:
        person: as the portal knows her now.
        password: what she can log in with; None once it was changed.
    """

    person: Person
    password: str | None


class Residents:
    """The people of the world, in the order of their file. Any thread may use it.

    Args:
        file: remembers the passwords that people begin with.
        parts: the portal's, which knows the accounts.
        seed: newcomers are drawn from it.
        computed: those who are in no file; None if everybody is.
        settle: gives people accounts at the portal.
        changed: is called when somebody comes.
    """

    def __init__(
        self,
        file: WorldFile,
        parts: Parts,
        seed: int,
        computed: ComputedPeople | None,
        settle: Callable[[Sequence[Person]], None],
        changed: Callable[[], None],
    ) -> None:
        self._file = file
        self._parts = parts
        self._seed = seed
        self._computed = computed
        self._settle = settle
        self._tell = changed
        self._adding = threading.Lock()

    @property
    def count(self) -> int:
        """How many accounts there are."""
        with self._parts.store.begin() as connection:
            return accounts.count(connection)

    def search(self, text: str, limit: int) -> list[Resident]:
        """Return people whom *text* finds (see :meth:`people`), *limit* at most.

        Telling whether a password still serves takes time: only theirs are tried.
        """
        some = islice(self.people(text), limit)
        found = (self.find(*person.key) for person in some)
        return [each for each in found if each is not None]

    def reach(self, since: int) -> Reach | None:
        """Return how far one search goes among the computed; None if there are none.

        *since*: how many of the first were looked through before.
        """
        computed = self._computed_now()
        return None if computed is None else computed.reach(since)

    def people(self, text: str, reach: Reach | None = None) -> Iterator[Person]:
        """Return everybody whose record holds each word of *text*, read as needed.

        The record is what was on file when they came: names, dossier, situation, mail
        address, town, department, status, profession. Accents, case and hyphens make no
        difference. No word: anybody. Their password is the one they began with.

        The computed come last. With a *reach* they are looked through no further; one
        that goes on from an earlier search leaves out all others.
        """
        words = folded(text).split()
        if reach is None or reach.reached == 0:
            for some in kept_people.matching(self._file, words):
                yield from self._with_accounts(some)
        computed = self._computed_now()
        if computed is not None:
            everybody = computed.people(words, reach or computed.everybody())
            while few := list(islice(everybody, _AT_A_TIME)):
                yield from self._as_they_are(few)

    def find(self, situation: Situation, dossier: str) -> Resident | None:
        """Return whose account this is, or None."""
        kept = kept_people.find(self._file, situation, dossier)
        if kept is None and (computed := self._computed_now()) is not None:
            person = computed.person(situation, dossier)
            kept = None if person is None else Kept.of(person)
        account = self._account(situation.value, dossier)
        if kept is None or account is None:
            return None
        normalised = self._parts.rulebook.normalise_password(kept.password)
        unchanged = self._parts.hasher.verify(account.password_hash, normalised)
        return Resident(_person(account, kept), kept.password if unchanged else None)

    def add(self, **stated: Unpack[StatedOfNewcomer]) -> Resident:
        """Give somebody new an account; what is not stated is drawn.

        Raises:
            NoSuchResident: the dossier is taken, or a field cannot be so.
        """
        with self._adding:
            person = self._drawn(stated)
            try:
                self._settle([person])
            except BadBodyError as wrong:
                raise NoSuchResident(str(wrong)) from wrong
            self.remember([person])
        self._tell()
        return Resident(person, person.password)

    def remember(self, people: Iterable[Person]) -> None:
        """Remember what the portal does not tell of *people*."""
        kept_people.remember(self._file, people)

    def replace_all(self, people: Iterable[Person]) -> None:
        """Remember *people*, and nobody else."""
        kept_people.replace_all(self._file, people)
        self._tell()

    def _drawn(self, stated: StatedOfNewcomer) -> Person:
        known = set(Person.__dataclass_fields__)
        if unknown := sorted(set(stated) - known):
            raise NoSuchResident(f"Nobody has the field {', '.join(unknown)}.")
        index, person = self._next_person()
        names = {"first_name", "last_name"} & set(stated)
        person = replace(person, status="active")
        person = replace(person, **stated)
        if "email" not in stated and (names or person.email is None):
            words = ascii_folded(person.first_name), ascii_folded(person.last_name)
            local = ".".join(filter(None, words)) or "personne"
            person = replace(person, email=f"{local}{index}@{PERSONA_DOMAIN}")
        digits = person.dossier.isascii() and person.dossier.isdigit()
        if not digits or len(person.dossier) != DIGITS:
            raise NoSuchResident(
                f"A dossier has {DIGITS} digits, not {person.dossier!r}."
            )
        if self._is_taken(person.situation, person.dossier):
            raise NoSuchResident(
                f"There is an account {person.situation}/{person.dossier} already."
            )
        return person

    def _next_person(self) -> tuple[int, Person]:
        """Return the next affilié whose number is free, and where she was drawn.

        Raises:
            NoSuchResident: every number is taken.
        """
        computed = self._computed_now()
        first = 0 if computed is None else computed.size
        for index in range(first + kept_people.last_number(self._file), SPACE):
            person = replace(person_at(self._seed, index), situation=Situation.AFFILIE)
            if not self._is_taken(*person.key):
                return index, person
        raise NoSuchResident("Every dossier number is taken.")

    def _is_taken(self, situation: Situation, dossier: str) -> bool:
        return self._account(situation.value, dossier) is not None

    def _account(self, situation: str, dossier: str) -> Account | None:
        with self._parts.store.begin() as connection:
            return accounts.find(connection, PortalSituation(situation), dossier)

    def _computed_now(self) -> ComputedPeople | None:
        """Return the computed people, unless the bench has replaced everybody."""
        if self._computed is None:
            return None
        with self._parts.store.begin() as connection:
            return None if register_of(connection) is None else self._computed

    def _with_accounts(self, some: Mapping[kept_people.Key, Kept]) -> list[Person]:
        """Return those who have an account: the bench may have put others."""
        there = self._stored(some)
        return [_person(there[key], some[key]) for key in some if key in there]

    def _as_they_are(self, few: Sequence[Person]) -> list[Person]:
        """Return computed people as the portal has them, less those who are kept."""
        told = {person.key: person for person in few}
        for key in kept_people.among(self._file, told):
            del told[key]
        there = self._stored(told)
        return [
            _person(there[key], Kept.of(person)) if key in there else person
            for key, person in told.items()
        ]

    def _stored(
        self, keys: Iterable[kept_people.Key]
    ) -> dict[kept_people.Key, Account]:
        wanted = [(PortalSituation(situation), dossier) for situation, dossier in keys]
        with self._parts.store.begin() as connection:
            there = accounts.find_stored(connection, wanted)
        return {
            (Situation(situation), dossier): account
            for (situation, dossier), account in there.items()
        }


def _person(account: Account, kept: Kept) -> Person:
    return person_of(account, kept.password, kept.profession, kept.birth)
