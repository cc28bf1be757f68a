"""Two things at once."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTPUTF8
from typing import Any

from flask import g

from simulator.defects.making import Defect, Where, function, method, together
from simulator.portal.service import redemption
from simulator.portal.service.redemption import LinkStatus, Redemption
from simulator.portal.store import links


def _once_per_request(examine: Any) -> Any:
    def examined(*arguments: Any) -> Any:
        if "examined" not in g:
            g.examined = examine(*arguments)
        return g.examined

    return examined


def _success_to_all(redeem: Any) -> Any:
    def redeemed(*arguments: Any) -> Redemption:
        outcome: Redemption = redeem(*arguments)
        used = outcome.link is LinkStatus.USED
        return Redemption(LinkStatus.LIVE) if used else outcome

    return redeemed


_AS_SENT = SMTPUTF8.clone(refold_source="none")
"""Leaves a mail as it is, whatever its addresses are written in."""

_MEETING_S = 0.5
"""How long a hand-over may take to begin: who starts meanwhile meets it."""


@dataclass(slots=True)
class _HandOver:
    """A mail about to leave, and the one it was mistaken for."""

    raw: bytes
    other: bytes | None = None


class _OneEnvelopeForTwo:
    """The buffer that two hand-overs share by mistake: each takes the other's link."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: _HandOver | None = None

    def exchange(self, raw: bytes) -> bytes:
        """Return the mail of whoever is at it too; *raw* itself if nobody is."""
        with self._changed:
            met, self._waiting = self._waiting, None
            if met is not None:
                met.other = raw
                self._changed.notify_all()
                return met.raw
            mine = self._waiting = _HandOver(raw)
            self._changed.wait_for(lambda: mine.other is not None, _MEETING_S)
            if self._waiting is mine:
                self._waiting = None
            return mine.other or raw


def _crossed(send: Any) -> Any:
    shared = _OneEnvelopeForTwo()

    def sent(sender: str, recipient: str, raw: bytes) -> Any:
        if b"?token=3D" not in raw.replace(b"=\r\n", b""):  # quoted-printable
            return send(sender, recipient, raw)
        mail = message_from_bytes(shared.exchange(raw), policy=_AS_SENT)
        mail.replace_header("To", message_from_bytes(raw, policy=_AS_SENT)["To"])
        return send(sender, recipient, mail.as_bytes())

    return sent


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="course_double_post",
        summary="Deux envois simultanés du formulaire avec un même lien réussissent.",
        where=Where.CONCURRENCE,
        expected=("B50",),
        change=together(
            function(redemption, "_examine", _once_per_request),
            function(links, "redeem", lambda use: lambda *link: use(*link) or True),
        ),
    ),
    Defect(
        name="succes_annonce_a_tous",
        summary="De deux envois simultanés, celui qui ne change rien se dit réussi.",
        where=Where.CONCURRENCE,
        expected=("P8.4", "B50"),
        change=function(redemption, "redeem", _success_to_all),
    ),
    Defect(
        name="liens_croises",
        summary="De deux demandes simultanées, chacune reçoit le lien de l'autre.",
        where=Where.CONCURRENCE,
        expected=("P7.2",),
        change=method("transport", "send", _crossed),
    ),
)
