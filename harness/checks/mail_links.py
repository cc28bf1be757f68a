"""Where a mail leads: its hyperlink, the address to copy, and what it fetches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qsl, urlsplit

from harness.checks.failure import CheckFailed, require
from harness.labels import LABELS, normalised
from harness.markup import parse_html
from harness.visible import visible_text
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import MailError, ReceivedMail

_SAFE_TOKEN = re.compile(
    r"(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*(?:[A-Za-z0-9_~-]|%[0-9A-Fa-f]{2})"
)
"""URL-safe, and no final dot: mail programs take it for the end of a sentence."""

_SECRET = re.compile(r"(?=.*[A-Z0-9])[A-Za-z0-9._~-]{20,}")
"""What looks like a token: long, and no mere words (a page's name has no digit)."""

_ELSEWHERE = "ailleurs"
"""What the features call a host or a folder that is not the portal's."""

_RAW_ADDRESS = re.compile(r"https?://[^\s<>\"'«»]+")
_FETCHING = ("src", "srcset", "background", "poster", "data")
_STYLED = re.compile(
    r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^)\"'\s;]+)", re.IGNORECASE
)
_END_OF_SENTENCE = ".,;:!?)]"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""What nobody sees, and is copied along with the rest: soft hyphen, zero width."""


def is_reset_mail(mail: ReceivedMail) -> bool:
    """Tell whether *mail* is one to act on: by its subject, or a link with a token."""
    if normalised(mail.subject) == LABELS.mail_subject:
        return True
    return any(_carries_secret(link.url) for link in mail.links)


def _split(url: str) -> SplitResult:
    """Return the parts of *url*; none where no browser could read it."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _origin(url: str) -> tuple[str, str]:
    parts = _split(url)
    return parts.scheme, parts.netloc


def _carries_secret(url: str) -> bool:
    parts = _split(url)
    if parts.scheme not in {"http", "https"}:
        return False
    # Not the host: long names are no secrets.
    places = (*parts.path.split("/"), parts.query, parts.fragment)
    values = (value for place in places for value in re.split(r"[=&]", place))
    if any("token" in name.lower() for name, _ in parse_qsl(parts.query)):
        return True
    return any(_SECRET.fullmatch(value) for value in values)


def links_agree(mail: ReceivedMail, link_text: str = LABELS.mail_link) -> None:
    """Check that the hyperlink and every address to copy have one target (P7.4).

    Other links of the sender (its site, its address) are not compared.
    """
    try:
        target = mail.link(link_text).url
    except MailError as missing:
        raise CheckFailed(str(missing)) from None
    for part, addresses in _addresses_to_copy(mail):
        require(
            target in addresses,
            f"« {link_text} » mène à {target}, et l'adresse à copier de la partie "
            f"{part} est {', '.join(addresses) or 'absente'}.",
        )
    others = {link.url for link in mail.links if _carries_secret(link.url)} - {target}
    for _, addresses in _addresses_to_copy(mail):
        others |= {one for one in addresses if _carries_secret(one)} - {target}
    others |= {one for one in _all_raw(mail) if _is_foreign(one, target)}
    for link in mail.links:
        if link.part == "html" and _RAW_ADDRESS.fullmatch(link.text):
            others |= {link.url, link.text} - {target}
    require(
        not others,
        f"« {link_text} » mène à {target}, le mail aussi à {sorted(others)}.",
    )
    _is_copied_whole(mail, target)


def _is_copied_whole(mail: ReceivedMail, target: str) -> None:
    """Check that no letter that nobody sees is copied with the address *target*."""
    anything = f"[{_UNSEEN}]*".join(map(re.escape, target))
    shown = str(parse_html((mail.html or "").encode()).text_content())
    require(
        all(copied == target for copied in re.findall(anything, shown)),
        f"L'adresse à copier {target} contient des caractères qui ne se voient pas.",
    )


