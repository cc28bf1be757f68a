"""What pressing a button sends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import NotOffered
from harness.forms import Button, Form
from harness.pages import Page

MakePage = Callable[..., Page]
MakeForm = Callable[[str], Form]

FIELDS = """
<input type="hidden" name="csrf" value="é&amp;1">
<label>Nom <input name="nom" value="Martin"></label>
<label>Ville <input name="ville"></label>
<label>Note <textarea name="note">deux
lignes</textarea></label>
<label for="pays">Pays</label>
<select id="pays" name="pays"><option value="be">Belgique</option>
<option value="fr" selected>France</option></select>
<label><input type="radio" name="canal" value="mail"> Mail</label>
<label><input type="radio" name="canal" value="post" checked> Courrier</label>
<label><input type="checkbox" name="ok"> Accord</label>
<label><input type="checkbox" name="lu" checked> Lu</label>
<input name="mort" value="x" disabled>
<fieldset disabled><input name="gris" value="x"></fieldset>
<input value="sans nom"><input type="reset" name="r" value="Effacer">
<button type="button" name="b">Rien</button>
"""


def test_a_form_is_sent_as_the_page_shows_it(form: MakeForm) -> None:
    """Default values go; unchecked, disabled and unnamed fields do not."""
    sent = form(FIELDS).press("Valider")

    assert (
        ("csrf", "é&1"),
        ("nom", "Martin"),
        ("ville", ""),
        ("note", "deux\nlignes"),
        ("pays", "fr"),
        ("canal", "post"),
        ("lu", "on"),
    ) == sent.pairs


def test_typing_and_choosing_replace(form: MakeForm) -> None:
    """What is typed or chosen takes the place of what was there."""
    sent = form(FIELDS).press("Valider").typing("Nom", "Durand").choosing("Mail")

    assert ["Durand"] == [value for name, value in sent.pairs if name == "nom"]
    assert ["mail"] == [value for name, value in sent.pairs if name == "canal"]
    assert ["é&1"] == [value for name, value in sent.pairs if name == "csrf"]


def test_setting_takes_any_number_of_values(form: MakeForm) -> None:
    """A raw field may have several values, or be left out."""
    submission = form(FIELDS).press("Valider")

    assert [("canal", "a"), ("canal", "b")] == [
        pair for pair in submission.setting("canal", "a", "b").pairs if "canal" in pair
    ]
    assert "canal" not in dict(submission.setting("canal").pairs)


def test_replacing_adds_no_field(form: MakeForm) -> None:
    """A value takes the place of one that is sent; an unknown name is left alone."""
    submission = form(FIELDS).press("Valider")

    assert "autre" == dict(submission.replacing("csrf", "autre").pairs)["csrf"]
    assert submission == submission.replacing("inconnu", "x")


def test_a_submission_never_changes(form: MakeForm) -> None:
    """Typing gives a new submission and leaves the first one as it was."""
    first = form("<label>Nom <input name=nom></label>").press("Valider")
    first.typing("Nom", "Durand")

    assert (("nom", ""),) == first.pairs


@pytest.mark.parametrize(
    ("markup", "button"),
    [
        ("<button>Aller</button>", Button("Aller")),
        (
            "<button type=submit name=a value=1>Aller</button>",
            Button("Aller", "a", "1"),
        ),
        ("<button name=a>Aller</button>", Button("Aller", "a", "")),
        ("<button TYPE=SUBMIT>Aller</button>", Button("Aller")),
        ("<input type=submit value=Aller>", Button("Aller", "", "Aller")),
        ("<input type=Submit name=a value=Aller>", Button("Aller", "a", "Aller")),
        ("<input type=image alt=Aller>", Button("Aller")),
        ("<button><img alt=Aller src=x></button>", Button("Aller")),
        ("<button> <b>Al</b>ler\n</button>", Button("Aller")),
        ("<button aria-label=Aller></button>", Button("Aller")),
    ],
)
def test_a_button_is_known_by_its_words(
    page: MakePage, markup: str, button: Button
) -> None:
    """Buttons, submit inputs and images submit; the words are those displayed."""
    assert (button,) == page(f"<form>{markup}</form>").forms[0].buttons


@pytest.mark.parametrize(
    "markup",
    [
        "<button type=button>Aller</button>",
        "<button type=reset>Aller</button>",
        "<input type=button value=Aller>",
        "<input value=Aller>",
        "<button hidden>Aller</button>",
        "<div style='display:none'><button>Aller</button></div>",
    ],
)
def test_what_does_not_submit_is_no_button(page: MakePage, markup: str) -> None:
    """A button that does nothing by itself, or is hidden, cannot be pressed."""
    only = page(f"<form>{markup}</form>").forms[0]

    assert () == only.buttons
    with pytest.raises(NotOffered, match="« Aller »"):
        only.press("Aller")


def test_only_the_button_pressed_is_sent(page: MakePage) -> None:
    """Of several named buttons, the one pressed goes with the form."""
    two = page(
        "<form><button name=a value=1>Un</button><button name=a value=2>Deux</button>"
    ).forms[0]

    assert (("a", "2"),) == two.press("Deux").pairs


@pytest.mark.parametrize(
    ("attributes", "action", "method"),
    [
        ("", "https://www2.carpimko.com/Comptes/Page?vue=1", "GET"),
        ("action=''", "https://www2.carpimko.com/Comptes/Page?vue=1", "GET"),
        ("action=suite method=post", "https://www2.carpimko.com/Comptes/suite", "POST"),
        ("action=/x METHOD=Post", "https://www2.carpimko.com/x", "POST"),
        ("action=?b=2", "https://www2.carpimko.com/Comptes/Page?b=2", "GET"),
        ("action=https://a.test/ method=get", "https://a.test/", "GET"),
    ],
)
def test_a_form_goes_where_a_browser_sends_it(
    page: MakePage, attributes: str, action: str, method: str
) -> None:
    """Actions are made absolute; without one the page itself is the action."""
    only = page(f"<form {attributes}></form>").forms[0]

    assert (action, method) == (only.action, only.method)


@pytest.mark.parametrize("name", ["nom", "a[b]", "ctl00$Main$Nom", "é"])
@given(text=st.text())
def test_what_is_typed_comes_out(page: MakePage, name: str, text: str) -> None:
    """Whatever is typed in a field is what the form sends under its name."""
    markup = f"<form><label>Nom <input name='{name}'></label><button>Valider</button>"
    sent = page(markup).forms[0].press("Valider").typing("Nom", text)

    assert ((name, text),) == sent.pairs


@given(
    st.lists(
        st.tuples(st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.text("aé&<\"'"))
    )
)
def test_hidden_fields_come_out_as_they_went_in(
    page: MakePage, pairs: list[tuple[str, str]]
) -> None:
    """Hidden fields are sent in order with their values, however odd."""
    quoted = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;"})
    inputs = "".join(
        f'<input type=hidden name={name} value="{value.translate(quoted)}">'
        for name, value in pairs
    )
    sent = page(f"<form>{inputs}<button>Valider</button></form>").forms[0]

    assert tuple(pairs) == sent.press("Valider").pairs


@pytest.mark.parametrize(
    ("markup", "key"),
    [
        ("<div class=g-recaptcha data-sitekey=6Lc></div>", "6Lc"),
        ("<p><button class=g-recaptcha data-sitekey=6Lc>x</button></p>", "6Lc"),
        ("<div class=g-recaptcha></div>", None),
    ],
)
def test_the_captcha_is_known_by_its_site_key(
    form: MakeForm, markup: str, key: str | None
) -> None:
    """The widget of the form tells its key; without widget there is none."""
    assert key == form(markup).captcha_site_key


def test_answers_are_what_a_person_reads_of_her_form() -> None:
    """Choices answer their group, passwords show as dots, nothing hidden is told."""
    html = """<form><input type=hidden name=jeton value=secret>
    <fieldset><legend>Vous êtes un</legend>
    <label><input type=radio name=s value=a> Affilié</label>
    <label><input type=radio name=s value=d> Ayant droit</label></fieldset>
    <label for=n>Numéro de dossier</label><input id=n name=n>
    <label for=m>Mot de passe</label><input id=m name=m type=password>
    <button>Valider</button></form>"""
    page = Page("https://a.test/", 200, (), html.encode())
    sent = page.form_with("Valider").press("Valider")
    sent = sent.choosing("Ayant droit").typing("Numéro de dossier", "0123456")

    assert (
        ("Vous êtes un", "Ayant droit"),
        ("Numéro de dossier", "0123456"),
        ("Mot de passe", "•••"),
    ) == sent.typing("Mot de passe", "abc").answers
