"""What the fields for a password let people and password managers do (B35)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from harness.checks.failure import require
from harness.checks.pages import seen
from harness.checks.spellings import spellings
from harness.markup import parse_html
from harness.pages import Page

_NO_PASTE = re.compile(
    r"(?:on|[\"'])paste\b.{0,200}?(?:preventDefault|return\s+false|return\s*!1)",
    re.IGNORECASE | re.DOTALL,
)
_REFUSES = re.compile(r"preventDefault|return\s+false|return\s*!1", re.IGNORECASE)


def are_hidden(page: Page, count: int) -> None:
    """Check that one form hides what is typed in *count* fields (ASVS 6.2.6)."""
    require(
        _form_of(page, count),
        f"Aucun formulaire ne masque {count} mots de passe. {seen(page)}",
    )


def help_managers(page: Page, count: int, purpose: str) -> None:
    """Check that these *count* fields tell their *purpose* to password managers.

    Source: ASVS 6.2.7, HTML (autocomplete).
    """
    fields = _form_of(page, count)
    require(fields, f"La page ne demande pas {count} mots de passe. {seen(page)}")
    for field in fields:
        told = (field.get("autocomplete") or "").lower().split()
        require(
            purpose in told,
            f"Un mot de passe est annoncé comme « {' '.join(told)} », et non "
            f"« {purpose} ». {seen(page)}",
        )


def are_nowhere_read(pages: Iterable[Page], *passwords: str | None) -> None:
    """Check that no page gives a password back, and no address holds one.

    A page may be left open; addresses stay in the browser's history and in logs
    (ASVS 14.2.1).
    """
    for page in pages:
        for how, told in spellings(page):
            for password in filter(None, passwords):
                require(
                    password not in told,
                    f"Un mot de passe se lit dans la réponse ({how}). {seen(page)}",
                )


def take_pasted_text(page: Page) -> None:
    """Check that nothing forbids to paste a password (ASVS 6.2.7)."""
    fields = list(_fields(page))
    require(fields, f"La page ne demande aucun mot de passe. {seen(page)}")
    for field in fields:
        for element in (field, *field.iterancestors()):
            handler = element.get("onpaste") or ""
            require(
                not _REFUSES.search(handler),
                f"Coller un mot de passe est interdit : {handler}. {seen(page)}",
            )
        require(
            field.get("readonly") is None,
            f"Un mot de passe ne peut pas être collé. {seen(page)}",
        )
    for script in parse_html(page.body).iter("script"):
        found = _NO_PASTE.search(script.text or "")
        require(not found, f"Un script interdit de coller. {seen(page)}")


def _form_of(page: Page, count: int) -> list[HtmlElement]:
    """Return the passwords of the first form that asks for *count*; empty if none."""
    forms: dict[HtmlElement | None, list[HtmlElement]] = {}
    for field in _fields(page):
        forms.setdefault(next(field.iterancestors("form"), None), []).append(field)
    return next((one for one in forms.values() if len(one) == count), [])


def _fields(page: Page) -> Iterator[HtmlElement]:
    for field in parse_html(page.body).iter("input"):
        if (field.get("type") or "").lower() == "password":
            yield field
