"""A mail as the desk shows it. The mail itself is kept letter for letter.

What a mail holds was written by whom knows whom: nothing in it is trusted, nothing in
it is expected, and no mail keeps a page from being shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from simulator.desk.addresses import here, is_web_address
from simulator.desk.wording import readable
from simulator.mail.links import Link
from simulator.mail.message import ReceivedMail

_Read = TypeVar("_Read")

LONGEST_SHOWN = 200_000
"""Characters of one part or source that a page shows; the .eml holds everything."""
_MOST_HEADERS = 200
_MOST_LINKS = 200
_LONGEST_VALUE = 2000


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link of a mail.

    Attributes:
        text: what the reader sees.
        url: where it says it leads.
        here: where it leads in this world; None if it leads out of it.
        part: "html" or "text".
    """

    text: str
    url: str
    here: str | None
    part: str


def subject(mail: ReceivedMail) -> str:
    """Return the subject on one line, or what says that there is none."""
    told = " ".join(readable(safely(lambda: mail.subject, "")).split())
    return told[:_LONGEST_VALUE] or "(sans sujet)"


def sender(mail: ReceivedMail) -> str:
    """Return who the mail says it is from, or the envelope's sender."""
    name = safely(lambda: mail.sender_name, "")
    address = safely(lambda: mail.sender_address, "") or mail.envelope_from
    told = f"{name} <{address}>" if name and address else name or address
    return readable(told)[:_LONGEST_VALUE] or "(expéditeur vide)"


def recipients(mail: ReceivedMail) -> str:
    """Return whom the mail really went to."""
    return readable(", ".join(mail.envelope_to))[:_LONGEST_VALUE]


def text_part(mail: ReceivedMail) -> str | None:
    """Return the plain text part, or None; a very long one is cut."""
    told = safely(lambda: mail.text, None)
    return None if told is None else _cut(readable(told))


def html_part(mail: ReceivedMail) -> str | None:
    """Return the HTML part as it was sent, or None."""
    return safely(lambda: mail.html, None)


def source(mail: ReceivedMail) -> str:
    """Return the mail as it came, each byte that is no UTF-8 replaced; perhaps cut."""
    beginning = mail.raw[: LONGEST_SHOWN * 2]
    return _cut(readable(beginning.decode("utf-8", "replace").replace("\r\n", "\n")))


def is_cut(mail: ReceivedMail) -> bool:
    """Tell whether the page shows less than the mail holds."""
    return len(mail.raw) > LONGEST_SHOWN


def headers(mail: ReceivedMail) -> list[tuple[str, str]]:
    """Return the names and decoded values of the headers, in their order."""
    none: list[tuple[str, Any]] = []
    items = safely(lambda: list(mail.message.raw_items()), none)[:_MOST_HEADERS]
    shown = []
    for name, raw in items:
        value = safely(
            lambda name=name, raw=raw: str(  # type: ignore[misc] # bound early
                mail.message.policy.header_fetch_parse(name, raw)
            ),
            str(raw),
        )
        told = " ".join(readable(value).split())
        shown.append((readable(str(name)), told[:_LONGEST_VALUE]))
    return shown


def raw_headers(mail: ReceivedMail) -> str:
    """Return the headers as they came."""
    head = re.split(rb"\r?\n\r?\n", mail.raw[:LONGEST_SHOWN], maxsplit=1)[0]
    return readable(head.decode("utf-8", "replace").replace("\r\n", "\n"))


def links(mail: ReceivedMail, public: Mapping[str, str]) -> list[ShownLink]:
    """Return the links of the mail, those of the HTML part first."""
    none: tuple[Link, ...] = ()
    found = safely(lambda: mail.links, none)[:_MOST_LINKS]
    return [
        ShownLink(
            readable(link.text)[:_LONGEST_VALUE],
            readable(link.url)[:_LONGEST_VALUE],
            here(link.url, public),
            link.part,
        )
        for link in found
        if is_web_address(link.url)
    ]


def file_name(mail: ReceivedMail) -> str:
    """Return the name under which the mail is downloaded: nothing of it is the mail's.

    A subject in the name would be a place for a header or a path.
    """
    return f"mail-{mail.sequence:04d}.eml"


def _cut(text: str) -> str:
    if len(text) <= LONGEST_SHOWN:
        return text
    return text[:LONGEST_SHOWN] + "\n[…] (la suite est dans le fichier .eml)"


def safely(read: Callable[[], _Read], otherwise: _Read) -> _Read:
    """Return what *read* returns, or *otherwise* if the mail cannot be read so.

    The standard library raises all sorts of errors on mails that are broken enough.
    """
    try:
        return read()
    except Exception:  # noqa: BLE001 - see above
        return otherwise
