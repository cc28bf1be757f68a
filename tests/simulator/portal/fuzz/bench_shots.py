"""Calls of the bench API, right but for a thing or two, or all wrong."""

from __future__ import annotations

from typing import Any

from tests.simulator.portal.fuzz.hostile import BODIES, Dice, dumped
from tests.simulator.portal.fuzz.shots import METHODS, Shot
from tests.simulator.portal.stateful.cast import CAST

_IDENTITY = {
    "given_name": "Camille",
    "family_name": "Durand",
    "birthdate": "1981-04-23",
    "gender": "female",
    "birthplace": "67482",
    "birthcountry": "99100",
}
_ACCOUNT = {**CAST[0], "identity": _IDENTITY}
_CHANGE = {
    key: _ACCOUNT[key] for key in _ACCOUNT if key not in {"situation", "dossier"}
}
_LOOPBACK = "http://127.0.0.1:9"
_CALLS: tuple[tuple[str, str, Any], ...] = (
    ("GET", "/", None),
    ("PUT", "/clock", {"now": "2026-03-28T12:00:00+01:00"}),
    ("DELETE", "/clock", None),
    ("PUT", "/accounts", [_ACCOUNT, *CAST[1:3]]),
    ("PATCH", "/accounts/affilie/0012345", _CHANGE),
    (
        "PUT",
        "/routes",
        {
            "smtp": "127.0.0.1:9",
            "siteverify": f"{_LOOPBACK}/recaptcha/api/siteverify",
            "franceconnect": f"{_LOOPBACK}/api/v2",
        },
    ),
    ("POST", "/outbox/run", None),
    ("GET", "/letters", None),
    ("GET", "/letters/1/pdf", None),
    ("GET", "/log", None),
    ("POST", "/restart", None),
)
_WRITING = tuple(call for call in _CALLS if call[2] is not None)
_ROUTES = (
    "127.0.0.1:0", "127.0.0.1:99999", "[::1]:9", ":9", ".:9", "a..b:9", "x" * 70 + ":9",
    "127.0.0.1:٢٥", "é\u0301.:9", "http://127.0.0.1:99999999/x", "http://[::1/",
    "http://127.0.0.1:9é/", "http://€.:9/recaptcha/", "http://127.0.0.1:9/\x7f",
    "http://" + "a" * 300 + ".:9/", "http://127.0.0.1:-1/", "https://127.0.0.1:9;/",
    "http://user:p@ss@127.0.0.1:9/", "http://.:9/", "http://127.0.0.1:9/;script-src *",
)  # fmt: skip
_INSTANTS = (
    "0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59-12:00", "9998-12-31T23:59:59Z",
    "1969-12-31T23:59:59Z", "2026-02-30T00:00:00Z",
    "2026-03-29T02:30:00+01:00", "2026-W10-2T11:00:00Z", "1900-01-01T00:00:00Z",
)  # fmt: skip


def aim_at_bench(value: Any, values: list[bytes], dice: Dice) -> Shot:
    """Return a call, with one thing of it replaced by *value*, or by what is worse."""
    method, path, body = dice.pick(_WRITING if dice.roll(3) else _CALLS)
    rule = f"/_bench{path}"
    sent = dumped(body) if body is not None else b""
    how = dice.roll(8)
    if body is not None and how < 5:
        sent = dumped(_spoilt(body, _value(path, value, dice), dice))
    elif how == 5:
        sent = dice.pick(BODIES)
    elif how == 6:
        sent = dice.pick(values)
    kind = "application/json"
    if dice.once_in(12):
        kind = dice.pick(("", "text/plain", "application/json; charset=utf-16", "é"))
    if dice.once_in(12):
        method = dice.pick(METHODS)
    if dice.once_in(12):
        path = dice.pick(_ODD_PATHS)
    headers = [("Content-Type", kind)]
    return Shot(rule, method, f"/_bench{path}", "www2.carpimko.com", sent, headers)


_ODD_PATHS = (
    "/accounts/affilie/%00", "/accounts/AFFILIE/0012345", "/accounts/affilie/%F0%90",
    "/accounts/affilie/" + "9" * 5000, "/accounts//", "/letters/0/pdf",
    "/letters/99999999999999999999999/pdf", "/letters/-1/pdf", "/letters/%D9%A1/pdf",
    "/nothing", "/clock/", "//",
)  # fmt: skip


def _value(path: str, value: Any, dice: Dice) -> Any:
    if path == "/clock" and dice.roll(2):
        return dice.pick(_INSTANTS)
    if path == "/routes" and dice.roll(4):
        return dice.pick(_ROUTES)
    return value


def _spoilt(body: Any, value: Any, dice: Dice) -> Any:
    """Return *body* with something in it, at any depth, replaced by *value*."""
    if isinstance(body, list) and dice.roll(6):
        at = dice.roll(len(body))
        return [*body[:at], _spoilt(body[at], value, dice), *body[at + 1 :]]
    if isinstance(body, dict) and body and dice.roll(6):
        name = dice.pick(sorted(body))
        if dice.once_in(8):
            return {key: body[key] for key in body if key != name}
        if dice.once_in(12):
            return {**body, "unknown": value}
        inner = body[name]
        deeper = isinstance(inner, dict | list) and dice.roll(2)
        return {**body, name: _spoilt(inner, value, dice) if deeper else value}
    return value
