"""Founding a world: who lives in it, drawn once and written once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DBAPIError

from fixtures.person import Person
from fixtures.population import Population
from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.service.parts import Parts
from simulator.portal.settings import Settings
from simulator.portal.store import accounts, register, schema
from simulator.portal.web import bench_bodies
from simulator.served import DEFAULT_POPULATION, DEFAULT_SEED
from simulator.served.computed import COMPUTED_ABOVE, ComputedPeople, computed_people
from simulator.served.world_file import WorldError, WorldFile

_FACT = "founding"
_AT_A_TIME = 5000
"""People drawn and hashed before they are written, so that memory stays small."""


@dataclass(frozen=True, slots=True)
class Founding:
    """How a world began.

    Attributes:
        population: how many people were drawn.
        seed: what they were drawn from.
        own_store: whether the portal's store is in the world's folder.
        done: whether everybody is there; False if it was cut short.
        computed: whether nobody of them is stored who did not change.
    """

    population: int
    seed: int
    own_store: bool
    done: bool = False
    computed: bool = False


def read(file: WorldFile) -> Founding | None:
    """Return how the world of *file* began, or None if it has not."""
    told = file.fact(_FACT)
    try:
        return None if told is None else Founding(**json.loads(told))
    except (TypeError, ValueError) as wrong:
        raise WorldError(
            f"{file.name} is damaged: its beginnings cannot be read ({wrong})."
        ) from wrong


def declare(file: WorldFile, founding: Founding) -> None:
    """Write down how a world began whose people are all there."""
    file.tell(_FACT, json.dumps(asdict(replace(founding, done=True))))


def agreed(
    known: Founding | None,
    population: int | None,
    seed: int | None,
    *,
    own_store: bool,
    where: str,
) -> Founding:
    """Return how the world began or shall begin; None: as it did, or by default.

    Raises:
        WorldError: it began otherwise than asked for.
    """
    if known is None:
        size = DEFAULT_POPULATION if population is None else population
        return Founding(
            size,
            DEFAULT_SEED if seed is None else seed,
            own_store,
            computed=size > COMPUTED_ABOVE,
        )
    if population not in {None, known.population} or seed not in {None, known.seed}:
        raise WorldError(
            f"{where} holds a world of {known.population} people drawn with seed "
            f"{known.seed}: leave --population and --seed out to go on with it, or "
            "choose another folder."
        )
    if own_store != known.own_store:
        lives = "in this folder" if known.own_store else "in a database of its own"
        what = "leave --database out" if known.own_store else "give its --database"
        raise WorldError(f"The portal of {where} lives {lives}: {what}.")
    return known


def computed_in(founding: Founding, settings: Settings) -> ComputedPeople | None:
    """Return who lives in a world that stores nobody who did not change.

    Raises:
        WorldError: a package that computes people is missing.
    """
    if not founding.computed:
        return None
    return computed_people(Population(founding.seed, founding.population), settings)


def found(
    file: WorldFile,
    parts: Parts,
    founding: Founding,
    remember: Callable[[Iterable[Person]], None],
) -> None:
    """Write the population, unless that is done. A founding cut short begins anew.

    *remember* is told of everybody before anybody has an account.

    Raises:
        WorldError: the store holds accounts of another world.
    """
    if founding.done:
        return
    begun = file.fact(_FACT) is not None
    already = _accounts_there(parts)
    if already and not (begun and already == founding.population):
        raise WorldError(
            f"The store at {_shown(parts)} holds {already} accounts that this world "
            "did not put there: give an empty database, or the --data folder it "
            "belongs to."
        )
    file.tell(_FACT, json.dumps(asdict(founding)))
    if not already and founding.computed:
        with parts.store.begin() as connection:
            register.begin(connection)
    elif not already:
        with parts.store.begin() as connection:  # all of them, or nobody
            everybody = iter(Population(founding.seed, founding.population))
            while some := tuple(islice(everybody, _AT_A_TIME)):
                remember(some)
                insert_people(connection, parts, some)
    declare(file, founding)


def _accounts_there(parts: Parts) -> int:
    """Return how many accounts the store holds, having looked at their columns.

    Raises:
        WorldError: its tables are not those of a portal of Sésame's.
    """
    try:
        with parts.store.begin() as connection:
            for table in schema.metadata.sorted_tables:
                connection.execute(select(table).limit(0))
            return accounts.count(connection)
    except DBAPIError as wrong:
        raise WorldError(
            f"The store at {_shown(parts)} has tables of another program's, or of "
            f"another version of Sésame ({_first_line(wrong)}): give an empty database."
        ) from None


def _shown(parts: Parts) -> str:
    """Return the address of the store, without what may be a password."""
    return parts.store.url.set(query={}).render_as_string(hide_password=True)


def _first_line(wrong: DBAPIError) -> str:
    return next(iter(str(wrong.orig).splitlines()), "")


def insert_people(
    connection: Connection, parts: Parts, people: Sequence[Person]
) -> None:
    """Give *people* accounts, and their identities.

    Raises:
        BadBodyError: a field cannot be so.
    """
    bodies = [person.as_account() for person in people]
    accounts.add(connection, bench_bodies.accounts(bodies, parts))
    rows = list(_identities(people))
    if rows:
        connection.execute(insert(schema.identities), rows)


def _identities(people: Iterable[Person]) -> Iterable[dict[str, str]]:
    for person in people:
        identity = PivotIdentity.read(person.identity) if person.identity else None
        if identity is not None:
            key = {"situation": person.situation.value, "dossier": person.dossier}
            yield {**key, "folded": identity.folded, **asdict(identity)}
