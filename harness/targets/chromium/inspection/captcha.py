"""The CAPTCHA: whether the keyboard gets into its frame, and what it says it is."""

from __future__ import annotations

import re

from playwright.async_api import Error, Frame, Page

from harness.drawing import Captcha
from harness.errors import NotObservable
from harness.targets.chromium.inspection.focus import Spot, focused, to_top
from harness.targets.chromium.inspection.scripts import script

_LIMIT = 200
_PATIENCE_MS = 5000.0
_SOUND = re.compile(r"audio|sonore|entendre|écout|voix|vocal", re.IGNORECASE)
_PICTURES = "img, canvas, [role=img]"
_RIDDLE_PX = 60
"""Smaller pictures are logos and icons."""


async def reach(page: Page) -> Captcha:
    """Press Tab until the focus is in the CAPTCHA, and look at it.

    Raises:
        NotObservable: the page shows no CAPTCHA's frame.
    """
    frames = await captcha_frames(page)
    if not frames:
        raise NotObservable(f"La page {page.url} ne montre pas le cadre d'un CAPTCHA.")
    await to_top(page)
    spot = await _tab_into(page, frames)
    first = frames[0]
    holder = await first.frame_element()
    sounds, pictures = await _challenge(frames)
    return Captcha(
        reached=spot is not None,
        frame_title=(await holder.get_attribute("title") or "").strip(),
        role=spot.stop.role if spot else "",
        name=spot.stop.name if spot else "",
        sounds=sounds,
        pictures=pictures,
        other_way=await holder.evaluate(script("other_way")),
    )


async def captcha_frames(page: Page) -> list[Frame]:
    """Return the frames that a CAPTCHA draws in, the one to tick first.

    Known by its maker's address or class, or by a title that says CAPTCHA. The widget
    may take a moment to come.
    """
    if await page.locator(".g-recaptcha, .h-captcha, .cf-turnstile").count():
        try:
            await page.locator(
                ":is(.g-recaptcha, .h-captcha, .cf-turnstile) iframe"
            ).first.wait_for(timeout=_PATIENCE_MS)
        except Error:
            return []
    found = []
    for frame in page.frames:
        if frame is page.main_frame:
            continue
        holder = await frame.frame_element()
        told = f"{frame.url} {await holder.get_attribute('title')}"
        marked = await holder.evaluate(
            "(e) => !!e.closest('.g-recaptcha, .h-captcha, .cf-turnstile')"
        )
        if (marked or "captcha" in told.casefold()) and await holder.is_visible():
            await frame.wait_for_load_state()
            found.append(frame)
    return found


async def _tab_into(page: Page, frames: list[Frame]) -> Spot | None:
    for _ in range(_LIMIT):
        await page.keyboard.press("Tab")
        spot = await focused(page)
        # A frame that holds nothing to act on takes the focus as a whole.
        if spot is None or (spot.frame in frames and spot.tag != "body"):
            return spot
    return None


async def _challenge(frames: list[Frame]) -> tuple[tuple[str, ...], int]:
    """Return what offers to listen, and how many pictures are to be recognised."""
    sounds: list[str] = []
    pictures = 0
    for frame in frames:
        offers = frame.locator("button, a, [role=button]")
        for offer in await offers.all():
            name = await offer.evaluate(
                "(e) => e.getAttribute('aria-label') || e.title || e.innerText || ''"
            )
            if _SOUND.search(name):
                sounds.append(" ".join(name.split()))
        for picture in await frame.locator(_PICTURES).all():
            box = await picture.bounding_box()
            pictures += (
                box is not None and min(box["width"], box["height"]) >= _RIDDLE_PX
            )
    return tuple(sounds), pictures
