"""A mail as it was received, decoded when somebody reads it."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass
from email.headerregistry import HeaderRegistry
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from simulator.mail.links import Link, links_of_html, links_of_text, normalised

if TYPE_CHECKING:
    from datetime import datetime
    from email.headerregistry import Address
    from email.message import EmailMessage


class MailError(Exception):
    """The mail does not hold what was looked for in it."""


@dataclass(frozen=True, eq=False)
class ReceivedMail:
    """A mail as the server received it.

    The attributes below cost nothing. Everything else is decoded from ``raw`` the
    first time it is asked for, then kept: the thread that receives never decodes.

    Attributes:
        sequence: the mailbox's own number, from 1, unique. Message-ID is not: it
            depends on the sender's random numbers.
        envelope_from: what MAIL FROM said; empty for the null sender.
        envelope_to: what each RCPT TO said, in order.
        raw: the bytes after DATA, exactly, only dot-stuffing undone.
        received_at: when the server accepted it; virtual time, UTC.
        visible_at: when it appears in its recipients' mailbox; virtual time, UTC.
        is_report: whether the mail server itself wrote it, to tell a sender that a mail
            went nowhere.
    """

    sequence: int
    envelope_from: str
    envelope_to: tuple[str, ...]
    raw: bytes
    received_at: datetime
    visible_at: datetime
    is_report: bool = False

    @cached_property
    def message(self) -> EmailMessage:
        """The mail as the standard library reads it."""
        return email.message_from_bytes(self.raw, policy=_POLICY)

    @cached_property
    def subject(self) -> str:
        """The subject, decoded; empty when there is none."""
        return str(self.message["subject"] or "")

    @property
    def sender_name(self) -> str:
        """The name shown for the sender; empty when only the address is given."""
        sender = self._first_sender
        return _readable(sender.display_name) if sender else ""

    @property
    def sender_address(self) -> str:
        """The address in From; empty when there is none."""
        sender = self._first_sender
        return _readable(sender.addr_spec) if sender else ""

    @cached_property
    def to(self) -> tuple[str, ...]:
        """The addresses in To. Whom the mail really went to is the envelope's."""
        return tuple(_readable(each.addr_spec) for each in self._addresses("to"))

    @cached_property
    def text(self) -> str | None:
        """The plain text body, decoded; None when there is none."""
        return self._body("plain")

    @cached_property
    def html(self) -> str | None:
        """The HTML body, decoded; None when there is none."""
        return self._body("html")

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The anchors of the HTML body, then the URLs written in the text body."""
        return (
            *links_of_html(self.html or ""),
            *links_of_text(self.text or ""),
        )

    def link(self, text: str) -> Link:
        """Return the HTML link that reads *text*.

        The same link given twice, under the same text, counts as one.

        Raises:
            MailError: no link reads so, or several that lead elsewhere.
        """
        wanted = normalised(text)
        html_links = [link for link in self.links if link.part == "html"]
        found = {link.url: link for link in html_links if link.text == wanted}
        if len(found) != 1:
            how_many = "Plusieurs liens différents se lisent" if found else "Aucun lien"
            seen = "\n".join(f"  « {link.text} » → {link.url}" for link in html_links)
            raise MailError(
                f"{how_many} « {wanted} » dans le mail « {self.subject} ». "
                + (f"Liens du mail :\n{seen}" if seen else "Il ne contient aucun lien.")
            )
        return next(iter(found.values()))

    @property
    def _first_sender(self) -> Address | None:
        return next(iter(self._addresses("from")), None)

    def _addresses(self, header: str) -> tuple[Address, ...]:
        value = self.message[header]
        return value.addresses if value is not None else ()

    def _body(self, subtype: str) -> str | None:
        part = self.message.get_body((subtype,))
        if part is None:
            return None
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)  # noqa: S101 - a text part is never multipart
        text = _decoded(payload, part.get_content_charset("utf-8"))
        return text.replace("\r\n", "\n")


@lru_cache(maxsize=1024)
def _header(name: str, value: str) -> Any:
    """Return a parsed header; an empty one if the standard library cannot parse it.

    Its parser raises IndexError, AttributeError or TypeError on some malformed
    headers (a few in a thousand when mails are damaged at random). One such mail must
    not keep anybody from reading the others.

    The parser builds a class at each call, and is called some twenty times to read a
    mail of eight headers: remembering makes the whole decoding three times faster.
    """
    try:
        return _REGISTRY(name, value)
    except Exception:  # noqa: BLE001 - see above
        return _REGISTRY(name, "")


_REGISTRY = HeaderRegistry()
_POLICY = email.policy.default.clone(header_factory=_header)


def _decoded(payload: bytes, charset: str) -> str:
    """Return *payload* as text, whatever it really is.

    ``get_content()`` would raise on a charset that Python does not know.
    """
    try:
        return payload.decode(charset, "replace")
    except (LookupError, ValueError):
        return payload.decode("utf-8", "replace")


def _readable(text: str) -> str:
    """Return *text* without the half characters that bad encodings leave behind."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
