"""Pages that everybody can use, and those that not everybody can (B56)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import rgaa
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]


@pytest.mark.parametrize("lang", ["fr", "fr-FR", "FR"])
def test_french_passes(page: MakePage, lang: str) -> None:
    """8.3: with or without a country."""
    rgaa.are_in_french([page(f"<html lang={lang}><p>x")])


@pytest.mark.parametrize("markup", ["<html><p>x", "<html lang=en><p>x"])
def test_another_language_fails(page: MakePage, markup: str) -> None:
    """8.3: none told, or another one."""
    with pytest.raises(CheckFailed, match=r"RGAA 8\.3"):
        rgaa.are_in_french([page(markup)])


STEP_4 = "<title>{}</title><h1>Avez vous oublié votre mot de passe?</h1>"
STEP_6 = "<title>{}</title><h1>Presque fini...</h1>"


def test_titles_that_differ_pass(page: MakePage) -> None:
    """8.6: the same page may come twice, and another page may be titled as it likes."""
    rgaa.are_titled(
        [
            page(STEP_4.format("Mot de passe oublié")),
            page(STEP_4.format("Mot de passe oublié")),
            page(STEP_4.format("Erreur - Mot de passe oublié")),
            page(STEP_6.format("Demande prise en compte")),
            page("<title>Demande prise en compte</title><h1>Courrier</h1>"),
        ]
    )


def test_titles_that_do_not_differ_fail(page: MakePage) -> None:
    """8.5 and 8.6: none at all, or one for two stages."""
    with pytest.raises(CheckFailed, match=r"RGAA 8\.5"):
        rgaa.are_titled([page(STEP_4.format(""))])
    with pytest.raises(CheckFailed, match=r"RGAA 8\.6"):
        rgaa.are_titled(
            [page(STEP_4.format("CARPIMKO")), page(STEP_6.format("CARPIMKO"))]
        )


@pytest.mark.parametrize(
    "field",
    [
        "<label for=a>Numéro</label><input id=a>",
        "<label>Numéro <input></label>",
        "<span id=n>Numéro</span><input aria-labelledby=n>",
        "<input aria-label=Numéro>",
        "<input title=Numéro>",
        "<input type=hidden><button>x</button><input type=submit>",
        "<p hidden><textarea></textarea></p>",
    ],
)
def test_a_labelled_field_passes(page: MakePage, field: str) -> None:
    """11.1: every way that the RGAA counts."""
    rgaa.are_labelled([page(f"<form>{field}</form>")])


@pytest.mark.parametrize(
    "field",
    [
        "Numéro <input>",
        "<input placeholder=Numéro>",
        "<label for=b>Numéro</label><input id=a>",
        "<input aria-labelledby=nulle-part>",
        "<select><option>a</select>",
    ],
)
def test_a_field_without_label_fails(page: MakePage, field: str) -> None:
    """11.1: words beside it, a placeholder, or a label of another field."""
    with pytest.raises(CheckFailed, match=r"RGAA 11\.1"):
        rgaa.are_labelled([page(f"<form>{field}</form>")])


RADIOS = "<input type=radio name=s title=A><input type=radio name=s title=B>"


@pytest.mark.parametrize(
    "form",
    [
        f"<fieldset><legend>Vous êtes un</legend>{RADIOS}</fieldset>",
        f"<div role=radiogroup aria-label='Vous êtes un'>{RADIOS}</div>",
        f"<b id=v>Vous êtes un</b><div role=group aria-labelledby=v>{RADIOS}</div>",
        "<input type=radio name=seul title=A>",
    ],
)
def test_grouped_choices_pass(page: MakePage, form: str) -> None:
    """11.5, 11.6: a fieldset with its legend, or a group with a name."""
    rgaa.are_grouped([page(f"<form>{form}</form>")])


@pytest.mark.parametrize(
    "form",
    [
        RADIOS,
        f"<p>Vous êtes un</p>{RADIOS}",
        f"<fieldset>{RADIOS}</fieldset>",
        f"<fieldset><legend></legend>{RADIOS}</fieldset>",
        f"<div role=group>{RADIOS}</div>",
    ],
)
def test_choices_that_are_not_grouped_fail(page: MakePage, form: str) -> None:
    """11.5, 11.6: no group, or a group without a name."""
    with pytest.raises(CheckFailed, match=r"RGAA 11\.5"):
        rgaa.are_grouped([page(f"<form>{form}</form>")])


@pytest.mark.parametrize(
    "button",
    [
        "<button>Valider</button>",
        "<input type=submit value=Valider>",
        "<input type=submit>",
        "<button aria-label=Valider><svg></svg></button>",
        "<button><img src=a alt=Valider></button>",
        "<button hidden></button>",
    ],
)
def test_a_named_button_passes(page: MakePage, button: str) -> None:
    """11.9: in words, in a picture's words, by default."""
    rgaa.have_named_buttons([page(f"<form>{button}</form>")])


@pytest.mark.parametrize(
    "button",
    ["<button></button>", "<button>→</button>", "<input type=submit value=''>"],
)
def test_a_button_without_name_fails(page: MakePage, button: str) -> None:
    """11.9: nothing, or a sign."""
    with pytest.raises(CheckFailed, match=r"RGAA 11\.9"):
        rgaa.have_named_buttons([page(f"<form>{button}</form>")])


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=# onclick=f()>x</a>",
        "<div onclick=f()><button>x</button></div>",
        "<span role=button tabindex=0 onclick=f()>x</span>",
        "<main tabindex=-1>x</main>",
    ],
)
def test_what_keys_reach_passes(page: MakePage, markup: str) -> None:
    """7.3, 12.8: whatever acts takes the focus, in the order of the page."""
    rgaa.are_reachable([page(markup)])


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("<div onclick=f()>x</div>", "7.3"),
        ("<span role=button onclick=f()>x</span>", "7.3"),
        ("<input tabindex=3>", "12.8"),
    ],
)
def test_what_keys_do_not_reach_fails(page: MakePage, markup: str, why: str) -> None:
    """7.3, 12.8: for the mouse alone, or in an order of its own."""
    with pytest.raises(CheckFailed, match=f"RGAA {why}"):
        rgaa.are_reachable([page(markup)])