def _addresses_to_copy(mail: ReceivedMail) -> Iterator[tuple[str, list[str]]]:
    """Yield each part of the mail with the addresses that a reader would copy."""
    if mail.text is not None:
        written = [link.url for link in mail.links if link.part == "text"]
        yield "texte", written
    if mail.html is not None:
        shown = visible_text(parse_html(mail.html.encode()))
        raw = _RAW_ADDRESS.findall(shown)
        yield "HTML", [address.rstrip(_END_OF_SENTENCE) for address in raw]


def _all_raw(mail: ReceivedMail) -> set[str]:
    return {one for _, addresses in _addresses_to_copy(mail) for one in addresses}


def _is_foreign(url: str, target: str) -> bool:
    """Tell whether *url* leads outside the domain of *target*."""
    host, home = _split(url).hostname or "", _split(target).hostname or ""
    domain = ".".join(home.split(".")[-2:])
    return host != domain and not host.endswith(f".{domain}")


def link_is(url: str, prefix: str) -> None:
    """Check that *url* is *prefix* followed by one URL-safe token (P7.5)."""
    require(
        url.startswith(prefix), f"Le lien est {url}, et ne commence pas par {prefix}"
    )
    token = url.removeprefix(prefix)
    require(_SAFE_TOKEN.fullmatch(token), f"Le jeton « {token} » n'est pas sûr.")


def every_link_is(mail: ReceivedMail, prefix: str) -> None:
    """Check that the mail leads to the reset page, and nowhere else (P7.5).

    The sender's own site and addresses may stand in the mail; a link with a token may
    not lead anywhere else.
    """
    web = [
        link.url for link in mail.links if _split(link.url).scheme.startswith("http")
    ]
    resets = [url for url in web if _carries_secret(url) or url.startswith(prefix)]
    require(resets, f"Le mail « {mail.subject} » ne contient pas le lien attendu.")
    for url in resets:
        link_is(url, prefix)
    foreign = [url for url in web if _is_foreign(url, prefix)]
    require(not foreign, f"Le mail mène aussi à {', '.join(foreign)}.")
    loads_nothing_foreign(mail, prefix)


def no_link_elsewhere(mailbox: Mailbox, prefix: str) -> None:
    """Check that whatever mail came, none leads elsewhere than *prefix* (B14, B38).

    The path is the portal's own (P7.5 alone asks for the procedure's), but where the
    bench's « ailleurs » got into it.
    """
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        for link in mail.links:
            if _carries_secret(link.url):
                at_home = _origin(link.url) == _origin(prefix)
                lured = _ELSEWHERE in link.url and _ELSEWHERE not in prefix
                require(
                    at_home and not lured,
                    f"Le lien est {link.url}, et mène ailleurs que {prefix}",
                )
            elif _split(link.url).scheme in {"http", "https"}:
                foreign = _is_foreign(link.url, prefix)
                require(not foreign, f"Un lien du mail mène à {link.url}.")


def loads_nothing_foreign(mail: ReceivedMail, home: str) -> None:
    """Check that reading the mail fetches nothing from outside the domain of *home*."""
    foreign = [one for one in _fetched(mail.html or "") if _is_foreign(one, home)]
    require(not foreign, f"Lire le mail charge {', '.join(foreign)}.")


def fetched_addresses(mail: ReceivedMail) -> tuple[str, ...]:
    """Return every address that a mail program fetches to show *mail*."""
    return tuple(_fetched(mail.html or ""))


def _fetched(markup: str) -> Iterator[str]:
    """Yield every address that a mail program fetches to show *markup*."""
    for element in parse_html(markup.encode()).iter():
        if not isinstance(element.tag, str):
            continue
        values = [element.get(name) or "" for name in _FETCHING]
        if element.tag in {"link", "image"}:
            values.append(element.get("href") or "")
        for value in values:
            for address in re.split(r"[\s,]+", value):
                if address.startswith(("//", "http:", "https:")):
                    yield address
        style = element.get("style") or ""
        yield from _STYLED.findall(style)
        if element.tag == "style":
            yield from _STYLED.findall(element.text or "")
