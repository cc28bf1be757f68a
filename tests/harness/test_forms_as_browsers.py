"""Forms are sent as browsers send them, odd ones too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.errors import NotOffered
from harness.forms import Form
from harness.pages import Page

MakePage = Callable[..., Page]
MakeForm = Callable[[str], Form]


@pytest.mark.parametrize(
    "markup",
    [
        "<input type=checkbox name=piege value=1 hidden>",
        "<div style='display:none'><input type=radio name=piege value=1></div>",
    ],
)
def test_hidden_choices_are_not_ticked(form: MakeForm, markup: str) -> None:
    """A hidden checkbox (a trap for robots) or radio is sent only if checked."""
    assert () == form(markup).press("Valider").pairs


@pytest.mark.parametrize(
    ("markup", "pairs"),
    [
        ("<select name=p hidden><option>a<option selected>b</select>", (("p", "b"),)),
        ("<textarea name=p hidden>b</textarea>", (("p", "b"),)),
        ("<select name=p><option>\n b\n</option></select>", (("p", "b"),)),
        ("<textarea name=p>\nb</textarea>", (("p", "b"),)),
        ("<select name=p><option disabled selected value=''>?</select>", ()),
        ("<button type=foo>Aller</button>", ()),
    ],
)
def test_default_values_are_those_of_browsers(
    page: MakePage, markup: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    """Hidden selects, padded options and odd buttons count as they do in browsers."""
    only = page(f"<form>{markup}<button>Valider</button></form>").forms[0]

    assert pairs == only.press("Valider").pairs
    assert 1 + markup.count("<button") == len(only.buttons)


def test_an_unnamed_field_is_never_sent(form: MakeForm) -> None:
    """Browsers do not send a field without name, whatever is typed in it."""
    sent = form("<label>Nom <input></label>").press("Valider").typing("Nom", "x")

    assert () == sent.pairs


def test_nobody_types_in_a_disabled_field(form: MakeForm) -> None:
    """A disabled field is not offered to type in."""
    with pytest.raises(NotOffered):
        form("<label>Nom <input name=nom disabled></label>").field("Nom")


def test_nobody_presses_a_disabled_button(page: MakePage) -> None:
    """A disabled button is not offered."""
    assert () == page("<form><button disabled>Aller</button></form>").forms[0].buttons


def test_controls_may_stand_outside_their_form(page: MakePage) -> None:
    """A field or a button belongs to the form that its form attribute names."""
    only = page(
        "<form id=f></form><input form=f name=a value=1><button form=f>Aller</button>"
    ).forms[0]

    assert (("a", "1"),) == only.press("Aller").pairs


def test_a_button_may_name_another_address(page: MakePage) -> None:
    """A button's formaction and formmethod replace those of the form."""
    markup = "<form action=/a><button formaction=/b formmethod=post>Aller</button>"
    sent = page(markup).forms[0].press("Aller")

    assert ("https://www2.carpimko.com/b", "POST") == (
        sent.form.action,
        sent.form.method,
    )
