"""What a page lets a person do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import pages
from harness.checks.failure import CheckFailed
from harness.pages import Box, Page

MakePage = Callable[..., Page]
FORGOTTEN = "Mot de passe oublié ?"
RADIOS = (
    "<label><input type=radio name=s value=1> Affilié ?</label>"
    "<label><input type=radio name=s value=2> Ayant droit ?</label>"
)


def test_a_link_and_a_button_are_offered(page: MakePage) -> None:
    """A link by its text, a button by its own; where either will do, both do."""
    read = page("<a href=/x>Aide</a><form><button>Valider</button></form>")
    pages.offers_link_or_button(read, "Aide")
    pages.offers_link_or_button(read, "Valider")
    pages.offers_link(read, "Aide")
    pages.offers_button(read, "Valider")


@pytest.mark.parametrize(
    "markup", ["<a href=/x hidden>Aide</a>", "<a>Aide</a>", "<b>Aide</b>", ""]
)
def test_no_link_fails(page: MakePage, markup: str) -> None:
    """Defect 2: the links that there are, are told."""
    with pytest.raises(CheckFailed, match=r"pas le lien « Aide »\. Liens : aucun"):
        pages.offers_link(page(markup), "Aide")


def test_neither_link_nor_button_fails(page: MakePage) -> None:
    """Plain words are neither."""
    with pytest.raises(CheckFailed, match="« Aide »"):
        pages.offers_link_or_button(page("<p>Aide</p>"), "Aide")


def test_no_button_fails(page: MakePage) -> None:
    """The buttons that there are, are told."""
    with pytest.raises(CheckFailed, match=r"pas le bouton « Valider ».*« Envoyer »"):
        pages.offers_button(page("<form><button>Envoyer</button></form>"), "Valider")


@pytest.mark.parametrize(
    "markup",
    [
        "<a href=/x>Aide</a>",
        "<a href=/x>Aide</a><a href='/x'> Aide </a>",
        "<form action=/x><button>Aide</button></form>",
        "<form action=/x><button>Aide</button></form><a href=/x>Aide</a>",
    ],
)
def test_one_place_passes(page: MakePage, markup: str) -> None:
    """A link or button may be repeated as long as it leads to the same place."""
    pages.offers_one_link(page(markup), "Aide")


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        ("<a href=/x>Aide</a><a href=/y>Aide</a>", 2),
        ("<a href=/x>Aide</a><form action=/y><button>Aide</button></form>", 2),
        ("", 0),
    ],
)
def test_two_places_or_none_fail(page: MakePage, markup: str, count: int) -> None:
    """The number of places is told."""
    with pytest.raises(CheckFailed, match=f"« Aide » mène à {count} endroits"):
        pages.offers_one_link(page(markup), "Aide")


def test_a_link_that_sends_nothing_passes(page: MakePage) -> None:
    """« Mot de passe oublié ? » is a link, even inside the log-in form."""
    markup = f"<form><a href=/oubli>{FORGOTTEN}</a><button>Entrer</button></form>"
    pages.is_no_submit(page(markup), FORGOTTEN)


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (f"<form><button>{FORGOTTEN}</button></form>", "n'offre pas le lien"),
        (
            f"<form><input type=submit value='{FORGOTTEN}'></form>",
            "n'offre pas le lien",
        ),
        (
            f"<a href=/x>{FORGOTTEN}</a><form><button>{FORGOTTEN}</button></form>",
            "envoie un formulaire",
        ),
    ],
)
def test_a_button_in_place_of_the_link_fails(
    page: MakePage, markup: str, why: str
) -> None:
    """Defect 3: « Mot de passe oublié ? » submits the log-in form."""
    with pytest.raises(CheckFailed, match=why):
        pages.is_no_submit(page(markup), FORGOTTEN)


FIELDS = "<label>Numéro de dossier * <input></label><label>Mot de passe <input></label>"


def test_labelled_fields_pass(page: MakePage) -> None:
    """One form, not necessarily the first, has all the fields."""
    read = page(f"<form><input></form><form>{FIELDS}</form>")
    pages.asks_for(read, "Numéro de dossier", "Mot de passe")


@pytest.mark.parametrize(
    ("markup", "missing"),
    [
        ("<form><label>Mot de passe <input></label></form>", "« Numéro de dossier »"),
        ("<form><p>Numéro de dossier</p><input></form>", "dossier », « Mot de passe »"),
        (FIELDS, "« Numéro de dossier », « Mot de passe »"),
        (f"<form>{FIELDS.replace('<input>', '<input hidden>', 1)}</form>", "dossier »"),
    ],
)
def test_a_missing_label_fails(page: MakePage, markup: str, missing: str) -> None:
    """The fields that are not asked for are named."""
    with pytest.raises(CheckFailed, match=f"Aucun formulaire ne demande.*{missing}"):
        pages.asks_for(page(markup), "Numéro de dossier", "Mot de passe")


@pytest.mark.parametrize(
    "order", [("Affilié", "Ayant droit"), ("Ayant droit", "Affilié")]
)
def test_two_exclusive_choices_pass(page: MakePage, order: tuple[str, str]) -> None:
    """Order, question marks and a form without choices before do not matter."""
    read = page(f"<form><input></form><form>{RADIOS}</form>")
    pages.offers_choices(read, *order)


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (RADIOS.replace("radio", "checkbox"), r"ensemble.*page : aucun\."),
        (RADIOS.replace("name=s", "name=t", 1), r"\['Affilié \?'\], \['Ayant"),
        (RADIOS.split("</label>", maxsplit=1)[0], r"page : \[\['Affilié \?'\]\]"),
        (RADIOS + "<label><input type=radio name=s> Retraité</label>", "'Retraité'"),
        (
            RADIOS + RADIOS,
            r"'Affilié \?', 'Ayant droit \?', 'Affilié \?', 'Ayant droit",
        ),
        (RADIOS.replace("Ayant droit", "Ayants droit"), "'Ayants droit"),
        (RADIOS.replace("label", "p"), r"\['', ''\]"),
        ("", r"page : aucun\."),
    ],
)
def test_other_choices_fail(page: MakePage, markup: str, why: str) -> None:
    """Boxes, two groups, one choice, three or others; those offered are told."""
    with pytest.raises(CheckFailed, match=why):
        pages.offers_choices(page(f"<form>{markup}</form>"), "Affilié", "Ayant droit")


def test_a_choice_is_offered_or_not(page: MakePage) -> None:
    """A choice is known by how it begins; disabled, it is not offered."""
    read = page(f"<form>{RADIOS.replace('value=2', 'disabled')}</form>")
    pages.offers_choice(read, "Affilié")
    pages.does_not_offer_choice(read, "Ayant droit")
    pages.does_not_offer_choice(read, "Par mail")


def test_a_missing_choice_fails(page: MakePage) -> None:
    """The choice that is not there is named."""
    with pytest.raises(CheckFailed, match="Le choix « Par mail » n'est pas offert"):
        pages.offers_choice(page(f"<form>{RADIOS}</form>"), "Par mail")


def test_an_unwanted_choice_fails(page: MakePage) -> None:
    """Defect 26: an option offered without an address."""
    with pytest.raises(CheckFailed, match="Le choix « Affilié » est offert"):
        pages.does_not_offer_choice(page(f"<form>{RADIOS}</form>"), "Affilié")


SENDING = (
    "<label><input type=radio name=e> Par mail à l'adresse c***@e***.org</label>"
    "<label><input type=radio name=e> Par courrier postal à votre adresse</label>"
)
THEME = "<form><label><input type=radio name=t checked> Thème clair</label></form>"


@pytest.mark.parametrize("before", ["", THEME])
def test_nothing_chosen_passes(page: MakePage, before: str) -> None:
    """Unticked, both ways leave the choice to the person; a theme is none of ours."""
    pages.nothing_is_chosen(page(f"{before}<form>{SENDING}</form>"))


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (SENDING.replace("e>", "e checked>", 1), r"d'avance : \[\"Par mail à"),
        (SENDING.replace("Par courrier", "Autre"), "« Par courrier .* pas offert"),
        ("", "« Par mail à l'adresse » n'est pas offert"),
    ],
)
def test_a_choice_made_beforehand_fails(page: MakePage, markup: str, why: str) -> None:
    """Defects 8 and 25: the choice made beforehand is named; both must be offered."""
    with pytest.raises(CheckFailed, match=why):
        pages.nothing_is_chosen(page(f"<form>{markup}</form>"))


def test_what_is_ticked_is_told(page: MakePage) -> None:
    """The choices made beforehand are named, or their absence."""
    read = page(f"<form>{RADIOS.replace('value=2', 'value=2 checked')}</form>")

    assert "Coché d'avance : Ayant droit ?." == pages.ticked(read)
    assert "Rien n'est coché." == pages.ticked(page(f"<form>{RADIOS}</form>"))


def test_the_captcha_is_seen(page: MakePage) -> None:
    """The widget stands in a form."""
    pages.has_captcha(page("<form><div data-sitekey=6Lc></div></form>"))


@pytest.mark.parametrize(
    "markup", ["<form></form>", "<div data-sitekey=6Lc></div><form></form>"]
)
def test_no_captcha_fails(page: MakePage, markup: str) -> None:
    """Without a widget, or outside any form, there is no CAPTCHA."""
    with pytest.raises(CheckFailed, match="ne montre pas de CAPTCHA"):
        pages.has_captcha(page(markup))


@pytest.mark.parametrize(
    ("box", "stands"),
    [
        (Box(1100, 20, 150, 40, 1280, 720), True),
        (Box(200, 20, 180, 40, 390, 844), True),
        (Box(20, 20, 150, 40, 1280, 720), False),
        (Box(565, 20, 150, 40, 1280, 720), False),
        (Box(1100, 500, 150, 40, 1280, 720), False),
        (Box(1100, 360, 150, 40, 1280, 720), False),
    ],
)
def test_what_stands_in_the_upper_right(box: Box, *, stands: bool) -> None:
    """The middle of the control is right of the middle, its top in the upper half."""
    if stands:
        pages.stands_upper_right(box)
        return
    with pytest.raises(CheckFailed, match=f"{box.top:.0f} px du haut"):
        pages.stands_upper_right(box)
