"""What the RGAA 4.1 asks of a form that refuses what was typed (B56: 11.10, 11.11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from harness.checks.failure import require
from harness.checks.pages import seen
from harness.checks.rgaa import controls, label_of
from harness.labels import normalised
from harness.markup import parse_html
from harness.pages import Page
from harness.visible import is_hidden, visible_text


def tell_what_is_required(page: Page, *labels: str) -> None:
    """11.10: these are told to be required, before anything is sent."""
    whole = " ".join(form.text for form in page.forms).casefold()
    for control in _named(page, labels):
        told = (
            control.get("required") is not None
            or control.get("aria-required") == "true"
            or "*" in label_of(control)
            or re.search(r"obligatoire|requis", whole)
        )
        require(
            told,
            f"RGAA 11.10 : rien ne dit que « {label_of(control)} » est obligatoire. "
            f"{seen(page)}",
        )


def tells_the_error(before: Page, after: Page, label: str) -> None:
    """11.10, 3.1, 7.5: the error is told in words, of *label*, and stands out.

    In words: what the page says more than before. Of *label*: the words name it, or
    describe it (``aria-describedby``), or the field is marked (``aria-invalid``). It
    stands out for who does not see it: by a title of its own, as an alert, or by a
    field of the form that is marked and described by it. (7.5 is about messages that
    come without a new page, and 11.10 asks for no more than the tie.)
    """
    fresh = _new_pieces(before, after)
    told = " ".join(fresh)
    require(told, f"RGAA 3.1, 11.10 : l'erreur ne se lit pas. {seen(after)}")
    named = list(_named(after, (label,)))
    marked = [one for one in named if one.get("aria-invalid") == "true"]
    described = [one for one in named if _describes(one, fresh)]
    require(
        marked or described or normalised(label).casefold() in told.casefold(),
        f"RGAA 11.10 : l'erreur ne dit pas qu'il s'agit de « {label} » : « {told} ». "
        f"{seen(after)}",
    )
    alerts = parse_html(after.body).xpath(
        "//*[@role='alert' or @role='status' or @aria-live='polite' "
        "or @aria-live='assertive']"
    )
    require(
        before.title != after.title
        or any(visible_text(one) for one in alerts)
        or any(
            one.get("aria-invalid") == "true" and _describes(one, fresh)
            for one in controls(after)
        ),
        "RGAA 7.5, 8.6, 11.10 : ni le titre, ni une alerte, ni le champ ne disent "
        f"l'erreur. {seen(after)}",
    )


def suggests_dossier(page: Page) -> None:
    """11.11: the page that refuses a dossier says what one looks like."""
    _suggests(page, r"\b(?:sept|7)\b.{0,20}\bchiffres\b|\d{7}")


def suggests_password(page: Page) -> None:
    """11.11: the page that refuses a password says what one is made of."""
    _suggests(page, r"\bmajuscule", r"\bminuscule", r"\bchiffre", r"\b(?:8|huit)\b")


def _suggests(page: Page, *patterns: str) -> None:
    for pattern in patterns:
        require(
            re.search(pattern, page.text, re.IGNORECASE),
            f"RGAA 11.11 : la page ne dit pas ce qui est attendu. {seen(page)}",
        )


def _named(page: Page, labels: Iterable[str]) -> Iterator[HtmlElement]:
    for label in labels:
        wanted = normalised(label).casefold()
        found = [
            control
            for control in controls(page)
            if label_of(control).casefold().startswith(wanted)
        ]
        yield from found
        require(found, f"RGAA 11.1 : rien n'est étiqueté « {label} ». {seen(page)}")


def _new_pieces(before: Page, after: Page) -> list[str]:
    """Return what *after* shows and *before* did not, piece by piece."""
    old = set(_pieces(before))
    return [piece for piece in _pieces(after) if piece not in old]


def _pieces(page: Page) -> Iterator[str]:
    for element in parse_html(page.body).iter():
        if not isinstance(element.tag, str) or is_hidden(element):
            continue
        tails = (child.tail for child in element)
        for text in (element.text, *tails):
            if piece := normalised(text or ""):
                yield piece


def _describes(control: HtmlElement, fresh: Sequence[str]) -> bool:
    """Tell whether the description of *control* holds some of what is new."""
    identifiers = (control.get("aria-describedby") or "").split()
    named = {one.get("id"): one for one in control.getroottree().iter()}
    texts = [visible_text(named[one]) for one in identifiers if one in named]
    return any(piece in text for piece in fresh for text in texts)
