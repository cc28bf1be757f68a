"""The bench API: a bad account is refused with a sentence, and changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

ACCOUNTS = "/_bench/accounts"
ONE = "/_bench/accounts/affilie/0012345"


def _refuses(answer: Any, *words: str) -> bool:
    error = answer.json["error"] if answer.is_json else ""
    return (
        answer.status_code == 422
        and list(answer.json) == ["error"]
        and len(error.split()) >= 3
        and error[-1] not in " :,"
        and all(word in error for word in words)
    )


@pytest.mark.parametrize(
    "body", [None, 1, "text", {}, {"accounts": []}, [1], ["x"], [None], [[]]]
)
def test_accounts_are_a_list_of_objects(bench: FlaskClient, body: Any) -> None:
    """Anything else is refused."""
    assert _refuses(bench.put(ACCOUNTS, json=body))


_FIELDS = (
    "situation",
    "dossier",
    "password",
    "email",
    "first_name",
    "last_name",
    "address",
    "department",
    "status",
)


@pytest.mark.parametrize("name", _FIELDS)
def test_an_account_is_complete(
    bench: FlaskClient, camille: dict[str, Any], name: str
) -> None:
    """A missing field is named."""
    del camille[name]

    assert _refuses(bench.put(ACCOUNTS, json=[camille]), "Missing field", name)


@pytest.mark.parametrize("name", _FIELDS)
def test_every_field_has_its_type(
    bench: FlaskClient, camille: dict[str, Any], name: str
) -> None:
    """Text, but for the two addresses that may be null; the old accounts stay."""
    for value in (5, 1.5, True, [], ["x"], {}, {"a": 1}):
        assert _refuses(bench.put(ACCOUNTS, json=[camille | {name: value}])), value
    assert 204 == bench.patch(ONE, json={}).status_code
    answer = bench.put(ACCOUNTS, json=[camille | {name: None}])
    if name in {"email", "address"}:
        assert 204 == answer.status_code
    else:
        assert _refuses(answer)


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"situation": "admin"}, "situation"),
        ({"situation": "Affilie"}, "situation"),
        ({"status": "unknown"}, "active, blocked, closed"),
        ({"status": "Active"}, "active, blocked, closed"),
        ({"role": "admin"}, "role"),
        ({"address": {"street": "x", "postcode": "y"}}, "city"),
        (
            {"address": {"street": "x", "postcode": "y", "city": "z", "bis": ""}},
            "bis",
        ),
        ({"address": {"street": 1, "postcode": "y", "city": "z"}}, "street"),
        ({"address": {"street": "x", "postcode": 67000, "city": "z"}}, "postcode"),
        ({"address": {"street": "x", "postcode": "y", "city": None}}, "city"),
    ],
)
def test_a_wrong_value_is_named(
    bench: FlaskClient, camille: dict[str, Any], changed: dict[str, Any], word: str
) -> None:
    """In the list of accounts as in a change of one."""
    assert _refuses(bench.put(ACCOUNTS, json=[camille | changed]), word)
    assert _refuses(bench.patch(ONE, json=changed), word)


def test_two_accounts_with_one_key_are_refused(
    bench: FlaskClient, camille: dict[str, Any]
) -> None:
    """Which of the two would it be?"""
    assert _refuses(bench.put(ACCOUNTS, json=[camille, dict(camille)]), "same")


def test_one_bad_account_spoils_the_list(
    bench: FlaskClient, camille: dict[str, Any]
) -> None:
    """All or nothing: the good one before it is not set either."""
    good = camille | {"dossier": "0000001"}
    answer = bench.put(ACCOUNTS, json=[good, camille | {"status": "x"}])

    assert _refuses(answer)
    assert 404 == bench.patch(ONE.replace("0012345", "0000001"), json={}).status_code


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "x",
        1,
        {"email": 5},
        {"password": None},
        {"first_name": None},
        {"unknown": "x"},
        {"situation": "affilie"},
        {"dossier": "0000001"},
        {"address": "3 rue des Lilas"},
        {"address": []},
    ],
)
def test_a_change_is_some_fields_of_an_account(
    bench: FlaskClient, visitor: Any, body: Any
) -> None:
    """Not its key, and nothing that it does not have."""
    assert _refuses(bench.patch(ONE, json=body))
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_a_half_bad_change_changes_nothing(bench: FlaskClient, visitor: Any) -> None:
    """The good half is not applied."""
    answer = bench.patch(ONE, json={"password": "Nouveau2026", "status": "x"})

    assert _refuses(answer)
    assert 303 == visitor.log_in("Ancien2025").status_code


@pytest.mark.parametrize("situation", ["admin", "Affilie", "x"])
def test_an_unknown_situation_in_the_address(
    bench: FlaskClient, situation: str
) -> None:
    """Refused with a sentence too."""
    answer = bench.patch(f"{ACCOUNTS}/{situation}/0012345", json={})

    assert _refuses(answer, "affilie", "ayant_droit")


@pytest.mark.parametrize("name", ["first_name", "password", "email", "dossier"])
def test_half_a_character_is_refused(
    bench: FlaskClient, camille: dict[str, Any], name: str
) -> None:
    """JSON may hold a lone surrogate, UTF-8 may not."""
    assert _refuses(bench.put(ACCOUNTS, json=[camille | {name: "\ud800"}]), name)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"department": "Bas-Rhin"}, id="longer than its column"),
        pytest.param({"dossier": "1" * 17}, id="a long dossier"),
        pytest.param({"first_name": "a\x00b"}, id="NUL"),
    ],
)
def test_what_postgresql_cannot_keep_is_refused(
    bench: FlaskClient, camille: dict[str, Any], changed: dict[str, Any]
) -> None:
    """On every engine alike, with a sentence."""
    assert _refuses(bench.put(ACCOUNTS, json=[camille | changed]), *changed)
