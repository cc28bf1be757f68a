"""What a mail must be: to whom, from whom, and with which words (P7.1 to P7.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.utils import getaddresses

from harness.checks.failure import CheckFailed, require
from harness.checks.mail_links import is_reset_mail
from harness.labels import normalised
from harness.markup import parse_html
from harness.visible import visible_text
from simulator.mail.mailbox import Mailbox, MailboxError
from simulator.mail.message import ReceivedMail

_MAX_LINE_BYTES = 998


def one_reset_mail(mailbox: Mailbox, address: str, after: int = 0) -> ReceivedMail:
    """Check that exactly one reset mail came to *address* (after number *after*)."""
    arrived = [mail for mail in mailbox.to(address) if mail.sequence > after]
    found = [mail for mail in arrived if is_reset_mail(mail)]
    for mail in found:
        mailbox.mark_read(mail)
    require(
        len(found) == 1,
        f"{len(found)} mails de réinitialisation pour {address}, au lieu d'un seul. "
        f"{_arrivals(mailbox)}",
    )
    return found[0]


def none_sent(mailbox: Mailbox, to: str | None = None) -> None:
    """Check that no mail came, to *to* or to anybody."""
    try:
        mailbox.assert_none(to)
    except MailboxError as unexpected:
        raise CheckFailed(str(unexpected)) from None


def only_to(mailbox: Mailbox, address: str) -> None:
    """Check that whatever mail came went to *address* alone; none is as well (B21)."""
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        strangers = [one for one in mail.envelope_to if not _is(one, address)]
        require(not strangers, f"Un mail est parti à {', '.join(strangers)}.")


def one_at_most(mailbox: Mailbox, *addresses: str) -> None:
    """Check that at most one mail came, and to one of *addresses* alone (B21)."""
    arrived = mailbox.all()
    for mail in arrived:
        mailbox.mark_read(mail)
    known = [
        any(_is(one, address) for address in addresses)
        for mail in arrived
        for one in mail.envelope_to
    ]
    require(all(known) and len(known) < 2, f"Trop de mails. {_arrivals(mailbox)}")  # noqa: PLR2004 - one at most


def _is(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _arrivals(mailbox: Mailbox) -> str:
    mails = mailbox.all()
    if not mails:
        return "Aucun mail n'est arrivé."
    listed = "; ".join(f"{', '.join(m.envelope_to)} « {m.subject} »" for m in mails)
    return f"Arrivés : {listed}."


def sender_is(mail: ReceivedMail, name: str) -> None:
    """Check the sender's name, and that the envelope agrees with the header (P7.1)."""
    require(
        mail.sender_name == name,
        f"L'expéditeur affiché est « {mail.sender_name} », et non « {name} ».",
    )
    senders = _addresses(mail, "From")
    require(len(senders) == 1, f"Le mail a plusieurs expéditeurs : {senders}.")
    header = _domain(mail.sender_address)
    for where, other in (
        ("L'enveloppe vient de", mail.envelope_from),
        *(("Un autre expéditeur est", one) for one in _addresses(mail, "Sender")),
        *(("Les réponses iraient à", one) for one in _addresses(mail, "Reply-To")),
    ):
        domain = _domain(other)
        require(
            domain == header or domain.endswith(f".{header}"),
            f"{where} {other}, l'en-tête de {mail.sender_address}.",
        )


def _addresses(mail: ReceivedMail, header: str) -> list[str]:
    values = [str(value) for value in mail.message.get_all(header, [])]
    return [address for _, address in getaddresses(values) if address]


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()


def only_recipient_is(mail: ReceivedMail, address: str) -> None:
    """Check that the envelope and To name *address* alone, and nobody else (P7.2)."""
    wanted = _comparable(address)
    require(
        [_comparable(one) for one in mail.envelope_to] == [wanted],
        f"Le mail est remis à {', '.join(mail.envelope_to)}, et non à {address} seul.",
    )
    headers = mail.message.get_all("To", [])
    require(
        len(headers) == 1 and [_comparable(one) for one in mail.to] == [wanted],
        f"L'en-tête À nomme {', '.join(map(str, headers))}, et non {address} seul.",
    )
    for header in ("Cc", "Bcc", "Resent-To", "Resent-Cc", "Resent-Bcc"):
        copies = [str(value) for value in mail.message.get_all(header, [])]
        require(not copies, f"Le mail a une copie ({header}) : {', '.join(copies)}.")


def all_go_exactly_to(mailbox: Mailbox, address: str) -> None:
    """Check that whatever mail came went to *address*, letter for letter (B46).

    Letters that look alike or fold alike (ı and i, the Kelvin sign and k) are others.
    """
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        require(
            [as_delivered(one) for one in mail.envelope_to] == [as_delivered(address)],
            f"Un mail est remis à {', '.join(mail.envelope_to)}, et non à {address}.",
        )
        require(
            [as_delivered(one) for one in mail.to] == [as_delivered(address)],
            f"Un mail nomme {', '.join(mail.to)}, et non {address}.",
        )


def as_delivered(address: str) -> str:
    """Return *address* with its domain as it travels: IDNA, in lower case."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{_travelling(domain)}"


def _comparable(address: str) -> str:
    """Return *address* with its domain in lower case: case counts before the @ only."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{_travelling(domain).casefold()}"


def _travelling(domain: str) -> str:
    """Return *domain* as DNS has it: accents may be written out, or as ``xn--``."""
    try:
        return domain.encode("idna").decode().lower()
    except UnicodeError:  # no domain at all
        return "".join(one.lower() if one.isascii() else one for one in domain)


def subject_is(mail: ReceivedMail, subject: str) -> None:
    """Check the one decoded subject, letter for letter (P7.3)."""
    require(
        normalised(mail.subject) == normalised(subject),
        f"Le sujet est « {mail.subject} », et non « {subject} ».",
    )
    count = len(mail.message.get_all("Subject", []))
    require(count == 1, f"Le mail a {count} sujets.")


def reads(mail: ReceivedMail, sentence: str) -> None:
    """Check that *sentence* stands in every part that a mail program may show."""
    wanted = normalised(sentence)
    for part, text in _parts(mail):
        require(
            wanted in text,
            f"« {sentence} » ne se lit pas dans la partie {part} : « {text[:500]} »",
        )


def _parts(mail: ReceivedMail) -> Iterable[tuple[str, str]]:
    found = []
    if mail.text is not None:
        found.append(("texte", normalised(mail.text)))
    if mail.html is not None:
        found.append(("HTML", visible_text(parse_html(mail.html.encode()))))
    require(found, f"Le mail « {mail.subject} » n'a ni texte ni HTML.")
    return found


def is_well_formed(mail: ReceivedMail) -> None:
    """Check what the transport demands: short lines, no raw 8-bit header (P7.3)."""
    head = re.split(rb"\r?\n\r?\n", mail.raw, maxsplit=1)[0]
    plain = head.isascii() or not "".join(mail.envelope_to).isascii()
    require(plain, "Les en-têtes contiennent des octets non encodés.")
    longest = max(map(len, re.split(rb"\r?\n", mail.raw)))
    require(longest <= _MAX_LINE_BYTES, f"Une ligne du mail a {longest} octets.")
