"""Filling a form in as a person does: by label, by choice, and one button.

The rule: the button is pressed if the form stands in the tab and, filled in, the
browser would send exactly what is to be sent. Whatever else is to be sent (another
value of a hidden field, a field more or less, what the form's own constraints refuse)
is what no person sends with this page: it goes without the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator
from playwright.async_api import Page as Tab
from playwright.async_api import TimeoutError as PlaywrightTimeout

from harness.errors import NotOffered
from harness.forms import TICKED, Field, Form, Submission
from harness.labels import normalised
from harness.pages import Page

_PATIENCE_MS = 5_000.0
_UNTYPED = frozenset({"hidden", "file"}) | TICKED
_NOT_TYPED = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What no keyboard types in a field of one line."""

_WOULD_SEND = """(button) => {
  const form = button.form;
  if (!form) return null;
  const skips = form.noValidate || button.formNoValidate;
  return {
    pairs: [...new FormData(form, button)].map(
      ([name, value]) => [name, typeof value === "string" ? value : value.name]),
    valid: skips || form.checkValidity(),
  };
}"""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to become of one field."""

    field: Field
    value: str | None
    """What is typed, or chosen from a list; None to tick what is not, and back."""


def stands_in(page: Page | None, submission: Submission) -> bool:
    """Tell whether *page* holds the form of *submission*, as it is."""
    return page is not None and _rank(page, submission) is not None


async def filled_in(tab: Tab, page: Page, submission: Submission) -> Locator | None:
    """Fill the form of *page* in; return the button to press, or None.

    None where the browser would not send what *submission* says.

    Raises:
        NotOffered: a field that the source shows does not let itself be filled in.
    """
    rank = _rank(page, submission)
    if rank is None:
        return None
    button = tab.get_by_role("button", name=_reads(submission.button.text)).nth(rank)
    if not await button.count():
        return None
    form = tab.locator("form").filter(
        has=tab.get_by_role("button", name=_reads(submission.button.text))
    )
    form = form.nth(rank)
    for wish in _wishes(submission):
        if not await _granted(form, wish, submission, page):
            return None
    sent = await button.evaluate(_WOULD_SEND)
    if sent is None or not sent["valid"]:
        return None
    would = sorted((name, value) for name, value in sent["pairs"])
    return button if would == sorted(submission.pairs) else None


def _rank(page: Page, submission: Submission) -> int | None:
    """Return which of the forms with such a button it is; None if it is none."""
    alike = [form for form in page.forms if _pressed(form, submission) is not None]
    for rank, form in enumerate(alike):
        if _pressed(form, submission) == submission.form:
            return rank
    return None


def _pressed(form: Form, submission: Submission) -> Form | None:
    try:
        return form.press(submission.button.text).form
    except NotOffered:
        return None


def _wishes(submission: Submission) -> Iterator[_Wish]:
    """Yield what differs between the form as it stands and what is to be sent."""
    wanted: dict[str, list[str]] = {}
    for name, value in submission.pairs:
        wanted.setdefault(name, []).append(value)
    for item in submission.form.fields:
        values = wanted.get(item.name, [])
        if item.kind == "option":
            continue  # its list stands for it
        if item.kind in TICKED:
            if (item.value in values) != item.checked:
                yield _Wish(item, None)
        elif values:
            value = values.pop(0)
            if value != item.value:
                yield _Wish(item, value)


async def _granted(
    form: Locator, wish: _Wish, submission: Submission, page: Page
) -> bool:
    """Fill one field in; False where no person could."""
    item = wish.field
    if item.disabled or not item.shown:
        # The widget fills the field of a CAPTCHA; what it put there is compared later.
        return True
    if wish.value is not None and not _can_be_given(submission.form, wish):
        return False
    control = await _control(form, item)
    try:
        await _act(control, wish)
    except PlaywrightTimeout as stuck:
        raise NotOffered(
            f"Le champ « {item.label} » de {page.url} ne se laisse pas remplir "
            "(caché, ou couvert par autre chose)."
        ) from stuck
    except PlaywrightError:  # a choice that is not undone, letters in a number
        return False
    return True


def _can_be_given(form: Form, wish: _Wish) -> bool:
    """Tell whether a keyboard types it, or the list offers it."""
    item, value = wish.field, wish.value or ""
    if item.kind == "select":
        return any(
            one.kind == "option" and (one.name, one.value) == (item.name, value)
            for one in form.fields
        )
    return item.kind not in _UNTYPED and not _NOT_TYPED.search(value)


async def _act(control: Locator, wish: _Wish) -> None:
    if wish.field.kind == "select":
        await control.select_option(wish.value, timeout=_PATIENCE_MS)
    elif wish.value is not None:
        await control.fill(wish.value, timeout=_PATIENCE_MS)
    elif wish.field.kind == "checkbox":
        await control.set_checked(not wish.field.checked, timeout=_PATIENCE_MS)
    elif not wish.field.checked:  # the other radio button undoes this one
        await control.check(timeout=_PATIENCE_MS)


async def _control(form: Locator, item: Field) -> Locator:
    """Return the control by its words; by its name where they do not tell it."""
    found = _by_words(form, item)
    if item.label and await found.count() == 1:
        return found
    name = item.name.replace("\\", "\\\\").replace('"', '\\"')
    named = form.locator(f'[name="{name}"]')
    if item.kind in TICKED:
        value = item.value.replace("\\", "\\\\").replace('"', '\\"')
        named = named.and_(form.locator(f'[value="{value}"]'))
    return named.first


def _by_words(form: Locator, item: Field) -> Locator:
    if item.kind == "radio":
        return form.get_by_role("radio", name=_reads(item.label))
    if item.kind == "checkbox":
        return form.get_by_role("checkbox", name=_reads(item.label))
    label = _reads(item.label)
    return form.get_by_label(label).or_(form.get_by_placeholder(label))


def _reads(words: str) -> re.Pattern[str]:
    """Return a pattern for *words* in any typography that reads the same."""
    parts = (re.escape(part) for part in normalised(words).split())
    pattern = (
        r"\s+".join(parts).replace("'", "['’]").replace(r"\.\.\.", r"(?:\.\.\.|…)")
    )
    return re.compile(rf"^\s*{pattern}\s*$")
