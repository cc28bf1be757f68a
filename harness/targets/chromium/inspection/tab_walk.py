"""Tab from the top of the page until the focus leaves it, and Shift+Tab back."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import Any

from PIL.Image import Image
from playwright.async_api import CDPSession, FloatRect, Page, ViewportSize

from harness.drawing import Actor, FocusStop, Rect, Walk
from harness.targets.chromium.inspection.clickable import note_clickable
from harness.targets.chromium.inspection.focus import Spot, focused, to_top
from harness.targets.chromium.inspection.pixels import (
    contrast_of_change,
    opened,
)
from harness.targets.chromium.inspection.scripts import frames_of, run
from harness.targets.chromium.inspection.window import height_of_content, window

_AROUND_PX = 12
"""How far from an element its focus may be drawn."""
_CALL_BACK_MS = 100.0
_MARGIN = 20
"""Presses of Tab beyond one for each thing that acts."""


async def walk(page: Page, session: CDPSession) -> Walk:
    """Walk the page there and back.

    The window is made as tall as the page, so that nothing scrolls and what is drawn
    with the focus can be compared with what is drawn without.
    """
    async with window(page, height=await height_of_content(page)) as size:
        await note_clickable(page, session)
        actors = await _actors(page)
        limit = 2 * len(actors) + _MARGIN
        await to_top(page)
        there, left = await _press(page, "Tab", limit, size)
        back, left_back = (
            await _press(page, "Shift+Tab", limit, size) if left else ([], False)
        )
        await run(page, "top")
        at_rest = opened(await _picture(page, None))
        stops = [_with_contrast(*met, at_rest, size) for met in there]
    return Walk(
        stops=tuple(stops),
        left=left,
        back=tuple(spot.stop for spot, _ in back),
        left_back=left_back,
        unreached=tuple(_unreached(actors, [spot for spot, _ in there])),
        frames=tuple(dict.fromkeys(spot.title for spot, _ in there if spot.title)),
    )


async def _press(
    page: Page, key: str, limit: int, size: ViewportSize
) -> tuple[list[tuple[Spot, bytes]], bool]:
    """Press *key* until the focus leaves, returns to where it was, or the limit."""
    met: dict[str, tuple[Spot, bytes]] = {}
    there = key == "Tab"  # on the way back each is known already
    for _ in range(limit):
        await page.keyboard.press(key)
        spot = await focused(page, named=there) or await _called_back(page)
        if spot is None:
            return list(met.values()), True
        if spot.stop.key in met:
            break
        picture = b""
        if there:
            picture = await _picture(page, _clip(spot.stop.place, size))
        met[spot.stop.key] = (spot, picture)
    return list(met.values()), False


async def _called_back(page: Page) -> Spot | None:
    """Return what a script gave the focus to, after it had left the page."""
    await page.wait_for_timeout(_CALL_BACK_MS)
    return await focused(page)


def _with_contrast(
    spot: Spot, drawn: bytes, at_rest: Image, size: ViewportSize
) -> FocusStop:
    """Return the stop with the contrast between *drawn* and the page at rest."""
    clip = _clip(spot.stop.place, size)
    left, top = int(clip["x"]), int(clip["y"])
    plain = at_rest.crop(
        (left, top, left + int(clip["width"]), top + int(clip["height"]))
    )
    place = spot.stop.place
    pixels = max(1, ceil(max(place.width, place.height)))
    return replace(spot.stop, contrast=contrast_of_change(plain, opened(drawn), pixels))


async def _picture(page: Page, clip: FloatRect | None) -> bytes:
    return await page.screenshot(clip=clip, animations="disabled", scale="css")


def _clip(place: Rect, size: ViewportSize) -> FloatRect:
    """Return *place* and what is around it, in whole pixels of the window."""
    left = max(0, min(floor(place.left) - _AROUND_PX, size["width"] - 2))
    top = max(0, min(floor(place.top) - _AROUND_PX, size["height"] - 2))
    right = max(left + 1, min(ceil(place.right) + _AROUND_PX, size["width"]))
    bottom = max(top + 1, min(ceil(place.bottom) + _AROUND_PX, size["height"]))
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


async def _actors(page: Page) -> list[dict[str, Any]]:
    """Return what acts, frames of other sites left out: they are not the portal's."""
    found: list[dict[str, Any]] = list(await run(page, "acts"))
    for frame, title, foreign in await frames_of(page):
        if not foreign:
            holder = await frame.frame_element()
            key = await page.evaluate(
                "(e) => window[Symbol.for('sesame.inspection')].group(e)", holder
            )
            for actor in await run(frame, "acts"):
                keys = {
                    name: actor[name] and f"{key}/{actor[name]}"
                    for name in ("key", "holder")
                }
                found.append(actor | keys | {"name": f"{actor['name']} ({title})"})
    return found


def _unreached(actors: list[dict[str, Any]], met: list[Spot]) -> list[Actor]:
    """Return what was not met, nor stands for something that was."""
    keys = {spot.stop.key for spot in met}
    holders = {spot.holder for spot in met if spot.holder}
    addresses = {spot.href for spot in met if spot.href}
    missed = {
        actor["key"]: Actor(actor["name"], actor["element"])
        for actor in actors
        if actor["key"] not in keys
        and actor["holder"] not in holders | keys
        and actor["href"] not in addresses
    }
    return list(missed.values())
