"""Steps 7 to 9: following the link, and choosing the new password."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import Enum

from sqlalchemy import Connection

from simulator.portal.outbox.message import Envelope
from simulator.portal.rules.password import Violation
from simulator.portal.service import delivery, lockout
from simulator.portal.service.new_password import objections
from simulator.portal.service.parts import Parts
from simulator.portal.store import (
    accounts,
    journal,
    letters,
    links,
    outbox,
    sessions,
)
from simulator.portal.store.accounts import Account
from simulator.portal.store.links import ResetLink


class LinkStatus(Enum):
    """What a link is worth now; the value is the journal's word for it."""

    LIVE = "lien valable"
    EXPIRED = "lien expiré"
    USED = "lien déjà utilisé"
    UNKNOWN = "lien inconnu"
    """Forged, revoked by a later request, or of an account that has changed."""


class Refusal(Enum):
    """Why step 8 refuses what was typed; the value is the sentence shown."""

    DOSSIER = "Le numéro de dossier ne correspond pas à ce lien."
    CONFIRMATION = "Les deux mots de passe ne sont pas identiques."


@dataclass(frozen=True, slots=True)
class NewPassword:
    """What is typed at step 8."""

    dossier: str
    password: str
    confirmation: str


@dataclass(frozen=True, slots=True)
class Redemption:
    """What came of step 8: refusals and violations empty, and the link live: done."""

    link: LinkStatus
    refusals: tuple[Refusal, ...] = ()
    violations: tuple[Violation, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the password was changed."""
        return (
            self.link is LinkStatus.LIVE and not self.refusals and not self.violations
        )


def link_status(parts: Parts, token: str) -> LinkStatus:
    """Return what the link of *token* is worth now; reading changes nothing (B19)."""
    with parts.store.begin() as connection:
        return _examine(parts, connection, token)[0]


def redeem(parts: Parts, token: str, typed: NewPassword) -> Redemption:
    """Change the password if the link is live and what was typed obeys the rules.

    A refusal leaves the link as it was (B47). The change, the end of the link and of
    every session and of the other links are one transaction (P9.1, B04, B25).
    """
    with parts.store.begin() as connection:
        status, link = _examine(parts, connection, token)
        account = None
        if link is not None:
            account = accounts.find(connection, link.situation, link.dossier)
        if link is None or account is None or status is not LinkStatus.LIVE:
            _journal_refusal(parts, connection, link, status.value)
            return Redemption(status)
        refused = _check(parts, account, typed)
        if refused is not None:
            _journal_refusal(parts, connection, link, "saisie")
            return refused
    encoded = parts.hasher.hash(parts.rulebook.normalise_password(typed.password))
    with parts.store.begin() as connection:
        # The account first, as everywhere: two locks in two orders would be a deadlock.
        accounts.find(connection, link.situation, link.dossier, lock=True)
        status, link = _examine(parts, connection, token)
        if link is None or status is not LinkStatus.LIVE:
            return Redemption(status)
        if not links.redeem(connection, link.jti, parts.clock.now()):
            return Redemption(LinkStatus.USED)
        mail_id = _apply(parts, connection, link, encoded)
    if mail_id is not None:
        delivery.hand_over(parts, mail_id)
    return Redemption(LinkStatus.LIVE)


def apply_new_password(
    parts: Parts, connection: Connection, account: Account, encoded: str
) -> int | None:
    """Set a new password, whichever way it was chosen; return the notice's mail id.

    Every link, letter password and session of the account ends with it (B05, B25),
    and so does the lock of its log-in (B60).
    """
    now = parts.clock.now()
    key = (account.situation, account.dossier)
    accounts.change(connection, *key, {"password_hash": encoded})
    links.revoke_all(connection, *key, now)
    letters.drop_temporary_password(connection, *key)
    sessions.close_all(connection, *key)
    lockout.lift(connection, *key)
    journal.write(
        connection, now, f"mot de passe changé {account.situation} {account.dossier}"
    )
    recipient = account.email
    if not parts.rulebook.is_deliverable(recipient) or recipient is None:
        return None
    envelope = Envelope(parts.settings.mail_from, recipient, now, parts.name())
    return outbox.add(
        connection,
        request_id=None,
        sender=envelope.sender,
        recipient=recipient,
        raw=parts.notification_mail(parts.settings, envelope),
        due_at=now,
    )


def _check(parts: Parts, account: Account, typed: NewPassword) -> Redemption | None:
    refusals = []
    if not hmac.compare_digest(typed.dossier.encode(), account.dossier.encode()):
        refusals.append(Refusal.DOSSIER)
    if not parts.rulebook.same_password(typed.password, typed.confirmation):
        refusals.append(Refusal.CONFIRMATION)
    if Refusal.DOSSIER in refusals:
        # What is known of the account must not answer who cannot name it.
        broken = parts.rulebook.password_violations(typed.password)
    else:
        broken = objections(parts, account, typed.password)
    if not refusals and not broken:
        return None
    return Redemption(LinkStatus.LIVE, tuple(refusals), broken)


def _journal_refusal(
    parts: Parts, connection: Connection, link: ResetLink | None, why: str
) -> None:
    who = "?" if link is None else f"{link.situation} {link.dossier}"
    now = parts.clock.now()
    journal.write(connection, now, f"changement refusé {who} : {why}")


def _examine(
    parts: Parts, connection: Connection, token: str
) -> tuple[LinkStatus, ResetLink | None]:
    claims = parts.tokens.decode(token)
    if claims is None:
        return LinkStatus.UNKNOWN, None
    link = links.find(connection, claims.jti)
    if link is None or link.dossier != claims.login:
        return LinkStatus.UNKNOWN, None
    if link.used_at is not None:
        return LinkStatus.USED, link
    if not parts.rulebook.is_alive(parts.clock.now(), claims.expires_at):
        return LinkStatus.EXPIRED, link
    if link.revoked_at is not None or not _still_theirs(connection, link):
        return LinkStatus.UNKNOWN, link
    return LinkStatus.LIVE, link


def _still_theirs(connection: Connection, link: ResetLink) -> bool:
    """Tell whether the account is active and its address the one written to (B06)."""
    account = accounts.find(connection, link.situation, link.dossier)
    return account is not None and account.is_active and account.email == link.email


def _apply(
    parts: Parts, connection: Connection, link: ResetLink, encoded: str
) -> int | None:
    account = accounts.find(connection, link.situation, link.dossier)
    if account is None:
        raise LookupError("The account of a live link is gone.")
    return apply_new_password(parts, connection, account, encoded)
