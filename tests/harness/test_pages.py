"""What a person reads on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.errors import NotObservable, NotOffered
from harness.pages import Box, Link, Page

MakePage = Callable[..., Page]
XHTML = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
<script src="x.js" /></head><body><h1>Presque fini...</h1><br /></body></html>"""


@pytest.mark.parametrize("body", [b"", b"  \r\n", b"<html></html>", b"<body></body>"])
def test_an_empty_page_says_nothing(page: MakePage, body: bytes) -> None:
    """An answer without body is a page without words, links or forms."""
    empty = page(body)

    assert ("", "", (), (), ()) == (
        empty.text,
        empty.title,
        empty.headings,
        empty.links,
        empty.forms,
    )
    assert not empty.asks_to_log_in


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Presque fini...",
        "<h1>Presque fini...<p>",
        "<div><h1>Presque fini...</h1></span></div></div>",
        "<html><body><table><h1>Presque fini...</h1><tr></table>",
        "\ufeff<h1>Presque fini...</h1>",
        XHTML,
        '<meta charset="iso-8859-1"><h1>Presque fini...</h1>',
    ],
)
def test_untidy_pages_are_read_all_the_same(page: MakePage, markup: str) -> None:
    """Broken HTML, a byte order mark, XHTML or a lying charset keep their heading."""
    assert ("Presque fini...",) == page(markup).headings


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n\x00\x00", b'{"a": "b"}', b"\x00"])
def test_what_is_no_html_does_not_break_the_reader(page: MakePage, body: bytes) -> None:
    """A picture, JSON or a null byte is a page without heading."""
    assert () == page(body).headings


def test_accents_are_read_without_any_declaration(page: MakePage) -> None:
    """A page in UTF-8 that does not say so is read as UTF-8."""
    assert "Mot de passe oublié ?" == page("<p>Mot de passe oublié ?</p>").text


def test_title_and_headings_are_normalised(page: MakePage) -> None:
    """The window's title and every level of heading read as text, in order."""
    read = page(
        "<title> Demande\n - Carpimko</title><h1>Un\u00a0titre</h1><p>x</p>"
        "<h3><span>L’</span>autre</h3><h6 hidden>Caché</h6>"
    )

    assert "Demande - Carpimko" == read.title
    assert ("Un titre", "L'autre") == read.headings


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/connexion", "https://www2.carpimko.com/connexion"),
        ("connexion", "https://www2.carpimko.com/Comptes/connexion"),
        ("?a=1", "https://www2.carpimko.com/Comptes/Page?a=1"),
        ("#bas", "https://www2.carpimko.com/Comptes/Page?vue=1#bas"),
        ("//autre.example/x", "https://autre.example/x"),
        ("http://autre.example/x", "http://autre.example/x"),
        ("", "https://www2.carpimko.com/Comptes/Page?vue=1"),
        ("/a?x=1&amp;y=2", "https://www2.carpimko.com/a?x=1&y=2"),
    ],
)
def test_a_link_leads_where_a_browser_would_go(
    page: MakePage, href: str, url: str
) -> None:
    """Addresses of links are made absolute against that of the page."""
    assert (Link("Lien", url),) == page(f'<a href="{href}">Lien</a>').links


def test_anchors_that_lead_nowhere_are_no_links(page: MakePage) -> None:
    """A name without href and a hidden link cannot be followed."""
    read = page('<a name="x">Un</a><a href="/y" hidden>Deux</a><a href="/z">Trois</a>')

    assert ["Trois"] == [link.text for link in read.links]


def test_a_link_is_found_with_a_no_break_space(page: MakePage) -> None:
    """« Mot de passe oublié ? » is found whatever space stands before the mark."""
    read = page('<a href="/oubli">Mot de passe oublié\u00a0?</a>')

    assert "https://www2.carpimko.com/oubli" == read.link("Mot de passe oublié ?").url


def test_what_is_missing_is_told_with_what_is_there(page: MakePage) -> None:
    """The message names the page, and the links, fields and buttons that it offers."""
    read = page(
        "<title>Accueil</title><a href=/x>Contact</a>"
        "<form><label>Nom <input></label><button>Chercher</button></form>"
    )
    with pytest.raises(NotOffered) as missing:
        read.link("Espace personnel")

    assert (
        "La page https://www2.carpimko.com/Comptes/Page?vue=1 (statut 200, titre "
        "« Accueil ») n'offre pas le lien « Espace personnel ». Liens : « Contact ». "
        "Champs : « Nom ». Boutons : « Chercher »."
    ) == str(missing.value)


def test_a_bare_page_offers_nothing(page: MakePage) -> None:
    """Where there is nothing, the message says « aucun » three times."""
    with pytest.raises(NotOffered, match=r"Liens : aucun\. Champs : aucun\. Bout"):
        page("").form_with("Valider")


