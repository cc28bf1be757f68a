"""Where the keyboard is, through all frames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error, Frame, Page

from harness.drawing import FocusStop, Rect
from harness.targets.chromium.inspection.scripts import run

_SNAPSHOT = re.compile(r'- (?P<role>\w+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?')
_DEPTH = 5
_AT_MOST = 50
_PATIENCE_MS = 1000.0


@dataclass(frozen=True, slots=True)
class Spot:
    """The element that has the focus."""

    frame: Frame
    stop: FocusStop
    title: str
    """Title of the frame it is in; empty for the page itself."""
    href: str
    holder: str
    """Key of the widget that it is a part of, moved in by the arrow keys."""
    tag: str
    type: str


async def to_top(page: Page) -> None:
    """Put the keyboard before the first element, as when the page has just opened.

    From the top of its source one presses Shift+Tab until the focus has left: elements
    with a tabindex of their own come before the source's first.
    """
    await run(page, "top")
    for _ in range(_AT_MOST):
        await page.keyboard.press("Shift+Tab")
        if await focused(page, named=False) is None:
            return


async def focused(page: Page, *, named: bool = True) -> Spot | None:
    """Return what has the focus; None if the focus has left the page.

    Args:
        page: the tab.
        named: whether role and name are wanted as a screen reader gets them, which
            takes a moment; else the source's own words do.
    """
    frame, title, left, top = page.main_frame, "", 0.0, 0.0
    path = ""
    for _ in range(_DEPTH):
        told = await run(frame, "focus")
        if told is None:
            return None
        if not told["inFrame"]:
            break
        inner = await _frame_in(frame)
        if inner is None or await run(inner, "focus") is None:
            break
        box = told["rect"]
        left, top = left + box[0], top + box[1]
        title, frame, path = (
            told["title"] or "(sans titre)",
            inner,
            f"{path}{told['key']}/",
        )
    else:
        return None
    if told["body"] and frame is page.main_frame:
        return None
    voice = await _voice(frame) if named else ("", "")
    return _spot(frame, told, title, path, (left, top), voice)


def _spot(
    frame: Frame,
    told: Any,
    title: str,
    path: str,
    offset: tuple[float, float],
    voice: tuple[str, str],
) -> Spot:
    role, name = voice
    box = told["rect"]
    stop = FocusStop(
        key=path + told["key"],
        role=role or told["tag"],
        name=name or told["name"],
        element=told["element"],
        place=Rect(box[0] + offset[0], box[1] + offset[1], box[2], box[3]),
        rank=told["rank"],
        frame=title,
        pinned=told["pinned"],
    )
    holder = path + told["holder"] if told["holder"] else ""
    return Spot(frame, stop, title, told["href"], holder, told["tag"], told["type"])


async def _frame_in(frame: Frame) -> Frame | None:
    handle = await frame.evaluate_handle("document.activeElement")
    element = handle.as_element()
    return None if element is None else await element.content_frame()


async def _voice(frame: Frame) -> tuple[str, str]:
    """Return role and name of the focused element, as a screen reader gets them."""
    try:
        told = await frame.locator(":focus").last.aria_snapshot(timeout=_PATIENCE_MS)
    except Error:
        return "", ""
    found = _SNAPSHOT.match(told)
    if found is None:
        return "", ""
    return found["role"], (found["name"] or "").replace('\\"', '"')
