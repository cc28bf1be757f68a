"""Which words of a page a person can read."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from harness.labels import normalised

_UNREAD = frozenset({"script", "style", "template", "noscript", "head", "title"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "button", "caption"}
    | {"dd", "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"}
    | {"legend", "li", "main", "nav", "ol", "optgroup", "option", "p", "pre", "section"}
    | {"select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead"}
    | {"tr", "ul"}
)
"""What browsers lay out on lines of its own: only these part words."""

_CONTROLS = frozenset({"select", "textarea", "button"})
_NOT_DISPLAYED = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE
)


def _hides(element: HtmlElement) -> bool:
    if element.tag in _UNREAD or element.get("hidden") is not None:
        return True
    if element.tag == "dialog" and element.get("open") is None:
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


def label_text(label: HtmlElement) -> str:
    """Return the words of a label, without what the controls inside it display."""
    pieces: list[str] = []
    _collect(label, pieces, without_controls=True)
    return normalised("".join(pieces))


def _collect(
    element: HtmlElement,
    pieces: list[str],
    *,
    without_controls: bool = False,
    without_icons: bool = False,
) -> None:
    tag = element.tag
    if not isinstance(tag, str) or _hides(element):
        return
    if without_controls and tag in _CONTROLS:
        return
    if without_icons and element.get("aria-hidden") == "true":
        return
    edge = " " if tag in _BLOCKS else ""
    pieces.append(edge)
    pieces.append(element.text or "")
    for child in element:
        _collect(
            child,
            pieces,
            without_controls=without_controls,
            without_icons=without_icons,
        )
        pieces.append(child.tail or "")
    pieces.append(edge)


def accessible_name(element: HtmlElement) -> str:
    """Return the name by which *element* (a link, a button) is known to a person.

    The words that are displayed come first: a label for screen readers renames nothing.
    """
    if element.tag == "input":
        shown = element.get("value") or element.get("alt") or ""
    else:
        pieces: list[str] = []
        _collect(element, pieces, without_icons=True)
        shown = "".join(pieces)
    if any(map(str.isalnum, shown)):  # an arrow or a cross alone is no name
        return normalised(shown)
    images = " ".join(image.get("alt") or "" for image in element.iter("img"))
    named = element.get("aria-label") or images or element.get("title") or shown
    return normalised(named)
