"""Finding somebody, and letting somebody new live here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fixtures.draw import Draw
from fixtures.person import Address, Situation
from fixtures.places import DEPARTMENTS, address_in, department_of
from simulator.served.residents import Resident, StatedOfNewcomer
from simulator.served.world import ServedWorld


def find(world: ServedWorld, situation: str, dossier: str) -> Resident | None:
    """Return somebody by the texts that name her, or None."""
    if situation not in {each.value for each in Situation}:
        return None
    return world.residents.find(Situation(situation), dossier)


def stated_in(told: Mapping[str, Any]) -> StatedOfNewcomer:
    """Return what *told* (texts, a dictionary for the address) states of somebody."""
    stated = StatedOfNewcomer()
    if "situation" in told:
        stated["situation"] = Situation(told["situation"])
    for name in ("dossier", "first_name", "last_name", "email", "department"):
        if name in told:
            stated[name] = told[name]
    if "address" in told:
        address = told["address"]
        stated["address"] = None if address is None else Address(**address)
    return stated


def add(world: ServedWorld, stated: StatedOfNewcomer) -> Resident:
    """Let somebody new live here; what is not stated is drawn.

    A stated department draws an address there; a stated address tells its department.

    Raises:
        NoSuchResident: the dossier is taken, or a field cannot be so.
        ValueError: there is no such department.
    """
    department, address = stated.get("department"), stated.get("address")
    if department is not None and department not in DEPARTMENTS:
        raise ValueError(f"There is no department {department!r}.")
    if department is not None and "address" not in stated:
        draw = Draw(world.residents.count, len(DEPARTMENTS))
        stated["address"] = address_in(department, draw)
    elif department is None and address is not None:
        stated["department"] = department_of(address.postcode)
    return world.residents.add(**stated)
