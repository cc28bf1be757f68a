"""The bench API: what it can do, the clock and the routes (contract v1)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from simulator.clock import BenchClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.portal.assembly import build_bench_portal, default_parts
from simulator.portal.settings import Settings
from simulator.portal.web.app import create_app
from simulator.recaptcha.server import RecaptchaServer

LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
CALLS = [
    ("GET", "/"),
    ("PUT", "/clock"),
    ("DELETE", "/clock"),
    ("PUT", "/accounts"),
    ("PATCH", "/accounts/affilie/0012345"),
    ("PUT", "/routes"),
    ("POST", "/outbox/run"),
    ("GET", "/letters"),
    ("GET", "/log"),
    ("POST", "/restart"),
]


def test_it_says_what_it_can_do(bench: FlaskClient) -> None:
    """Version 1, eight capabilities."""
    answer = bench.get("/_bench/")

    assert 200 == answer.status_code
    assert {
        "version": 1,
        "capabilities": [
            "clock",
            "accounts",
            "routes",
            "letters",
            "log",
            "outbox",
            "restart",
            "franceconnect",
        ],
    } == answer.json


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_portal_that_is_no_bench_has_none_of_it(
    cheap: Settings, method: str, path: str
) -> None:
    """404 on every call, anti-forgery token or not: the routes do not exist."""
    parts = default_parts(cheap)
    app = create_app(parts)
    rules = [str(rule) for rule in app.url_map.iter_rules()]
    answer = app.test_client().open(f"/_bench{path}", method=method, json={})
    app.config["WTF_CSRF_ENABLED"] = False
    again = app.test_client().open(f"/_bench{path}", method=method, json={})
    parts.store.dispose()

    assert not [rule for rule in rules if "bench" in rule]
    assert 404 == again.status_code
    assert answer.status_code in {400, 404}
    assert "error" not in (answer.json or {} if answer.is_json else {})


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_call_answers_204_or_json(
    bench: FlaskClient, camille: dict[str, Any], method: str, path: str
) -> None:
    """204 without a body, or 200; no anti-forgery token is asked for."""
    bodies: dict[str, Any] = {
        "/clock": {"now": "2026-03-28T12:00:00+01:00"},
        "/accounts": [camille],
        "/routes": {},
    }
    answer = bench.open(f"/_bench{path}", method=method, json=bodies.get(path, {}))

    if method == "GET":
        assert 200 == answer.status_code
        expected = "text/plain" if path == "/log" else "application/json"
        assert expected == answer.mimetype
    else:
        assert (204, b"") == (answer.status_code, answer.data)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-28T12:00:00+01:00", datetime(2026, 3, 28, 11, tzinfo=UTC)),
        ("2026-03-28T12:00:00Z", datetime(2026, 3, 28, 12, tzinfo=UTC)),
        (
            "2026-10-25T02:30:00.000001+02:00",
            datetime(2026, 10, 25, 0, 30, 0, 1, tzinfo=UTC),
        ),
        ("1999-12-31T23:59:59-12:00", datetime(2000, 1, 1, 11, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_clock_stands_where_it_is_put(
    bench: FlaskClient, portal: Any, now: str, expected: datetime
) -> None:
    """To the microsecond, in UTC, until the next call."""
    bench.put("/_bench/clock", json={"now": now})

    assert [expected, expected] == [portal.clock.now(), portal.parts.clock.now()]


def test_the_clock_moves_the_pages(bench: FlaskClient, visitor: Any) -> None:
    """A link dies when the clock is moved past its end, and only then."""
    bench.put("/_bench/clock", json={"now": "2026-03-28T12:00:00+01:00"})
    visitor.ask()
    token = visitor.token()
    bench.put("/_bench/clock", json={"now": "2026-03-29T12:59:59+02:00"})
    assert 200 == visitor.get(LINK + token).status_code
    bench.put("/_bench/clock", json={"now": "2026-03-29T13:00:00+02:00"})

    assert 410 == visitor.get(LINK + token).status_code


def test_deleting_the_clock_gives_real_time_back(cheap: Settings) -> None:
    """Twice is harmless."""
    portal = build_bench_portal(cheap)
    real = datetime(2031, 1, 1, tzinfo=UTC)
    base = BenchClock()
    base.move_to(real)
    portal.clock._base = base
    bench = portal.app.test_client()
    bench.put("/_bench/clock", json={"now": "2026-03-28T12:00:00+01:00"})
    held = portal.clock.now()
    answers = [bench.delete("/_bench/clock").status_code for _ in range(2)]
    portal.close()

    assert datetime(2026, 3, 28, 11, tzinfo=UTC) == held
    assert [204, 204] == answers
    assert real == portal.clock.now()


def test_routes_are_set_one_by_one(bench: FlaskClient, portal: Any) -> None:
    """What is not named stays."""
    routes = portal.parts.routes
    verifier = routes.siteverify
    bench.put("/_bench/routes", json={"smtp": "127.0.0.1:2525"})
    assert ("127.0.0.1:2525", verifier) == (routes.smtp, routes.siteverify)
    bench.put("/_bench/routes", json={"siteverify": "http://h/recaptcha/api/x"})

    assert "127.0.0.1:2525" == routes.smtp
    assert "http://h/recaptcha/api.js" == routes.captcha_script


def test_routes_are_used_at_once(
    cheap: Settings,
    camille: dict[str, Any],
    bench: FlaskClient,
    visitor: Any,
    mailbox: Mailbox,
    portal: Any,
    mail_server: MailServer,
    captcha_server: RecaptchaServer,
) -> None:
    """Mail and CAPTCHA go where the last call said; without route neither works."""
    routes = portal.parts.routes
    routes.smtp = routes.siteverify = None
    assert 200 == visitor.identify().status_code
    bench.put("/_bench/routes", json={"siteverify": captcha_server.siteverify_url})
    step5 = visitor.identify().location
    bench.put("/_bench/routes", json={"smtp": mail_server.address})
    visitor.choose(step5)

    assert 1 == len(mailbox.all())
    assert cheap.smtp_timeout_s == portal.parts.settings.smtp_timeout_s
    assert camille["email"] == mailbox.all()[0].to[0]
