"""Finding people, and adding some."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fixtures.person import Situation
from simulator.served.residents import NoSuchResident
from simulator.served.world import ServedWorld


def _dossiers(world: ServedWorld, text: str, limit: int = 100) -> list[str]:
    return [each.person.dossier for each in world.residents.search(text, limit)]


@pytest.mark.parametrize(
    "text",
    ["Zoé-Anne", "zoe anne", "ÉTÉ", "ete zoe", "0012345", "zoe@cabinet.example",
     "ayant droit 0012345", "blocked zoe"],
)  # fmt: skip
def test_people_are_found_by_any_words_of_their_record(
    world: ServedWorld, text: str
) -> None:
    """Accents, case and hyphens make no difference."""
    world.residents.add(
        first_name="Zoé-Anne",
        last_name="Été",
        situation=Situation.AYANT_DROIT,
        dossier="0012345",
        email="Zoe@cabinet.example",
        status="blocked",
    )
    assert "0012345" in _dossiers(world, text)


@pytest.mark.parametrize("text", ["%", "_", "zoe%", "nobody at all", "' OR 1=1 --"])
def test_nobody_is_found_by_what_is_in_no_record(world: ServedWorld, text: str) -> None:
    """Signs that mean something to the store are only signs."""
    assert _dossiers(world, text) == []


def test_no_more_are_found_than_asked_for(world: ServedWorld) -> None:
    """No word finds everybody, up to the limit."""
    assert len(_dossiers(world, "", 5)) == 5
    everybody = {each.person.key for each in world.residents.search("", 100)}
    assert len(everybody) == world.residents.count == 12


def test_a_password_is_told_as_long_as_it_serves(world: ServedWorld) -> None:
    """Once somebody has another one, nobody here knows it."""
    (first,) = world.residents.search("", 1)
    assert first.password == first.person.password
    world.portal.app.test_client().patch(
        f"/_bench/accounts/{first.person.situation}/{first.person.dossier}",
        json={"password": "Another1234", "email": "new@example.org"},
    )
    (after,) = world.residents.search("", 1)
    assert after.password is None
    assert after.person.email == "new@example.org"


def test_whoever_is_remembered_anew_keeps_her_place(world: ServedWorld) -> None:
    """What is known of her changes, not the order of the people."""
    before = world.residents.search("", 12)
    again = replace(before[3].person, profession="Orthoptiste")
    world.residents.remember([again])
    after = world.residents.search("", 12)

    assert [each.person.dossier for each in before] == [
        each.person.dossier for each in after
    ]
    assert "Orthoptiste" == after[3].person.profession


def test_newcomers_are_all_different_and_can_be_reached(world: ServedWorld) -> None:
    """Drawn one after the other: another dossier, an address, an active account."""
    added = [world.residents.add(first_name="Camille").person for _ in range(5)]
    assert len({each.dossier for each in added}) == 5
    assert len({each.email for each in added}) == 5
    assert {each.status for each in added} == {"active"}
    assert {each.situation for each in added} == {Situation.AFFILIE}
    assert world.residents.count == 17


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ({"dossier": "123"}, "7 digits"),
        ({"dossier": "١٢٣٤٥٦٧"}, "7 digits"),
        ({"status": "gone"}, "status"),
        ({"first_name": "a\0b"}, "character"),
        ({"department": "67000"}, "department"),
        ({"wings": 2}, "wings"),
    ],
)
def test_what_nobody_can_have_is_refused(
    world: ServedWorld, stated: dict[str, Any], why: str
) -> None:
    """With a sentence; nobody is added."""
    with pytest.raises(NoSuchResident, match=why):
        world.residents.add(**stated)
    assert world.residents.count == 12
    assert len(world.residents.search("", 100)) == 12


def test_a_dossier_is_given_once_per_situation(world: ServedWorld) -> None:
    """The same number under the other situation is another account."""
    world.residents.add(dossier="0000001")
    with pytest.raises(NoSuchResident, match="already"):
        world.residents.add(dossier="0000001")
    world.residents.add(dossier="0000001", situation=Situation.AYANT_DROIT)
    assert world.residents.find(Situation.AYANT_DROIT, "0000001") is not None


def test_nobody_has_an_unknown_dossier(world: ServedWorld) -> None:
    """Looking for it finds nobody."""
    assert world.residents.find(Situation.AFFILIE, "0000000") is None
