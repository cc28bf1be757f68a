"""Casting a scenario's people on the accounts that a portal reserves for the tests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.person import Address, Person, Situation
from fixtures.personas import persona
from harness.errors import NotObservable
from harness.journeys.numbers import as_cast
from harness.journeys.reserved import ReservedAccounts, Wanted

HOME = Address("1 rue des Lilas", "67000", "STRASBOURG")


def account(dossier: str, **others: object) -> Person:
    """Return an ordinary account, with a mail of its own."""
    ordinary = Person(
        situation=Situation.AFFILIE,
        dossier=dossier,
        first_name="Jean",
        last_name="Essai",
        profession="",
        password=f"Ancien-{dossier}",
        email=f"c{dossier}@example.org",
        address=HOME,
        department="67",
        status="active",
    )
    return replace(ordinary, **others)  # type: ignore[arg-type]  # fields of Person


def wanted(name: str, **stated: object) -> Wanted:
    """Return somebody of a scenario."""
    drawn = persona(name, seed=42, **stated)  # type: ignore[arg-type]  # as stated
    return Wanted(name, drawn, stated)


def cast(accounts: list[Person], *people: Wanted) -> list[str]:
    """Return the numbers that *people* are cast on."""
    found = ReservedAccounts(accounts, {}, lambda *_: None).cast(people)
    return [person.dossier for person in found]


BARE = account("2000002", email=None)
HOMELESS = account("2000003", address=None)
OTHER = account("2000004", situation=Situation.AYANT_DROIT)
BLOCKED = account("2000005", status="blocked")
FAR = account("2000006", department="976")
ZERO = account("0000007")
PLAIN = account("2000001")
ALL = [BARE, HOMELESS, OTHER, BLOCKED, FAR, ZERO, PLAIN]


@pytest.mark.parametrize(
    ("stated", "number"),
    [
        ({"dossier": "0123456"}, "0000007"),
        ({"email": None}, "2000002"),
        ({"address": None}, "2000003"),
        ({"situation": Situation.AYANT_DROIT}, "2000004"),
        ({"status": "blocked"}, "2000005"),
        ({"department": "976"}, "2000006"),
        ({"email": "c2000001@example.org"}, "2000001"),
    ],
)
def test_what_is_stated_decides(stated: dict[str, object], number: str) -> None:
    """Situation, addresses, status, department; a zero in front if there is one."""
    assert [number] == cast(ALL, wanted("Camille", **stated))


@pytest.mark.parametrize(
    "stated",
    [
        {"email": "camille.moreau@example.org"},
        {"dossier": "0000000"},
        {"dossier": "9999999"},
        {"last_name": "Dupond"},
        {"password": "Soleil2026"},
        {"email": None, "address": None},
    ],
)
def test_what_no_account_has_is_not_observable(stated: dict[str, object]) -> None:
    """The reason names the person, and what would fit."""
    with pytest.raises(NotObservable, match=r"aucun compte .* ne convient à Camille"):
        cast(ALL, wanted("Camille", **stated))


def test_two_people_have_two_numbers_and_two_mails() -> None:
    """Unless the scenario gives both the same number."""
    camille = wanted("Camille", dossier="1234567")
    other = wanted("Dominique", dossier="7654321")
    twin = wanted("Alix", dossier="1234567", situation=Situation.AYANT_DROIT)

    assert 2 == len(set(cast([PLAIN, FAR], camille, other)))
    with pytest.raises(NotObservable, match="pas assez de comptes"):
        cast([PLAIN], camille, other)
    with pytest.raises(NotObservable, match="pas assez de comptes"):
        cast([PLAIN, replace(FAR, email=PLAIN.email)], camille, other)
    with pytest.raises(NotObservable, match="pas assez de comptes"):
        cast([PLAIN, OTHER], camille, twin)
    same = replace(OTHER, dossier=PLAIN.dossier)
    assert ["2000001", "2000001"] == cast([PLAIN, OTHER, same], camille, twin)


def test_nobody_gets_a_number_that_is_said_of_another() -> None:
    """Else a sentence that types it would name the wrong account."""
    camille = wanted("Camille", dossier="1234567")
    other = wanted("Dominique", dossier="2000001")

    assert ["2000006", "2000001"] == cast([PLAIN, FAR], camille, other)


def test_scenarios_are_spread_over_the_accounts() -> None:
    """The least used comes first."""
    accounts = ReservedAccounts([PLAIN, FAR, ZERO], {}, lambda *_: None)
    camille = (wanted("Camille"),)

    used = [accounts.cast(camille)[0].dossier for _ in range(6)]
    assert ["2000001", "2000006", "0000007"] * 2 == used


def test_an_account_set_aside_is_used_no_more() -> None:
    """And the reason says why there are not enough."""
    accounts = ReservedAccounts([PLAIN], {}, lambda *_: None)
    accounts.set_aside(PLAIN, "le dossier 2000001 ne s'ouvre plus")

    with pytest.raises(NotObservable, match="le dossier 2000001 ne s'ouvre plus"):
        accounts.cast((wanted("Camille"),))


def test_a_proved_password_is_cast_from_then_on() -> None:
    """It is kept once, and only where it is another one."""
    kept: list[tuple[str, str]] = []
    accounts = ReservedAccounts(
        [PLAIN],
        {PLAIN.key: "Banc-1-Vif7"},
        lambda person, password: kept.append((person.dossier, password)),
    )
    now = accounts.cast((wanted("Camille"),))[0]
    assert "Banc-1-Vif7" == now.password
    assert not accounts.was_chosen(now)

    accounts.proved(now, "Soleil2026")
    accounts.proved(now, "Soleil2026")
    changed = accounts.cast((wanted("Camille"),))[0]
    assert ("Soleil2026", True) == (changed.password, accounts.was_chosen(changed))
    assert [("2000001", "Soleil2026")] == kept
    accounts.proved(now, PLAIN.password)
    assert not accounts.was_chosen(accounts.cast((wanted("Camille"),))[0])


@pytest.mark.parametrize(
    ("typed", "real"),
    [
        ("0123456", "0000042"),
        (" 0123456\t", " 0000042\t"),
        ("012 3456", "000 0042"),
        ("0.123.456", "0.000.042"),
        ("123456", "000042"),
        ("00123456", "00000042"),
        ("0123456' OR '1'='1", "0000042' OR '1'='1"),
        ("０１２３４５６", "０００００４２"),
        ("012345٦", "000004٢"),
        ("Ca0123456", "Ca0000042"),
        ("1111111", "1111111"),
        ("camille", "camille"),
        ("", ""),
        ("²123456", "²000042"),
    ],
)
def test_a_number_is_said_as_the_account_s_however_it_is_written(
    typed: str, real: str
) -> None:
    """What stands around it stays, and so does the alphabet of each digit."""
    assert real == as_cast(typed, {"0123456": "0000042"})


@given(
    st.from_regex(r"[0-9]{7}", fullmatch=True),
    st.from_regex(r"[0-9]{7}", fullmatch=True),
    st.text(st.sampled_from(" .-ab\u0660"), max_size=3),
)
def test_every_number_is_replaced_by_another_of_as_many_digits(
    told: str, real: str, joint: str
) -> None:
    """Whatever stands between its digits, as long as no digit does."""
    joint = joint.replace("\u0660", "")

    assert joint.join(real) == as_cast(joint.join(told), {told: real})
