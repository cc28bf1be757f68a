"""Whether a text that somebody wrote acts as markup where it is shown (B39, B49)."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from harness.checks.failure import require
from harness.checks.pages import seen
from harness.markup import parse_html
from harness.pages import Page
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail
from simulator.post.letter import PostedLetter

TRAP = "piege.example"
"""Where the links, pictures and recipients lead that a hostile name tries to add."""

MARK = "injecte"
"""The id, the script and the header that a hostile text tries to add."""

_PRODUCT = "7006652"
"""What a template makes of 1234*5678."""


def holds_no_markup(source: str, where: str) -> None:
    """Check that no hostile text became an element, an attribute or a result."""
    for element in parse_html(source.encode("utf-8", "replace")).iter():
        if isinstance(element.tag, str):
            wrong = _injected(element)
            require(wrong is None, f"Le texte devient du balisage ({wrong}). {where}")
    require(_PRODUCT not in source, f"Le texte est calculé comme un gabarit. {where}")


def _injected(element: HtmlElement) -> str | None:
    for name, value in element.attrib.items():
        if name in {"href", "src", "action", "background"} and TRAP in _host(value):
            return f"{element.tag} {name}={value}"
        if name.startswith("on") and MARK in value:
            return f"{element.tag} {name}={value}"
        if name == "id" and value == MARK:
            return f"{element.tag} id={value}"
    if element.tag == "script" and (element.text or "").strip() == f"{MARK}()":
        return "script"
    return None


def _host(address: str) -> str:
    """Return what follows the scheme of *address*, up to the path."""
    _, slashes, rest = html.unescape(address).partition("//")
    return rest.partition("/")[0] if slashes else ""


def no_page_holds_markup(pages: Iterable[Page]) -> None:
    """Check every page that anybody saw (B39)."""
    for page in pages:
        holds_no_markup(page.body.decode("utf-8", "replace"), seen(page))


def no_mail_is_injected(mailbox: Mailbox) -> None:
    """Check every mail: its markup, its headers, its recipients (B39)."""
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        mail_is_not_injected(mail)


def mail_is_not_injected(mail: ReceivedMail) -> None:
    """Check that no hostile name or address added anything to *mail* (B39)."""
    where = f"Mail « {mail.subject} »."
    holds_no_markup(mail.html or "", where)
    added = [
        name
        for name in mail.message
        if name.lower() in {"bcc", "cc", f"x-{MARK}"} or MARK in name.lower()
    ]
    require(not added, f"Le mail a des en-têtes ajoutés : {added}. {where}")
    for part in mail.message.walk():
        names = [name.lower() for name in part]
        require(f"x-{MARK}" not in names, f"Une partie a un en-tête ajouté. {where}")
    astray = [to for to in mail.envelope_to if _leads_to_trap(to)]
    require(not astray, f"Le mail part aussi à {', '.join(astray)}. {where}")
    shown = [to for to in mail.to if _leads_to_trap(to)]
    require(not shown, f"Le mail nomme aussi {', '.join(shown)}. {where}")


def _leads_to_trap(address: str) -> bool:
    return address.rpartition("@")[2].strip("<> ").casefold() == TRAP


def letter_keeps_its_lines(letters: Sequence[PostedLetter], line: str) -> None:
    """Check that a name did not write *line* as a line of a letter's address (B39)."""
    require(letters, "Aucun courrier n'est parti.")
    lines = [one.strip() for one in letters[-1].address.splitlines()]
    require(line not in lines, f"Le nom écrit une ligne de l'adresse : « {line} ».")
