"""Filling a form in and sending it with the keys alone."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.async_api import Page as Tab

from harness.errors import NotOffered
from harness.labels import bare_label, normalised
from harness.targets.chromium.inspection.captcha import captcha_frames
from harness.targets.chromium.inspection.focus import Spot, focused, to_top

_LIMIT = 200
_CHOICES = 20
_PATIENCE_MS = 5000.0


async def fill_in_and_send(tab: Tab, answers: Mapping[str, str], button: str) -> None:
    """Go through the page from its top, answer, and press Enter on *button*.

    Raises:
        NotOffered: the keyboard did not reach something, or the CAPTCHA did not open.
    """
    frames = await captcha_frames(tab)
    open_answers = {bare_label(label): text for label, text in answers.items()}
    await to_top(tab)
    for _ in range(_LIMIT):
        await tab.keyboard.press("Tab")
        spot = await focused(tab)
        if spot is None:
            break
        if spot.frame in frames and spot.stop.role == "checkbox":
            await _tick(tab, spot)
        elif spot.type == "radio":
            await _choose(tab, spot, open_answers)
        elif bare_label(spot.stop.name) in open_answers and spot.tag == "input":
            await tab.keyboard.type(open_answers.pop(bare_label(spot.stop.name)))
        elif normalised(spot.stop.name) == button and not open_answers:
            await tab.keyboard.press("Enter")
            return
    missing = ", ".join(f"« {each} »" for each in (*open_answers, button))
    raise NotOffered(f"Le clavier n'atteint pas {missing} de la page {tab.url}.")


async def _tick(tab: Tab, spot: Spot) -> None:
    await tab.keyboard.press("Space")
    await spot.frame.locator(":focus[aria-checked=true], :focus:checked").wait_for(
        timeout=_PATIENCE_MS
    )


async def _choose(tab: Tab, spot: Spot, answers: dict[str, str]) -> None:
    """Among radio buttons, move by the arrows until the wanted one is chosen."""
    wanted = {bare_label(text): label for label, text in answers.items()}
    here: Spot | None = spot
    for _ in range(_CHOICES):
        if here is None:
            return
        if (label := wanted.get(bare_label(here.stop.name))) is not None:
            await tab.keyboard.press("Space")
            del answers[label]
            return
        await tab.keyboard.press("ArrowDown")
        here = await focused(tab)
