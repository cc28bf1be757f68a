"""What the browser tells assistive technologies of fields, groups and alerts."""

from __future__ import annotations

from typing import Any

from playwright.async_api import CDPSession, Page

from harness.drawing import Voiced

_TOLD = frozenset(
    {
        "alert", "checkbox", "combobox", "group", "heading", "link", "listbox",
        "radio", "radiogroup", "searchbox", "spinbutton", "status", "textbox",
    }
)  # fmt: skip
_NO = frozenset({None, False, "false", ""})


async def of_page(page: Page, session: CDPSession) -> tuple[Voiced, ...]:
    """Return them in the order of the page, as the browser computes them."""
    await page.evaluate("1")  # whatever was pending is done
    await session.send("Accessibility.enable")
    tree = await session.send("Accessibility.getFullAXTree")
    nodes = {node["nodeId"]: node for node in tree["nodes"]}
    return tuple(
        _voiced(node, nodes)
        for node in tree["nodes"]
        if not node["ignored"] and node.get("role", {}).get("value") in _TOLD
    )


def _voiced(node: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> Voiced:
    role = node["role"]["value"]
    facts = {each["name"]: each["value"].get("value") for each in node["properties"]}
    name = _text(node, "name")
    if role in {"alert", "status"}:
        name = " ".join([name, *_words(node, nodes)]).strip()
    return Voiced(
        role=role,
        name=name,
        description=_text(node, "description"),
        invalid=facts.get("invalid") not in _NO,
        required=facts.get("required") not in _NO,
        focused=facts.get("focused") not in _NO,
    )


def _words(node: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> list[str]:
    """Return the texts inside a region that is read out."""
    found = []
    for key in node.get("childIds", []):
        child = nodes.get(key)
        if child is None:
            continue
        if child.get("role", {}).get("value") == "StaticText":
            found.append(_text(child, "name"))
        else:
            found += _words(child, nodes)
    return found


def _text(node: dict[str, Any], what: str) -> str:
    return " ".join(str(node.get(what, {}).get("value", "")).split())
