"""The bench API: a bad body is refused with a sentence, and changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient


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
    "body",
    [
        None,
        [],
        "2026-03-28T12:00:00+01:00",
        {},
        {"now": None},
        {"now": 5},
        {"now": True},
        {"now": ""},
        {"now": "demain"},
        {"now": "2026-03-28T12:00:00"},
        {"now": "2026-03-28"},
        {"now": "2026-02-30T12:00:00Z"},
        {"now": "2026-03-28T25:00:00Z"},
        {"now": "0001-01-01T00:00:00+14:00"},
        {"now": "0001-01-01T00:00:00Z"},
        {"now": "1969-12-31T23:59:59Z"},
        {"now": "9998-12-31T00:00:01Z"},
        {"now": "9999-12-31T23:59:59.999999Z"},
        {"now": "2026-03-28T12:00:00Z", "tick": True},
        {"date": "2026-03-28T12:00:00Z"},
        {"now": ["2026-03-28T12:00:00Z"]},
    ],
)
def test_an_instant_has_its_zone(bench: FlaskClient, portal: Any, body: Any) -> None:
    """A naive or impossible instant is refused, and the clock stays where it was."""
    before = portal.clock.now()

    assert _refuses(bench.put("/_bench/clock", json=body))
    assert before == portal.clock.now()


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "127.0.0.1:2525",
        {"smtp": None},
        {"smtp": 2525},
        {"smtp": "127.0.0.1"},
        {"smtp": "127.0.0.1:"},
        {"smtp": "127.0.0.1:smtp"},
        {"smtp": "127.0.0.1:²"},
        {"smtp": "2525"},
        {"smtp": "127.0.0.1:25\n"},
        {"smtp": ".:9"},
        {"smtp": "a..b:9"},
        {"siteverify": "http://€.:9/"},
        {"siteverify": "https://127.0.0.1:9;/"},
        {"siteverify": "http://127.0.0.1:9/\x7f"},
        {"siteverify": None},
        {"siteverify": True},
        {"siteverify": "siteverify"},
        {"imap": "127.0.0.1:143"},
    ],
)
def test_routes_are_addresses(bench: FlaskClient, portal: Any, body: Any) -> None:
    """Anything else is refused, and the routes stay."""
    routes = portal.parts.routes
    before = (routes.smtp, routes.siteverify)

    assert _refuses(bench.put("/_bench/routes", json=body))
    assert before == (routes.smtp, routes.siteverify)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"smtp": "127.0.0.1:99999"}, id="no such port"),
        pytest.param({"siteverify": "http://["}, id="no address"),
        pytest.param({"siteverify": "http://a/b\n"}, id="a line end after it"),
    ],
)
def test_a_route_that_leads_nowhere_is_refused(bench: FlaskClient, body: Any) -> None:
    """The sentence says so at once, rather than a page at step 4 or 5."""
    assert _refuses(bench.put("/_bench/routes", json=body))


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff", "application/json"),
        (b'{"now": "2026-03-28T12:00:00Z"}', "text/plain"),
        (b"now=2026-03-28T12:00:00Z", "application/x-www-form-urlencoded"),
    ],
)
def test_what_is_not_json_is_refused(
    bench: FlaskClient, data: bytes, content_type: str
) -> None:
    """With a sentence, not with a page."""
    for path in ("/_bench/accounts", "/_bench/clock", "/_bench/routes"):
        answer = bench.put(path, data=data, content_type=content_type)

        assert _refuses(answer), path


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "9998-12-31T00:00:00Z"])
def test_everything_works_at_both_ends_of_time(
    bench: FlaskClient, visitor: Any, camille: dict[str, Any], now: str
) -> None:
    """What the portal reckons from the instant still exists: no page breaks."""
    assert 204 == bench.put("/_bench/clock", json={"now": now}).status_code
    bench.put("/_bench/accounts", json=[camille])
    for channel in ("mail", "courrier"):
        assert 200 == visitor.ask(channel).status_code
    assert 303 == visitor.log_in("Ancien2025").status_code
    assert 303 == visitor.change("Ancien2025", "Soleil2026").status_code
    for _ in range(11):
        refused = visitor.log_in("faux")
    assert "réessayez dans 15 minutes" in visitor.read(refused)
