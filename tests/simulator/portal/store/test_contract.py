"""What every engine keeps, and how: accounts, requests, sessions, letters, journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from simulator.clock import BenchClock
from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.rules.situation import Situation
from simulator.portal.store import (
    accounts,
    failures,
    france_connect,
    journal,
    letters,
    links,
    outbox,
    requests,
    schema,
    sessions,
)
from simulator.portal.store.accounts import Account, Address
from simulator.portal.store.counters import CounterStorage
from simulator.portal.store.france_connect import Choice
from simulator.portal.store.letters import Letter
from simulator.portal.store.requests import RequestState, ResetRequest
from simulator.portal.store.secrets import secret
from simulator.portal.store.sessions import Session

NOON = datetime(2026, 3, 29, 1, 0, 0, 123_457, tzinfo=UTC)  # the hour that is skipped
KEY = (Situation.AFFILIE, "0012345")
CAMILLE = Account(
    *KEY,
    first_name="Camille",
    last_name="D'Été-Œuvrard",
    email="camille@mail.test",
    address=Address("3 rue des Lilas", "67000", "Strasbourg"),
    department="67",
    status="active",
    password_hash="$argon2id$…",
)
OTHER = replace(CAMILLE, situation=Situation.AYANT_DROIT, email=None, address=None)
REQUEST = ResetRequest("r1", *KEY, NOON, RequestState.OPEN)
LETTER = Letter(*KEY, NOON, date(2026, 4, 1), "3 RUE DES LILAS\n67000", "Texte\n€")
BORN = PivotIdentity("Camille", "ŒUVRARD", "1981-04-23", "female", "", "99109")
CHOICE = Choice("c1", "sub", "id_token", (KEY,), NOON)
SESSION = Session("s1", *KEY, opened_at=NOON, seen_at=NOON, must_change=True)


def test_an_account_comes_back_as_it_was_kept(store: Engine) -> None:
    """Accents, apostrophes and absences included."""
    with store.begin() as connection:
        accounts.replace_all(connection, [CAMILLE, OTHER])
    with store.begin() as connection:
        assert CAMILLE == accounts.find(connection, *KEY)
        assert OTHER == accounts.find(connection, Situation.AYANT_DROIT, KEY[1])


@pytest.mark.parametrize(
    "key",
    [
        (Situation.AYANT_DROIT, "0012345"),
        (Situation.AFFILIE, "12345"),
        (Situation.AFFILIE, "0012345 "),
        (Situation.AFFILIE, ""),
        (Situation.AFFILIE, "' OR 1=1 --"),
    ],
)
def test_situation_and_dossier_together_are_the_key(
    store: Engine, key: tuple[Situation, str]
) -> None:
    """A leading zero or the other situation is somebody else, or nobody."""
    with store.begin() as connection:
        accounts.replace_all(connection, [CAMILLE])
        assert accounts.find(connection, *key) is None


def test_only_an_active_account_is_active() -> None:
    """Blocked and closed accounts neither log in nor reset."""
    assert CAMILLE.is_active
    assert not replace(CAMILLE, status="blocked").is_active
    assert not replace(CAMILLE, status="closed").is_active


def test_a_change_sets_the_given_columns_of_one_account(store: Engine) -> None:
    """The rest of it, and the other account of the same number, stay."""
    with store.begin() as connection:
        accounts.replace_all(connection, [CAMILLE, OTHER])
        columns = {"email": "new@mail.test", **accounts.address_columns(None)}
        assert accounts.change(connection, *KEY, columns)
    with store.begin() as connection:
        changed = replace(CAMILLE, email="new@mail.test", address=None)
        assert changed == accounts.find(connection, *KEY)
        assert OTHER == accounts.find(connection, Situation.AYANT_DROIT, KEY[1])


def test_nobody_to_change_is_told(store: Engine) -> None:
    """A change of an account that does not exist returns False."""
    with store.begin() as connection:
        assert not accounts.change(connection, *KEY, {"email": None})


def _counts(connection: Connection) -> dict[str, int | None]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar()
        for table in schema.metadata.sorted_tables
    }


def test_replacing_the_accounts_forgets_everything_else(store: Engine) -> None:
    """Requests, links, mails, letters, sessions and journal; not the portal's keys."""
    secret(store, "cookies", lambda: bytes(32))
    with store.begin() as connection:
        accounts.replace_all(connection, [CAMILLE])
        requests.add(connection, REQUEST)
        links.add(connection, links.ResetLink("j", "r1", *KEY, "c@mail.test", NOON))
        outbox.add(
            connection,
            request_id=None,
            sender="a@b.fr",
            recipient="c@d.fr",
            raw=b"",
            due_at=NOON,
        )
        letters.add(connection, LETTER)
        letters.set_temporary_password(connection, *KEY, "hash", NOON)
        sessions.add(connection, SESSION)
        failures.count(connection, *KEY)
        CounterStorage.within(connection, BenchClock()).incr("k", 60)
        france_connect.set_identity(connection, KEY, BORN)
        france_connect.link(connection, "sub", KEY)
        france_connect.begin(connection, "state", "nonce", NOON)
        france_connect.keep_choice(connection, CHOICE)
        france_connect.keep_proof(connection, SESSION.id, "id_token")
        journal.write(connection, NOON, "vu")
    with store.begin() as connection:
        connection.execute(insert(schema.registers).values(name="r", stored=0))
        assert {1} == set(_counts(connection).values())
        accounts.replace_all(connection, [])
        kept = {name for name, count in _counts(connection).items() if count}

    assert {"secrets"} == kept


