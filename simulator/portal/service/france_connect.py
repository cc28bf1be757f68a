"""Identifying with FranceConnect: going there, coming back, logging out (P6.3, B57).

Nothing here touches a password, a reset link or a letter's password (B58).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import Connection

from simulator.portal.ports.france_connect import (
    Identified,
    UnavailableError,
    UntrustedError,
)
from simulator.portal.service.login import open_session
from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts, journal
from simulator.portal.store import france_connect as store
from simulator.portal.store.accounts import Account
from simulator.portal.store.france_connect import Choice, Key
from simulator.portal.store.sessions import Session

RETURN_PATH = "/FranceConnect/Retour"
"""Path to which FranceConnect sends people back."""
_SECRET_BYTES = 32


class Outcome(Enum):
    """What came of an identification."""

    OPENED = auto()
    CHOICE = auto()
    """Several accounts are hers: she has to choose."""
    GIVEN_UP = auto()
    STALE = auto()
    """Nobody in this browser began it, or it is over."""
    UNAVAILABLE = auto()
    UNTRUSTED = auto()
    UNKNOWN = auto()
    """No active account is hers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The outcome; with it the session that was opened, or the choice to be made."""

    outcome: Outcome
    session: Session | None = None
    choice: str = ""


def begin(parts: Parts) -> tuple[str, str] | None:
    """Return (state, address of FranceConnect); None without FranceConnect.

    The state must be kept in the browser: only there may the person come back.
    """
    state, nonce = (parts.entropy(_SECRET_BYTES).hex() for _ in range(2))
    url = parts.france_connect.authorize_url(state, nonce, _return_address(parts))
    if url is None:
        return None
    now = parts.clock.now()
    with parts.store.begin() as connection:
        store.forget_older(connection, now - parts.settings.france_connect_patience)
        store.begin(connection, state, nonce, now)
    return state, url


def come_back(
    parts: Parts, begun_here: Collection[str], returned: Mapping[str, str]
) -> Entry:
    """Take the return from FranceConnect: the state first, whatever else it says.

    *begun_here* are the states of this very browser: a return prepared in another one
    is refused, or somebody would be logged in to an account that is not hers.
    """
    state = returned.get("state", "")
    nonce = _nonce(parts, state) if state in begun_here else None
    if nonce is None:
        return _refuse(parts, Outcome.STALE, "état inconnu ou déjà servi")
    if "error" in returned:
        given_up = returned["error"] == "access_denied"
        outcome = Outcome.GIVEN_UP if given_up else Outcome.UNAVAILABLE
        return _refuse(parts, outcome, "abandon" if given_up else "erreur annoncée")
    code = returned.get("code", "")
    if not code:
        return _refuse(parts, Outcome.UNTRUSTED, "aucun code")
    try:
        person = parts.france_connect.identify(code, nonce, _return_address(parts))
    except UnavailableError as wrong:
        return _refuse(parts, Outcome.UNAVAILABLE, str(wrong))
    except UntrustedError as wrong:
        return _refuse(parts, Outcome.UNTRUSTED, str(wrong))
    return _enter(parts, person)


def accounts_to_choose(parts: Parts, choice_id: str) -> list[Account]:
    """Return the active accounts between which a person has to choose."""
    with parts.store.begin() as connection:
        choice = _live_choice(parts, connection, choice_id)
        return [] if choice is None else _active(connection, choice.keys)


def choose(parts: Parts, choice_id: str, key: Key) -> Entry:
    """Open the account chosen; refused if it was not one of those offered."""
    with parts.store.begin() as connection:
        choice = _live_choice(parts, connection, choice_id)
        if choice is not None and key in choice.keys:
            found = _active(connection, (key,))
            if found and store.drop_choice(connection, choice_id):
                return _open(parts, connection, choice.sub, choice.id_token, found[0])
    return _refuse(parts, Outcome.STALE, "choix inconnu ou déjà fait")


def farewell(parts: Parts, session_id: str, back: str) -> str | None:
    """Return where FranceConnect is told that a session it opened is over.

    None for other sessions. *back* is where the person then arrives.
    """
    with parts.store.begin() as connection:
        proof = store.take_proof(connection, session_id)
    if proof is None:
        return None
    state = parts.entropy(_SECRET_BYTES).hex()
    return parts.france_connect.end_session_url(proof, state, back)


def _enter(parts: Parts, person: Identified) -> Entry:
    now = parts.clock.now()
    with parts.store.begin() as connection:
        keys = store.accounts_of(connection, person.sub, person.identity)
        found = _active(connection, keys)
        if len(found) == 1:
            return _open(parts, connection, person.sub, person.id_token, found[0])
        if found:
            offered = tuple((each.situation, each.dossier) for each in found)
            choice = Choice(parts.name(), person.sub, person.id_token, offered, now)
            store.keep_choice(connection, choice)
            return Entry(Outcome.CHOICE, choice=choice.id)
    return _refuse(parts, Outcome.UNKNOWN, "aucun dossier actif")


def _open(
    parts: Parts, connection: Connection, sub: str, id_token: str, account: Account
) -> Entry:
    key = (account.situation, account.dossier)
    session = open_session(parts, connection, account, must_change=False)
    store.link(connection, sub, key)
    store.keep_proof(connection, session.id, id_token)
    journal.write(
        connection, parts.clock.now(), f"connexion FranceConnect {key[0]} {key[1]}"
    )
    return Entry(Outcome.OPENED, session)


def _refuse(parts: Parts, outcome: Outcome, why: str) -> Entry:
    with parts.store.begin() as connection:
        journal.write(
            connection, parts.clock.now(), f"connexion FranceConnect refusée : {why}"
        )
    return Entry(outcome)


def _nonce(parts: Parts, state: str) -> str | None:
    """Return the nonce of an identification that is not too old, once."""
    with parts.store.begin() as connection:
        begun = store.take(connection, state)
    return begun[0] if begun is not None and _is_recent(parts, begun[1]) else None


def _live_choice(parts: Parts, connection: Connection, choice_id: str) -> Choice | None:
    choice = store.find_choice(connection, choice_id)
    recent = choice is not None and _is_recent(parts, choice.created_at)
    return choice if recent else None


def _is_recent(parts: Parts, begun_at: datetime) -> bool:
    return parts.clock.now() - begun_at <= parts.settings.france_connect_patience


def _active(connection: Connection, keys: Collection[Key]) -> list[Account]:
    found = [accounts.find(connection, *key, lock=True) for key in keys]
    return [each for each in found if each is not None and each.is_active]


def _return_address(parts: Parts) -> str:
    return parts.settings.accounts_url + RETURN_PATH
