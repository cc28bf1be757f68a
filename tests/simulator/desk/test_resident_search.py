"""Looking for people among many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from simulator.desk.resident_search import Wanted, search
from simulator.portal.ports.passwords import PasswordHasher
from simulator.served.world import ServedWorld, open_world
from tests.simulator.desk.desk_user import URL, DeskUser

EVERYBODY = 12


def test_only_the_passwords_that_are_shown_are_tried(
    world: ServedWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each takes milliseconds on purpose: thousands would be half a minute."""
    tried: list[str] = []
    sound = PasswordHasher.verify

    def counted(self: PasswordHasher, *told: Any) -> bool:
        tried.append(told[0])
        return sound(self, *told)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    found = search(world.residents, Wanted(status="active"), most=2)

    assert 2 == len(found.residents) == len(tried)
    assert not found.is_all


@pytest.mark.parametrize(
    ("patience", "is_all"),
    [(1, False), (EVERYBODY - 1, False), (EVERYBODY, True), (EVERYBODY + 1, True)],
)
def test_a_search_that_gives_up_says_so(
    world: ServedWorld, patience: int, *, is_all: bool
) -> None:
    """There may be others among those who were not looked at."""
    found = search(world.residents, Wanted(department="none"), patience=patience)

    assert () == found.residents
    assert is_all is found.is_all


def test_everybody_is_found_once_page_by_page(world: ServedWorld) -> None:
    """Whatever the number of pages that it takes."""
    (model,) = world.residents.search("", 1)
    people = [
        replace(model.person, dossier=f"{number:07d}", email=None)
        for number in range(1, 251)
    ]
    body = [person.as_account() for person in people]
    client = world.portal.app.test_client()
    assert 204 == client.put("/_bench/accounts", json=body).status_code

    found = [person.dossier for person in world.residents.people("")]
    assert [person.dossier for person in people] == found


def test_a_page_that_gave_up_does_not_claim_that_there_is_nobody(
    tester: DeskUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks for a closer search instead."""
    monkeypatch.setattr(search, "__defaults__", (30, 1))

    assert "parmi les premiers habitants" in tester.text("/habitants?departement=none")


@pytest.fixture
def great_tester() -> Iterator[DeskUser]:
    """Somebody at the desk of a world of three hundred thousand people."""
    with open_world(None, url=URL, population=300_000, seed=7) as opened:
        yield DeskUser(opened)


def test_page_says_how_far_it_has_looked(great_tester: DeskUser) -> None:
    """The first quarter of a million, then the others, with the same filters."""
    query = "q=nobodyatall&departement=67"
    first = great_tester.text(f"/habitants?{query}")
    rest = great_tester.text(f"/habitants?{query}&depuis=250000")

    assert "Aucun habitant parmi les 250 000 premiers, sur 300 000" in first
    assert "les suivants n'ont pas encore été regardés" in first
    assert "Chercher plus loin" in first
    assert "Personne ne correspond à cette recherche à partir du 250 001" in rest
    assert "Chercher plus loin" not in rest


def test_link_goes_on_where_the_search_ended(great_tester: DeskUser) -> None:
    """With its words and filters, and nothing that the query smuggled in."""
    page = great_tester.get(
        "/habitants?q=nobodyatall&departement=67&_external=1&_scheme=evil"
    ).text

    assert "departement=67" in page
    assert "depuis=250000" in page
    assert "evil" not in page


def test_program_is_told_where_to_go_on(great_tester: DeskUser) -> None:
    """The API answers with the place from which the next search begins."""
    first = great_tester.api("GET", "/residents?q=nobodyatall").json
    rest = great_tester.api("GET", "/residents?q=nobodyatall&since=250000").json

    assert {"residents": [], "is_all": False, "goes_on_at": 250_000} == first
    assert {"residents": [], "is_all": True, "goes_on_at": None} == rest
