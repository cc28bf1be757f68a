"""Logging in with situation, dossier number and password; and out again."""

from __future__ import annotations

from enum import Enum, auto

from simulator.portal.rules.password import Violation
from simulator.portal.rules.situation import Situation
from simulator.portal.service import delivery
from simulator.portal.service.parts import Parts
from simulator.portal.service.redemption import apply_new_password
from simulator.portal.store import accounts, journal, letters, sessions
from simulator.portal.store.accounts import Account
from simulator.portal.store.sessions import Session


class _Proof(Enum):
    """What the typed password is."""

    WRONG = auto()
    ACCOUNT = auto()
    LETTER = auto()


def log_in(
    parts: Parts, situation: Situation | None, dossier: str, password: str
) -> Session | None:
    """Open a session, or return None: never saying which of the three is wrong."""
    typed = parts.rulebook.normalise_password(password)
    if not _is_dossier(parts, situation, dossier):
        situation = None  # nobody has such a number: the store is not asked
    with parts.store.begin() as connection:
        account = temporary = None
        if situation is not None:
            account = accounts.find(connection, situation, dossier)
            temporary = letters.temporary_password(connection, situation, dossier)
    proved = account
    proof = _prove(parts, account, temporary and temporary[0], typed)
    now = parts.clock.now()
    if temporary is not None and proof is _Proof.LETTER and now >= temporary[1]:
        proof = _Proof.WRONG
    who = "?" if situation is None else f"{situation} {dossier}"
    with parts.store.begin() as connection:
        if situation is not None:
            account = accounts.find(connection, situation, dossier, lock=True)
        # The proof took time: a password changed meanwhile is no longer proved.
        stale = proved is None or account is None or account != proved
        if stale or account is None or proof is _Proof.WRONG or not account.is_active:
            journal.write(connection, now, f"connexion refusée {who}")
            return None
        key = (account.situation, account.dossier)
        by_letter = proof is _Proof.LETTER
        if by_letter and not letters.drop_temporary_password(connection, *key):
            return None
        session = Session(parts.name(), *key, opened_at=now, must_change=by_letter)
        sessions.add(connection, session)
        journal.write(connection, now, f"connexion {who}")
    return session


def _is_dossier(parts: Parts, situation: Situation | None, dossier: str) -> bool:
    """Tell whether the journal may name *dossier*: nothing else that was typed may."""
    return situation is not None and parts.rulebook.is_dossier(dossier, situation)


def _prove(
    parts: Parts, account: Account | None, temporary: str | None, typed: str
) -> _Proof:
    if parts.hasher.verify(account.password_hash if account else None, typed):
        return _Proof.ACCOUNT
    if temporary is not None and parts.hasher.verify(temporary, typed):
        return _Proof.LETTER
    return _Proof.WRONG


def find_session(parts: Parts, session_id: str) -> tuple[Session, Account] | None:
    """Return the open session with this id and its account, or None."""
    with parts.store.begin() as connection:
        session = sessions.find(connection, session_id)
        if session is None:
            return None
        account = accounts.find(connection, session.situation, session.dossier)
    return None if account is None or not account.is_active else (session, account)


def log_out(parts: Parts, session_id: str) -> None:
    """Close a session; closing a closed one is harmless."""
    with parts.store.begin() as connection:
        sessions.close(connection, session_id)


def replace_letter_password(
    parts: Parts, session: Session, password: str
) -> tuple[Violation, ...]:
    """Set the password that a letter's password obliges to choose.

    Returns what *password* lacks; empty means that it was set, and that every session
    is closed: the person logs in with it.
    """
    broken = parts.rulebook.password_violations(password)
    if broken:
        return broken
    encoded = parts.hasher.hash(parts.rulebook.normalise_password(password))
    with parts.store.begin() as connection:
        account = accounts.find(connection, session.situation, session.dossier)
        if account is None:
            raise LookupError("The account of an open session is gone.")
        mail_id = apply_new_password(parts, connection, account, encoded)
    if mail_id is not None:
        delivery.hand_over(parts, mail_id)
    return ()
