"""Whether a mail reads well in any mail program (B37).

Sources: RFC 5322 §2.1.1 and §3.6, RFC 2045, RFC 2046 §4.1.2.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime

from harness.checks.failure import CheckFailed, require
from harness.checks.mail_links import fetched_addresses, is_reset_mail
from harness.markup import parse_html
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

_PLAUSIBLE = timedelta(minutes=5)
_MESSAGE_ID = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_MOJIBAKE = re.compile(r"Ã[©¨ª\u00a0-\u00bf]|â€|\ufffd")
_IDENTIFIER = 16
"""Characters from which a parameter may name a reader; a version is shorter."""

_PIXELS = frozenset({"0", "1", "0px", "1px"})


def has_both_parts(mail: ReceivedMail) -> None:
    """Check that the mail reads with and without HTML."""
    for part, text in (("texte", mail.text), ("HTML", mail.html)):
        require(text is not None and text.strip(), f"Le mail n'a pas de partie {part}.")


def declares_its_charsets(mail: ReceivedMail) -> None:
    """Check that each text part says its charset, and is written in it."""
    texts = [p for p in mail.message.walk() if p.get_content_maintype() == "text"]
    require(texts, f"Le mail « {mail.subject} » n'a aucune partie lisible.")
    for part in texts:
        _is_in_its_charset(part)


def _is_in_its_charset(part: Message) -> None:
    kind, declared = part.get_content_type(), part.get_content_charset()
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):  # pragma: no cover - a text part is no multipart
        raise CheckFailed(f"La partie {kind} ne se décode pas.")
    require(declared or payload.isascii(), f"La partie {kind} ne dit pas son encodage.")
    try:
        text = payload.decode(declared or "ascii")
    except (LookupError, UnicodeDecodeError) as wrong:
        raise CheckFailed(
            f"La partie {kind} n'est pas en {declared} : {wrong}."
        ) from None
    garbled = _MOJIBAKE.search(text)
    require(
        garbled is None,
        f"La partie {kind} a des lettres abîmées : « {garbled and garbled[0]} ».",
    )


def watches_nobody(mail: ReceivedMail) -> None:
    """Check that reading the mail tells nobody: no pixel, no picture with a name.

    A picture of the sender's own site is none of our business if it is the same for
    everybody and can be seen.
    """
    for element in parse_html((mail.html or "").encode()).iter("img"):
        source = element.get("src") or ""
        tiny = _PIXELS & {element.get("width", ""), element.get("height", "")}
        remote = source.startswith(("http:", "https:", "//"))
        require(not (remote and tiny), f"Le mail charge une image espionne : {source}.")
    whom = [*mail.envelope_to, *(to.partition("@")[0] for to in mail.envelope_to)]
    for address in fetched_addresses(mail):
        _, _, query = address.partition("?")
        named = any(one.casefold() in address.casefold() for one in whom)
        numbered = any(len(one) >= _IDENTIFIER for one in re.split(r"[&=]", query))
        require(
            not named and not numbered, f"Lire le mail dit qui le lit, par {address}."
        )


def is_fetched_alike(mailbox: Mailbox) -> None:
    """Check that all reset mails fetch the same: a picture for each tells who reads."""
    fetched: list[tuple[str, ...]] = []
    for mail in mailbox.all():
        if is_reset_mail(mail):
            mailbox.mark_read(mail)
            fetched.append(fetched_addresses(mail))
    require(len(fetched) > 1, "Il faut deux mails pour comparer ce qu'ils chargent.")
    require(
        len(set(fetched)) == 1,
        f"Chaque mail charge autre chose : {sorted(set(fetched))}.",
    )


def is_legible(mail: ReceivedMail) -> None:
    """Check that the sender's name, the subject and every part read as written."""
    declares_its_charsets(mail)
    for what, text in (("sujet", mail.subject), ("expéditeur", mail.sender_name)):
        garbled = _MOJIBAKE.search(text)
        require(garbled is None, f"Le {what} « {text} » a des lettres abîmées.")


def is_dated(mail: ReceivedMail) -> datetime:
    """Check that the mail has one readable date; return it (aware)."""
    dates = [str(value) for value in mail.message.get_all("Date", [])]
    require(len(dates) == 1, f"Le mail a {len(dates)} dates, au lieu d'une.")
    try:
        date = parsedate_to_datetime(dates[0])
    except ValueError:
        raise CheckFailed(f"La date « {dates[0]} » ne se lit pas.") from None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def is_dated_when_sent(mail: ReceivedMail) -> None:
    """Check that the date of the mail is when it was sent, within five minutes."""
    date = is_dated(mail)
    require(
        abs(date - mail.received_at) <= _PLAUSIBLE,
        f"Le mail est daté du {date:%d/%m/%Y %H:%M:%S %z}, et il est parti le "
        f"{mail.received_at:%d/%m/%Y %H:%M:%S %z}.",
    )


def has_a_name_of_its_own(mailbox: Mailbox) -> None:
    """Check that each mail has a Message-ID of its own (RFC 5322 §3.6.4)."""
    names: list[str] = []
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        own = [str(value).strip() for value in mail.message.get_all("Message-ID", [])]
        require(
            len(own) == 1 and _MESSAGE_ID.fullmatch(own[0]),
            f"Le mail « {mail.subject} » n'a pas d'identifiant correct : {own}.",
        )
        names.extend(own)
    require(len(names) > 1, "Il faut deux mails pour comparer leurs identifiants.")
    require(len(set(names)) == len(names), f"Deux mails ont le même nom : {names}")


def is_sound_mime(mail: ReceivedMail) -> None:
    """Check that the structure of the mail is what its headers say (RFC 2045)."""
    version = str(mail.message.get("MIME-Version", "")).partition("(")[0].strip()
    require(version == "1.0", "Le mail n'annonce pas MIME-Version 1.0.")
    for part in mail.message.walk():
        flaws = [type(one).__name__ for one in part.defects]
        require(not flaws, f"Une partie du mail est mal formée : {', '.join(flaws)}.")
