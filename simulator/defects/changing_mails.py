"""Changes of the reset mail: its words, its structure, its headers, its link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import Any

from simulator.defects.changing_parts import part
from simulator.defects.variation import Change, DefectError
from simulator.portal.outbox.message import Envelope
from simulator.portal.settings import Settings

_SAMPLE = Envelope("a@b.test", "c@d.test", datetime(2026, 1, 1, tzinfo=UTC), "exemple")
_LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=a.b.c"


def mail(edit: Callable[[EmailMessage], None]) -> Change:
    """Have *edit* change the finished reset mail: headers, parts, anything."""

    def around(sound: Callable[..., bytes]) -> Callable[..., bytes]:
        raw = sound(Settings(), _SAMPLE, _LINK)
        if _edited(raw, edit) == _edited(raw, lambda _: None):
            raise DefectError("This leaves the reset mail as it is.")

        def edited(*arguments: Any) -> bytes:
            return _edited(sound(*arguments), edit)

        return edited

    return part("reset_mail", around)


def mail_text(old: str, new: str) -> Change:
    """Say *new* instead of *old* in the reset mail, in its text and in its HTML."""
    return mail(lambda message: _reword(message, old, new))


def mailed_link(change: Callable[[str], str]) -> Change:
    """Have *change* make another link of the one that the reset mail carries."""

    def around(sound: Callable[..., bytes]) -> Callable[..., bytes]:
        if change(_LINK) == _LINK:
            raise DefectError("This leaves the link as it is.")

        def linked(settings: Settings, envelope: Envelope, link: str) -> bytes:
            return sound(settings, envelope, change(link))

        return linked

    return part("reset_mail", around)


def mail_from(**changed: Any) -> Change:
    """Compose the reset mail with another envelope: ``sender``, ``recipient``."""

    def around(sound: Callable[..., bytes]) -> Callable[..., bytes]:
        def enveloped(settings: Settings, envelope: Envelope, link: str) -> bytes:
            return sound(settings, replace(envelope, **changed), link)

        return enveloped

    return part("reset_mail", around)


def _edited(raw: bytes, edit: Callable[[EmailMessage], None]) -> bytes:
    message = message_from_bytes(raw, EmailMessage, policy=SMTP)
    recipient = str(message["To"])
    edit(message)
    return message.as_bytes(policy=SMTP if recipient.isascii() else SMTPUTF8)


def _reword(message: EmailMessage, old: str, new: str) -> None:
    for content in message.walk():
        if content.is_multipart():
            continue
        text = content.get_content()
        if old in text:
            kind = content.get_content_subtype()
            content.set_content(
                text.replace(old, new), subtype=kind, cte="quoted-printable"
            )
            del content["MIME-Version"]  # set_content adds it to every part
