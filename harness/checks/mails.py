"""What a mail must be: to whom, from whom, with which words and which link."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from harness.checks.failure import CheckFailed, require
from harness.labels import LABELS, normalised
from simulator.mail.mailbox import Mailbox, MailboxError
from simulator.mail.message import MailError, ReceivedMail

_MAX_LINE_BYTES = 998
_SAFE_TOKEN = re.compile(r"[A-Za-z0-9._~-]+")


def is_reset_mail(mail: ReceivedMail) -> bool:
    """Tell whether *mail* carries something to act on: a link with a parameter."""
    return any(urlsplit(link.url).query for link in mail.links)


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
    header, envelope = _domain(mail.sender_address), _domain(mail.envelope_from)
    require(
        envelope == header,
        f"L'enveloppe vient de {mail.envelope_from}, l'en-tête de "
        f"{mail.sender_address}.",
    )
    replies = mail.message.get_all("Reply-To", [])
    for reply in replies:
        domains = {
            _domain(found) for found in re.findall(r"[^\s<>,]+@[^\s<>,]+", reply)
        }
        require(domains == {header}, f"Les réponses iraient à {reply}.")


def _domain(address: str) -> str:
    return address.rpartition("@")[2].casefold()


def only_recipient_is(mail: ReceivedMail, address: str) -> None:
    """Check that the envelope and To name *address* alone, and nobody else (P7.2)."""
    require(
        mail.envelope_to == (address,),
        f"Le mail est remis à {', '.join(mail.envelope_to)}, et non à {address} seul.",
    )
    require(
        mail.to == (address,),
        f"L'en-tête À nomme {', '.join(mail.to)}, et non {address}.",
    )
    for header in ("Cc", "Bcc", "Resent-To", "Resent-Cc"):
        copies = mail.message.get_all(header, [])
        require(not copies, f"Le mail a une copie ({header}) : {', '.join(copies)}.")


def subject_is(mail: ReceivedMail, subject: str) -> None:
    """Check the decoded subject, letter for letter (P7.3)."""
    require(
        mail.subject == subject,
        f"Le sujet est « {mail.subject} », et non « {subject} ».",
    )


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
        found.append(("HTML", normalised(_text_of(mail.html))))
    require(found, f"Le mail « {mail.subject} » n'a ni texte ni HTML.")
    return found


def _text_of(markup: str) -> str:
    # Entities are decoded after the tags are gone: "&lt;" must stay a letter.
    without_style = re.sub(r"(?s)<style.*?</style>", "", markup)
    return html.unescape(re.sub(r"<[^>]+>", " ", without_style))


def links_agree(mail: ReceivedMail, link_text: str = LABELS.mail_link) -> None:
    """Check that the hyperlink and every raw address have one target (P7.4)."""
    try:
        target = mail.link(link_text).url
    except MailError as missing:
        raise CheckFailed(str(missing)) from None
    raw = {link.url for link in mail.links if link.part == "text"}
    require(raw, "Le texte du mail ne contient aucune adresse à copier.")
    others = sorted({link.url for link in mail.links} - {target})
    require(not others, f"Le lien mène à {target}, et le mail montre aussi {others}.")
    shown = normalised(_text_of(mail.html or ""))
    require(target in shown, "L'adresse à copier ne se lit pas dans la partie HTML.")


def link_is(url: str, prefix: str) -> None:
    """Check that *url* is *prefix* followed by one URL-safe token (P7.5)."""
    require(
        url.startswith(prefix), f"Le lien est {url}, et ne commence pas par {prefix}"
    )
    token = url.removeprefix(prefix)
    require(_SAFE_TOKEN.fullmatch(token), f"Le jeton « {token} » n'est pas sûr.")
    names = [name for name, _ in parse_qsl(urlsplit(url).query)]
    require(names == ["token"], f"Le lien a pour paramètres {names}.")


def every_link_is(mail: ReceivedMail, prefix: str) -> None:
    """Check that every link of the mail is the reset link (P7.5)."""
    require(mail.links, f"Le mail « {mail.subject} » ne contient aucun lien.")
    for link in mail.links:
        link_is(link.url, prefix)


def loads_nothing(mail: ReceivedMail) -> None:
    """Check that reading the mail fetches nothing: no picture, no style from afar."""
    fetched = re.findall(
        r"(?:\bsrc|\bbackground|\bposter)\s*=\s*[\"']?\s*((?:https?:)?//[^\s\"'>]+)"
        r"|<link\b[^>]*href\s*=\s*[\"']?([^\s\"'>]+)|url\(\s*[\"']?((?:https?:)?//[^)]+)",
        mail.html or "",
        re.IGNORECASE,
    )
    addresses = ["".join(found) for found in fetched]
    require(not addresses, f"Lire le mail charge {', '.join(addresses)}.")


def no_link_elsewhere(mailbox: Mailbox, prefix: str) -> None:
    """Check that whatever mail came, none leads elsewhere than *prefix* (P7.5)."""
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        for link in mail.links:
            require(link.url.startswith(prefix), f"Un lien du mail mène à {link.url}")


def is_well_formed(mail: ReceivedMail) -> None:
    """Check what the transport demands: short lines, no raw 8-bit header (P7.3)."""
    head, _, _ = mail.raw.partition(b"\r\n\r\n")
    plain = head.isascii() or not "".join(mail.envelope_to).isascii()
    require(plain, "Les en-têtes contiennent des octets non encodés.")
    longest = max(map(len, mail.raw.split(b"\r\n")))
    require(longest <= _MAX_LINE_BYTES, f"Une ligne du mail a {longest} octets.")
