"""Whether two answers tell a known dossier from an unknown one (B01).

What differs from one request to the next (numbers, drawn identifiers, the masked
address that step 5 shows) is taken out; the rest must be the same.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from harness.checks.address import masked_address
from harness.checks.failure import require
from harness.checks.pages import require_answered, seen
from harness.pages import Page

_ADDRESS = re.compile(r"[^\s<>\"'=]*(?:@|%40)[^\s<>\"']*")
_DRAWN = re.compile(r"(?=[\w.~%+/=-]*\d)[\w.~%+/=-]{16,}|\d+")
"""What a machine draws: long and with a digit in it; and any number."""

_TOLERANCE_BYTES = 16
"""What may remain of a drawn identifier that was too short to be recognised (a nonce of
eight letters and digits, written twice). A sentence, a class or a comment is longer."""

_DRAWN_HEADERS = frozenset(
    {"age", "content-length", "date", "etag", "expires", "last-modified", "set-cookie"}
    | {"connection", "keep-alive", "transfer-encoding", "content-encoding"}
)
"""Headers that may come and go with what they transport, or are compared apart."""


def tell_the_same(page: Page, other: Page) -> None:
    """Check that nothing but what is drawn or masked differs between two answers."""
    require_answered(page)
    for what, of in (
        ("le statut", lambda one: one.status),
        ("le chemin suivi", _route),
        ("le titre", lambda one: _bare(one.title)),
        ("le texte", lambda one: _bare(one.text)),
        ("ce qui peut être rempli", _shape),
        ("les noms des cookies", _cookie_names),
        ("les noms des en-têtes", _header_names),
    ):
        first, second = of(page), of(other)
        require(
            first == second,
            f"Les réponses diffèrent par {what} : {first!r} et {second!r}. "
            f"{seen(page)} ; {seen(other)}",
        )
    sizes = [len(_bare(html.unescape(_source(one))).encode()) for one in (page, other)]
    require(
        abs(sizes[0] - sizes[1]) <= _TOLERANCE_BYTES,
        f"Les réponses diffèrent par leur taille, ce qui varie étant ôté : {sizes[0]} "
        f"et {sizes[1]} octets. {seen(page)}",
    )


def decoys_look_real(known: Sequence[Page], unknown: Sequence[Page]) -> None:
    """Check that unknown dossiers do not all show one mask that no known one shows.

    Nor one initial: whatever comes after it, it would tell them.
    """
    for what, length in (("la même adresse", None), ("la même initiale", 1)):
        decoys = {masked_address(page)[:length] for page in unknown}
        real = {masked_address(page)[:length] for page in known}
        require(
            len(decoys) > 1 or decoys <= real,
            f"Tout dossier inconnu montre {what} : {', '.join(decoys)}.",
        )


def decoy_stays(pages: Sequence[Page]) -> None:
    """Check that asking again shows the same mask: a real one does not change."""
    masks = {masked_address(page) for page in pages}
    require(
        len(masks) == 1,
        f"L'adresse montrée change d'une demande à l'autre : {', '.join(masks)}.",
    )


def _bare(text: str) -> str:
    return " ".join(_DRAWN.sub("", _ADDRESS.sub("@", text)).split())


def _source(page: Page) -> str:
    return page.body.decode("utf-8", "replace")


def _route(page: Page) -> tuple[str, ...]:
    steps = map(urlsplit, (*page.via, page.url))
    return tuple(
        f"{step.netloc} {_bare(step.path.replace('/', ' / '))} {_bare(step.query)}"
        for step in steps
    )


def _shape(page: Page) -> tuple[tuple[str, ...], ...]:
    forms = []
    for form in page.forms:
        # Not which one is ticked: a form that comes back shows what was chosen.
        fields = [f"{item.kind} {item.name}" for item in form.fields]
        fields += sorted({f"{item.name} coché" for item in form.fields if item.checked})
        buttons = [item.text for item in form.buttons]
        forms.append((form.method, *map(_bare, fields), *buttons))
    links = tuple(link.text for link in page.links)
    return (*forms, links)


def _headers(page: Page) -> tuple[tuple[str, str], ...]:
    return (*page.headers, *page.via_headers)


def _cookie_names(page: Page) -> list[str]:
    return sorted(
        {
            _bare(value.partition("=")[0])
            for name, value in _headers(page)
            if name.lower() == "set-cookie"
        }
    )


def _header_names(page: Page) -> list[str]:
    names = {name.lower() for name, _ in _headers(page)}
    return sorted(names - _DRAWN_HEADERS)
