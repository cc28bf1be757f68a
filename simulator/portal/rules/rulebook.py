"""The rules of the procedure as one bundle, so that each can be replaced by another.

A faulty portal (the self-check) is the sound one with one rule changed; the core never
asks whether a defect is switched on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from simulator.portal.rules import (
    address,
    dossier,
    guessable,
    password,
    validity,
    working_days,
)
from simulator.portal.rules.guessable import Owner
from simulator.portal.rules.password import Violation
from simulator.portal.rules.situation import Situation


def _is_dossier(text: str, _situation: Situation) -> bool:
    return dossier.is_dossier(text)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What the portal asks when it has to decide. Defaults: the procedure's rules."""

    read_situation: Callable[[str], Situation | None] = Situation.read
    """Situation that a submitted value names, or None (P4.1)."""
    is_dossier: Callable[[str, Situation], bool] = _is_dossier
    """Well-formed dossier number for this situation? (P4.2)."""
    is_deliverable: Callable[[str | None], bool] = address.is_deliverable
    """Can a mail be sent there? (P5.7)."""
    mask: Callable[[str], str] = address.mask
    """The address as pages may show it (P5.2)."""
    expected_delivery: Callable[[datetime, str], date] = working_days.expected_delivery
    """Day a letter posted then is expected in that department (P5.5)."""
    expiry: Callable[[datetime], datetime] = validity.expiry
    """Instant from which a link issued then is dead (P7.6)."""
    is_alive: Callable[[datetime, datetime], bool] = validity.is_alive
    """(now, expiry): may the link still be used? (P7.6)."""
    password_violations: Callable[[str], tuple[Violation, ...]] = password.violations
    """What a chosen password lacks (P8.2)."""
    guessable: Callable[[str, Owner], tuple[Violation, ...]] = guessable.guessable
    """Why a chosen password of that person is guessed easily (B31)."""
    same_password: Callable[[str, str], bool] = password.same
    """Does the confirmation repeat the password? (P8.3)."""
    normalise_password: Callable[[str], str] = password.normalise
    """The form that is hashed and compared, at reset and at log-in alike."""
