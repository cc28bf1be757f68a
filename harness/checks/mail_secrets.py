"""What no mail may hold: a password, the dossier number in clear (B38)."""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from harness.checks.failure import require
from harness.tokens.reading import token_of
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail


def no_mail_holds(mailbox: Mailbox, *passwords: str | None) -> None:
    """Check that no mail to anybody holds one of *passwords*, however spelled."""
    require(mailbox.all(), "Aucun mail n'est parti.")
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        for how, told in _told(mail):
            for password in filter(None, passwords):
                require(
                    not _holds(told, password),
                    f"Le mail « {mail.subject} » contient un mot de passe ({how}).",
                )


def no_mail_shows_dossier(mailbox: Mailbox, dossier: str) -> None:
    """Check that no mail shows *dossier*, the token of its link apart.

    What the token itself holds is the procedure's: its example names the dossier.
    """
    require(mailbox.all(), "Aucun mail n'est parti.")
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        tokens = {token for link in mail.links if (token := token_of(link.url))}
        for how, told in _read(mail):
            for token in tokens:
                told = told.replace(token, "")  # noqa: PLW2901 - less the token
            require(
                re.search(rf"(?<!\d){dossier}(?!\d)", told) is None,
                f"Le mail « {mail.subject} » montre le numéro de dossier ({how}).",
            )


def _holds(told: str, password: str) -> bool:
    composed = unicodedata.normalize("NFC", password)
    encoded = base64.b64encode(composed.encode()).decode().rstrip("=")
    return composed in told or encoded in told


def _read(mail: ReceivedMail) -> Iterator[tuple[str, str]]:
    """Yield (where, what) for all that a mail program shows, or a link sends."""
    yield "sujet", mail.subject
    yield "expéditeur et destinataire", " ".join((mail.sender_name, *mail.to))
    for where, text in (("texte", mail.text or ""), ("HTML", mail.html or "")):
        yield where, text
        yield f"{where}, décodé", unquote(html.unescape(text))


def _told(mail: ReceivedMail) -> Iterator[tuple[str, str]]:
    """Yield (where, what) for all that a mail holds."""
    yield from _read(mail)
    yield "source", unicodedata.normalize("NFC", mail.raw.decode("utf-8", "replace"))
    for part in mail.message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield part.get_content_type(), payload.decode("utf-8", "replace")
