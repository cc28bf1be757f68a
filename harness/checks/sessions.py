"""Sessions that were open when something changed (B23, B25)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.checks.failure import require
from harness.checks.links import sees_what_anybody_sees
from harness.checks.pages import require_answered
from harness.checks.stages import is_inside
from harness.pages import Page

_SHUT = re.compile(
    r"\b(?:compte|accès|dossier)\b[^.]{0,60}"
    r"\b(?:(?:bloqué|radié|désactivé|suspendu|clôturé)|clos\b|inacti(?:f|ve)\b"
    r"|(?:est|été) fermé)",
    re.IGNORECASE,
)
"""How a page may say, in place of the space, that the account is shut."""

_LOG_OUT = re.compile(r"déconn|(?:fermer|quitter) (?:la|ma) session", re.IGNORECASE)


def is_kept_out(page: Page, as_stranger: Page | None = None) -> None:
    """Check that the page is no personal space, and may say that the account is shut.

    Unlike elsewhere, a portal has something to tell here: « Votre compte est bloqué ».
    A page that lets one log out is a space; what *as_stranger* saw there is not.
    """
    require_answered(page)
    if _SHUT.search(page.text) is None or _offers_to_log_out(page):
        sees_what_anybody_sees(page, as_stranger)


def all_closed(pages: Sequence[Page], as_stranger: Page | None = None) -> None:
    """Check that none of the browsers is let in any more."""
    require(pages, "Aucune session n'a été ouverte.")
    for page in pages:
        is_kept_out(page, as_stranger)


def all_open(pages: Sequence[Page], as_stranger: Page | None) -> None:
    """Check that each of the browsers is still let in."""
    require(pages, "Aucune session n'a été ouverte.")
    for page in pages:
        is_inside(page, as_stranger)


def _offers_to_log_out(page: Page) -> bool:
    buttons = [button.text for form in page.forms for button in form.buttons]
    controls = [*buttons, *(link.text for link in page.links)]
    return any(_LOG_OUT.search(text) for text in controls)
