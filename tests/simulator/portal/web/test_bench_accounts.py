"""The bench API: accounts set and changed (contract v1)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from simulator.mail.mailbox import Mailbox
from simulator.portal.store import schema

ONE = "/_bench/accounts/affilie/0012345"
LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
CHANGED = "Votre mot de passe a été modifié"


def test_accounts_are_replaced(
    bench: FlaskClient, visitor: Any, camille: dict[str, Any]
) -> None:
    """Those of before are gone, those of now may log in."""
    new = camille | {"dossier": "0000001", "password": "Nouveau2026"}
    answer = bench.put("/_bench/accounts", json=[new])

    assert (204, b"") == (answer.status_code, answer.data)
    assert 200 == visitor.log_in("Ancien2025").status_code
    fields = {
        "situation": "affilie",
        "dossier": "0000001",
        "mot_de_passe": "Nouveau2026",
    }
    assert 303 == visitor.post("/Comptes/Connexion", fields).status_code


def test_nobody_at_all_is_a_population_too(bench: FlaskClient, visitor: Any) -> None:
    """An empty list empties the portal."""
    assert 204 == bench.put("/_bench/accounts", json=[]).status_code
    assert 200 == visitor.log_in("Ancien2025").status_code


def test_the_same_number_may_stand_under_both_situations(
    bench: FlaskClient, camille: dict[str, Any]
) -> None:
    """Situation and dossier together are the key."""
    both = [camille, camille | {"situation": "ayant_droit"}]

    assert 204 == bench.put("/_bench/accounts", json=both).status_code


def test_replacing_the_accounts_forgets_everything(
    bench: FlaskClient, visitor: Any, portal: Any, camille: dict[str, Any]
) -> None:
    """Requests, links, sessions, letters, outbox and journal; the clock stands."""
    visitor.ask("courrier")
    visitor.ask()
    token = visitor.token()
    step5 = visitor.identify().location
    visitor.log_in(visitor.letter())
    visitor.ask("courrier")
    now = portal.clock.now()
    bench.put("/_bench/accounts", json=[camille])

    with portal.parts.store.begin() as connection:
        for table in schema.metadata.sorted_tables:
            count = connection.execute(select(func.count()).select_from(table)).scalar()
            expected = {"accounts": 1, "secrets": 2}.get(table.name, 0)
            assert expected == count, table.name
    assert [] == bench.get("/_bench/letters").json
    assert "" == bench.get("/_bench/log").text
    assert 410 == visitor.get(LINK + token).status_code
    assert 303 == visitor.get(step5).status_code
    assert 303 == visitor.get("/Comptes/EspacePersonnel").status_code
    assert now == portal.clock.now()


@pytest.mark.parametrize(
    ("change", "absent"),
    [({"email": None}, "mail"), ({"address": None}, "courrier")],
)
def test_what_is_null_is_absent(
    bench: FlaskClient,
    visitor: Any,
    camille: dict[str, Any],
    change: dict[str, Any],
    absent: str,
) -> None:
    """No address of that kind: no such option at step 5."""
    bench.put("/_bench/accounts", json=[camille | change])
    page = visitor.page(visitor.get(visitor.identify().location))

    assert absent not in page.xpath("//input[@name='envoi']/@value")


@pytest.mark.parametrize("status", ["blocked", "closed"])
def test_a_blocked_account_is_set_blocked(
    bench: FlaskClient, visitor: Any, camille: dict[str, Any], status: str
) -> None:
    """It cannot log in."""
    bench.put("/_bench/accounts", json=[camille | {"status": status}])

    assert 200 == visitor.log_in("Ancien2025").status_code


def test_one_field_is_changed_and_the_others_stay(
    bench: FlaskClient, visitor: Any, mailbox: Mailbox
) -> None:
    """The address changes between two steps; nothing is forgotten."""
    step5 = visitor.identify().location
    answer = bench.patch(ONE, json={"email": "new@mail.test"})
    visitor.choose(step5)

    assert (204, b"") == (answer.status_code, answer.data)
    assert [("new@mail.test",)] == [mail.envelope_to for mail in mailbox.all()]
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_every_field_may_be_changed(
    bench: FlaskClient, visitor: Any, camille: dict[str, Any]
) -> None:
    """Name, address, department, status and password, at once."""
    change = {
        "first_name": "Sacha",
        "last_name": "Martin",
        "address": {"street": "1 quai", "postcode": "97200", "city": "Fort-de-France"},
        "department": "972",
        "status": "active",
        "password": "Nouveau2026",
        "email": "sacha@mail.test",
    }
    assert {"situation", "dossier"} == set(camille) - set(change)
    assert 204 == bench.patch(ONE, json=change).status_code
    visitor.log_in("Nouveau2026")
    assert "Bonjour Sacha Martin" in visitor.read(
        visitor.get("/Comptes/EspacePersonnel")
    )
    bench.put("/_bench/clock", json={"now": "2026-05-20T20:00:00Z"})
    visitor.ask("courrier")

    (letter,) = bench.get("/_bench/letters").json
    assert "SACHA MARTIN\n1 QUAI\n97200 FORT DE FRANCE" == letter["address"]
    assert "2026-05-27" == letter["expected_on"]


def test_an_empty_change_changes_nothing(bench: FlaskClient, visitor: Any) -> None:
    """Any of the fields means none of them too."""
    assert 204 == bench.patch(ONE, json={}).status_code
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_a_password_changed_otherwise_kills_links_letters_and_sessions(
    bench: FlaskClient, visitor: Any, mailbox: Mailbox
) -> None:
    """As through an account page (B05), and the person is told at once."""
    visitor.ask("courrier")
    by_letter = visitor.letter()
    visitor.ask()
    token = visitor.token()
    visitor.log_in("Ancien2025")
    bench.patch(ONE, json={"password": "Ailleurs2026"})

    assert 303 == visitor.get("/Comptes/EspacePersonnel").status_code
    assert 410 == visitor.get(LINK + token).status_code
    assert 200 == visitor.log_in(by_letter).status_code
    assert 200 == visitor.log_in("Ancien2025").status_code
    assert 303 == visitor.log_in("Ailleurs2026").status_code
    assert CHANGED in [mail.subject for mail in mailbox.all()]


def test_a_change_of_address_kills_the_link(bench: FlaskClient, visitor: Any) -> None:
    """The mail was sent to somebody else, perhaps (B06)."""
    visitor.ask()
    token = visitor.token()
    bench.patch(ONE, json={"email": "new@mail.test"})

    assert 410 == visitor.get(LINK + token).status_code
    assert 410 == visitor.reset(token).status_code
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_passwords_are_normalised_as_typed_ones_are(
    bench: FlaskClient, visitor: Any, camille: dict[str, Any]
) -> None:
    """An account set with decomposed accents can log in (B33)."""
    bench.put("/_bench/accounts", json=[camille | {"password": "E\u0301te\u0301-2026"}])
    assert 303 == visitor.log_in("\u00c9t\u00e9-2026").status_code
    bench.patch(ONE, json={"password": "Hive\u0301r-2026"})
    assert 303 == visitor.log_in("Hiv\u00e9r-2026").status_code


@pytest.mark.parametrize(
    "path",
    [
        "/_bench/accounts/affilie/9999999",
        "/_bench/accounts/ayant_droit/0012345",
        "/_bench/accounts/affilie/12345",
    ],
)
def test_nobody_to_change_is_not_found(bench: FlaskClient, path: str) -> None:
    """404, as JSON, with a sentence."""
    answer = bench.patch(path, json={"email": None})

    assert 404 == answer.status_code
    key = path.removeprefix("/_bench/accounts/")
    assert {"error": f"There is no account {key}."} == answer.json


def test_a_whole_population_may_be_set(
    bench: FlaskClient, camille: dict[str, Any]
) -> None:
    """A thousand accounts are a body of 300 kB."""
    everyone = [camille | {"dossier": f"{number:07}"} for number in range(1000)]

    assert 204 == bench.put("/_bench/accounts", json=everyone).status_code
