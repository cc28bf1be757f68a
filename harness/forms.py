"""Forms as a person fills them in: labels, choices, buttons; and what is sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from harness.errors import NotOffered
from harness.labels import LABELS, bare_label, normalised

TICKED = frozenset({"radio", "checkbox"})
CHOICES = TICKED | {"option"}
_DOT = "•"


@dataclass(frozen=True, slots=True)
class Field:
    """One field; for a radio button or an option, one of the choices."""

    label: str
    name: str
    kind: str
    """"text", "password", "radio", "checkbox", "hidden", "select", "option" …"""
    value: str
    checked: bool = False
    groups: tuple[str, ...] = ()
    """Names of the groups that the field belongs to, nearest first."""
    disabled: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Button:
    """A button that submits; name and value are sent when it has a name."""

    text: str
    name: str = ""
    value: str = ""
    action: str | None = None
    """Address that replaces the form's."""
    method: str | None = None


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
        mine = ((name, value) for value in values if name)
        return replace(self, pairs=(*others, *mine))

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """What a person has answered, as she reads it: question and answer.

        A choice answers the name of its group; a password shows as dots.
        """
        given: dict[str, list[str]] = {}
        for name, value in self.pairs:
            given.setdefault(name, []).append(value)
        told = []
        for item in self.form.fields:
            values = given.get(item.name, [])
            if not item.shown or item.kind in {"hidden", "select"} or not values:
                continue
            if item.kind in CHOICES:
                if item.value in values:
                    told.append((next(iter(item.groups), ""), item.label))
                continue
            value = values.pop(0)
            shown = _DOT * len(value) if item.kind == "password" else value
            told.append((item.label, shown))
        return tuple(told)

    def replacing(self, name: str, value: str) -> Submission:
        """Return the submission with *value* for *name*, if it sends that name."""
        if all(pair[0] != name for pair in self.pairs):
            return self
        return self.setting(name, value)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form as it stood in a browser just before its button was pressed."""

    button: str
    answers: tuple[tuple[str, str], ...]
    """Question and answer, as :attr:`Submission.answers` says them."""
    picture: bytes = field(repr=False)
    """The whole page (PNG)."""


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
    dossier_label: str = field(default=LABELS.dossier, compare=False)
    """How this portal calls the number that it knows people by."""

    @property
    def passwords(self) -> int:
        """How many passwords the form asks for."""
        return sum(item.kind == "password" and item.shown for item in self.fields)

    @property
    def secret_names(self) -> frozenset[str]:
        """Names of the fields that hold passwords."""
        shown = (item for item in self.fields if item.shown)
        return frozenset(item.name for item in shown if item.kind == "password")

    @property
    def asks_to_log_in(self) -> bool:
        """Whether the form asks for a dossier number, and for one password."""
        return self.passwords == 1 and self.has_field(self.dossier_label)

    def press(self, button: str) -> Submission:
        """Return what pressing *button* sends with the form as the page shows it.

        Raises:
            NotOffered: the form has no such button.
        """
        wanted = normalised(button)
        for item in self.buttons:
            if item.text == wanted:
                form = replace(
                    self,
                    action=item.action or self.action,
                    method=item.method or self.method,
                )
                own = ((item.name, item.value),) if item.name else ()
                return Submission(form, (*self._initial_pairs(), *own), item)
        raise NotOffered(f"Le formulaire n'a pas de bouton « {button} ».")

    def field(self, label: str) -> Field:
        """Return the field to type in that is labelled *label*.

        A label that goes on after these words (a hint) does too, if it is the only one.

        Raises:
            NotOffered: the form has no such field.
        """
        wanted = bare_label(label)
        typed = [item for item in self._offered() if item.kind not in CHOICES]
        exact = [item for item in typed if bare_label(item.label) == wanted]
        longer = [item for item in typed if bare_label(item.label).startswith(wanted)]
        if exact or len(longer) == 1:
            return (exact or longer)[0]
        offered = ", ".join(f"« {item.label} »" for item in typed if item.label)
        raise NotOffered(
            f"Le formulaire n'a pas de champ « {label} ». Il a : {offered or 'rien'}."
        )

    def has_field(self, label: str) -> bool:
        """Tell whether *label* can be typed in or chosen."""
        wanted = bare_label(label)
        return any(
            bare_label(item.label).startswith(wanted) for item in self._offered()
        )

    def choice(self, label: str, group: str = "") -> Field:
        """Return the choice whose label starts with *label*, in *group* if it is told.

        Raises:
            NotOffered: the form has no such choice, or it is disabled.
        """
        found = self.choices(label)
        within = [
            item
            for item in found
            if bare_label(group) in {bare_label(name) for name in item.groups}
        ]
        if found:
            return (within or found)[0]
        offered = ", ".join(
            f"« {item.label} »" for item in self.fields if item.kind in CHOICES
        )
        raise NotOffered(
            f"Le formulaire n'offre pas le choix « {label} ». "
            f"Il offre : {offered or 'rien'}."
        )

    def choices(self, label: str) -> tuple[Field, ...]:
        """Return the enabled choices whose label starts with *label*."""
        wanted = normalised(label)
        return tuple(
            item
            for item in self._offered()
            if item.kind in CHOICES and item.label.startswith(wanted)
        )

    def _offered(self) -> tuple[Field, ...]:
        return tuple(item for item in self.fields if item.shown and not item.disabled)

    def _initial_pairs(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (item.name, item.value)
            for item in self.fields
            if item.name
            and not item.disabled
            and item.kind != "option"
            and (item.kind not in TICKED or item.checked)
        )
