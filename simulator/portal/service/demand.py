"""Steps 4 to 6: asking for a reset, and choosing how to receive it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from simulator.portal.outbox.message import Envelope
from simulator.portal.ports.tokens import ResetClaims
from simulator.portal.rules.situation import Situation
from simulator.portal.service import decoy, delivery
from simulator.portal.service.letter import post_letter
from simulator.portal.service.parts import Parts
from simulator.portal.service.throttle import count_sending
from simulator.portal.store import accounts, journal, links, outbox, requests
from simulator.portal.store.accounts import Account
from simulator.portal.store.links import ResetLink
from simulator.portal.store.requests import RequestState, ResetRequest

RESET_PATH = "/Comptes/ReinitialiserMotdepasse"
"""Path of the reset page, whose link is ``…?token=`` (P7.5)."""


class Channel(StrEnum):
    """How the person wants to receive the new password (P5.1, P5.5)."""

    MAIL = "mail"
    POST = "courrier"

    @classmethod
    def read(cls, text: str) -> Channel | None:
        """Return the channel that *text* names exactly, or None."""
        return next((channel for channel in cls if channel.value == text), None)


@dataclass(frozen=True, slots=True)
class Offer:
    """What step 5 offers: the masked address (None: no mail), and post or not."""

    masked_address: str | None
    by_post: bool

    def allows(self, channel: Channel) -> bool:
        """Tell whether *channel* is on offer."""
        if channel is Channel.MAIL:
            return self.masked_address is not None
        return self.by_post


def open_request(parts: Parts, situation: Situation, dossier: str) -> str:
    """Keep a request for step 5 and return its id. Nothing is sent (P5.6).

    An unknown dossier gets a request like any other: the answer tells nothing.
    """
    request = ResetRequest(
        parts.name(), situation, dossier, parts.clock.now(), RequestState.OPEN
    )
    with parts.store.begin() as connection:
        requests.add(connection, request)
        journal.write(
            connection, request.created_at, f"demande ouverte {situation} {dossier}"
        )
    return request.id


def find_request(parts: Parts, request_id: str) -> ResetRequest | None:
    """Return the request with this id, or None."""
    with parts.store.begin() as connection:
        return requests.find(connection, request_id)


def offer_for(parts: Parts, request: ResetRequest) -> Offer:
    """Return what step 5 may offer for *request*."""
    with parts.store.begin() as connection:
        account = _active_account(connection, request)
    if account is None:
        return Offer(parts.rulebook.mask(_invented(parts, request)), by_post=True)
    has_mail = parts.rulebook.is_deliverable(account.email)
    masked = parts.rulebook.mask(account.email) if has_mail and account.email else None
    return Offer(masked, by_post=account.address is not None)


def address_written_to(parts: Parts, request: ResetRequest) -> str:
    """Return, masked, the address that the mail of *request* went to (P6.1).

    Not the address on file now: it may have changed since.
    """
    with parts.store.begin() as connection:
        link = links.of_request(connection, request.id)
    address = _invented(parts, request) if link is None else link.email
    return parts.rulebook.mask(address)


def choose(parts: Parts, request: ResetRequest, channel: Channel) -> datetime | None:
    """Validate the choice: this, and nothing earlier, sends (P5.6), and only once.

    The request, the link and the mail are kept in one transaction; the mail is handed
    over right after, and stays in the outbox if the server does not take it. The last
    request counts: what an earlier one sent is revoked (B04). A dossier that gets
    nothing costs the same work (B02).

    Returns None, or, after too many sendings, when the next one may be validated.
    """
    key = (request.situation, request.dossier)
    queued = None
    with parts.store.begin() as connection:
        if not requests.claim(connection, request.id, _STATES[channel]):
            return None
        too_many = count_sending(parts, connection, *key)
        if too_many is not None:
            requests.set_state(connection, request.id, RequestState.OPEN)
            return too_many
        account = _active_account(connection, request, lock=True)
        if account is not None:
            queued = _send(parts, connection, request, account, channel)
        else:
            nobody = decoy.invented_account(parts, *key)
            with decoy.taken_back(connection):
                queued = _send(parts, connection, request, nobody, channel)
    if queued is not None and account is not None:
        delivery.hand_over(parts, queued.id)
    elif queued is not None:
        decoy.pretend_hand_over(parts, request, queued.raw)
    return None


_STATES = {Channel.MAIL: RequestState.MAIL, Channel.POST: RequestState.POST}


def _active_account(
    connection: Connection, request: ResetRequest, *, lock: bool = False
) -> Account | None:
    account = accounts.find(connection, request.situation, request.dossier, lock=lock)
    return account if account is not None and account.is_active else None


@dataclass(frozen=True, slots=True)
class _Queued:
    """A mail put in the outbox."""

    id: int
    raw: bytes


def _send(
    parts: Parts,
    connection: Connection,
    request: ResetRequest,
    account: Account,
    channel: Channel,
) -> _Queued | None:
    """Post the letter, or queue the mail, which is returned."""
    if channel is Channel.POST:
        now = parts.clock.now()
        links.revoke_all(connection, request.situation, request.dossier, now)
        post_letter(parts, connection, account)
        return None
    if account.email is None:
        return None
    return _queue_reset_mail(parts, connection, request, account.email)


def _queue_reset_mail(
    parts: Parts, connection: Connection, request: ResetRequest, recipient: str
) -> _Queued:
    now = parts.clock.now()
    link = ResetLink(
        jti=parts.name(),
        request_id=request.id,
        situation=request.situation,
        dossier=request.dossier,
        email=recipient,
        expires_at=parts.rulebook.expiry(now),
    )
    key = (request.situation, request.dossier)
    links.replace_all(connection, *key, request.id, now)
    links.add(connection, link)
    token = parts.tokens.encode(ResetClaims(link.dossier, link.jti, link.expires_at))
    raw = parts.reset_mail(
        parts.settings,
        Envelope(parts.settings.mail_from, recipient, now, parts.name()),
        f"{parts.settings.link_url}{RESET_PATH}?token={token}",
    )
    journal.write(
        connection, now, f"lien émis {request.situation} {request.dossier} par mail"
    )
    mail_id = outbox.add(
        connection,
        request_id=request.id,
        sender=parts.settings.mail_from,
        recipient=recipient,
        raw=raw,
        due_at=now,
    )
    return _Queued(mail_id, raw)


def _invented(parts: Parts, request: ResetRequest) -> str:
    return decoy.invented_address(parts, request.situation, request.dossier)
