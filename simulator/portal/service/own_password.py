"""Changing one's own password while logged in: « Modifier mon mot de passe » (B36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from simulator.portal.rules.password import Violation
from simulator.portal.service import delivery, lockout
from simulator.portal.service.login import open_session
from simulator.portal.service.new_password import objections
from simulator.portal.service.parts import Parts
from simulator.portal.service.redemption import apply_new_password
from simulator.portal.store import accounts, journal, sessions
from simulator.portal.store.sessions import Session


class Step(Enum):
    """How far the change came."""

    DONE = auto()
    WRONG_PASSWORD = auto()
    """The current password is not the one typed."""
    LOCKED = auto()
    """Too many wrong ones in a row, here or at the log-in (B60)."""
    NOT_THE_SAME = auto()
    """The confirmation is another password."""
    REFUSED = auto()
    """The new password is not acceptable; the violations say why."""
    OVER = auto()
    """The session ended meanwhile."""


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a change; ``session`` is the new one when it is done."""

    step: Step
    violations: tuple[Violation, ...] = ()
    session: Session | None = None
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OwnPassword:
    """What is typed."""

    current: str
    password: str
    confirmation: str


def change_own_password(parts: Parts, session: Session, typed: OwnPassword) -> Change:
    """Change the password of who is logged in and proves the current one.

    Every link, letter password and session ends with it (B05, B25); this browser goes
    on under a new session. A wrong current password counts as a failed log-in.
    """
    key = (session.situation, session.dossier)
    with parts.store.begin() as connection:
        proved = accounts.find(connection, *key)
    current = parts.rulebook.normalise_password(typed.current)
    right = parts.hasher.verify(proved.password_hash if proved else None, current)
    refused = _judge(parts, session, typed, right=right)
    if refused is not None:
        return refused
    encoded = parts.hasher.hash(parts.rulebook.normalise_password(typed.password))
    with parts.store.begin() as connection:
        account = accounts.find(connection, *key, lock=True)
        gone = sessions.find(connection, session.id) is None
        if gone or account is None or account != proved:
            return Change(Step.OVER)
        mail_id = apply_new_password(parts, connection, account, encoded)
        opened = open_session(parts, connection, account, must_change=False)
    if mail_id is not None:
        delivery.hand_over(parts, mail_id)
    return Change(Step.DONE, session=opened)


def _judge(
    parts: Parts, session: Session, typed: OwnPassword, *, right: bool
) -> Change | None:
    """Return why the change is refused, the failure counted; None: it is not."""
    key = (session.situation, session.dossier)
    with parts.store.begin() as connection:
        account = accounts.find(connection, *key, lock=True)
        if account is None or sessions.find(connection, session.id) is None:
            return Change(Step.OVER)
        locked_until = lockout.locked_until(parts, connection, *key)
        if locked_until is not None:
            return Change(Step.LOCKED, locked_until=locked_until)
        if not right:
            now = parts.clock.now()
            journal.write(connection, now, f"changement refusé {key[0]} {key[1]}")
            locked_until = lockout.count_failure(parts, connection, *key)
            step = Step.WRONG_PASSWORD if locked_until is None else Step.LOCKED
            return Change(step, locked_until=locked_until)
    if not parts.rulebook.same_password(typed.password, typed.confirmation):
        return Change(Step.NOT_THE_SAME)
    broken = objections(parts, account, typed.password)
    return Change(Step.REFUSED, broken) if broken else None
