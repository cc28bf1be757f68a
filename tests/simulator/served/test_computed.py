"""Worlds of many people: computed, found, stored when they change."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from fixtures.person import Person, Situation
from fixtures.population import Population, person_at
from simulator.desk.resident_search import Wanted, search
from simulator.portal.store import schema
from simulator.served import computed
from simulator.served.combing import combed
from simulator.served.people import folded, record
from simulator.served.residents import NoSuchResident
from simulator.served.world import ServedWorld
from simulator.served.world_file import WorldError
from tests.simulator.served.conftest import OpenWorld, Visitor

MILLION = 1_000_000
LINK = re.compile(r"https://www2\.carpimko\.com/\S+")


@lru_cache(maxsize=1)
def some() -> tuple[Person, ...]:
    """Four thousand people of the middle of a world."""
    return tuple(person_at(42, index) for index in range(30_000, 34_000))


@pytest.fixture
def great(opened: OpenWorld) -> ServedWorld:
    """Return a world of a million, in memory."""
    return opened(population=MILLION)


def stored(world: ServedWorld) -> int:
    """Return how many accounts have a row."""
    with world.portal.parts.store.begin() as connection:
        count = select(func.count()).select_from(schema.accounts)
        return int(connection.execute(count).scalar_one())


WORDS = st.sampled_from(
    ["martin", "de", "la", "anne", "sophie", "sans", "mail", "adresse", "ayant",
     "affilie", "67", "0", "31", "infirmier", "podologue", "active", "blocked", "e",
     "saint", "sante", "@", "33@cabinet", "+carpimko@", "huillier", "zzz", "cabinet"]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=3))
def test_nobody_is_missed_by_the_comb(words: list[str]) -> None:
    """Whoever's record holds each word is among those that are read."""
    expected = {
        30_000 + position
        for position, person in enumerate(some())
        if all(word in record(person) for word in words)
    }
    found = set(combed(42, 30_000, 34_000, words))

    assert expected <= found


@pytest.mark.parametrize("word", ["martin", "blocked", "infirmier", "marseille"])
def test_comb_lets_few_others_through(word: str) -> None:
    """Records are read one by one: a comb that finds everybody would be none."""
    expected = sum(word in record(person) for person in some())

    assert 0 < expected <= len(combed(42, 30_000, 34_000, [word])) < 1.2 * expected + 5


def test_great_world_stores_nobody(great: ServedWorld) -> None:
    """It opens at once: a million people, none of whom has a row."""
    assert MILLION == great.residents.count
    assert 0 == stored(great)
    assert Population(42, MILLION)[:3] == tuple(
        each.person for each in great.residents.search("", 3)
    )


def test_row_is_stored_for_who_changes_only(
    great: ServedWorld, visitor: type[Visitor]
) -> None:
    """Somebody far in asks for a mail and has another password: one row."""
    tester = visitor(great)
    person = next(
        p
        for p in (person_at(42, index) for index in range(876_543, 876_600))
        if p.email and p.status == "active"
    )
    before = great.residents.find(*person.key)
    assert before is not None
    assert person.password == before.password

    assert "Presque fini" in tester.ask_for_mail(person)
    (mail,) = great.mailbox.to(person.email or "")
    (link,) = set(LINK.findall(mail.text or ""))
    page = tester.choose_password(person, link, "Soleil2026")
    assert "Changement de mot de passe effectué !" in page
    after = great.residents.find(*person.key)

    assert after is not None
    assert after.password is None
    assert 1 == stored(great)
    assert MILLION == great.residents.count


def test_somebody_is_found_by_number_and_by_mail_wherever_she_is(
    great: ServedWorld,
) -> None:
    """A whole number or address is computed back, and comes before any comb."""
    for index in range(999_000, 999_040):
        person = person_at(42, index)
        for text in filter(None, (person.dossier, person.email)):
            nowhere = computed.Reach(0, MILLION, 0)

            assert person in list(great.residents.people(text, nowhere))


def test_search_says_where_it_goes_on(great: ServedWorld) -> None:
    """One that found nobody has looked so far, and another goes on from there."""
    person = person_at(42, 400_123)
    words = f"{person.last_name} {person.dossier[:6]} {person.first_name}"
    reached: int | None = 0
    searches = []
    while reached is not None and len(searches) < 9:
        found = search(great.residents, Wanted(words), since=reached)
        searches.append((reached, found.is_all))
        reached = found.goes_on_at
        if person in [each.person for each in found.residents]:
            break

    assert [(0, False), (250_000, False)] == searches
    assert found.of == MILLION


def test_whole_number_or_address_needs_no_further_search(great: ServedWorld) -> None:
    """Nobody else can have it: the page does not send the tester further."""
    person = next(
        p for p in (person_at(42, i) for i in range(777_777, 778_000)) if p.email
    )
    for text in (person.dossier, person.email or ""):
        found = search(great.residents, Wanted(text))

        assert person in [each.person for each in found.residents]
        assert found.is_all
        assert found.goes_on_at is None


