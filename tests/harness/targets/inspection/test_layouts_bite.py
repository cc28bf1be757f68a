"""Zoom, a narrow window, spaced texts: what is lost is found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.checks import drawing
from harness.checks.failure import CheckFailed
from harness.drawing import Inspected, Strain
from harness.pages import Page
from harness.targets.chromium.inspector import ChromiumInspector

Open = Callable[..., ChromiumInspector]
Evaluated = Callable[[str], Any]
PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")
WORDS = "Un texte qui tient sur une ligne quand la fenêtre est large"
HIDDEN = "overflow: hidden; height: 1.3em"


@pytest.mark.parametrize(
    ("strain", "body", "words"),
    [
        (
            Strain.NARROW,
            '<div style="width:600px">large</div>',
            "RGAA 10.11 : « Essai ».*la page a 608 px de large.*608 px : <div",
        ),
        (
            Strain.NARROW,
            (
                "<style>body { overflow-x: hidden }</style>"
                f'<p style="white-space:nowrap">{WORDS}</p>'
            ),
            f"RGAA 10.11 : .*« {WORDS} » coupé par le bord",
        ),
        (
            Strain.NARROW,
            (
                "<style>@media (max-width: 400px) { p { margin-top: -1.2em } }</style>"
                "<div>Dessous</div><p style='margin-left:0'>Dessus</p>"
            ),
            "RGAA 10.11 : .*recouvert par",
        ),
        (
            Strain.ZOOM,
            f'<div style="width:55vw;{HIDDEN}">{WORDS} {WORDS[:20]}</div>',
            "RGAA 10.4 : .*agrandie à 200 %.*coupé en hauteur",
        ),
        (
            Strain.SPACED,
            (
                f'<div style="width:430px;{HIDDEN};font:16px monospace">'
                "Quarante caractères, pas un seul de plus.</div>"
            ),
            "RGAA 10.12 : .*avec des textes espacés.*coupé en hauteur",
        ),
        (
            Strain.SPACED,
            (
                '<input type="submit" value="Réinitialiser" style="width:100px;'
                'font:16px sans-serif;padding:0">'
            ),
            "RGAA 10.12 : .*« Réinitialiser » coupé sur le côté",
        ),
    ],
)
def test_a_loss_is_found_with_its_criterion(
    open_page: Open, strain: Strain, body: str, words: str
) -> None:
    """The sentence names criterion, page, text and what became of it."""
    layout = open_page(body).layout(strain)

    with pytest.raises(CheckFailed, match=words):
        drawing.reads_under([Inspected(PAGE, layouts=(layout,))], strain)


@pytest.mark.parametrize("strain", Strain)
@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Titre</h1><p>{WORDS}</p><label>Nom <input></label>",
        # An image, a table and a box of its own may need two dimensions.
        '<img alt="x" src="/x" width="900" height="20">',
        f'<table><tr><td style="white-space:nowrap">{WORDS * 2}</td></tr></table>',
        f'<div style="overflow:auto"><p style="width:900px">{WORDS}</p></div>',
        # Text for screen readers alone.
        (
            '<span style="position:absolute;width:1px;height:1px;overflow:hidden">'
            f"{WORDS}</span>"
        ),
        # What is out of sight at ease is out of sight under strain.
        f'<a href="#" style="position:absolute;left:-9999px">{WORDS}</a>',
    ],
)
def test_a_fair_page_passes(open_page: Open, strain: Strain, body: str) -> None:
    """Whatever the RGAA allows is no fault."""
    layout = open_page(body).layout(strain)

    drawing.reads_under([Inspected(PAGE, layouts=(layout,))], strain)


def test_a_menu_that_folds_is_a_doubt(open_page: Open) -> None:
    """What is no longer shown may be meant: a human looks."""
    style = "<style>@media (max-width: 700px) { nav { display: none } }</style>"
    layout = open_page("<nav>Menu</nav>", head=style).layout(Strain.ZOOM)

    assert [("Menu", False)] == [(loss.text, loss.certain) for loss in layout.losses]
    drawing.reads_under([Inspected(PAGE, layouts=(layout,))], Strain.ZOOM)


def test_zoom_doubles_the_pixels_of_half_the_window(
    open_page: Open, evaluated: Evaluated
) -> None:
    """As browsers zoom; afterwards the window is as it was."""
    inspector = open_page("x")
    layout = inspector.layout(Strain.ZOOM)

    assert layout.window == 640
    told = evaluated("[innerWidth, innerHeight, devicePixelRatio]")
    assert told == [1280, 800, 1]


def test_spacing_passes_a_policy_against_styles_and_is_taken_back(
    open_page: Open, evaluated: Evaluated
) -> None:
    """The page keeps no trace of it."""
    inspector = open_page("<p>x</p>", policy="default-src 'none'")
    inspector.layout(Strain.SPACED)

    told = evaluated("getComputedStyle(document.querySelector('p')).letterSpacing")
    assert told == "normal"
