"""The scripts that run inside the pages, and the notebook they share."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import Error, Frame, Page


@cache
def script(name: str) -> str:
    """Return the script *name*, a JavaScript function."""
    folder = files("harness.targets.chromium.inspection") / "scripts"
    return (folder / f"{name}.js").read_text("utf-8")


async def run(frame: Frame | Page, name: str, argument: Any = None) -> Any:
    """Run the script *name* in *frame*, where the notebook is opened first.

    A page's content security policy does not stop what the browser's own protocol runs.
    """
    await frame.evaluate(script("register"))
    return await frame.evaluate(script(name), argument)


async def frames_of(page: Page) -> list[tuple[Frame, str, bool]]:
    """Return the frames inside *page*, with their title, and whether they are foreign.

    One that goes away meanwhile is left out.
    """
    found = []
    for frame in page.frames:
        if frame is page.main_frame or frame.is_detached():
            continue
        try:
            holder = await frame.frame_element()
            title = await holder.get_attribute("title")
            shown = await holder.bounding_box()
        except Error:
            continue
        if shown is not None and shown["width"] > 1 and shown["height"] > 1:
            foreign = _origin(frame.url) not in {_origin(page.url), ""}
            found.append((frame, title or "(sans titre)", foreign))
    return found


def _origin(url: str) -> str:
    """Return scheme and host of *url*; nothing for what the page wrote itself."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if rest else ""
