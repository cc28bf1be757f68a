"""A world as a whole: what is there, and what survives."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from fixtures.person import Person
from simulator.clock import real_seconds
from simulator.franceconnect.faults import NO_STATE
from simulator.portal.store import outbox, schema
from simulator.served.world import ServedWorld
from simulator.served.world_file import WorldError

URL = "http://127.0.0.1:8080"
IN_2030 = datetime(2030, 1, 1, tzinfo=UTC)
PASSWORD = "Soleil2026"
LINK = re.compile(
    r"https://www2\.carpimko\.com/Comptes/ReinitialiserMotdepasse\?token=[\w.-]+"
)

OpenWorld = Callable[..., ServedWorld]


def _bench(world: ServedWorld) -> httpx.Client:
    transport = httpx.WSGITransport(world.portal.app)
    return httpx.Client(base_url=f"{URL}/_bench", transport=transport)


def test_a_reset_by_hand_from_the_demand_to_the_new_password(
    world: ServedWorld, visitor: Any
) -> None:
    """The whole walk; the mail's link is the procedure's, and leads here."""
    tester = visitor(world)
    resident = tester.somebody()
    assert "Presque fini..." in tester.ask_for_mail(resident.person)
    mail = world.mailbox.wait_for(resident.person.email)
    (link,) = set(LINK.findall(mail.text or ""))
    page = tester.choose_password(resident.person, link, PASSWORD)
    assert "Changement de mot de passe effectué !" in page
    found = world.residents.find(*resident.person.key)
    assert found is not None
    assert found.password is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "www2.carpimko.com"])
def test_a_captcha_solved_on_this_machine_counts(
    world: ServedWorld, visitor: Any, host: str
) -> None:
    """The page is served here, not at www2.carpimko.com."""
    tester = visitor(world)
    assert "Presque fini..." in tester.ask_for_mail(tester.somebody().person, host)


def test_no_page_leads_away_from_this_machine(world: ServedWorld, visitor: Any) -> None:
    """Home page, log-in and FranceConnect's return all live where pages live."""
    with visitor(world).browser() as client:
        for path in ("/", "/Comptes/Connexion", "/Comptes/MotDePasseOublie"):
            assert "carpimko.com/" not in client.get(path).text
        going = client.get("/FranceConnect/Connexion", follow_redirects=False)
    asked = parse_qs(urlsplit(going.headers["Location"]).query)
    assert asked["redirect_uri"] == [f"{URL}/FranceConnect/Retour"]


def test_a_session_lives_without_encryption(world: ServedWorld, visitor: Any) -> None:
    """A browser sends no Secure cookie over plain HTTP: nobody could log in."""
    tester = visitor(world)
    resident = tester.somebody()
    with tester.browser() as client:
        page = client.get("/Comptes/Connexion").text
        fields = {
            "csrf_token": tester.csrf(page),
            "situation": resident.person.situation.value,
            "dossier": resident.person.dossier,
            "mot_de_passe": resident.password,
        }
        inside = client.post("/Comptes/Connexion", data=fields)
    assert inside.url.path == "/Comptes/EspacePersonnel"
    assert resident.person.last_name in inside.text


def test_france_connect_knows_the_people(world: ServedWorld) -> None:
    """Whoever has an identity can be picked there."""
    world.residents.add(first_name="Camille", last_name="Nouvelle")
    names = {each.given_name for each in world.france_connect.identities.values()}
    known = {each.person.first_name for each in world.residents.search("", 100)}
    assert names == known


def test_a_refused_mail_leaves_by_itself_when_the_clock_moves(
    world: ServedWorld, visitor: Any
) -> None:
    """Nobody has to press a button: moving the time hands over what is due."""
    tester = visitor(world)
    world.mail_server.faults.refuse("451 4.7.1 Try later")
    person = tester.somebody().person
    tester.ask_for_mail(person)
    world.mailbox.assert_none()
    world.clock.advance(timedelta(minutes=2))
    assert world.mailbox.wait_for(person.email, timeout=10)


def test_a_refused_mail_leaves_by_itself_when_time_flows(
    world: ServedWorld, visitor: Any
) -> None:
    """The outbox is looked at about once a second."""
    tester = visitor(world)
    world.mail_server.faults.refuse("451 4.7.1 Try later")
    person = tester.somebody().person
    tester.ask_for_mail(person)
    with world.portal.parts.store.begin() as connection:
        connection.execute(schema.outbox.update().values(due_at=world.clock.now()))
    assert world.mailbox.wait_for(person.email, timeout=10)


def test_mails_clock_and_people_survive(
    tmp_path: Path, opened: OpenWorld, visitor: Any
) -> None:
    """Opened again, the folder holds the same world."""
    first = opened(tmp_path)
    person = visitor(first).somebody().person
    visitor(first).ask_for_mail(person)
    added = first.residents.add(first_name="Zoé", last_name="Été", email=None)
    first.clock.hold(IN_2030)
    (mail,) = first.mailbox.all()
    first.close()

    second = opened(tmp_path)
    (kept,) = second.mailbox.all()
    assert (kept.raw, kept.envelope_to) == (mail.raw, mail.envelope_to)
    assert second.residents.find(*added.person.key) == added
    assert second.residents.count == 13
    assert second.clock.now() == IN_2030
    assert second.clock.is_held