def test_a_failed_transaction_leaves_nothing(store: Engine) -> None:
    """Half a replacement is no replacement."""
    with store.begin() as connection:
        accounts.replace_all(connection, [CAMILLE])
    with pytest.raises(IntegrityError), store.begin() as connection:
        accounts.replace_all(connection, [OTHER, OTHER])
    with store.begin() as connection:
        assert CAMILLE == accounts.find(connection, *KEY)


def test_a_request_comes_back_and_moves_on(store: Engine) -> None:
    """A request is claimed once, and its state may then be set at will."""
    with store.begin() as connection:
        requests.add(connection, REQUEST)
        requests.add(connection, replace(REQUEST, id="r2"))
        assert REQUEST == requests.find(connection, "r1")
        assert requests.find(connection, "r") is None
        assert requests.claim(connection, "r1", RequestState.POST)
        assert not requests.claim(connection, "r1", RequestState.MAIL)
        assert not requests.claim(connection, "r", RequestState.MAIL)
        expected = replace(REQUEST, state=RequestState.POST)
        assert expected == requests.find(connection, "r1")
        requests.set_state(connection, "r1", RequestState.REFUSED)
        expected = replace(REQUEST, state=RequestState.REFUSED)
        assert expected == requests.find(connection, "r1")
        assert replace(REQUEST, id="r2") == requests.find(connection, "r2")


def test_sessions_are_closed_one_by_one_or_all_of_an_account(store: Engine) -> None:
    """Closing one account's sessions leaves the other account's open."""
    mine = [replace(SESSION, id=f"s{n}", must_change=n == 1) for n in range(4)]
    theirs = replace(SESSION, id="t", situation=Situation.AYANT_DROIT)
    with store.begin() as connection:
        for each in (*mine, theirs):
            sessions.add(connection, each)
        assert mine == [sessions.find(connection, each.id) for each in mine]
        sessions.close(connection, "s0")
        sessions.close(connection, "s0")
        assert sessions.find(connection, "s0") is None
        assert mine[1] == sessions.find(connection, "s1")
        sessions.close_all(connection, *KEY)
        assert [None] * 4 == [sessions.find(connection, each.id) for each in mine]
        assert theirs == sessions.find(connection, "t")


def test_letters_come_back_oldest_first(store: Engine) -> None:
    """Whatever their dates say."""
    second = replace(LETTER, posted_at=NOON - timedelta(days=1))
    with store.begin() as connection:
        assert [] == letters.all_letters(connection)
        letters.add(connection, LETTER)
        letters.add(connection, second)
        assert [LETTER, second] == letters.all_letters(connection)


def test_an_account_has_one_letter_password_at_most(store: Engine) -> None:
    """The last letter's counts; dropping it tells whether there was one."""
    other = (Situation.AYANT_DROIT, KEY[1])
    with store.begin() as connection:
        assert letters.temporary_password(connection, *KEY) is None
        letters.set_temporary_password(connection, *KEY, "first", NOON)
        later = NOON + timedelta(days=21)
        letters.set_temporary_password(connection, *KEY, "second", later)
        letters.set_temporary_password(connection, *other, "theirs", NOON)
        assert ("second", later) == letters.temporary_password(connection, *KEY)
        assert letters.drop_temporary_password(connection, *KEY)
        assert not letters.drop_temporary_password(connection, *KEY)
        assert letters.temporary_password(connection, *KEY) is None
        assert ("theirs", NOON) == letters.temporary_password(connection, *other)


def test_the_journal_reads_one_event_a_line_in_order(store: Engine) -> None:
    """Each line begins with the instant, in UTC."""
    with store.begin() as connection:
        assert "" == journal.read(connection)
        journal.write(connection, NOON, "b")
        journal.write(connection, NOON - timedelta(days=1), "a é")
        expected = (
            "2026-03-29T01:00:00.123457+00:00 b\n2026-03-28T01:00:00.123457+00:00 a é\n"
        )
        assert expected == journal.read(connection)


@pytest.mark.parametrize(
    "instant",
    [
        NOON,
        datetime(2026, 3, 29, 1, 0, 0, 1, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 59, 59, 999_999, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_an_instant_is_kept_to_the_microsecond(
    store: Engine, instant: datetime
) -> None:
    """Neither rounded, nor cut, nor moved by a night of 23 or 25 hours; back in UTC."""
    with store.begin() as connection:
        requests.add(connection, replace(REQUEST, created_at=instant))
    with store.begin() as connection:
        found = requests.find(connection, "r1")
    assert found is not None
    assert instant == found.created_at
    assert timedelta(0) == found.created_at.utcoffset()


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        (
            "mail 1 refusé : 550 5.1.1 <camille@mail.test>: unknown",
            "mail 1 refusé : 550 5.1.1 <[adresse]>: unknown",
        ),
        ("vu ?token=abc.def et plus", "vu ?token=[jeton] et plus"),
        ("eyJhbGciOiJI.eyJsb2dpbiI6.c2lnbmF0dXJl", "[jeton]"),
        ("a\r\n2026-03-10T11:00:00+00:00 faux", "a  2026-03-10T11:00:00+00:00 faux"),
        ("ligne\u2028faux\x00\x1b[2J", "ligne faux  [2J"),
        ("mot de passe changé affilie 0012345", "mot de passe changé affilie 0012345"),
    ],
)
def test_the_journal_is_discreet_and_one_line_is_one_line(
    store: Engine, event: str, kept: str
) -> None:
    """Whatever a mail server or a visitor puts into an event (B53)."""
    with store.begin() as connection:
        journal.write(connection, NOON, event)
        assert f"2026-03-29T01:00:00.123457+00:00 {kept}\n" == journal.read(connection)
