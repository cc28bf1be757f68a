"""The contrast of texts in the states that a page at rest does not show (RGAA 3.2).

The browser is told to draw every link, button and field as hovered, focused or pressed,
and axe measures again. The colours of visited links stay hidden: browsers tell nobody.
"""

from __future__ import annotations

from typing import Any

from playwright.async_api import CDPSession, Page

from harness.drawing import AxeFinding, AxeReport, State
from harness.targets.chromium.inspection.axe_run import (
    CONTRAST,
    parsed,
    report,
    run_axe,
)
from harness.targets.chromium.inspection.scripts import script
from harness.targets.chromium.inspection.window import USUAL, finish_transitions

_ALIVE = "a[href], button, input, select, textarea, summary, label, [tabindex], [role]"
_PSEUDO_CLASSES = {
    State.HOVERED: ["hover"],
    State.FOCUSED: ["focus", "focus-visible", "focus-within"],
    State.PRESSED: ["active", "hover"],
}
_ONLY = {"runOnly": {"type": "rule", "values": [CONTRAST]}}


async def contrast(page: Page, session: CDPSession) -> AxeReport:
    """Measure at rest, then in each state; what is wrong at rest is told once."""
    width = (page.viewport_size or USUAL)["width"]
    await finish_transitions(page)
    at_rest = parsed(await run_axe(page.main_frame, _ONLY))
    told = [at_rest, await _placeholders(page)]
    known = {(each.element, each.why) for part in at_rest for each in part}
    known |= {(each.element, "") for each in at_rest[1]}
    await session.send("DOM.enable")
    await session.send("CSS.enable")
    nodes = await _alive(session)
    for state, classes in _PSEUDO_CLASSES.items():
        await _force(session, nodes, classes)
        await finish_transitions(page)
        result = parsed(await run_axe(page.main_frame, _ONLY), state=state)
        told.append(_new(result, known))
    await _force(session, nodes, [])
    await finish_transitions(page)
    return report(width, told)


def _new(
    result: tuple[list[AxeFinding], list[AxeFinding]], known: set[tuple[str, str]]
) -> tuple[list[AxeFinding], list[AxeFinding]]:
    sure, unsure = result
    return (
        [each for each in sure if (each.element, each.why) not in known],
        [each for each in unsure if (each.element, "") not in known],
    )


async def _alive(session: CDPSession) -> list[int]:
    root = await session.send("DOM.getDocument", {"depth": 0})
    found = await session.send(
        "DOM.querySelectorAll",
        {"nodeId": root["root"]["nodeId"], "selector": _ALIVE},
    )
    return list(found["nodeIds"])


async def _force(session: CDPSession, nodes: list[int], classes: list[str]) -> None:
    for node in nodes:
        await session.send(
            "CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": classes}
        )


async def _placeholders(page: Page) -> tuple[list[AxeFinding], list[AxeFinding]]:
    """Measure the words that stand in empty fields, which axe leaves out."""
    told: list[dict[str, Any]] = await page.evaluate(script("placeholders"))
    measured = [_placeholder(each) for each in told if each["ratio"] is not None]
    unsure = [_placeholder(each) for each in told if each["ratio"] is None]
    return measured, unsure


def _placeholder(told: dict[str, Any]) -> AxeFinding:
    ratio = told["ratio"]
    return AxeFinding(
        rule="placeholder",
        tests=("3.2.1",),
        message="Le texte d'un champ vide doit ressortir sur son fond",
        why=f"Le fond de « {told['text']} » n'est pas uni"
        if ratio is None
        else f"Contraste de {ratio:.2f} pour « {told['text']} », au lieu de 4.5",
        element=told["element"],
    )
