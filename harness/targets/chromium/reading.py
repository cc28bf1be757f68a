"""From what a tab shows to a Page."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TypedDict

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as Tab
from playwright.async_api import Request, Response

from harness.labels import normalised
from harness.pages import Box

_TRIES = 5
_HTML = frozenset({"text/html", "application/xhtml+xml"})

_DRAWN = """() => {
  const doctype = document.doctype
    ? new XMLSerializer().serializeToString(document.doctype) : "";
  const named = (element) => {
    if (element.tagName === "INPUT") return element.value || element.alt;
    const images = [...element.querySelectorAll("img")].map((each) => each.alt);
    return element.innerText || element.ariaLabel || images.join(" ") || element.title;
  };
  const boxes = [];
  const acting = "a[href], button, [role=button], [role=link], "
    + "input[type=submit], input[type=button], input[type=image], input[type=reset]";
  for (const element of document.querySelectorAll(acting)) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    boxes.push([named(element) || "", box.left, box.top, box.width, box.height]);
  }
  return {
    url: document.location.href,
    kind: document.contentType,
    charset: document.characterSet,
    html: doctype + document.documentElement.outerHTML,
    boxes, width: window.innerWidth, height: window.innerHeight,
  };
}"""
"""One call for all: each costs as much as a short request."""

Headers = tuple[tuple[str, str], ...]


class Drawn(TypedDict):
    """What the tab shows, measured in CSS pixels."""

    url: str
    kind: str
    charset: str
    html: str
    boxes: list[tuple[str, float, float, float, float]]
    width: float
    height: float


async def drawn(tab: Tab) -> Drawn:
    """Return what *tab* shows; a script that moves on meanwhile is waited for."""
    for _ in range(_TRIES):
        with suppress(PlaywrightError):
            shown: Drawn = await tab.evaluate(_DRAWN)
            return shown
        await tab.wait_for_load_state("load")
    final: Drawn = await tab.evaluate(_DRAWN)
    return final


def is_html(shown: Drawn) -> bool:
    """Tell whether a person reads it as a page: text and data are shown as sent."""
    return shown["kind"] in _HTML


def boxes_of(shown: Drawn) -> dict[str, Box]:
    """Return where links and buttons stand; of two of one name, the first."""
    boxes: dict[str, Box] = {}
    for name, left, top, width, height in shown["boxes"]:
        box = Box(left, top, width, height, shown["width"], shown["height"])
        boxes.setdefault(normalised(name), box)
    return boxes


def steps_to(answer: Response) -> list[Request]:
    """Return the requests that were redirected to *answer*, first one first."""
    steps: list[Request] = []
    request: Request | None = answer.request.redirected_from
    while request is not None:
        steps.insert(0, request)
        request = request.redirected_from
    return steps


async def headers_of(answers: Iterable[Response | None]) -> Headers:
    """Return every header, repeated ones too, names in lower case."""
    found: list[tuple[str, str]] = []
    for answer in answers:
        if answer is not None:
            told: list[Any] = list(await answer.headers_array())
            found += ((one["name"].lower(), one["value"]) for one in told)
    return tuple(found)


async def body_of(answer: Response, shown: Drawn | None) -> bytes:
    """Return what was sent; nothing where the browser kept nothing (a download).

    Chromium keeps texts as it read them, in UTF-8: they are put back into the charset
    in which they came.
    """
    try:
        body = await answer.body()
    except PlaywrightError:
        return b""
    charset = shown["charset"] if shown is not None else "UTF-8"
    if charset != "UTF-8":
        with suppress(UnicodeError, LookupError):
            return body.decode().encode(charset)
    return body
