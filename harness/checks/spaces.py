"""Whose personal space a page is (B48)."""

from __future__ import annotations

from collections.abc import Mapping

from harness.checks.failure import require
from harness.checks.pages import require_answered, seen
from harness.errors import NotObservable
from harness.pages import Page

_TELLING = ("dossier", "email", "last_name", "first_name")


def is_not_space_of(
    page: Page,
    space: Page,
    owner: Mapping[str, object],
    visitor: Mapping[str, object],
) -> None:
    """Check that *page* shows nothing by which *space* tells *owner* from *visitor*.

    Raises:
        NotObservable: the personal space shows nothing personal.
    """
    require_answered(page)
    values = {
        name: str(owner[name])
        for name in _TELLING
        if owner[name] and owner[name] != visitor[name]
    }
    told = {name: one for name, one in values.items() if one in space.text}
    if not told:
        raise NotObservable(
            "l'espace personnel de ce portail ne montre rien de personnel"
        )
    found = [one for one in told.values() if one in page.text]
    require(not found, f"La page montre {', '.join(found)}. {seen(page)}")
