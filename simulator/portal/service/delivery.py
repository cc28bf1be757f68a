"""Handing over the mails of the outbox, now or when they are due."""

from __future__ import annotations

from sqlalchemy import Connection

from simulator.portal.outbox.retries import next_attempt
from simulator.portal.ports.smtp import HandOver, Outcome
from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts, journal, links, outbox, requests
from simulator.portal.store.outbox import MailState, QueuedMail
from simulator.portal.store.requests import RequestState


def hand_over(parts: Parts, mail_id: int) -> None:
    """Hand one queued mail over, unless another hand has it; record what came of it.

    A mail whose link has died meanwhile (a later request, another address, a blocked
    account) is dropped: nobody gets a dead link, nor the former address a live one
    (P7.2, B42). The transaction is not held while the mail server is spoken to.
    """
    with parts.store.begin() as connection:
        mail = outbox.take(connection, mail_id)
        if mail is not None and _is_pointless(parts, connection, mail):
            _drop(parts, connection, mail)
            mail = None
    if mail is None:
        return
    result = parts.transport.send(mail.sender, mail.recipient, mail.raw)
    with parts.store.begin() as connection:
        _settle(parts, connection, mail, result)


def run_outbox(parts: Parts) -> None:
    """Hand over every mail whose time has come."""
    with parts.store.begin() as connection:
        due = outbox.due(connection, parts.clock.now())
    for mail_id in due:
        hand_over(parts, mail_id)


def recover(parts: Parts) -> None:
    """Queue again what a crash interrupted; called when a portal starts."""
    with parts.store.begin() as connection:
        outbox.requeue_interrupted(connection, parts.clock.now())


def _is_pointless(parts: Parts, connection: Connection, mail: QueuedMail) -> bool:
    if mail.request_id is None:
        return False
    link = links.of_request(connection, mail.request_id)
    if link is None or link.used_at is not None or link.revoked_at is not None:
        return True
    if not parts.rulebook.is_alive(parts.clock.now(), link.expires_at):
        return True
    account = accounts.find(connection, link.situation, link.dossier)
    return account is None or not account.is_active or account.email != mail.recipient


def _drop(parts: Parts, connection: Connection, mail: QueuedMail) -> None:
    now = parts.clock.now()
    outbox.settle(connection, mail.id, MailState.REFUSED, "lien devenu sans objet")
    journal.write(connection, now, f"mail {mail.id} abandonné : lien sans objet")
    if mail.request_id is not None:
        links.revoke_of_request(connection, mail.request_id, now)


def _settle(
    parts: Parts, connection: Connection, mail: QueuedMail, result: HandOver
) -> None:
    now = parts.clock.now()
    if result.outcome is Outcome.ACCEPTED:
        outbox.settle(connection, mail.id, MailState.SENT, "")
        journal.write(connection, now, f"mail {mail.id} remis")
        return
    again = None
    if result.outcome is Outcome.POSTPONED:
        again = next_attempt(parts.settings.retry_delays, mail.attempts, now)
    if again is not None:
        outbox.settle(connection, mail.id, MailState.QUEUED, result.detail, again)
        journal.write(connection, now, f"mail {mail.id} différé : {result.detail}")
        return
    outbox.settle(connection, mail.id, MailState.REFUSED, result.detail)
    journal.write(connection, now, f"mail {mail.id} refusé : {result.detail}")
    if mail.request_id is not None:
        requests.set_state(connection, mail.request_id, RequestState.REFUSED)
        links.revoke_of_request(connection, mail.request_id, now)
