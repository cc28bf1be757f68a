"""Reading forms out of HTML, with the rules that browsers follow."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from lxml.html import HtmlElement

from harness.forms import TICKED, Button, Field, Form
from harness.labels import normalised
from harness.visible import accessible_name, is_hidden, label_text, visible_text

_NOT_FIELDS = frozenset({"submit", "button", "reset", "image"})


def read_form(form: HtmlElement, base: str) -> Form:
    """Return the form that *form* describes, on a page whose addresses start at *base*.

    Controls elsewhere on the page belong to it when their ``form`` attribute says so.
    """
    controls = list(_controls(form))
    widget = form.find(".//*[@data-sitekey]")
    return Form(
        action=urljoin(base, form.get("action") or base),
        method=(form.get("method") or "get").upper(),
        fields=tuple(field for control in controls for field in _fields(control)),
        buttons=tuple(_buttons(controls, base)),
        text=visible_text(form),
        captcha_site_key=None if widget is None else widget.get("data-sitekey"),
    )


def _controls(form: HtmlElement) -> Iterator[HtmlElement]:
    identifier = form.get("id")
    for element in form.getroottree().iter("input", "select", "textarea", "button"):
        owner = element.get("form")
        if owner is not None:
            if owner == identifier:
                yield element
        elif next(element.iterancestors("form"), None) is form:
            yield element


def _kind(control: HtmlElement) -> str:
    if control.tag == "input":
        return str(control.get("type") or "text").lower()
    return str(control.tag)


def _fields(control: HtmlElement) -> Iterator[Field]:
    kind = _kind(control)
    if kind in _NOT_FIELDS:
        return
    shown = kind != "hidden" and not is_hidden(control)
    label = _label(control) if shown else ""
    name, disabled = control.get("name") or "", _is_disabled(control)
    if kind == "select":
        yield from _options(control, label, disabled=disabled, shown=shown)
        return
    yield Field(
        label=label,
        name=name,
        kind=kind,
        value=_value(control, kind),
        checked=control.get("checked") is not None,
        groups=_groups(control) if kind in TICKED else (),
        disabled=disabled,
        shown=shown,
    )


def _options(
    select: HtmlElement, label: str, *, disabled: bool, shown: bool
) -> Iterator[Field]:
    """Yield the list with the value it would send, then each option as a choice."""
    options = list(select.iter("option"))
    enabled = [one for one in options if one.get("disabled") is None]
    marked = [one for one in options if one.get("selected") is not None]
    current = (marked or enabled)[:1]
    sendable = bool(current) and current[0] in enabled
    value = _option_value(current[0]) if sendable else ""
    name = select.get("name") or ""
    yield Field(label, name, "select", value, disabled=disabled or not sendable)
    for option in enabled:
        yield Field(
            label=visible_text(option),
            name=name,
            kind="option",
            value=_option_value(option),
            checked=option in marked,
            groups=(label, *_groups(select)),
            disabled=disabled,
            shown=shown,
        )


def _option_value(option: HtmlElement) -> str:
    value = option.get("value")
    return normalised(option.text or "") if value is None else value


def _value(control: HtmlElement, kind: str) -> str:
    if kind in TICKED:
        return str(control.get("value", "on"))
    if kind == "textarea":
        return (control.text or "").removeprefix("\n")
    return control.get("value") or ""


def _label(control: HtmlElement) -> str:
    """Return the words read beside a field; failing them, its name for machines."""
    identifier = control.get("id")
    for label in control.getroottree().iter("label"):
        if identifier and label.get("for") == identifier and label_text(label):
            return label_text(label)
    wrapping = next(control.iterancestors("label"), None)
    if wrapping is not None and label_text(wrapping):
        return label_text(wrapping)
    return _named(control) or normalised(control.get("placeholder") or "")


def _named(element: HtmlElement) -> str:
    """Return the name given by aria-labelledby, aria-label or title."""
    identifiers = (element.get("aria-labelledby") or "").split()
    if identifiers:
        named = {one.get("id"): one for one in element.getroottree().iter()}
        words = [visible_text(named[one]) for one in identifiers if one in named]
        if any(words):
            return normalised(" ".join(words))
    return normalised(element.get("aria-label") or element.get("title") or "")


def _groups(control: HtmlElement) -> tuple[str, ...]:
    names = []
    for holder in control.iterancestors():
        if holder.tag == "fieldset":
            legend = holder.find("./legend")
            names.append("" if legend is None else visible_text(legend))
        elif holder.get("role") in {"radiogroup", "group"}:
            names.append(_named(holder))
    return tuple(name for name in names if name)


def _is_disabled(control: HtmlElement) -> bool:
    if control.get("disabled") is not None:
        return True
    return any(
        holder.get("disabled") is not None
        for holder in control.iterancestors("fieldset")
    )


def _buttons(controls: list[HtmlElement], base: str) -> Iterator[Button]:
    for control in controls:
        kind = str(control.get("type") or "").lower()
        if control.tag == "button":
            submits = kind not in {"button", "reset"}
        else:
            submits = control.tag == "input" and kind in {"submit", "image"}
        if not submits or is_hidden(control) or _is_disabled(control):
            continue
        action = control.get("formaction")
        yield Button(
            accessible_name(control),
            control.get("name") or "",
            control.get("value") or "",
            None if action is None else urljoin(base, action),
            (control.get("formmethod") or "").upper() or None,
        )
