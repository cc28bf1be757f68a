"""Sessions that were open when something changed (B23, B25)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.checks.failure import require
from harness.checks.pages import require_answered
from harness.checks.stages import is_inside, is_outside
from harness.pages import Page

_SHUT = re.compile(
    r"\b(?:compte|accès|dossier)\b[^.]{0,60}"
    r"\b(?:bloqu|radi|désactiv|suspend|clôtur|clos\b|ferm|inacti)",
    re.IGNORECASE,
)
"""How a page may say, in place of the space, that the account is shut."""


def is_kept_out(page: Page) -> None:
    """Check that the page is no personal space, and may say that the account is shut.

    Unlike elsewhere, a portal has something to tell here: « Votre compte est bloqué ».
    """
    require_answered(page)
    if _SHUT.search(page.text) is None:
        is_outside(page)


def all_closed(pages: Sequence[Page]) -> None:
    """Check that none of the browsers is let in any more."""
    require(pages, "Aucune session n'a été ouverte.")
    for page in pages:
        is_kept_out(page)


def all_open(pages: Sequence[Page], as_stranger: Page | None) -> None:
    """Check that each of the browsers is still let in."""
    require(pages, "Aucune session n'a été ouverte.")
    for page in pages:
        is_inside(page, as_stranger)
