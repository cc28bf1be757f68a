"""Which words of a page a person can read."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from harness.labels import normalised

_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "title"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "label", "mark", "q"}
    | {"s", "small", "span", "strong", "sub", "sup", "u"}
)
_NOT_DISPLAYED = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE
)


def _hides(element: HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _NOT_DISPLAYED.search(style) is not None


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether *element* or what holds it is not displayed."""
    if _hides(element):
        return True
    return any(_hides(holder) for holder in element.iterancestors())


def visible_text(element: HtmlElement) -> str:
    """Return the words that *element* displays, normalised."""
    pieces: list[str] = []
    _collect(element, pieces)
    return normalised("".join(pieces))


def _collect(element: HtmlElement, pieces: list[str]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNREAD or _hides(element):
        return
    edge = "" if tag in _INLINE else " "
    pieces.append(edge)
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces)
        pieces.append(child.tail or "")
    pieces.append(edge)


def accessible_name(element: HtmlElement) -> str:
    """Return the name by which *element* (a link, a button) is known to a person."""
    label = element.get("aria-label")
    if label:
        return normalised(label)
    if element.tag == "input":
        return normalised(element.get("value") or element.get("alt") or "")
    text = visible_text(element)
    if text:
        return text
    images = (image.get("alt") or "" for image in element.iter("img"))
    return normalised(" ".join(images) or element.get("title") or "")
