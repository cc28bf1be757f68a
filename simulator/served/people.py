"""People as the portal and the bench API write them, and the text to search them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fixtures.emails import ascii_folded
from fixtures.person import Address, Birth, Person, Situation
from simulator.portal.store.accounts import Account


def people_of(body: Any) -> list[Person]:
    """Return the people of a body of ``PUT {bench}/accounts`` that was accepted."""
    return [_person_of(fields) for fields in body]


def _person_of(fields: dict[str, Any]) -> Person:
    identity, address = fields.get("identity"), fields["address"]
    birth = identity and Birth(
        identity["birthdate"],
        identity["gender"],
        identity["birthplace"],
        identity["birthcountry"],
    )
    return Person(
        situation=Situation(fields["situation"]),
        dossier=fields["dossier"],
        first_name=fields["first_name"],
        last_name=fields["last_name"],
        profession="",
        password=fields["password"],
        email=fields["email"],
        address=None if address is None else Address(**address),
        department=fields["department"],
        status=fields["status"],
        birth=birth or None,
    )


def person_of(
    account: Account, password: str, profession: str, birth: Birth | None
) -> Person:
    """Return whose account this is; the portal does not tell the rest."""
    address = account.address
    return Person(
        situation=Situation(account.situation.value),
        dossier=account.dossier,
        first_name=account.first_name,
        last_name=account.last_name,
        profession=profession,
        password=password,
        email=account.email,
        address=None if address is None else Address(**asdict(address)),
        department=account.department,
        status=account.status,
        birth=birth,
    )


def record(person: Person) -> str:
    """Return the text in which somebody is searched."""
    address = person.address
    words = (
        person.first_name,
        person.last_name,
        person.dossier,
        person.situation.value.replace("_", " "),
        person.email or "sans mail",
        person.department,
        person.status,
        person.profession,
        "sans adresse" if address is None else f"{address.postcode} {address.city}",
    )
    return folded(" ".join(words))


def folded(text: str) -> str:
    """Return the words of *text* without accents, case and hyphens."""
    return " ".join(_folded_word(word) for word in text.replace("-", " ").split())


def _folded_word(word: str) -> str:
    if "@" in word:
        return word.casefold()
    return ascii_folded(word) or word.casefold()
