"""axe-core on a drawn page: its RGAA rules, its messages in French."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from playwright.async_api import Frame, Page

from harness.drawing import AxeFinding, AxeReport, State
from harness.targets.chromium.inspection.scripts import frames_of, script
from harness.targets.chromium.inspection.window import finish_transitions, window

_RGAA = "RGAA-"
_EXPERIMENTAL = (
    "focus-order-semantics",
    "label-content-name-mismatch",
    "p-as-heading",
)
"""Rules that axe itself does not vouch for: what they find is for a human."""
_OF_PAGES = ("bypass", "document-title", "region", "skip-link")
"""Rules that make no sense of a frame."""
CONTRAST = "color-contrast"
_RULES = {"runOnly": {"type": "tag", "values": ["RGAAv4"]}}


async def judge(page: Page, width: int) -> AxeReport:
    """Run the RGAA's rules on *page* and its frames, *width* CSS pixels wide."""
    on = {rule: {"enabled": True} for rule in _EXPERIMENTAL}
    off = {rule: {"enabled": False} for rule in _OF_PAGES}
    async with window(page, width):
        await finish_transitions(page)
        told = [parsed(await run_axe(page.main_frame, _RULES | {"rules": on}))]
        for frame, title, foreign in await frames_of(page):
            result = await run_axe(frame, _RULES | {"rules": on | off})
            told.append(parsed(result, frame=title, foreign=foreign))
    return report(width, told)


async def run_axe(frame: Frame, options: dict[str, Any]) -> dict[str, Any]:
    """Run axe in *frame*, bringing it there first."""
    if await frame.evaluate("window.axe?.version") != axe_version():
        await frame.evaluate(axe_source())
    result: dict[str, Any] = await frame.evaluate(
        script("axe"), [locale(), {"iframes": False} | options]
    )
    return result


def report(
    width: int, told: list[tuple[list[AxeFinding], list[AxeFinding]]]
) -> AxeReport:
    """Return one report of several runs."""
    findings = [finding for sure, _ in told for finding in sure]
    doubts = [finding for _, unsure in told for finding in unsure]
    return AxeReport(width, tuple(findings), tuple(doubts))


def parsed(
    result: dict[str, Any],
    *,
    frame: str = "",
    foreign: bool = False,
    state: State = State.AT_REST,
) -> tuple[list[AxeFinding], list[AxeFinding]]:
    """Return what axe finds fault with, and what it leaves to a human."""

    def findings(rules: list[dict[str, Any]]) -> list[tuple[str, AxeFinding]]:
        return [
            (
                rule["id"],
                AxeFinding(
                    rule=rule["id"],
                    tests=tuple(
                        tag.removeprefix(_RGAA)
                        for tag in rule["tags"]
                        if tag.startswith(_RGAA)
                    ),
                    message=rule["help"],
                    why=" ; ".join(dict.fromkeys(node["messages"])),
                    element=" ".join(node["html"].split())[:160],
                    frame=frame,
                    foreign=foreign,
                    state=state,
                ),
            )
            for rule in rules
            for node in rule["nodes"]
        ]

    wrong = findings(result["violations"])
    unsure = [found for _, found in findings(result["incomplete"])]
    sure = [found for rule, found in wrong if rule not in _EXPERIMENTAL]
    unsure += [found for rule, found in wrong if rule in _EXPERIMENTAL]
    return sure, unsure


@cache
def axe_source() -> str:
    """Return axe-core, as axe-playwright-python brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@cache
def axe_version() -> str:
    """Return its version, from its first line (``/*! axe v4.12.1``)."""
    return axe_source().partition("\n")[0].rpartition("v")[2].strip()


@cache
def locale() -> dict[str, Any]:
    """Return axe's French, and ours where it has none."""
    folder = files("harness.targets.chromium") / "axe"
    french, ours = (
        json.loads((folder / f"{name}.json").read_text("utf-8"))
        for name in ("fr", "fr_complement")
    )
    merged: dict[str, Any] = french | {
        part: ours[part] | french[part] for part in ("rules", "checks")
    }
    return merged
