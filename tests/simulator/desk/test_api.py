"""The JSON API does what its description says, call by call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from werkzeug.test import TestResponse

from simulator.desk.api_bodies import description
from tests.simulator.desk.desk_user import LINK, URL, DeskUser

_DESCRIBED: dict[str, Any] = yaml.safe_load(description())
_METHODS = {"get", "put", "post", "patch", "delete"}


def _calls() -> Iterator[tuple[str, str]]:
    for path, item in _DESCRIBED["paths"].items():
        for method in _METHODS & item.keys():
            yield method.upper(), path


def _resolved(value: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in value:
        found: Any = _DESCRIBED
        for step in value["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        value = found
    return value


def agreed(method: str, path: str, answer: TestResponse) -> Any:
    """Check *answer* against the description of the call; return its JSON, if any."""
    operation = _DESCRIBED["paths"][path][method.lower()]
    known = operation["responses"]
    assert str(answer.status_code) in known, answer.text
    content = _resolved(known[str(answer.status_code)])["content"]
    assert answer.mimetype in content
    if answer.mimetype != "application/json":
        return None
    body = answer.get_json()
    schema = content["application/json"]["schema"]
    judge = Draft202012Validator(schema | {"components": _DESCRIBED["components"]})
    judge.validate(body)
    return body


def test_the_description_is_openapi() -> None:
    """The file is valid OpenAPI 3.1."""
    validate(_DESCRIBED)


def test_routes_and_description_agree(tester: DeskUser) -> None:
    """Each route below /api is described with its methods, and no other is."""
    served = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api")))
        for rule in tester.desk.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert set(_calls()) == served


@pytest.mark.parametrize(("method", "path"), sorted(_calls()))
def test_each_call_answers_as_described(
    tester: DeskUser, method: str, path: str
) -> None:
    """Each call, with the example of its body, succeeds as its schema says."""
    mail, letter, who = tester.mail(), tester.letter(), tester.somebody().person
    told = {"number": mail, "situation": "affilie", "dossier": who.dossier}
    if path.startswith("/letters"):
        told["number"] = letter
    operation = _DESCRIBED["paths"][path][method.lower()]
    options = {}
    if "requestBody" in operation:
        options["json"] = operation["requestBody"]["content"]["application/json"][
            "example"
        ]

    answer = tester.api(method, path.format(**told), **options)

    assert answer.status_code in {200, 201}, answer.text
    agreed(method, path, answer)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/clock", {}),
        ("PUT", "/clock", []),
        ("PUT", "/clock", {"now": "demain"}),
        ("PUT", "/clock", {"now": "2026-11-24T10:00:00"}),
        ("PUT", "/clock", {"now": "0900-01-01T00:00:00Z"}),
        ("PUT", "/clock", {"now": 12}),
        ("PUT", "/clock", {"advance_s": "beaucoup"}),
        ("PUT", "/clock", {"advance_s": 1e300}),
        ("PUT", "/clock", {"advance_s": 1e12}),
        ("PUT", "/clock", {"advance_s": 1, "now": "2026-11-24T10:00:00Z"}),
        ("PUT", "/clock", {"held": "oui"}),
        ("PUT", "/clock", {"heure": 1}),
        ("PUT", "/faults", {}),
        ("PUT", "/faults", {"mail": "grippe"}),
        ("PUT", "/faults", {"mail_delay_minutes": -1}),
        ("PUT", "/faults", {"mail_delay_minutes": 1e9}),
        ("PUT", "/faults", {"voisin": None}),
        ("POST", "/residents", {"situation": "martien"}),
        ("POST", "/residents", {"dossier": "12"}),
        ("POST", "/residents", {"department": "99"}),
        ("POST", "/residents", {"email": "a@b"}),
        ("POST", "/residents", {"first_name": "a\x00"}),
        ("POST", "/residents", {"first_name": "a\ud800"}),
        ("POST", "/residents", {"first_name": ""}),
        ("POST", "/residents", {"address": {"street": "x"}}),
        ("POST", "/residents", {"password": "x"}),
        ("PATCH", "/residents/{situation}/{dossier}", {}),
        ("PATCH", "/residents/{situation}/{dossier}", {"status": "endormi"}),
        ("PATCH", "/residents/{situation}/{dossier}", {"email": "x"}),
    ],
)
def test_bad_bodies(tester: DeskUser, method: str, path: str, body: Any) -> None:
    """A bad body is answered 422 with one sentence, and changes nothing."""
    who = tester.somebody().person
    before = tester.world.changes.number

    answer = tester.api(
        method, path.format(situation="affilie", dossier=who.dossier), json=body
    )

    assert 422 == answer.status_code, answer.text
    sentence = agreed(method, path, answer)["error"]
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert before == tester.world.changes.number


@pytest.mark.parametrize("data", ["{", "null", "[" * 100_000, '{"now": NaN', ""])
def test_what_is_no_json(tester: DeskUser, data: str) -> None:
    """Broken JSON is a bad body; what is not announced as JSON is a 415."""
    broken = tester.api("PUT", "/clock", data=data, content_type="application/json")
    other = tester.api(
        "PUT", "/clock", data='{"held": true}', content_type="text/plain"
    )

    assert broken.status_code in {413, 422}
    if data in {"{", ""}:
        assert broken.json["error"].startswith("The body is no JSON: ")
    agreed("PUT", "/clock", other)
    assert 415 == other.status_code
    assert not tester.world.clock.is_held


@pytest.mark.parametrize(
    ("method", "path", "known"),
    [
        ("GET", "/mails/99", "/mails/{number}"),
        ("GET", "/mails/99/source", "/mails/{number}/source"),
        ("GET", "/letters/0", "/letters/{number}"),
        ("GET", "/letters/99/pdf", "/letters/{number}/pdf"),
        ("GET", "/residents/affilie/9999999", "/residents/{situation}/{dossier}"),
        ("GET", "/residents/martien/1", "/residents/{situation}/{dossier}"),
        ("PATCH", "/residents/affilie/9999999", "/residents/{situation}/{dossier}"),
    ],
)
def test_unknown_things(tester: DeskUser, method: str, path: str, known: str) -> None:
    """What does not exist is a 404 in JSON."""
    options = {"json": {"status": "active"}} if method == "PATCH" else {}
    answer = tester.api(method, path, **options)

    assert 404 == answer.status_code
    agreed(method, known, answer)


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [("GET", "/rien", 404), ("GET", "/mails/x", 404), ("POST", "/clock", 405)],
)
def test_unknown_addresses(tester: DeskUser, method: str, path: str, code: int) -> None:
    """An address that does not exist, or takes no such method, answers in JSON."""
    answer = tester.api(method, path)

    assert code == answer.status_code
    assert answer.get_json()["error"]


def test_the_clock(tester: DeskUser) -> None:
    """The clock is set, stopped, moved and given back."""
    put = {"now": "2027-04-01T10:42:00+02:00", "held": True}
    stood = tester.api("PUT", "/clock", json=put).get_json()
    moved = tester.api("PUT", "/clock", json={"advance_s": 3600}).get_json()
    released = tester.api("DELETE", "/clock").get_json()

    assert "2027-04-01T08:42:00+00:00" == stood["now"]
    assert stood["held"]
    assert datetime(2027, 4, 1, 9, 42, tzinfo=UTC) == datetime.fromisoformat(
        moved["now"]
    )
    assert (False, 0) == (released["held"], round(released["offset_s"]))


def test_the_faults(tester: DeskUser) -> None:
    """What is named changes, null repairs, and the rest stays."""
    tester.api("PUT", "/faults", json={"mail": "busy", "mail_delay_minutes": 5})
    told = tester.api("PUT", "/faults", json={"captcha": "silent"}).get_json()
    repaired = tester.api("PUT", "/faults", json={"mail": None}).get_json()

    on = {"mail": "busy", "captcha": "silent", "france_connect": None}
    assert on == told["on"]
    assert on | {"mail": None} == repaired["on"]
    assert 5 == repaired["mail_delay_minutes"]
    assert {None} == set(tester.api("DELETE", "/faults").get_json()["on"].values())


def test_a_fault_that_is_none_turns_nothing_on(tester: DeskUser) -> None:
    """One unknown name refuses the whole body."""
    tester.api("PUT", "/faults", json={"mail": "busy", "captcha": "grippe"})

    assert not tester.page("/pannes").xpath("//button[@aria-checked='true']")


def test_residents(tester: DeskUser) -> None:
    """Somebody is added, found by what she is, and changed."""
    new = {"first_name": "Zoé", "email": None, "department": "68"}
    added = tester.api("POST", "/residents", json=new).get_json()
    found = tester.api("GET", "/residents?q=zoe&email=false&department=68").get_json()
    path = f"/residents/{added['situation']}/{added['dossier']}"
    changed = tester.api("PATCH", path, json={"email": "z@mail.test"}).get_json()

    assert [added] == found["residents"]
    assert added["address"]["postcode"].startswith("68")
    assert added | {"email": "z@mail.test"} == changed
    again = tester.api("POST", "/residents", json={"dossier": added["dossier"]})
    assert 422 == again.status_code


def test_a_mail(tester: DeskUser) -> None:
    """A mail is told decoded, its links both ways, its source byte for byte."""
    number = tester.mail()
    told = tester.api("GET", f"/mails/{number}").get_json()
    source = tester.api("GET", f"/mails/{number}/source")

    local = LINK.replace("https://www2.carpimko.com", URL)
    assert {LINK} == {link["url"] for link in told["links"]}
    assert {local} == {link["here"] for link in told["links"]}
    assert tester.world.mailbox.all()[0].raw == source.data
    assert 1 == tester.api("GET", "/mails?q=camille").get_json()["total"]


def test_changes_are_waited_for(tester: DeskUser) -> None:
    """Without change the answer comes when the time is over; with one, at once."""
    known = tester.api("GET", "/changes").get_json()["number"]
    still = tester.api("GET", f"/changes?after={known}&timeout=0").get_json()
    tester.mail()
    after = tester.api("GET", f"/changes?after={known}").get_json()

    assert known == still["number"]
    assert known < after["number"]
    assert 1 == after["mails"]


def test_time_moves_what_is_due(tester: DeskUser) -> None:
    """A mail that is late arrives with the clock that the API moves."""
    tester.api("PUT", "/clock", json={"held": True})
    tester.world.mailbox.deliver("", ["c@d.test"], b"x", delay=timedelta(hours=1))

    assert 0 == tester.api("GET", "/mails").get_json()["total"]
    tester.api("PUT", "/clock", json={"advance_s": 3600})
    assert 1 == tester.api("GET", "/mails").get_json()["total"]