@pytest.mark.parametrize("index", [1_234_567, 7_654_321])
def test_seven_digits_find_who_has_them_in_her_address(index: int) -> None:
    """A number and an index may be the same seven digits: both people are found."""
    people = computed.ComputedPeople(
        Population(42, 9_999_999),
        None,  # type: ignore[arg-type] # nobody is hashed
        str,
    )
    persons = [person_at(42, index), person_at(42, index + 1)]
    digits = f"{index}"
    expected = {p.key for p in persons if digits in record(p)}
    found = {p.key for p in people.people([digits], people.reach(0))}

    assert expected <= found
    assert {p.dossier for p in people.people([digits], people.reach(0))} & {digits}


def test_who_was_found_by_her_address_is_not_found_again() -> None:
    """A search that goes on comes by her, and leaves her out."""
    people = computed.ComputedPeople(
        Population(42, MILLION),
        None,  # type: ignore[arg-type] # nobody is hashed
        str,
    )
    person = next(
        p for p in (person_at(42, i) for i in range(250_000, 250_100)) if p.email
    )
    words = [folded(person.first_name).split()[0], folded(person.email or "")]
    nobody_yet = computed.Reach(0, MILLION, 0)
    further = computed.Reach(250_000, MILLION, 250_200)

    assert person in list(people.people(words, nobody_yet))
    assert person not in list(people.people(words, further))


def test_last_search_knows_that_there_are_no_others(great: ServedWorld) -> None:
    """Only who has looked through everybody may say that nobody is there."""
    found = search(great.residents, Wanted("nobodyatall"), since=990_000)

    assert found.is_all
    assert found.goes_on_at is None


def test_changed_people_are_found_as_they_are_now(great: ServedWorld) -> None:
    """A search shows the mail address of today, whoever changed it."""
    person = person_at(42, 17)
    path = f"/_bench/accounts/{person.situation}/{person.dossier}"
    client = great.portal.app.test_client()

    assert 204 == client.patch(path, json={"email": "new@mail.test"}).status_code
    (found,) = great.residents.search(person.dossier, 1)
    assert "new@mail.test" == found.person.email
    assert person.password == found.password


def test_newcomers_come_after_a_great_population(great: ServedWorld) -> None:
    """They are found first: whoever adds somebody looks for her."""
    added = great.residents.add(first_name="Zoé", last_name="Été")

    assert MILLION + 1 == great.residents.count
    assert Situation.AFFILIE is added.person.situation
    assert added == great.residents.search("zoe ete", 1)[0]
    assert great.residents.find(*added.person.key) == added


def test_replaced_accounts_are_the_only_ones(great: ServedWorld) -> None:
    """``PUT accounts`` replaces a million people as it replaces twelve."""
    person = person_at(42, 3)
    client = great.portal.app.test_client()
    assert 204 == client.put("/_bench/accounts", json=[person.as_account()]).status_code

    assert 1 == great.residents.count
    assert great.residents.reach(0) is None
    assert [person.dossier] == [
        each.person.dossier for each in great.residents.search("", 9)
    ]
    assert great.residents.find(*person_at(42, 4).key) is None


def test_great_world_survives(opened: OpenWorld, tmp_path: pathlib.Path) -> None:
    """Opened again, it has the same people, and what changed of them."""
    first = opened(tmp_path, population=20_000)
    person = person_at(42, 12_345)
    path = f"/_bench/accounts/{person.situation}/{person.dossier}"
    first.portal.app.test_client().patch(path, json={"status": "blocked"})
    first.close()
    again = opened(tmp_path, population=None)

    assert 20_000 == again.residents.count
    found = again.residents.find(*person.key)
    assert found is not None
    assert "blocked" == found.person.status
    assert again.residents.find(*person_at(42, 19_999).key) is not None
    assert again.residents.find(*person_at(42, 20_000).key) is None


def test_bench_s_accounts_survive_in_a_great_world(
    opened: OpenWorld, tmp_path: pathlib.Path
) -> None:
    """What replaced a population is what a restart finds."""
    first = opened(tmp_path, population=20_000)
    person = person_at(42, 3)
    first.portal.app.test_client().put("/_bench/accounts", json=[person.as_account()])
    first.close()

    assert 1 == opened(tmp_path, population=None).residents.count


def test_last_of_a_full_world_leaves_no_number(opened: OpenWorld) -> None:
    """Where every number is taken, a newcomer is refused with a sentence."""
    full = opened(population=9_999_999)

    with pytest.raises(NoSuchResident, match="Every dossier number is taken"):
        full.residents.add(first_name="Zoé")


def test_missing_packages_are_named(
    opened: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra, one sentence says what to install; few people need none."""
    monkeypatch.setattr(computed, "find_spec", lambda _name: None)

    with pytest.raises(WorldError, match="numpy and pyarrow: pip install"):
        opened(population=10_001)
    assert 3 == opened(population=3).residents.count


def test_few_people_take_no_numpy() -> None:
    """The served world loads neither NumPy nor Arrow until it has to."""
    script = (
        "import sys; from simulator.served.world import open_world;"
        "open_world(None, url='http://127.0.0.1:8080', population=3).close();"
        "print({'numpy', 'pyarrow'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "set()" == done.stdout.strip()


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_searched_without_a_fault(text: str) -> None:
    """Whatever somebody types is only words."""
    people = computed.ComputedPeople(Population(1, 50), None, str)  # type: ignore[arg-type] # nobody is hashed
    words = folded(text).split()
    found = list(people.people(words, people.everybody()))

    assert found == [
        person
        for person in Population(1, 50)
        if all(word in record(person) for word in words)
    ]
