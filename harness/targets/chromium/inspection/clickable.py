"""Which elements listen to the mouse: only the browser's debugger can tell."""

from __future__ import annotations

from contextlib import suppress

from playwright.async_api import CDPSession, Error, Page

from harness.targets.chromium.inspection.scripts import script

_MOUSE = frozenset({"click", "mousedown", "mouseup", "pointerdown", "pointerup"})
_NOTE = """function () {
  window[Symbol.for("sesame.inspection")].clickable.add(this);
}"""


async def note_clickable(page: Page, session: CDPSession) -> None:
    """Note in the page's notebook the elements on which scripts await a click."""
    await page.evaluate(script("register"))
    root = await session.send("Runtime.evaluate", {"expression": "document"})
    told = await session.send(
        "DOMDebugger.getEventListeners",
        {"objectId": root["result"]["objectId"], "depth": -1, "pierce": True},
    )
    nodes = {
        listener["backendNodeId"]
        for listener in told["listeners"]
        if listener["type"] in _MOUSE and "backendNodeId" in listener
    }
    await session.send("DOM.enable")
    for node in nodes:
        with suppress(Error):  # not in the page itself, or gone meanwhile
            held = await session.send("DOM.resolveNode", {"backendNodeId": node})
            await session.send(
                "Runtime.callFunctionOn",
                {
                    "objectId": held["object"]["objectId"],
                    "functionDeclaration": _NOTE,
                },
            )
