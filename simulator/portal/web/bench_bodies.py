"""Reading the bodies of the bench API; a bad one is refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection

from simulator.clock import require_aware
from simulator.portal.rules.identity import PivotIdentity
from simulator.portal.rules.situation import Situation
from simulator.portal.service.parts import Parts
from simulator.portal.service.redemption import apply_new_password
from simulator.portal.service.revocation import change_account
from simulator.portal.store import accounts as store
from simulator.portal.store import france_connect
from simulator.portal.store.accounts import Account, Address
from simulator.portal.web.unreadable import is_host

STATUSES = ("active", "blocked", "closed")
_ACCOUNT_KEYS = {
    "situation", "dossier", "password", "email", "first_name", "last_name", "address",
    "department", "status",
}  # fmt: skip
_OPTIONAL_KEYS = {"identity"}
_KEY_FIELDS = {"situation", "dossier"}
_HIGHEST_PORT = 65535
_LONGEST = {"dossier": 16, "department": 3}
"""In characters, as the store's columns are."""

_FIRST_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_INSTANT = datetime(9998, 12, 31, tzinfo=UTC)
"""What the portal reckons from an instant (an expiry, a zone) must exist as well."""

_ADDRESS_KEYS = {"street", "postcode", "city"}
_IDENTITY = {
    "given_name": r"[^\0]*",
    "family_name": r"[^\0]*",
    "birthdate": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "gender": "male|female",
    "birthplace": "|[0-9][0-9AB][0-9]{3}",
    "birthcountry": "[0-9]{5}",
}
"""The shape of each fact, as FranceConnect gives it."""


class BadBodyError(Exception):
    """The body cannot be taken; the message says what is wrong with it."""


def instant(body: Any) -> datetime:
    """Read ``{"now": "2026-03-28T12:00:00+01:00"}``."""
    text = _object(body, {"now"}, {"now"})["now"]
    try:
        wanted = require_aware(datetime.fromisoformat(str(text)))
    except (ValueError, OverflowError) as wrong:
        raise BadBodyError(
            f'"now" must be an ISO 8601 instant with its zone: {wrong}'
        ) from (wrong)
    if not _FIRST_INSTANT <= wanted <= _LAST_INSTANT:
        raise BadBodyError(f'"now" must lie between 1970 and 9998, not {text}.')
    return wanted


def situation(text: Any) -> Situation:
    """Read a situation."""
    found = Situation.read(text) if isinstance(text, str) else None
    if found is None:
        raise BadBodyError(
            f'"situation" must be "affilie" or "ayant_droit", not {text!r}.'
        )
    return found


def accounts(body: Any, parts: Parts) -> list[Account]:
    """Read a list of accounts, each complete."""
    if not isinstance(body, list):
        raise BadBodyError("The body must be a JSON list of accounts.")
    everyone = [_account(item, parts) for item in body]
    keys = {(account.situation, account.dossier) for account in everyone}
    if len(keys) != len(everyone):
        raise BadBodyError("Two accounts have the same situation and dossier.")
    return everyone


def identities(body: Any) -> dict[tuple[Situation, str], PivotIdentity | None]:
    """Read whose accounts a list, already read as accounts, says they are."""
    return {
        (situation(item["situation"]), item["dossier"]): read_identity(item["identity"])
        for item in body
        if "identity" in item
    }


def account_change(
    body: Any, parts: Parts
) -> Callable[[Connection, Account], int | None]:
    """Read some fields of an account; return what applies them to it.

    What it returns is the number of the mail that notifies a change of password.
    """
    fields = _object(body, _ACCOUNT_KEYS - _KEY_FIELDS | _OPTIONAL_KEYS, set())
    columns = _columns(fields)
    password = fields.get("password")
    encoded = None
    if "password" in fields:
        encoded = _hash(_text("password", password), parts)

    identity = read_identity(fields.get("identity"))

    def apply(connection: Connection, account: Account) -> int | None:
        if columns:
            change_account(parts, connection, account, columns)
        if "identity" in fields:
            key = (account.situation, account.dossier)
            france_connect.set_identity(connection, key, identity)
        if encoded is None:
            return None
        return apply_new_password(parts, connection, account, encoded)

    return apply


