"""Whether two people are told the same (B42): what differs tells who has an account."""

from __future__ import annotations

import re

from harness.checks.failure import require
from harness.checks.pages import require_answered, seen
from harness.pages import Page

_OWN = re.compile(r"\S*@\S*|\d{7}")
"""What may differ: an address, masked or not, and a dossier number."""


def reads_alike(one: Page, other: Page) -> None:
    """Check that both pages answer alike, their own address and number apart."""
    require_answered(one)
    require_answered(other)
    require(
        _told(one) == _told(other),
        f"Les réponses diffèrent : {seen(one)} ; {seen(other)}. "
        f"« {_text(one)[:400]} » ; « {_text(other)[:400]} »",
    )


def _told(page: Page) -> tuple[object, ...]:
    fields = [
        (item.kind, _OWN.sub("…", item.label))
        for form in page.forms
        for item in form.fields
    ]
    return page.status, page.headings, _text(page), fields


def _text(page: Page) -> str:
    return _OWN.sub("…", page.text)