def test_an_offset_survives(tmp_path: Path, opened: OpenWorld) -> None:
    """Time that flows two days ahead does so after a restart."""
    first = opened(tmp_path)
    first.clock.advance(timedelta(days=2))
    offset = first.clock.offset
    first.close()
    assert opened(tmp_path).clock.offset == offset >= timedelta(days=2)


def test_a_mail_in_hand_at_the_crash_leaves_at_the_next_start(
    tmp_path: Path, opened: OpenWorld, visitor: Any
) -> None:
    """The folder is this process's alone: whoever held the mail is dead."""
    first = opened(tmp_path)
    person = visitor(first).somebody().person
    first.mail_server.faults.refuse("451 4.7.1 Try later")
    visitor(first).ask_for_mail(person)
    now = first.clock.now()
    with first.portal.parts.store.begin() as connection:
        connection.execute(schema.outbox.update().values(due_at=now))
        assert outbox.take(connection, 1, now, now + timedelta(minutes=5))
    first.close()
    assert opened(tmp_path).mailbox.wait_for(person.email, timeout=10)


def test_two_processes_on_one_folder_are_refused(
    tmp_path: Path, opened: OpenWorld
) -> None:
    """The second one is told why, and the first goes on."""
    first = opened(tmp_path)
    with pytest.raises(WorldError, match="in use"):
        opened(tmp_path)
    assert first.residents.count == 12


@pytest.mark.parametrize("asked", [{"population": 13}, {"seed": 7}])
def test_another_population_for_an_old_world_is_refused(
    tmp_path: Path, opened: OpenWorld, asked: dict[str, int]
) -> None:
    """Who asks for other people must not silently get the old ones."""
    opened(tmp_path).close()
    with pytest.raises(WorldError, match="12 people drawn with seed 42"):
        opened(tmp_path, **asked)


def test_an_old_world_goes_on_without_being_told_its_people(
    tmp_path: Path, opened: OpenWorld
) -> None:
    """``--data`` alone is enough."""
    opened(tmp_path, seed=7).close()
    assert opened(tmp_path, population=None, seed=None).founding.seed == 7


@pytest.mark.parametrize("name", ["world.sqlite3", "portal.sqlite3"])
@pytest.mark.parametrize("spoilt", [b"not a database at all" * 99, None])
def test_a_damaged_file_is_named_and_left_alone(
    tmp_path: Path, opened: OpenWorld, name: str, spoilt: bytes | None
) -> None:
    """Neither repaired nor thrown away: somebody may have a copy."""
    opened(tmp_path).close()
    file = tmp_path / name
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(spoilt or whole[:middle] + b"\xff" * 9000 + whole[middle + 9000 :])
    before = file.read_bytes()
    with pytest.raises(WorldError, match=f"{re.escape(name)} is damaged"):
        opened(tmp_path)
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["world.sqlite3", "portal.sqlite3"])
def test_a_missing_file_is_named(tmp_path: Path, opened: OpenWorld, name: str) -> None:
    """Half a world is not filled up with another one."""
    opened(tmp_path).close()
    (tmp_path / name).unlink()
    with pytest.raises(WorldError, match=f"{re.escape(name)} is missing"):
        opened(tmp_path)


def test_a_world_of_another_version_is_refused(
    tmp_path: Path, opened: OpenWorld
) -> None:
    """What a later Sésame wrote is not guessed at."""
    opened(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "world.sqlite3")) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(WorldError, match="another version of Sésame"):
        opened(tmp_path)


@pytest.mark.parametrize("told", ["[]", "{", '{"offset_us": 1, "held": "noon"}'])
def test_a_clock_that_cannot_be_read_is_said(
    tmp_path: Path, opened: OpenWorld, told: str
) -> None:
    """With the file that holds it."""
    opened(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "world.sqlite3")) as other, other:
        other.execute("INSERT OR REPLACE INTO facts VALUES ('clock', ?)", (told,))
    with pytest.raises(WorldError, match=r"world\.sqlite3 is damaged: its clock"):
        opened(tmp_path)


