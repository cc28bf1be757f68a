"""What the RGAA 4.1 asks of every page, as far as its source shows it (B56).

The numbers are those of the criteria. What only a drawn page shows (contrast, focus,
the order of the keyboard) is not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from harness.checks.failure import require
from harness.checks.pages import seen
from harness.labels import Stage, normalised
from harness.markup import parse_html
from harness.pages import Page
from harness.visible import accessible_name, is_hidden, label_text, visible_text

_BUTTONS = frozenset({"submit", "button", "image", "reset"})
_NOT_TYPED = _BUTTONS | {"hidden"}
_ACTIVE = frozenset(
    {"a", "button", "input", "select", "textarea", "summary", "label", "option"}
)
_ACTIVE_ROLES = frozenset({"button", "link", "checkbox", "radio", "tab", "menuitem"})
_TITLED = (
    Stage.REQUEST, Stage.CHOICE, Stage.TAKEN, Stage.NEW_PASSWORD, Stage.CHANGED,
)  # fmt: skip
_GROUPS = frozenset({"group", "radiogroup"})


def controls(page: Page) -> Iterator[HtmlElement]:
    """Yield what is filled in; a hidden one is nobody's to fill in."""
    for element in parse_html(page.body).iter("input", "select", "textarea"):
        kind = (element.get("type") or "text").lower()
        typed = element.tag != "input" or kind not in _NOT_TYPED
        if typed and not is_hidden(element):
            yield element


def are_in_french(pages: Iterable[Page]) -> None:
    """8.3, 8.4: the language of every page is told, and is French."""
    for page in pages:
        root = parse_html(page.body)
        told = (root.get("lang") or root.get("xml:lang") or "").lower()
        require(
            told.split("-")[0] == "fr",
            f"RGAA 8.3 : la langue de la page est « {told} », et non « fr ». "
            f"{seen(page)}",
        )


def are_titled(pages: Iterable[Page]) -> None:
    """8.5, 8.6: every page has a title, and no two stages have the same one."""
    stages: dict[str, Stage] = {}
    for page in pages:
        require(page.title, f"RGAA 8.5 : la page n'a pas de titre. {seen(page)}")
        for stage in _TITLED:
            if page.shows_alone(stage.value):
                other = stages.setdefault(page.title, stage)
                require(
                    other is stage,
                    f"RGAA 8.6 : « {page.title} » est le titre de deux pages, "
                    f"« {other.value} » et « {stage.value} ».",
                )


def are_labelled(pages: Iterable[Page]) -> None:
    """11.1, 11.2: whatever is filled in has a label; a placeholder is none."""
    for page in pages:
        for control in controls(page):
            require(
                label_of(control),
                f"RGAA 11.1 : « {control.get('name')} » n'a pas d'étiquette. "
                f"{seen(page)}",
            )


def are_grouped(pages: Iterable[Page]) -> None:
    """11.5 to 11.7: choices that exclude each other stand in a group with a name."""
    for page in pages:
        alike: dict[str, list[HtmlElement]] = {}
        for control in controls(page):
            if (control.get("type") or "").lower() == "radio":
                alike.setdefault(control.get("name") or "", []).append(control)
        for name, choices in alike.items():
            alone = [one for one in choices if not _group(one)]
            require(
                len(choices) < 2 or not alone,  # noqa: PLR2004 - one choice is no group
                f"RGAA 11.5, 11.6 : les choix « {name} » ne sont pas regroupés sous "
                f"une légende. {seen(page)}",
            )


def have_named_buttons(pages: Iterable[Page]) -> None:
    """11.9: every button says in words what it does."""
    for page in pages:
        for element in parse_html(page.body).iter("button", "input"):
            kind = (element.get("type") or "").lower()
            button = element.tag == "button" or kind in _BUTTONS
            if not button or is_hidden(element):
                continue
            default = element.tag == "input" and element.get("value") is None
            named = (default and kind == "submit") or any(
                map(str.isalnum, accessible_name(element))
            )
            require(named, f"RGAA 11.9 : un bouton n'a pas d'intitulé. {seen(page)}")


def are_reachable(pages: Iterable[Page]) -> None:
    """7.3, 12.8: nothing is for the mouse alone, no order is forced upon the keys."""
    for page in pages:
        for element in parse_html(page.body).iter():
            order = element.get("tabindex") or ""
            require(
                not re.fullmatch(r"\s*0*[1-9]\d*\s*", order),
                f"RGAA 12.8 : tabindex={order} bouleverse l'ordre. {seen(page)}",
            )
            if element.get("onclick") is None or element.tag in _ACTIVE:
                continue
            focusable = order != "" and element.get("role") in _ACTIVE_ROLES
            inside = any(True for _ in element.iter("a", "button", "input"))
            require(
                focusable or inside,
                f"RGAA 7.3 : <{element.tag} onclick> n'obéit qu'à la souris. "
                f"{seen(page)}",
            )


def label_of(control: HtmlElement) -> str:
    """Return the label of *control*; what RGAA 11.1 does not count is left out."""
    tree, identifier = control.getroottree(), control.get("id")
    for label in tree.iter("label"):
        if identifier and label.get("for") == identifier and label_text(label):
            return label_text(label)
    wrapping = next(control.iterancestors("label"), None)
    if wrapping is not None and label_text(wrapping):
        return label_text(wrapping)
    return _told_by(control, "aria-labelledby") or normalised(
        control.get("aria-label") or control.get("title") or ""
    )


def _told_by(element: HtmlElement, attribute: str) -> str:
    wanted = (element.get(attribute) or "").split()
    if not wanted:
        return ""
    named = {one.get("id"): one for one in element.getroottree().iter()}
    return normalised(
        " ".join(visible_text(named[one]) for one in wanted if one in named)
    )


def _group(control: HtmlElement) -> str:
    for holder in control.iterancestors():
        legend = holder.find("./legend") if holder.tag == "fieldset" else None
        if legend is not None and visible_text(legend):
            return visible_text(legend)
        if holder.tag == "fieldset" or holder.get("role") in _GROUPS:
            named = _told_by(holder, "aria-labelledby") or holder.get("aria-label")
            if named:
                return named
    return ""
