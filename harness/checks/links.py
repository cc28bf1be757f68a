"""What must become of links, of forged ones, and of ones used together (B03 to B51)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.checks.failure import CheckFailed, require
from harness.checks.markup import holds_no_markup
from harness.checks.pages import require_answered, seen
from harness.checks.stages import (
    can_choose_password,
    is_not_at,
    is_outside,
    link_is_refused,
)
from harness.labels import Stage
from harness.pages import Page

_CLIENT_ERROR = 400
_TWO_PASSWORDS = 2
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_INSIDE = re.compile(
    r"Traceback \(most recent call last\)"
    r"|\bstack ?trace\b|\bcall stack\b|\bunhandled exception\b|\bfatal error\b"
    r"|\b\w+(?:Exception|Error)\b ?:|\bSystem\.\w+Exception\b|\bNullPointer"
    r"|\bat [\w.$<>]{3,} ?\((?:[\w/.-]+:\d+(?::\d+)?|Native Method|Unknown Source)\)"
    r"|File \"[^\"]+\", line \d+|\bin (?:/[\w.-]+)+ on line \d+|\.rb:\d+:in "
    r"|\bSQLSTATE\b|\bORA-\d{5}\b|\bSQL syntax\b|\bsyntax error at or near\b"
    r"|\bPDOException\b|\bWerkzeug\b|\bDEBUG = True\b|Framework Version:",
    re.IGNORECASE,
)
"""What a portal that broke down says of its inside, in the words of its languages."""


def tells_nothing_of_its_inside(page: Page) -> None:
    """Check that the portal answered, and shows no trace of a breakdown (B49)."""
    require_answered(page)
    source = page.body.decode("utf-8", "replace")
    told = "\n".join((page.text, *_COMMENT.findall(source)))
    found = _INSIDE.search(told)
    require(
        found is None,
        f"La page dit comment le portail est fait : « {found and found[0]} ». "
        f"{seen(page)}",
    )
    injected = [value for name, value in page.headers if name.lower() == "x-injecte"]
    require(not injected, f"L'adresse ajoute un en-tête à la réponse. {seen(page)}")
    holds_no_markup(page.body.decode("utf-8", "replace"), seen(page))


def is_refused_cleanly(page: Page) -> None:
    """Check that a link is refused in so many words, and nothing broke (B49)."""
    tells_nothing_of_its_inside(page)
    link_is_refused(page)


def opens_nothing(page: Page) -> None:
    """Check that no password can be chosen here, and none was (B09, B49).

    How it is refused is open: a filter before the portal may answer for it.
    """
    tells_nothing_of_its_inside(page)
    is_not_at(page, Stage.CHANGED)
    for form in page.forms:
        require(
            form.passwords < _TWO_PASSWORDS
            and not form.has_field(page.labels.confirmation),
            f"Un mot de passe peut être choisi avec ce jeton. {seen(page)}",
        )


def changed_nothing(page: Page) -> None:
    """Check that the answer to a form announces no change, and nothing broke (B09)."""
    tells_nothing_of_its_inside(page)
    is_not_at(page, Stage.CHANGED)


def all_refused(pages: Sequence[Page]) -> None:
    """Check that each of *pages* refuses the link (B08). None at all: nothing to say.

    A portal whose pages hold no secret has none that could pass for a token.
    """
    for page in pages:
        opens_nothing(page)


def only_last_opens(pages: Sequence[Page]) -> None:
    """Check that of several links, oldest first, the last alone opens (B04)."""
    if not pages:
        raise CheckFailed("Aucun lien n'est arrivé.")
    can_choose_password(pages[-1])
    for page in pages[:-1]:
        link_is_refused(page)


def only_first_opens(pages: Sequence[Page]) -> None:
    """Check that of several log-ins the first alone opens (B50).

    The first is the one whose change was announced.
    """
    require(len(pages) > 1, "Il faut plusieurs connexions pour les comparer.")
    first, *others = pages
    require(
        first.status < _CLIENT_ERROR and first.text and not first.asks_to_log_in,
        f"Le mot de passe annoncé n'ouvre pas l'espace personnel. {seen(first)}",
    )
    for page in others:
        is_outside(page)


def sees_what_anybody_sees(page: Page, as_stranger: Page | None) -> None:
    """Check that the personal space stayed shut: a log-in, a refusal, a public page."""
    if as_stranger is not None and page.text == as_stranger.text:
        return
    is_outside(page)
