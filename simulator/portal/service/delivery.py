"""Handing over the mails of the outbox, now or when they are due.

What the affiliate can rely on (P6.1, B41): a mail request that was confirmed ends in
one working link, or in a page of step 6 that says, when it is loaded again, that the
mail could not leave. A mail may come twice, when the server took it and could not say
so: both copies carry the same link.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from simulator.portal.outbox.retries import next_attempt
from simulator.portal.ports.smtp import HandOver, Outcome
from simulator.portal.service.parts import Parts
from simulator.portal.store import accounts, journal, links, outbox, requests
from simulator.portal.store.links import ResetLink
from simulator.portal.store.outbox import MailState, QueuedMail
from simulator.portal.store.requests import RequestState

_UNDECIDED = (MailState.QUEUED, MailState.SENDING)


def hand_over(parts: Parts, mail_id: int) -> None:
    """Hand one queued mail over, unless another hand has it; record what came of it.

    The transaction is not held while the mail server is spoken to.
    """
    now = parts.clock.now()
    with parts.store.begin() as connection:
        until = now + parts.settings.hand_over_time
        mail = outbox.take(connection, mail_id, now, until)
        if mail is None or not _is_still_wanted(parts, connection, mail, now):
            return
    result = parts.transport.send(mail.sender, mail.recipient, mail.raw)
    with parts.store.begin() as connection:
        _settle(parts, connection, mail, result)


def run_outbox(parts: Parts) -> None:
    """Hand over every mail whose time has come, those that a crash cut short too.

    One run at a time: a mail in the hands of another run is not due any more, yet
    whoever called is promised that each was tried. Nobody waits longer than a hand-over
    may take. A request hands its own mail over without waiting for any run.
    """
    patience = parts.settings.hand_over_time.total_seconds()
    is_our_turn = parts.outbox_turn.acquire(timeout=patience)
    try:
        with parts.store.begin() as connection:
            due = outbox.due(connection, parts.clock.now())
        for mail_id in due:
            hand_over(parts, mail_id)
    finally:
        if is_our_turn:
            parts.outbox_turn.release()


def _is_still_wanted(
    parts: Parts, connection: Connection, mail: QueuedMail, now: datetime
) -> bool:
    """Tell whether to send *mail*; if its link has died meanwhile, settle it.

    Nobody gets a dead link, nor a former address a live one (P7.2, B42).
    """
    if mail.request_id is None:
        return True
    link = links.of_request(connection, mail.request_id)
    if link is not None and link.used_at is not None:
        outbox.settle(connection, mail, MailState.SENT, "arrivé : le lien a servi")
        return False
    if link is None or not _can_serve(parts, connection, link, now):
        _drop(connection, mail, now)
        requests.set_state(connection, mail.request_id, RequestState.REFUSED)
        links.revoke_of_request(connection, mail.request_id, now)
        return False
    if link.replaced_by is not None:
        _wait_for_successor(parts, connection, mail, link.replaced_by)
        return False
    return True


def _can_serve(
    parts: Parts, connection: Connection, link: ResetLink, now: datetime
) -> bool:
    """Tell whether the link is live, or would be but for a later request."""
    if not parts.rulebook.is_alive(now, link.expires_at):
        return False
    account = accounts.find(connection, link.situation, link.dossier)
    if account is None or not account.is_active or account.email != link.email:
        return False
    return link.is_live or link.replaced_by is not None


def _wait_for_successor(
    parts: Parts, connection: Connection, mail: QueuedMail, successor: str
) -> None:
    """Keep the mail as long as that of the later request may be refused for good."""
    now = parts.clock.now()
    if outbox.state_of_request(connection, successor) in _UNDECIDED:
        again = now + parts.settings.retry_delays[0]
        before = mail.attempts - 1
        outbox.postpone(connection, mail, "remplacé", again, attempts=before)
    else:
        _drop(connection, mail, now)


def _drop(connection: Connection, mail: QueuedMail, now: datetime) -> None:
    outbox.settle(connection, mail, MailState.REFUSED, "lien devenu sans objet")
    journal.write(connection, now, f"mail {mail.id} abandonné : lien sans objet")


def _settle(
    parts: Parts, connection: Connection, mail: QueuedMail, result: HandOver
) -> None:
    now, detail = parts.clock.now(), result.detail
    if result.outcome is Outcome.ACCEPTED:
        if outbox.settle(connection, mail, MailState.SENT, ""):
            journal.write(connection, now, f"mail {mail.id} remis")
        return
    again = None
    if result.outcome is Outcome.POSTPONED:
        again = next_attempt(parts.settings.retry_delays, mail.attempts, now)
    if again is not None:
        attempts = mail.attempts
        if outbox.postpone(connection, mail, detail, again, attempts=attempts):
            journal.write(connection, now, f"mail {mail.id} différé : {detail}")
    elif outbox.settle(connection, mail, MailState.REFUSED, detail):
        journal.write(connection, now, f"mail {mail.id} refusé : {detail}")
        _give_up(connection, mail, now)


def _give_up(connection: Connection, mail: QueuedMail, now: datetime) -> None:
    link = mail.request_id and links.of_request(connection, mail.request_id)
    if not mail.request_id or not link:
        return
    # The account first, as everywhere: two locks in two orders would be a deadlock.
    accounts.find(connection, link.situation, link.dossier, lock=True)
    requests.set_state(connection, mail.request_id, RequestState.REFUSED)
    links.give_up(connection, mail.request_id, now)
