"""Turning what a person would send into what nobody should."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import quote_from_bytes, urlencode

from tests.simulator.portal.fuzz.hostile import Dice
from tests.simulator.portal.fuzz.scene import CAPTCHA, Target

METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "ÉTÉ")
_NAMES = (
    "situation", "dossier", "mot_de_passe", "confirmation", "token", "envoi", "email",
    "csrf_token", "g-recaptcha-response", "code", "state", "error", "next", "", "a[]",
)  # fmt: skip
_HEADERS = (
    "Cookie", "Cookie", "Accept", "Accept-Language", "Accept-Encoding", "Authorization",
    "Content-Encoding", "Content-Language", "Content-Type", "Date", "Expect",
    "Forwarded", "If-Modified-Since", "If-None-Match", "Max-Forwards", "Origin",
    "Range", "Referer",
    "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override",
    "X-CSRFToken", "Content-Length", "Host",
)  # fmt: skip
_TYPES = (
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nowhere",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\xe9",
    "text/plain",
    "application/json; charset=latin-1",
    "a/b/c;;;=",
    "",
)
_CSRF = "csrf_token"
_HOST = "www2.carpimko.com"
_FORM = "application/x-www-form-urlencoded"


class Shot(NamedTuple):
    """One request."""

    rule: str
    method: str
    target: str
    host: str
    body: bytes
    headers: list[tuple[str, str]]


def aim(
    target: Target, values: list[bytes], dice: Dice, captcha: Callable[[], str]
) -> Shot:
    """Return a request to *target*: right but for a thing or two, or all wrong."""
    fields = [(name, value.encode()) for name, value in target.fields.items()]
    if dice.roll(4):
        fields = [
            (name, captcha().encode() if name == value.decode() == CAPTCHA else value)
            for name, value in fields
        ]
    as_typed = dice.roll(5) < 3
    for _ in range(dice.roll(3) if fields else 0):
        at = dice.roll(len(fields))
        if not (as_typed and fields[at][0] == _CSRF):
            fields[at] = fields[at][0], dice.pick(values)
    if as_typed:
        return gentle(target, dict(fields))
    return _rough(target, _rearranged(fields, values, dice), values, dice)


def gentle(target: Target, fields: Mapping[str, str | bytes]) -> Shot:
    """Return what a browser would send, whatever was typed."""
    headers = [("Cookie", target.cookies)] if target.cookies else []
    if target.method != "POST":
        path, _, query = target.path.partition("?")
        typed = urlencode({name: value for name, value in fields.items() if value})
        query = "&".join(part for part in (query, typed) if part)
        where = f"{path}?{query}" if query else path
        return Shot(target.rule, target.method, where, _HOST, b"", headers)
    body = urlencode(fields).encode()
    headers.append(("Content-Type", _FORM))
    return Shot(target.rule, "POST", target.path, _HOST, body, headers)


def _rough(
    target: Target, fields: list[tuple[str, bytes]], values: list[bytes], dice: Dice
) -> Shot:
    """Return what no browser would send."""
    method = dice.pick(METHODS) if dice.once_in(4) else target.method
    path, _, query = target.path.partition("?")
    if dice.once_in(6):
        path = _odd_path(path, values, dice)
    headers = [("Cookie", target.cookies)] if target.cookies else []
    body = b""
    if target.method == "POST":
        kind, body = _body(fields, values, dice)
        headers.append(("Content-Type", kind))
    else:
        query = _query(query, fields, values, dice)
    host = "www.carpimko.com" if dice.once_in(10) else _HOST
    for _ in range(dice.roll(3)):
        name, value = dice.pick(_HEADERS), _line(dice.pick(values))
        if name == "Host":
            host = value
        else:
            headers = [*(it for it in headers if it[0] != name), (name, value)]
    where = f"{path}?{query}" if query else path
    return Shot(target.rule, method, where, host, body, headers)


def _rearranged(
    fields: list[tuple[str, bytes]], values: list[bytes], dice: Dice
) -> list[tuple[str, bytes]]:
    """Leave out, repeat, or add a field, now and then."""
    how = dice.roll(12)
    if how == 0 and fields:
        del fields[dice.roll(len(fields))]
    elif how == 1 and fields:
        fields.append(dice.pick(fields))
    elif how == 2:
        fields.append((dice.pick(_NAMES), dice.pick(values)))
    elif how == 3 and fields:
        at = dice.roll(len(fields))
        fields[at] = f"{fields[at][0]}[]", fields[at][1]
    return fields


def _body(
    fields: list[tuple[str, bytes]], values: list[bytes], dice: Dice
) -> tuple[str, bytes]:
    """Return a Content-Type and a body, mostly those of a form."""
    how = dice.roll(14)
    if how == 0:
        return "application/json", dice.pick(values)
    if how == 1:
        return dice.pick(_TYPES), urlencode(fields).encode()
    if how == 2:
        return _FORM, dice.pick(values)
    if how == 3:
        return _FORM, b"x=" + b"a" * 70_000
    if how < 7:
        return _multipart(fields, dice)
    return _FORM, urlencode(fields).encode()


def _multipart(fields: list[tuple[str, bytes]], dice: Dice) -> tuple[str, bytes]:
    file = dice.once_in(4)
    parts = [
        b'--seam\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name.encode(), b'; filename="a.txt"' if file else b"", value)
        for name, value in fields
    ]
    end = b"--seam--\r\n" if dice.roll(4) else b""
    return "multipart/form-data; boundary=seam", b"".join(parts) + end


def _query(
    query: str, fields: list[tuple[str, bytes]], values: list[bytes], dice: Dice
) -> str:
    how = dice.roll(6)
    if how == 0:
        return _line(dice.pick(values))[:4000]  # not encoded at all
    if how == 1 and query:
        name = query.partition("=")[0]
        return f"{name}={quote_from_bytes(dice.pick(values))}"
    if how == 2 and query:
        return f"{query}&{query}"
    kept = [(name, value) for name, value in fields if value]
    more = urlencode(kept)
    return "&".join(part for part in (query, more) if part)


def _odd_path(path: str, values: list[bytes], dice: Dice) -> str:
    hostile = quote_from_bytes(dice.pick(values)[:2000])
    how = dice.roll(4)
    if how == 0:
        return f"{path}/{hostile}"
    if how == 1:
        return f"/{hostile}"
    if how == 2:
        return path.swapcase()
    return f"{path.rpartition('/')[0]}/{hostile}"


def _line(value: bytes) -> str:
    """Return *value* as a server hands a header over: Latin-1, on one line."""
    return value.decode("latin-1").replace("\r", "").replace("\n", "")
