"""Accounts that a portal keeps for the tests, where none can be set (docs/cible.md).

The people of a scenario are cast on them. Nothing is reset in between: a password that
was changed stays changed, and is remembered; an account of which no known password
opens anything is set aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from fixtures.person import Person, Situation
from harness.errors import NotObservable

Key = tuple[Situation, str]
FRESH = "Banc-"
"""How passwords begin that the bench chose between two scenarios."""

_AS_DRAWN = frozenset({"situation", "dossier"})
_COMPARED = ("last_name", "email", "address", "department", "status", "birth")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody of a scenario: what was drawn for her, and what was stated."""

    name: str
    person: Person
    stated: Mapping[str, object]

    def fits(self, account: Person) -> bool:
        """Tell whether *account* is such that the scenario may take it for hers."""
        if account.situation != self.person.situation:
            return False
        if "status" not in self.stated and account.status != "active":
            return False
        for name in ("email", "address"):
            if name not in self.stated and getattr(account, name) is None:
                return False
        if "password" in self.stated or "profession" in self.stated:
            return False
        same = (
            getattr(account, name) == self.stated[name]
            for name in _COMPARED
            if name in self.stated
        )
        return all(same) and self._is_such_a_number(account.dossier)

    def _is_such_a_number(self, dossier: str) -> bool:
        """Tell whether *dossier* has what may matter of the number that is stated."""
        told = self.stated.get("dossier")
        if not isinstance(told, str):
            return True
        if len(set(told)) == 1:  # 0000000, 9999999: the number itself is the point
            return dossier == told
        return not told.startswith("0") or dossier.startswith("0")


class ReservedAccounts:
    """The reserved accounts, and what is known of them by now.

    Args:
        people: the accounts, each as its owner wrote it down.
        now: the passwords in force, where they are others.
        keep: called with an account and the password that a log-in proved.
    """

    def __init__(
        self,
        people: Sequence[Person],
        now: Mapping[Key, str],
        keep: Callable[[Person, str], None],
    ) -> None:
        self._people = {
            one.key: replace(one, password=now.get(one.key, one.password))
            for one in people
        }
        self._told = {one.key: one.password for one in people}
        self._keep = keep
        self._used: Counter[Key] = Counter()
        self._aside: dict[Key, str] = {}

    def has_number(self, dossier: str) -> bool:
        """Tell whether *dossier* is the number of one of them."""
        return any(person.dossier == dossier for person in self._people.values())

    def cast(self, wanted: Sequence[Wanted]) -> tuple[Person, ...]:
        """Return an account for each of *wanted*, those least used first.

        Raises:
            NotObservable: there are not accounts enough that fit.
        """
        found = next(self._castings(wanted, ()), None)
        if found is None:
            raise NotObservable(self._lacking(wanted))
        self._used.update(person.key for person in found)
        return found

    def proved(self, person: Person, password: str) -> None:
        """Remember that a log-in proved *password* to be that of *person*."""
        if self._people[person.key].password != password:
            self._people[person.key] = replace(
                self._people[person.key], password=password
            )
            self._keep(self._people[person.key], password)

    def was_chosen(self, person: Person) -> bool:
        """Tell whether a scenario chose her password: the next may choose the same."""
        own = person.password == self._told[person.key]
        return not own and not person.password.startswith(FRESH)

    def set_aside(self, person: Person, why: str) -> None:
        """Use the account no more in this run: its state is not known."""
        self._aside[person.key] = why

    def _castings(
        self, wanted: Sequence[Wanted], cast: tuple[Person, ...]
    ) -> Iterator[tuple[Person, ...]]:
        if len(cast) == len(wanted):
            yield cast
            return
        one = wanted[len(cast)]
        free = (
            person for key, person in self._people.items() if key not in self._aside
        )
        for account in sorted(free, key=lambda person: self._used[person.key]):
            if one.fits(account) and _agree(wanted, (*cast, account)):
                yield from self._castings(wanted, (*cast, account))

    def _lacking(self, wanted: Sequence[Wanted]) -> str:
        for one in wanted:
            if not any(one.fits(account) for account in self._people.values()):
                return (
                    "aucun compte réservé aux essais ne convient à "
                    f"{one.name} ({_described(one)})"
                )
        aside = "; ".join(dict.fromkeys(self._aside.values()))
        names = ", ".join(one.name for one in wanted)
        return f"pas assez de comptes réservés aux essais pour {names}" + (
            f" ({aside})" if aside else ""
        )


@runtime_checkable
class Lending(Protocol):
    """A target that may have reserved accounts."""

    @property
    def reserved(self) -> ReservedAccounts | None:
        """Its reserved accounts, if it has any."""
        ...


def _agree(wanted: Sequence[Wanted], cast: tuple[Person, ...]) -> bool:
    """Tell whether the last of *cast* differs from the others as those wanted do."""
    last, mine = wanted[len(cast) - 1], cast[-1]
    for one, account in zip(wanted, cast[:-1], strict=False):
        same_number = one.person.dossier == last.person.dossier
        same_mail = one.person.email == last.person.email
        if account.key == mine.key:
            return False
        if same_number != (account.dossier == mine.dossier):
            return False
        if None not in {account.email, mine.email} and same_mail != (
            account.email == mine.email
        ):
            return False
        if not same_number and (
            mine.dossier == one.person.dossier or account.dossier == last.person.dossier
        ):
            return False  # a number would be another's wherever a sentence says it
    return True


def _described(one: Wanted) -> str:
    told = [f"situation {one.person.situation.value}"]
    told += [
        f"{name} {value}" if value is not None else f"{name} : néant"
        for name, value in one.stated.items()
        if name not in _AS_DRAWN
    ]
    dossier = one.stated.get("dossier")
    if isinstance(dossier, str) and len(set(dossier)) == 1:
        told.append(f"dossier {dossier}")
    elif isinstance(dossier, str) and dossier.startswith("0"):
        told.append("un dossier qui commence par zéro")
    return ", ".join(told)
