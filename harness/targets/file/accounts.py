"""The accounts that a portal reserves for the tests: a CSV beside the target file."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path

from fixtures.person import Address, Person, Situation
from harness.errors import ConfigurationError
from harness.journeys.reserved import ReservedAccounts

COLUMNS = (
    "situation", "dossier", "password", "email", "first_name", "last_name",
    "street", "postcode", "city", "department", "status",
)  # fmt: skip
_STATUSES = ("active", "blocked", "closed")
_SEVEN_DIGITS = re.compile(r"[0-9]{7}")
_MAY_BE_EMPTY = frozenset({"email", "street", "postcode", "city", "department"})
_BY_OWNER_ONLY = 0o600


def open_accounts(path: Path) -> ReservedAccounts:
    """Read the accounts at *path*, with the passwords that log-ins proved since.

    Raises:
        ConfigurationError: a column is missing, a value is wrong, an account stands
            twice …; the message has a line for each mistake.
    """
    people = read_accounts(path)
    passwords = Passwords(path)
    now = {one.key: passwords.of(one) for one in people}
    told = {one.key: one.password for one in people}

    def keep(person: Person, password: str) -> None:
        passwords.keep(person, told[person.key], password)

    return ReservedAccounts(people, now, keep)


def read_accounts(path: Path) -> tuple[Person, ...]:
    """Return the accounts of the CSV at *path*, in its order.

    Raises:
        ConfigurationError: it is wrong; the message has a line for each mistake.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            missing = [one for one in COLUMNS if one not in (reader.fieldnames or ())]
            if missing:
                raise ConfigurationError(
                    f"{path}:1: the first line lacks the column "
                    f"{', '.join(missing)}; it must name {','.join(COLUMNS)}."
                )
            rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise ConfigurationError(
            f"{path} is not a CSV file in UTF-8, with commas: {wrong}."
        ) from wrong
    except OSError as wrong:
        raise ConfigurationError(f"{path} cannot be read: {wrong.strerror}.") from wrong
    mistakes: list[str] = []
    people: dict[tuple[str, str], Person] = {}
    for line, row in rows:
        found = [f"{path}:{line}: {one}" for one in _mistakes(row)]
        mistakes += found
        if found:
            continue
        person = _person(row)
        if person.key in people:
            mistakes.append(
                f"{path}:{line}: dossier: {person.dossier} stands twice as "
                f"{person.situation.value}; keep one line."
            )
        people[person.key] = person
    if not rows:
        mistakes.append(f"{path} holds no account: write one on each line.")
    if mistakes:
        raise ConfigurationError("\n".join(mistakes))
    return tuple(people.values())


class Passwords:
    """The passwords that changed, kept beside the CSV for the next scenario and run.

    Each entry holds the password that the CSV had then: whoever writes another one into
    the CSV is believed, and the entry no longer counts.
    """

    def __init__(self, accounts: Path) -> None:
        self.path = accounts.with_name(f"{accounts.name}.passwords.json")
        self._entries = self._read()

    def of(self, person: Person) -> str:
        """Return the password of *person*, whom the CSV describes."""
        entry = self._entries.get(_name(person), {})
        changed = entry.get("file") == person.password
        return entry["now"] if changed else person.password

    def keep(self, person: Person, told: str, now: str) -> None:
        """Note that the password is *now*; the CSV still says *told*."""
        self._entries[_name(person)] = {"file": told, "now": now}
        text = json.dumps(self._entries, ensure_ascii=False, indent=2, sort_keys=True)
        # Whole or not at all: a run that is cut short forgets no password.
        beside = self.path.with_name(f"{self.path.name}.new")
        beside.touch(_BY_OWNER_ONLY)
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(self.path)

    def _read(self) -> dict[str, dict[str, str]]:
        if not self.path.exists():
            return {}
        try:
            entries = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as wrong:
            raise ConfigurationError(_unreadable(self.path)) from wrong
        good = isinstance(entries, dict) and all(
            isinstance(one, dict) and {"file", "now"} <= one.keys()
            for one in entries.values()
        )
        if not good:
            raise ConfigurationError(_unreadable(self.path))
        return dict(entries)


def _unreadable(path: Path) -> str:
    return (
        f"{path} is not what the bench wrote: delete it, and write the passwords in "
        "force into the CSV."
    )


def _name(person: Person) -> str:
    return f"{person.situation.value} {person.dossier}"


def _mistakes(row: Mapping[str | None, str | list[str] | None]) -> list[str]:
    if None in row or None in row.values():
        return [f"the line must have {len(COLUMNS)} values, one for each column."]
    values = {name: str(row[name]).strip() for name in COLUMNS}
    found = [
        f"{name}: is empty."
        for name, value in values.items()
        if not value and name not in _MAY_BE_EMPTY
    ]
    situations = [one.value for one in Situation]
    if values["situation"] and values["situation"] not in situations:
        found.append(_not_among("situation", values["situation"], situations))
    if values["status"] and values["status"] not in _STATUSES:
        found.append(_not_among("status", values["status"], _STATUSES))
    if values["dossier"] and not _SEVEN_DIGITS.fullmatch(values["dossier"]):
        found.append(f"dossier: {values['dossier']!r} is not seven digits.")
    if values["email"] and values["email"].count("@") != 1:
        found.append(f"email: {values['email']!r} is no address.")
    home = [name for name in ("street", "postcode", "city") if values[name]]
    if home and len(home) < 3:  # noqa: PLR2004 - the three of them
        found.append("street, postcode, city: give all three, or none.")
    return found


def _not_among(column: str, value: str, known: tuple[str, ...] | list[str]) -> str:
    return f"{column}: is {value!r}; choose among {', '.join(known)}."


def _person(row: Mapping[str | None, str | list[str] | None]) -> Person:
    values = {name: str(row[name]).strip() for name in COLUMNS}
    home = Address(values["street"], values["postcode"], values["city"])
    return Person(
        situation=Situation(values["situation"]),
        dossier=values["dossier"],
        first_name=values["first_name"],
        last_name=values["last_name"],
        profession="",
        password=str(row["password"]),
        email=values["email"] or None,
        address=home if home.street else None,
        department=values["department"],
        status=values["status"],
    )
