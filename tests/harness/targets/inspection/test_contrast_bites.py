"""Contrast in the states that a page at rest does not show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness.checks import drawing
from harness.checks.failure import CheckFailed
from harness.drawing import Inspected
from harness.pages import Page
from harness.targets.chromium.inspector import ChromiumInspector

Open = Callable[..., ChromiumInspector]
Evaluated = Callable[[str], Any]
PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")


@pytest.mark.parametrize(
    ("style", "body", "words"),
    [
        ("p { color: #fff }", "<p>blanc</p>", "blanc"),
        ("a:hover { color: #ddd }", '<a href="/">lien</a>', "au survol de la souris"),
        ("a:focus { color: #ddd }", '<a href="/">lien</a>', "à la prise de focus"),
        ("button:active { color: #eee }", "<button>x</button>", "pendant le clic"),
        (
            "button { transition: color 9s } button:hover { color: #eee }",
            "<button>x</button>",
            "au survol de la souris",
        ),
        (
            "::placeholder { color: #bbb }",
            '<input placeholder="1234567" title="x">',
            "Contraste de 1.92 pour « 1234567 »",
        ),
    ],
)
def test_pale_texts_are_found_in_every_state(
    open_page: Open, style: str, body: str, words: str
) -> None:
    """RGAA 3.2, with the state in which the text is pale."""
    report = open_page(body, head=f"<style>{style}</style>").contrast()

    with pytest.raises(CheckFailed, match=f"RGAA 3.2 : .*{words}"):
        drawing.contrast_suffices([Inspected(PAGE, contrast=report)])


def test_strong_texts_suffice(open_page: Open) -> None:
    """Hovered, focused, pressed or empty."""
    style = "a:hover { color: #000 } ::placeholder { color: #555 }"
    body = '<a href="/">x</a><button>y</button><input placeholder="z" title="t">'
    report = open_page(body, head=f"<style>{style}</style>").contrast()

    drawing.contrast_suffices([Inspected(PAGE, contrast=report)])
    assert report.findings == ()


def test_bold_text_is_large_from_18_px_and_a_half(open_page: Open) -> None:
    """The RGAA's limit, and not axe's own 18.66 px."""
    grey = "color: #949494; font-weight: bold; font-size: "
    large = open_page(f'<p style="{grey} 18.5px">gras</p>').contrast()
    small = open_page(f'<p style="{grey} 18.4px">gras</p>').contrast()

    assert (0, 1) == (len(large.findings), len(small.findings))


def test_states_are_forced_no_longer_than_measured(
    open_page: Open, evaluated: Evaluated
) -> None:
    """The page is left at rest."""
    head = "<style>a { color: #00f } a:hover { color: #ddd }</style>"
    open_page('<a href="/">x</a>', head=head).contrast()

    colour = evaluated("getComputedStyle(document.links[0]).color")
    assert colour == "rgb(0, 0, 255)"