def routes(body: Any) -> dict[str, str]:
    """Read the addresses of the mail server, of siteverify and of FranceConnect."""
    fields = _object(body, {"smtp", "siteverify", "franceconnect"}, set())
    for name, value in fields.items():
        _text(name, value)
    smtp, siteverify = fields.get("smtp"), fields.get("siteverify")
    if smtp is not None and not _is_host_and_port(smtp):
        raise BadBodyError(f'"smtp" must be "host:port", not {smtp!r}.')
    if siteverify is not None and not _is_web_address(siteverify):
        raise BadBodyError(f'"siteverify" must be an address, not {siteverify!r}.')
    issuer = fields.get("franceconnect")
    if issuer is not None and not (_is_web_address(issuer) and _is_issuer(issuer)):
        raise BadBodyError(
            '"franceconnect" must be an address without query nor final slash, '
            f"not {issuer!r}."
        )
    return fields


def _is_issuer(text: str) -> bool:
    """Tell whether endpoints can be named below *text* (Discovery 1.0 §3)."""
    return not {"?", "#"} & set(text) and not text.endswith("/")


def _is_host_and_port(text: str) -> bool:
    found = re.fullmatch(r"[^\s:]+:([0-9]{1,5})", text)
    return found is not None and is_host(text) and 0 < int(found[1]) <= _HIGHEST_PORT


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    printable = re.fullmatch(r"[!-~]+", text) is not None
    return printable and parts.scheme in {"http", "https"} and is_host(parts.netloc)


def _account(item: Any, parts: Parts) -> Account:
    fields = _object(item, _ACCOUNT_KEYS | _OPTIONAL_KEYS, _ACCOUNT_KEYS)
    columns = _columns(fields)
    return Account(
        situation=situation(fields["situation"]),
        dossier=_text("dossier", fields["dossier"]),
        first_name=columns["first_name"],
        last_name=columns["last_name"],
        email=columns["email"],
        address=_address(fields["address"]),
        department=columns["department"],
        status=columns["status"],
        password_hash=_hash(_text("password", fields["password"]), parts),
    )


def _hash(password: str, parts: Parts) -> str:
    return parts.hasher.hash(parts.rulebook.normalise_password(password))


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that the given *fields* of an account set, checked."""
    columns: dict[str, Any] = {}
    for name in ("first_name", "last_name", "department"):
        if name in fields:
            columns[name] = _text(name, fields[name])
    if "email" in fields:
        email = fields["email"]
        columns["email"] = None if email is None else _text("email", email)
    if "address" in fields:
        columns |= store.address_columns(_address(fields["address"]))
    if "status" in fields:
        if fields["status"] not in STATUSES:
            raise BadBodyError(f'"status" must be one of {", ".join(STATUSES)}.')
        columns["status"] = fields["status"]
    return columns


def _address(value: Any) -> Address | None:
    if value is None:
        return None
    fields = _object(value, _ADDRESS_KEYS, _ADDRESS_KEYS)
    return Address(**{name: _text(name, fields[name]) for name in _ADDRESS_KEYS})


def read_identity(value: Any) -> PivotIdentity | None:
    """Read a pivot identity, or null."""
    if value is None:
        return None
    names = set(_IDENTITY)
    fields = _object(value, names, names)
    for name, shape in _IDENTITY.items():
        if not re.fullmatch(shape, _text(name, fields[name])):
            raise BadBodyError(f'"{name}" cannot be {fields[name]!r}.')
    identity = PivotIdentity.read(fields)
    if identity is None:
        raise BadBodyError("This identity names nobody: a name or a place is missing.")
    return identity


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadBodyError(f'"{name}" must be a text, not {value!r}.')
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise BadBodyError(
            f'"{name}" holds a character that no store keeps: {value!r}.'
        )
    longest = _LONGEST.get(name)
    if longest is not None and len(value) > longest:
        raise BadBodyError(f'"{name}" has more than {longest} characters: {value!r}.')
    return value


def _object(body: Any, known: set[str], needed: set[str]) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise BadBodyError(f"A JSON object was expected, not {body!r}.")
    if unknown := sorted(set(body) - known):
        raise BadBodyError(f"Unknown field: {', '.join(unknown)}.")
    if missing := sorted(needed - set(body)):
        raise BadBodyError(f"Missing field: {', '.join(missing)}.")
    return body