def test_the_form_is_found_by_its_button(page: MakePage) -> None:
    """Of several forms, the one with the button is taken."""
    read = page(
        "<form action=/a><button>Chercher</button></form>"
        "<form action=/b><input type=submit value='Valider'></form>"
    )

    assert "https://www2.carpimko.com/b" == read.form_with("Valider").action


WHO = "<label>Numéro de dossier <input></label>"


@pytest.mark.parametrize(
    ("markup", "asks"),
    [
        (f"<form>{WHO}<input type=password></form>", True),
        (f"<form>{WHO}<input type=PASSWORD></form>", True),
        (f"<form></form><form>{WHO}<input type=password></form>", True),
        ("<form><input type=email><input type=password></form>", False),
        ("<form><input><input type=password hidden></form>", False),
        ("<form hidden><input><input type=password></form>", False),
        (f"<form>{WHO}<input type=password><input type=password></form>", False),
        ("<form><input type=password></form>", False),
        ("<form><input></form><form><input type=password></form>", False),
        ("<form></form>", False),
    ],
)
def test_a_page_asks_to_log_in_or_not(
    page: MakePage, markup: str, *, asks: bool
) -> None:
    """A form that asks for a dossier number and one password is a log-in."""
    assert asks is page(markup).asks_to_log_in


def test_boxes_are_known_to_real_browsers_only(page: MakePage) -> None:
    """A page that nobody drew has no positions to tell."""
    with pytest.raises(NotObservable, match="n'a pas été dessinée"):
        page("<a href=/x>Espace personnel</a>").box("Espace personnel")


def test_a_box_is_found_by_name() -> None:
    """A drawn page tells where its links stand, and which it has not."""
    box = Box(900, 10, 100, 40, 1280, 720)
    drawn = Page("https://a.test/", 200, (), b"", boxes={"Espace personnel": box})

    assert box == drawn.box("Espace personnel")
    with pytest.raises(NotOffered, match="« Accueil »"):
        drawn.box("Accueil")


@pytest.mark.parametrize("body", [b"<!-- x -->", b"<!doctype html>", b"<?xml ?>"])
def test_a_page_without_element_says_nothing(page: MakePage, body: bytes) -> None:
    """A lone comment or doctype is an empty page, no failure of the bench."""
    assert "" == page(body).text


def test_what_stands_after_the_end_is_read(page: MakePage) -> None:
    """Browsers show what follows « </html> » as the end of the body."""
    read = page("<html><body><p>Un</p></body></html>\n<h1>Deux</h1><a href=x>L</a>")

    assert ("Un Deux L", ("Deux",), 1) == (read.text, read.headings, len(read.links))


def test_one_malformed_address_leaves_the_other_links(page: MakePage) -> None:
    """A link that no browser can follow does not hide its neighbours."""
    read = page('<a href="http://[lien]">Un</a><a href="/deux">Deux</a>')

    assert "https://www2.carpimko.com/deux" == read.link("Deux").url


@pytest.mark.parametrize("holder", ["template", "noscript", "dialog"])
def test_what_is_not_displayed_offers_nothing(page: MakePage, holder: str) -> None:
    """Headings, links and forms of a template are no part of the page."""
    inside = "<h1>Presque fini...</h1><a href=/x>Lien</a><form><input></form>"
    read = page(f"<{holder}>{inside}</{holder}>")

    assert ((), (), ()) == (read.headings, read.links, read.forms)


def test_the_base_of_a_page_counts(page: MakePage) -> None:
    """Relative addresses follow <base href>, as in every browser."""
    read = page('<base href="/"><a href="connexion">Lien</a>')

    assert "https://www2.carpimko.com/connexion" == read.link("Lien").url


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        ('<meta charset="iso-8859-1">', ()),
        ("", (("content-type", "text/html; charset=ISO-8859-1"),)),
        ("", (("content-type", "text/html; charset=windows-1252"),)),
    ],
)
def test_a_page_is_read_in_its_own_charset(
    page: MakePage, head: str, headers: tuple[tuple[str, str], ...]
) -> None:
    """Old portals declare ISO-8859-1, in the page or in the header."""
    body = f"{head}<p>Mot de passe oublié ?</p>".encode("iso-8859-1")

    assert "Mot de passe oublié ?" == page(body, headers=headers).text


@pytest.mark.parametrize("charset", ["hex", "idna", "klingon"])
def test_a_charset_that_is_none_is_no_reason_to_fail(
    page: MakePage, charset: str
) -> None:
    """What a portal calls its charset by mistake is read as UTF-8."""
    headers = (("content-type", f"text/html; charset={charset}"),)

    assert "Été" == page("<p>Été</p>".encode(), headers=headers).text
