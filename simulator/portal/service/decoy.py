"""The work done for a dossier to which nothing is sent, so that time tells nothing.

An unknown, blocked or closed dossier costs what a known one costs: the same rows, mail,
letter and hash are made and then taken back, the mail server is spoken to, and nothing
leaves (B01, B02, B42).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from simulator.portal.rules.situation import Situation
from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts, journal, links, outbox, requests
from simulator.portal.store.accounts import Account, Address
from simulator.portal.store.requests import RequestState, ResetRequest

_DOMAINS = ("gmail.com", "orange.fr", "wanadoo.fr", "free.fr")
_INITIALS = "abcdefgjlmnprst"


def invented_address(parts: Parts, situation: Situation, dossier: str) -> str:
    """Return an address that nobody has, always the same for the same dossier."""
    digest = hmac.new(
        parts.secret, f"{situation}{dossier}".encode(), hashlib.sha256
    ).digest()
    first = _INITIALS[digest[0] % len(_INITIALS)]
    return f"{first}ecoy@{_DOMAINS[digest[1] % len(_DOMAINS)]}"


def invented_account(parts: Parts, situation: Situation, dossier: str) -> Account:
    """Return somebody who does not exist, to do the same work for."""
    return Account(
        situation=situation,
        dossier=dossier,
        first_name="Personne",
        last_name="Inconnue",
        email=invented_address(parts, situation, dossier),
        address=Address("1 rue de Nulle Part", "75001", "Paris"),
        department="75",
        status="closed",
        password_hash="",
    )


@contextmanager
def taken_back(connection: Connection) -> Iterator[None]:
    """Take back what is written meanwhile; the transaction under way goes on."""
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


def pretend_hand_over(parts: Parts, request: ResetRequest, raw: bytes) -> None:
    """Do what handing *raw* over takes, statement by statement, and send nothing.

    As :func:`simulator.portal.service.delivery.hand_over`: two transactions, with a
    conversation between them that names nobody.
    """
    key = (request.situation, request.dossier)
    with parts.store.begin() as connection:
        requests.set_state(connection, request.id, RequestState.MAIL)
        requests.find(connection, request.id)
        links.find(connection, request.id)
        links.of_request(connection, request.id)
        outbox.state_of_request(connection, request.id)
        accounts.find(connection, *key)
    parts.transport.rehearse(parts.settings.mail_from, raw)
    with parts.store.begin() as connection:
        requests.set_state(connection, request.id, RequestState.MAIL)
        now = parts.clock.now()
        journal.write(connection, now, f"demande sans suite {key[0]} {key[1]}")
