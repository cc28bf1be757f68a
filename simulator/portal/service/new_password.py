"""Choosing a password: the same objections wherever one is chosen (B31, B36)."""

from __future__ import annotations

from simulator.portal.rules.guessable import Owner
from simulator.portal.rules.password import Violation
from simulator.portal.service.parts import Parts
from simulator.portal.store.accounts import Account


def objections(parts: Parts, account: Account, password: str) -> tuple[Violation, ...]:
    """Return why *account* may not have *password*; empty means that it may.

    Whether it is guessed easily is asked only of one that obeys the rule of step 8.
    """
    broken = parts.rulebook.password_violations(password)
    if broken:
        return broken
    owner = Owner(account.dossier, account.first_name, account.last_name, account.email)
    typed = parts.rulebook.normalise_password(password)
    return parts.rulebook.guessable(typed, owner)
