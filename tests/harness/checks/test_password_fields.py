"""Fields that help whoever types a password, and those that do not (B35)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.checks import password_fields
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
FIELD = '<input type="password" name="m" autocomplete="new-password">'
CHECKS = (
    lambda page: password_fields.are_hidden(page, 2),
    lambda page: password_fields.help_managers(page, 2, "new-password"),
    password_fields.take_pasted_text,
)


@pytest.mark.parametrize(
    "form",
    [
        FIELD * 2,
        FIELD.replace("new-password", "section-a New-Password") * 2,
        f'<div onpaste="copier()">{FIELD * 2}</div>',
        f"{FIELD * 2}<script>x.addEventListener('paste', save)</script>",
        f"{FIELD * 2}<input type=text onpaste='return false'>",
        f"{FIELD * 2}</form><form><input type=password>",
    ],
)
def test_fields_that_help_pass(page: MakePage, form: str) -> None:
    """Hidden, announced, open to what is pasted; other fields are not looked at."""
    for check in CHECKS:
        check(page(f"<form>{form}</form>"))


@pytest.mark.parametrize(
    ("form", "number", "why"),
    [
        (FIELD, 0, "ne masque 2 mots de passe"),
        (FIELD + FIELD.replace('"password"', '"text"'), 0, "ne masque 2 mots"),
        (
            FIELD + FIELD.replace("new-password", "off"),
            1,
            "« off », et non « new-password »",
        ),
        (FIELD.replace("new-", "current-") * 2, 1, "« current-password », et non"),
        ("<input type=password>" * 2, 1, "«  », et non"),
        ("", 1, "ne demande pas 2 mots de passe"),
        (FIELD.replace("name", "onpaste='return false' name"), 2, "est interdit"),
        (f"<p onpaste='event.preventDefault()'>{FIELD}</p>", 2, "est interdit"),
        (FIELD.replace("name", "readonly name"), 2, "ne peut pas être collé"),
        (
            FIELD + "<script>f.onpaste = e => { e.preventDefault() }</script>",
            2,
            "Un script interdit",
        ),
        (
            FIELD + "<script>f.addEventListener('paste', () => false || "
            "e.preventDefault())</script>",
            2,
            "Un script interdit",
        ),
        ("", 2, "ne demande aucun mot de passe"),
    ],
)
def test_fields_that_hinder_fail(
    page: MakePage, form: str, number: int, why: str
) -> None:
    """Readable, not announced, announced for something else, closed to pasting."""
    with pytest.raises(CheckFailed, match=why):
        CHECKS[number](page(f"<form>{form}</form>"))


def test_a_password_given_back_fails(page: MakePage) -> None:
    """Defect 78: in the form that is shown again, or in an address."""
    sound = page(f"<form>{FIELD}</form>")
    echoed = page(f"<form>{FIELD.replace('name', 'value=Grenade&amp;7 name')}</form>")
    told = replace(sound, url=f"{sound.url}?m=Grenade%267")

    password_fields.are_nowhere_read([sound], "Grenade&7", None)
    for spoilt in (echoed, told):
        with pytest.raises(CheckFailed, match="Un mot de passe se lit"):
            password_fields.are_nowhere_read([sound, spoilt], "Grenade&7", None)