def test_a_founding_cut_short_is_begun_anew(tmp_path: Path, opened: OpenWorld) -> None:
    """Killed while the people were written, the world has all of them afterwards."""
    opened(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as store, store:
        store.execute("DELETE FROM accounts")
        store.execute("DELETE FROM identities")
    with closing(sqlite3.connect(tmp_path / "world.sqlite3")) as file, file:
        file.execute(
            "UPDATE facts SET value = json_set(value, '$.done', json('false')) "
            "WHERE name = 'founding'"
        )
    again = opened(tmp_path)
    assert again.residents.count == 12
    assert len(again.residents.search("", 100)) == 12


def test_a_folder_with_odd_characters_is_a_folder(
    tmp_path: Path, opened: OpenWorld
) -> None:
    """What means something in an address means nothing in a folder's name."""
    folder = tmp_path / "a?b#c%20d é"
    opened(folder).close()
    assert {each.name for each in folder.iterdir()} >= {
        "world.sqlite3",
        "portal.sqlite3",
    }
    assert opened(folder).residents.count == 12


def test_a_store_of_others_is_refused(tmp_path: Path, opened: OpenWorld) -> None:
    """A database that holds accounts is not taken over."""
    database = f"sqlite:///{tmp_path / 'theirs.sqlite3'}"
    opened(database=database).close()
    with pytest.raises(WorldError, match="holds 12 accounts"):
        opened(database=database)


def test_a_store_with_other_tables_is_refused(
    tmp_path: Path, opened: OpenWorld
) -> None:
    """A database whose ``accounts`` are not ours is named and left alone."""
    file = tmp_path / "theirs.sqlite3"
    with closing(sqlite3.connect(file)) as theirs, theirs:
        theirs.execute("CREATE TABLE accounts (iban TEXT)")
    with pytest.raises(WorldError, match=r"theirs\.sqlite3 has tables of another"):
        opened(database=f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as theirs:
        columns = theirs.execute("SELECT * FROM accounts").description
    assert ["iban"] == [name for name, *_ in columns]


def test_the_portal_may_live_in_postgresql(
    tmp_path: Path, opened: OpenWorld, visitor: Any, postgresql: str
) -> None:
    """By URL; mails and clock stay in the folder, which wants that URL again."""
    first = opened(tmp_path, database=postgresql)
    person = visitor(first).somebody().person
    assert "Presque fini..." in visitor(first).ask_for_mail(person)
    first.close()
    with pytest.raises(WorldError, match="give its --database"):
        opened(tmp_path)
    again = opened(tmp_path, database=postgresql)
    assert again.mailbox.wait_for(person.email)
    schema.metadata.drop_all(again.portal.parts.store)


def test_the_bench_moves_the_one_clock(world: ServedWorld) -> None:
    """``PUT clock`` makes everything stand there; ``DELETE`` gives real time back."""
    with _bench(world) as bench:
        assert bench.put("/clock", json={"now": IN_2030.isoformat()}).is_success
        assert world.clock.now() == IN_2030
        assert world.clock.is_held
        assert bench.delete("/clock").is_success
    assert not world.clock.is_held
    assert world.clock.offset == timedelta(0)


def test_people_that_the_bench_puts_in_are_residents(
    world: ServedWorld, visitor: Any
) -> None:
    """Who judges this world by its bench API replaces its people: the desk knows."""
    person: Person = visitor(world).somebody().person
    with _bench(world) as bench:
        body = [person.as_account(with_identity=True)]
        assert bench.put("/accounts", json=body).is_success
    (only,) = world.residents.search("", 100)
    assert only.person.key == person.key
    assert only.password == person.password
    assert only.person.birth == person.birth


def test_people_that_the_bench_takes_out_cannot_be_picked(world: ServedWorld) -> None:
    """FranceConnect offers those who are there now; what was begun goes on."""
    (person, *_) = people = list(world.residents.people(""))
    world.france_connect.fault = fault = NO_STATE
    asked = world.france_connect.authorize({})
    with _bench(world) as bench:
        body = [person.as_account(with_identity=True)]
        assert bench.put("/accounts", json=body).is_success
    assert len(people) == 12
    assert {f"{person.situation.value}/{person.dossier}"} == set(
        world.france_connect.identities
    )
    assert world.france_connect.authorizations == (asked,)
    assert world.france_connect.fault is fault


_CHANGES: dict[str, Callable[[ServedWorld, Any], object]] = {
    "clock": lambda world, _: world.clock.advance(timedelta(hours=1)),
    "people": lambda world, _: world.residents.add(),
    "request": lambda _, tester: tester.ask_for_mail(tester.somebody().person),
    "mail": lambda world, _: world.mailbox.deliver("", ["a@example.org"], b""),
    "cleared": lambda world, _: world.mailbox.clear(),
}


@pytest.mark.parametrize("change", _CHANGES)
def test_every_change_is_noted(world: ServedWorld, visitor: Any, change: str) -> None:
    """Who watches the world hears of it."""
    before = world.changes.number
    _CHANGES[change](world, visitor(world))
    assert world.changes.wait(before, timeout=5) > before


def test_looking_is_no_change(world: ServedWorld, visitor: Any) -> None:
    """Or a page that looks again at each change would look for ever."""
    before = world.changes.number
    with visitor(world).browser() as client:
        client.get("/")
    world.residents.search("a", 10)
    world.run_outbox()
    assert world.changes.number == before


def test_closing_lets_go_whoever_waits(world: ServedWorld) -> None:
    """The end takes no longer than what is being done."""
    began = real_seconds()
    world.close()
    assert world.changes.wait(world.changes.number, timeout=60) >= 0
    assert real_seconds() - began < 10
