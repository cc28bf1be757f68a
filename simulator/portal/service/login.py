"""Logging in with situation, dossier number and password; and out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy import Connection

from simulator.portal.rules.password import Violation
from simulator.portal.rules.situation import Situation
from simulator.portal.service import delivery, lockout
from simulator.portal.service.new_password import objections
from simulator.portal.service.parts import Parts
from simulator.portal.service.redemption import apply_new_password
from simulator.portal.store import accounts, journal, letters, sessions
from simulator.portal.store.accounts import Account
from simulator.portal.store.sessions import Session

_SEEN_EVERY = timedelta(minutes=1)
"""A use within the same minute is not written again."""


class _Proof(Enum):
    """What the typed password is."""

    WRONG = auto()
    ACCOUNT = auto()
    LETTER = auto()


@dataclass(frozen=True, slots=True)
class LogIn:
    """What came of a log-in: a session, or none; and until when there will be none."""

    session: Session | None
    locked_until: datetime | None = None


def log_in(
    parts: Parts, situation: Situation | None, dossier: str, password: str
) -> LogIn:
    """Open a session, or refuse without saying which of the three is wrong.

    Too many failures in a row lock the dossier, existing or not (B60): meanwhile the
    password is verified all the same, so that the answer takes as long, and refused.
    """
    typed = parts.rulebook.normalise_password(password)
    if situation is None or not parts.rulebook.is_dossier(dossier, situation):
        return _refuse_nobody(parts, typed)
    key = (situation, dossier)
    with parts.store.begin() as connection:
        proved = accounts.find(connection, *key)
        temporary = letters.temporary_password(connection, *key)
    proof = _prove(parts, proved, temporary, typed)
    with parts.store.begin() as connection:
        account = accounts.find(connection, *key, lock=True)
        now = parts.clock.now()
        locked_until = lockout.locked_until(parts, connection, *key)
        if locked_until is not None:
            journal.write(connection, now, f"connexion refusée, verrou {_who(key)}")
            return LogIn(None, locked_until)
        # The proof took time: a password changed meanwhile is no longer proved.
        stale = proved is None or account is None or account != proved
        if stale or account is None or proof is _Proof.WRONG or not account.is_active:
            journal.write(connection, now, f"connexion refusée {_who(key)}")
            return LogIn(None, lockout.count_failure(parts, connection, *key))
        by_letter = proof is _Proof.LETTER
        if by_letter and not letters.drop_temporary_password(connection, *key):
            return LogIn(None)
        lockout.lift(connection, *key)
        session = open_session(parts, connection, account, must_change=by_letter)
        journal.write(connection, now, f"connexion {_who(key)}")
    return LogIn(session)


def open_session(
    parts: Parts, connection: Connection, account: Account, *, must_change: bool
) -> Session:
    """Open a session of *account*, under a name that nobody had before."""
    now = parts.clock.now()
    session = Session(
        parts.name(),
        account.situation,
        account.dossier,
        opened_at=now,
        seen_at=now,
        must_change=must_change,
    )
    sessions.add(connection, session)
    return session


def _who(key: tuple[Situation, str]) -> str:
    return f"{key[0]} {key[1]}"


def _refuse_nobody(parts: Parts, typed: str) -> LogIn:
    """Refuse what names no dossier; the journal may not repeat what was typed."""
    _prove(parts, None, None, typed)
    with parts.store.begin() as connection:
        journal.write(connection, parts.clock.now(), "connexion refusée ?")
    return LogIn(None)


def _prove(
    parts: Parts,
    account: Account | None,
    temporary: tuple[str, datetime] | None,
    typed: str,
) -> _Proof:
    """Tell what *typed* is; a wrong one takes two hashes, whoever is there (B02)."""
    if parts.hasher.verify(account.password_hash if account else None, typed):
        return _Proof.ACCOUNT
    by_letter = parts.hasher.verify(temporary[0] if temporary else None, typed)
    if temporary is None or not by_letter or parts.clock.now() >= temporary[1]:
        return _Proof.WRONG
    return _Proof.LETTER


def find_session(parts: Parts, session_id: str) -> tuple[Session, Account] | None:
    """Return the open session with this id and its account, or None.

    Looking counts as using: an idle session ends, one in use goes on, until its time.
    """
    now = parts.clock.now()
    settings = parts.settings
    with parts.store.begin() as connection:
        session = sessions.find(connection, session_id)
        if session is None:
            return None
        idle = now - session.seen_at
        lasted = now - session.opened_at
        if idle >= settings.session_idle_time or lasted >= settings.session_lifetime:
            sessions.close(connection, session_id)
            return None
        if abs(idle) >= _SEEN_EVERY:
            sessions.touch(connection, session_id, now)
        account = accounts.find(connection, session.situation, session.dossier)
    return None if account is None or not account.is_active else (session, account)


def log_out(parts: Parts, session_id: str) -> None:
    """Close a session; closing a closed one is harmless."""
    with parts.store.begin() as connection:
        sessions.close(connection, session_id)


def replace_letter_password(
    parts: Parts, session: Session, password: str
) -> tuple[Violation, ...] | None:
    """Set the password that a letter's password obliges to choose.

    Returns what *password* lacks; empty means that it was set, and that every session
    is closed: the person logs in with it. None means that the session is over.
    """
    key = (session.situation, session.dossier)
    with parts.store.begin() as connection:
        account = accounts.find(connection, *key)
        kept = letters.carried(connection, *key, password)
    if account is None:
        return None
    if kept:
        return (Violation.OF_THE_LETTER,)
    broken = objections(parts, account, password)
    if broken:
        return broken
    encoded = parts.hasher.hash(parts.rulebook.normalise_password(password))
    with parts.store.begin() as connection:
        account = accounts.find(connection, *key, lock=True)
        if account is None or sessions.find(connection, session.id) is None:
            return None
        mail_id = apply_new_password(parts, connection, account, encoded)
    if mail_id is not None:
        delivery.hand_over(parts, mail_id)
    return ()
