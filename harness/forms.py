"""Forms as a person fills them in: labels, choices, buttons; and what is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from harness.errors import NotOffered
from harness.labels import bare_label, normalised
from harness.visible import accessible_name, is_hidden, visible_text

_NOT_FIELDS = frozenset({"submit", "button", "reset", "image"})
_CHOICES = frozenset({"radio", "checkbox"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field; for a radio button, one of the choices."""

    label: str
    name: str
    kind: str
    """"text", "password", "radio", "checkbox", "hidden", "select" …"""
    value: str
    checked: bool = False
    group: str = ""
    """Legend of the group that the field belongs to."""
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button that submits; name and value are sent when it has a name."""

    text: str
    name: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """What a browser would send: the form, its pairs, the button pressed."""

    form: Form
    pairs: tuple[tuple[str, str], ...]
    button: Button

    def typing(self, label: str, value: str) -> Submission:
        """Return the submission with *value* typed in the field *label*."""
        return self.setting(self.form.field(label).name, value)

    def choosing(self, label: str, group: str = "") -> Submission:
        """Return the submission with the choice *label* (of *group*) made."""
        choice = self.form.choice(label, group)
        return self.setting(choice.name, choice.value)

    def setting(self, name: str, *values: str) -> Submission:
        """Return the submission with these values for *name* (none: left out)."""
        others = tuple(pair for pair in self.pairs if pair[0] != name)
        return replace(self, pairs=(*others, *((name, value) for value in values)))

    def replacing(self, name: str, value: str) -> Submission:
        """Return the submission with *value* for *name*, if it sends that name."""
        if all(pair[0] != name for pair in self.pairs):
            return self
        return self.setting(name, value)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page."""

    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[Button, ...]
    text: str
    captcha_site_key: str | None = None
    """Key of the reCAPTCHA widget in the form, if there is one."""

    def press(self, button: str) -> Submission:
        """Return what pressing *button* sends with the form as the page shows it.

        Raises:
            NotOffered: the form has no such button.
        """
        wanted = normalised(button)
        for item in self.buttons:
            if item.text == wanted:
                sent = (*self._initial_pairs(), *_pair_of(item))
                return Submission(self, sent, item)
        raise NotOffered(f"Le formulaire n'a pas de bouton « {button} ».")

    def field(self, label: str) -> Field:
        """Return the field to type in that is labelled *label*.

        Raises:
            NotOffered: the form has no such field.
        """
        wanted = bare_label(label)
        for item in self.fields:
            if item.kind not in _CHOICES and bare_label(item.label) == wanted:
                return item
        offered = ", ".join(f"« {item.label} »" for item in self.fields if item.label)
        raise NotOffered(
            f"Le formulaire n'a pas de champ « {label} ». Il a : {offered or 'rien'}."
        )

    def choice(self, label: str, group: str = "") -> Field:
        """Return the choice whose label starts with *label*, in *group* if given.

        Raises:
            NotOffered: the form has no such choice, or it is disabled.
        """
        found = self.choices(label, group)
        if found:
            return found[0]
        offered = ", ".join(
            f"« {item.label} »" for item in self.fields if item.kind in _CHOICES
        )
        raise NotOffered(
            f"Le formulaire n'offre pas le choix « {label} ». "
            f"Il offre : {offered or 'rien'}."
        )

    def choices(self, label: str, group: str = "") -> tuple[Field, ...]:
        """Return the enabled choices whose label starts with *label*."""
        wanted, within = normalised(label), bare_label(group)
        return tuple(
            item
            for item in self.fields
            if item.kind in _CHOICES
            and not item.disabled
            and item.label.startswith(wanted)
            and (not within or bare_label(item.group) == within)
        )

    def _initial_pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (item.name, item.value)
            for item in self.fields
            if item.name
            and not item.disabled
            and (item.kind not in _CHOICES or item.checked)
        )


def _pair_of(button: Button) -> Iterator[tuple[str, str]]:
    if button.name:
        yield button.name, button.value


def read_form(element: HtmlElement, base: str) -> Form:
    """Return the form that *element* describes, on a page at *base*."""
    widget = element.find(".//*[@data-sitekey]")
    return Form(
        action=urljoin(base, element.get("action") or base),
        method=(element.get("method") or "get").upper(),
        fields=tuple(_fields(element)),
        buttons=tuple(_buttons(element)),
        text=visible_text(element),
        captcha_site_key=None if widget is None else widget.get("data-sitekey"),
    )


def _fields(form: HtmlElement) -> Iterator[Field]:
    for element in form.iter("input", "select", "textarea"):
        kind = str(element.get("type", "text")).lower()
        kind = kind if element.tag == "input" else str(element.tag)
        if kind in _NOT_FIELDS:
            continue
        if kind != "hidden" and is_hidden(element):
            kind = "hidden"
        yield Field(
            label="" if kind == "hidden" else _label(element),
            name=element.get("name") or "",
            kind=kind,
            value=_value(element, kind),
            checked=element.get("checked") is not None,
            group=_legend(element) if kind in _CHOICES else "",
            disabled=_is_disabled(element),
        )


def _value(element: HtmlElement, kind: str) -> str:
    if kind in _CHOICES:
        return str(element.get("value", "on"))
    if kind == "textarea":
        return element.text or ""
    if kind == "select":
        chosen = element.find(".//option[@selected]")
        option = element.find(".//option") if chosen is None else chosen
        return "" if option is None else option.get("value", option.text or "")
    return element.get("value") or ""


def _label(element: HtmlElement) -> str:
    if name := element.get("aria-label"):
        return normalised(name)
    if ids := element.get("aria-labelledby"):
        named = (_by_id(element, one) for one in ids.split())
        return normalised(
            " ".join(visible_text(one) for one in named if one is not None)
        )
    if identifier := element.get("id"):
        for label in element.getroottree().iter("label"):
            if label.get("for") == identifier:
                return visible_text(label)
    wrapping = next(element.iterancestors("label"), None)
    if wrapping is not None:
        return visible_text(wrapping)
    return normalised(element.get("title") or element.get("placeholder") or "")


def _legend(element: HtmlElement) -> str:
    group = next(element.iterancestors("fieldset"), None)
    legend = None if group is None else group.find(".//legend")
    if legend is not None:
        return visible_text(legend)
    for holder in element.iterancestors():
        if holder.get("role") in {"radiogroup", "group"}:
            return _label(holder)
    return ""


def _by_id(element: HtmlElement, identifier: str) -> HtmlElement | None:
    for other in element.getroottree().iter():
        if other.get("id") == identifier:
            return other
    return None


def _is_disabled(element: HtmlElement) -> bool:
    if element.get("disabled") is not None:
        return True
    return any(
        holder.get("disabled") is not None
        for holder in element.iterancestors("fieldset")
    )


def _buttons(form: HtmlElement) -> Iterator[Button]:
    for element in form.iter("button", "input"):
        kind = str(element.get("type") or ("submit" if element.tag == "button" else ""))
        if kind.lower() in {"submit", "image"} and not is_hidden(element):
            yield Button(
                accessible_name(element),
                element.get("name") or "",
                element.get("value") or "",
            )
