"""The page zoomed, in a narrow window, or with its texts spaced out (RGAA 10.4 …)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import combinations
from typing import Any

from playwright.async_api import CDPSession, Page

from harness.drawing import Layout, Loss, Overflow, Strain
from harness.targets.chromium.inspection.scripts import run
from harness.targets.chromium.inspection.window import window, zoomed

NARROW_PX = 320
ZOOM = 2
_COVERED = 0.25
"""Part of the smaller of two lines of text that the other lies on."""
_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What RGAA 10.12 says: line 1.5, paragraph 2, letter 0.12, word 0.16."""
_PUT_ON = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
}"""
_TAKE_OFF = "() => { document.adoptedStyleSheets.pop(); }"


async def strained(page: Page, session: CDPSession, strain: Strain) -> Layout:
    """Measure the page at ease, then under *strain*."""
    at_ease = await run(page, "layout")
    async with _under(page, session, strain):
        told = await run(page, "layout")
    return Layout(
        strain=strain,
        window=round(told["width"]),
        content=round(told["content"]),
        overflows=tuple(
            Overflow(each["element"], each["right"], each["spatial"])
            for each in told["over"]
        ),
        losses=tuple(_losses(at_ease, told)),
    )


@asynccontextmanager
async def _under(
    page: Page, session: CDPSession, strain: Strain
) -> AsyncIterator[None]:
    if strain is Strain.NARROW:
        async with window(page, NARROW_PX):
            yield
    elif strain is Strain.ZOOM:
        async with zoomed(page, session, ZOOM):
            yield
    else:
        # A style sheet of the bench's own making: the page's policy does not stop it.
        await page.evaluate(_PUT_ON, _SPACING)
        try:
            yield
        finally:
            await page.evaluate(_TAKE_OFF)


def _losses(at_ease: dict[str, Any], told: dict[str, Any]) -> list[Loss]:
    """Return what read at ease, and does no longer."""
    pairs = list(zip(at_ease["texts"], told["texts"], strict=False))
    losses = []
    for before, after in pairs:
        if after["cut"] and not before["cut"]:
            losses.append(Loss(before["text"], after["cut"]))
        elif before["rects"] and not after["rects"]:
            losses.append(Loss(before["text"], "n'est plus affiché", certain=False))
    covered_before = _covered([before for before, _ in pairs])
    texts = [after for _, after in pairs]
    losses += [
        Loss(texts[one]["text"], f"recouvert par « {texts[other]['text']} »")
        for one, other in _covered(texts) - covered_before
    ]
    return losses


def _covered(texts: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """Return the pairs of texts of which one lies on the other."""
    lines = [
        (number, rect)
        for number, text in enumerate(texts)
        if not text["cut"]
        for rect in text["rects"]
    ]
    return {
        (one, other)
        for (one, first), (other, second) in combinations(lines, 2)
        if one != other and _overlap(first, second) > _COVERED
    }


def _overlap(one: list[float], other: list[float]) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    smaller = min(_area(one), _area(other))
    return width * height / smaller if smaller else 0.0


def _area(rect: list[float]) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])
