"""Step 7: the mail, and the link in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlsplit, urlunsplit

from harness.errors import NotOffered
from harness.journeys.affiliate import Affiliate
from harness.markup import parse_html
from harness.tokens.reading import token_of, with_token
from harness.visible import visible_text
from simulator.mail.message import MailError, ReceivedMail


def open_reset_mail(affiliate: Affiliate) -> None:
    """Open the one mail that her last request brought.

    Raises:
        simulator.mail.mailbox.MailboxError: there is none, or more than one.
    """
    address, after = affiliate.person.email or "", affiliate.mail_mark
    mailbox = affiliate.world.mailbox_with(address, after)
    affiliate.open_mail(mailbox.wait_for(address, after=after, timeout=0))


def link_of(affiliate: Affiliate, mail: ReceivedMail) -> str:
    """Return the address behind « vous pouvez cliquer ici », or else the raw one.

    Raises:
        NotOffered: the mail holds no link.
    """
    try:
        return mail.link(affiliate.world.labels.mail_link).url
    except MailError:
        pass
    for link in mail.links:
        return link.url
    raise NotOffered(f"Le mail « {mail.subject} » ne contient aucun lien.")


def raw_link_of(mail: ReceivedMail) -> str:
    """Return the address that is to be copied, from the text part or the HTML.

    Raises:
        NotOffered: the mail shows none.
    """
    for link in mail.links:
        if link.part == "text":
            return link.url
    shown = visible_text(parse_html((mail.html or "").encode()))
    if found := re.search(r"https?://[^\s<>\"'«»]+", shown):
        return found[0]
    raise NotOffered(f"Le mail « {mail.subject} » ne montre aucune adresse à copier.")


def follow_reset_link(affiliate: Affiliate) -> None:
    """Follow the link of the mail she opened last."""
    affiliate.visit(link_of(affiliate, affiliate.mail))


def paste_reset_link(affiliate: Affiliate) -> None:
    """Copy the raw link of the mail into another browser's address bar (P7.8)."""
    affiliate.change_browser()
    affiliate.visit(raw_link_of(affiliate.mail))


def prefetch_reset_link(affiliate: Affiliate, times: int) -> None:
    """Have a mail scanner visit the link *times* times, by HEAD then GET (P7.8)."""
    url = link_of(affiliate, affiliate.mail)
    scanner = affiliate.world.open_browser()
    for _ in range(times):
        scanner.visit(url, method="HEAD")
        scanner.visit(url)


def follow_first_link(affiliate: Affiliate) -> None:
    """Follow the link of the first mail she ever got."""
    first = affiliate.world.mailbox.to(affiliate.person.email or "")[0]
    affiliate.visit(link_of(affiliate, first))


def open_changed_link(affiliate: Affiliate, change: str) -> None:
    """Open the link of the mail, damaged in the way that *change* names."""
    url = link_of(affiliate, affiliate.mail)
    affiliate.visit(_DAMAGES[change](url))


def _in_lower_case(url: str) -> str:
    """Return *url* with its path in lower case, its token apart."""
    parts, token = urlsplit(url), quote(token_of(url), safe="")
    steps = (step if step == token else step.lower() for step in parts.path.split("/"))
    return urlunsplit(parts._replace(path="/".join(steps)))


_DAMAGES: dict[str, Callable[[str], str]] = {
    "sans sa dernière lettre": lambda url: with_token(url, token_of(url)[:-1]),
    "avec une lettre de plus": lambda url: with_token(url, token_of(url) + "A"),
    "sans jeton": lambda url: with_token(url, ""),
    "avec le chemin en minuscules": _in_lower_case,
}
"""How a link may be damaged; the name is how features say it."""

DAMAGES = tuple(_DAMAGES)
