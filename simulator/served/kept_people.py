"""What the world's file keeps of people: the portal does not tell it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from fixtures.person import Birth, Person, Situation
from simulator.served.people import record
from simulator.served.world_file import WorldFile

_AT_A_TIME = 100
"""People read at once: the file is not held while everybody is looked at."""

Key = tuple[Situation, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of somebody.

    Attributes:
        password: the one that she began with.
        profession: her trade.
        birth: None if nobody knows it.
    """

    password: str
    profession: str
    birth: Birth | None

    @classmethod
    def of(cls, person: Person) -> Kept:
        """Return what is kept of *person*."""
        return cls(person.password, person.profession, person.birth)

    @classmethod
    def read(cls, password: str, profession: str, birth: str | None) -> Kept:
        """Return what a row of the file tells."""
        return cls(password, profession, Birth(**json.loads(birth)) if birth else None)


def find(file: WorldFile, situation: Situation, dossier: str) -> Kept | None:
    """Return what is kept of somebody, or None."""
    with file.transaction() as connection:
        row = connection.execute(
            "SELECT password, profession, birth "
            "FROM residents WHERE situation = ? AND dossier = ?",
            (situation.value, dossier),
        ).fetchone()
    return None if row is None else Kept.read(*row)


def among(file: WorldFile, keys: Collection[Key]) -> set[Key]:
    """Return of whom of these anything is kept."""
    with file.transaction() as connection:
        return {
            key
            for key in keys
            if connection.execute(
                "SELECT 1 FROM residents WHERE situation = ? AND dossier = ?",
                (key[0].value, key[1]),
            ).fetchone()
        }


def matching(file: WorldFile, words: Sequence[str]) -> Iterator[dict[Key, Kept]]:
    """Return those whose record holds each word, in their order, some at a time."""
    conditions = "".join([" AND folded LIKE ? ESCAPE '!'"] * len(words))
    query = (
        "SELECT rowid, situation, dossier, password, profession, birth "  # noqa: S608 - no word is in it
        f"FROM residents WHERE rowid > ?{conditions} ORDER BY rowid LIMIT ?"
    )
    patterns = [f"%{_escaped(word)}%" for word in words]
    last = 0
    while True:
        with file.transaction() as connection:
            values = [last, *patterns, _AT_A_TIME]
            rows = connection.execute(query, values).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield {
            (Situation(situation), dossier): Kept.read(*told)
            for _, situation, dossier, *told in rows
        }


def last_number(file: WorldFile) -> int:
    """Return the number of who came last, 0 if nobody has."""
    with file.transaction() as connection:
        row = connection.execute("SELECT max(rowid) FROM residents").fetchone()
    return int(row[0] or 0)


def remember(file: WorldFile, people: Iterable[Person]) -> None:
    """Remember in *file* what the portal does not tell of *people*."""
    with file.transaction() as connection:
        _insert(connection, people)


def replace_all(file: WorldFile, people: Iterable[Person]) -> None:
    """Remember *people*, and nobody else."""
    with file.transaction() as connection:
        connection.execute("DELETE FROM residents")
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
