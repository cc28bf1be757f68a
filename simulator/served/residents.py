"""Who lives in the served world: found by name, number or address; and newcomers."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, Unpack

from fixtures.dossiers import DIGITS
from fixtures.emails import PERSONA_DOMAIN, ascii_folded
from fixtures.person import Birth, Person, Situation
from fixtures.personas import Stated
from fixtures.population import person_at
from simulator.portal.rules.situation import Situation as PortalSituation
from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts
from simulator.portal.store.accounts import Account
from simulator.portal.web.bench_bodies import BadBodyError
from simulator.served.people import folded, person_of, record
from simulator.served.world_file import WorldFile

_AT_A_TIME = 100
"""People read at once: neither file is held while everybody is looked at."""


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
        settle: gives people accounts at the portal.
        changed: is called when somebody comes.
    """

    def __init__(
        self,
        file: WorldFile,
        parts: Parts,
        seed: int,
        settle: Callable[[Sequence[Person]], None],
        changed: Callable[[], None],
    ) -> None:
        self._file = file
        self._parts = parts
        self._seed = seed
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

    def people(self, text: str) -> Iterator[Person]:
        """Return everybody whose record holds each word of *text*, read as needed.

        The record is what was on file when they came: names, dossier, situation, mail
        address, town, department, status, profession. Accents, case and hyphens make no
        difference. No word: anybody. Their password is the one they began with.
        """
        words = folded(text).split()
        conditions = "".join([" AND folded LIKE ? ESCAPE '!'"] * len(words))
        query = (
            "SELECT rowid, situation, dossier, password, profession, birth "  # noqa: S608 - no word of *text* is in it
            f"FROM residents WHERE rowid > ?{conditions} ORDER BY rowid LIMIT ?"
        )
        patterns = [f"%{_escaped(word)}%" for word in words]
        last = 0
        while True:
            with self._file.transaction() as connection:
                values = [last, *patterns, _AT_A_TIME]
                rows = connection.execute(query, values).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from self._people(rows)

    def find(self, situation: Situation, dossier: str) -> Resident | None:
        """Return whose account this is, or None."""
        with self._file.transaction() as connection:
            row = connection.execute(
                "SELECT password, profession, birth "
                "FROM residents WHERE situation = ? AND dossier = ?",
                (situation.value, dossier),
            ).fetchone()
        account = row and self._account(situation.value, dossier)
        if not account:
            return None
        password = row[0]
        normalised = self._parts.rulebook.normalise_password(password)
        unchanged = self._parts.hasher.verify(account.password_hash, normalised)
        return Resident(_person(account, *row), password if unchanged else None)

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
        remember(self._file, people)

    def replace_all(self, people: Iterable[Person]) -> None:
        """Remember *people*, and nobody else."""
        with self._file.transaction() as connection:
            connection.execute("DELETE FROM residents")
            _insert(connection, people)
        self._tell()

    def _drawn(self, stated: StatedOfNewcomer) -> Person:
        known = set(Person.__dataclass_fields__)
        if unknown := sorted(set(stated) - known):
            raise NoSuchResident(f"Nobody has the field {', '.join(unknown)}.")
        index = self._next_index()
        person = person_at(self._seed, index)
        while self._is_taken(person.situation, person.dossier):
            index += 1
            person = person_at(self._seed, index)
        names = {"first_name", "last_name"} & set(stated)
        person = replace(person, situation=Situation.AFFILIE, status="active")
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

    def _next_index(self) -> int:
        with self._file.transaction() as connection:
            row = connection.execute("SELECT max(rowid) FROM residents").fetchone()
        return int(row[0] or 0)

    def _is_taken(self, situation: Situation, dossier: str) -> bool:
        return self._account(situation.value, dossier) is not None

    def _account(self, situation: str, dossier: str) -> Account | None:
        with self._parts.store.begin() as connection:
            return accounts.find(connection, PortalSituation(situation), dossier)

    def _people(self, rows: Iterable[tuple[Any, ...]]) -> list[Person]:
        """Return those of *rows* who have an account: the bench may have put others."""
        told = {
            (PortalSituation(situation), dossier): remembered
            for _, situation, dossier, *remembered in rows
        }
        with self._parts.store.begin() as connection:
            there = accounts.find_all(connection, told)
        return [_person(there[key], *told[key]) for key in told if key in there]


def _person(
    account: Account, password: str, profession: str, birth: str | None
) -> Person:
    known = Birth(**json.loads(birth)) if birth else None
    return person_of(account, password, profession, known)


def remember(file: WorldFile, people: Iterable[Person]) -> None:
    """Remember in *file* what the portal does not tell of *people*."""
    with file.transaction() as connection:
        _insert(connection, people)


def _insert(connection: sqlite3.Connection, people: Iterable[Person]) -> None:
    connection.executemany(
        "INSERT INTO residents "
        "(situation, dossier, folded, password, profession, birth) "
        "VALUES (?, ?, ?, ?, ?, ?) "
        # Whoever is here already keeps her place among the others.
        "ON CONFLICT (situation, dossier) DO UPDATE SET folded = excluded.folded, "
        "password = excluded.password, profession = excluded.profession, "
        "birth = excluded.birth",
        (
            (
                person.situation.value,
                person.dossier,
                record(person),
                person.password,
                person.profession,
                None if person.birth is None else json.dumps(asdict(person.birth)),
            )
            for person in people
        ),
    )


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")
