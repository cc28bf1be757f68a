"""The keyboard on bad pages: traps, order, what it cannot reach, what does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from harness.checks import focus
from harness.checks.failure import CheckFailed
from harness.drawing import Inspected, Walk
from harness.pages import Page
from harness.targets.chromium.inspector import ChromiumInspector

Open = Callable[..., ChromiumInspector]
PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")
Check = Callable[[Iterable[Inspected]], None]
TRAP = (
    "<button>avant</button><input id=i title=piège><button>après</button><script>"
    "i.addEventListener('keydown', (e) => e.key === 'Tab' && {} e.preventDefault())"
    "</script>"
)
PALE = "<style>:focus { outline: 2px solid #eee }</style>"
UNSEEN = "<style>:focus { outline: none }</style>"


def walked(walk: Walk) -> list[Inspected]:
    """Return the walk as checks take it."""
    return [Inspected(PAGE, walk=walk)]


@pytest.mark.parametrize(
    ("body", "check", "words"),
    [
        (
            '<a href="/">x</a><div onclick="f()">Agir</div>',
            focus.every_control_is_reached,
            'RGAA 7.3 : « Essai ».*« Agir » <div onclick="f\\(\\)">',
        ),
        (
            (
                '<a href="/">x</a><div id=d style="cursor:pointer">Agir</div>'
                "<script>d.addEventListener('click', () => 0)</script>"
            ),
            focus.every_control_is_reached,
            "RGAA 7.3 : .*« Agir » <div",
        ),
        (
            '<button>x</button><button tabindex="-1">Agir</button>',
            focus.every_control_is_reached,
            "RGAA 7.3 : .*« Agir » <button",
        ),
        (
            (
                '<p><button tabindex="2">un</button></p><p><button tabindex="1">deux'
                "</button></p>"
            ),
            focus.every_control_is_reached,
            "RGAA 12.8 : .*après « deux ».*remonte à « un »",
        ),
        (
            '<p><button tabindex="2">un</button> <button tabindex="1">deux</button>',
            focus.every_control_is_reached,
            "RGAA 12.8 : .*après « deux ».*remonte à « un »",
        ),
        (
            (
                '<div style="display:flex;flex-direction:column-reverse">'
                "<button>bas</button><button>haut</button></div>"
            ),
            focus.every_control_is_reached,
            "RGAA 12.8 : .*après « bas ».*remonte à « haut »",
        ),
        (TRAP.format("", ""), focus.focus_gets_out, "RGAA 12.9 : .*piège à « piège »"),
        (
            TRAP.format("e.shiftKey &&"),
            focus.focus_gets_out,
            "RGAA 12.9 : .*Maj\\+Tab.*piège à « piège »",
        ),
        (
            (
                "<button id=a>a</button><button id=b>b</button><script>"
                "b.onblur = () => setTimeout(() => a.focus(), 40)</script>"
            ),
            focus.focus_gets_out,
            "RGAA 12.9 : .*prise au piège",
        ),
        (
            (
                '<iframe title="Cadre" srcdoc="<input title=piège onkeydown='
                "'event.preventDefault()'>\"></iframe><button>après</button>"
            ),
            focus.focus_gets_out,
            "RGAA 12.9 : .*piège à « piège » \\(cadre « Cadre »\\)",
        ),
        (
            f"{UNSEEN}<button>Sans</button>",
            focus.focus_is_visible,
            "RGAA 10.7 : .*« Sans ».*contraste de 1.00",
        ),
        (
            f"{UNSEEN}<input title=Champ>",
            focus.focus_is_visible,
            "RGAA 10.7 : .*« Champ ».*contraste de 1.00",
        ),
        (
            f"{PALE}<a href='/'>Pâle</a>",
            focus.focus_is_visible,
            "RGAA 10.7 : .*« Pâle ».*contraste de 1.1",
        ),
    ],
)
def test_a_fault_is_found_with_its_criterion(
    open_page: Open, body: str, check: Check, words: str
) -> None:
    """The sentence names criterion, page and element."""
    with pytest.raises(CheckFailed, match=words):
        check(walked(open_page(body).walk()))


@pytest.mark.parametrize(
    "body",
    [
        "<p>Rien à faire ici</p>",
        '<a href="/">lien</a><button>bouton</button><select title=s></select>',
        # One stop of Tab for all the choices of a group.
        "<input type=radio name=r title=a><input type=radio name=r title=b>",
        # A widget in which the arrow keys move.
        (
            '<div role="tablist"><button role="tab">a</button>'
            '<button role="tab" tabindex="-1">b</button></div>'
        ),
        # The second link to one place may be left to the mouse.
        '<a href="/x">x</a><a href="/x" tabindex="-1"><img alt="" src="/y"></a>',
        # Two columns: the second begins higher than the first ends.
        (
            '<div style="columns:2;width:400px"><button>a</button><br><br><br><br>'
            "<button>b</button><br><button>c</button><br><br><br><button>d</button></div>"
        ),
        # What stays put when the page scrolls stands beside the text.
        (
            '<button>a</button><div style="position:fixed;top:0;left:0"><button>x'
            "</button></div>"
        ),
        # Disabled, inert and hidden things are not for acting.
        (
            '<button disabled>a</button><div inert><a href="/">b</a></div>'
            "<button hidden>c</button>"
        ),
        # Looks of the author's own, of other kinds than an outline.
        (
            "<style>a:focus { outline: none; background: #000; color: #fff }</style>"
            '<a href="/">lien</a>'
        ),
        (
            "<style>input:focus { outline: none; box-shadow: 0 0 0 2px #00f }</style>"
            "<input title=t>"
        ),
        (
            "<style>div:focus-within { border-left: 4px solid } a { outline: none }"
            '</style><div style="padding-left:2px"><a href="/">lien</a></div>'
        ),
        # A link that shows only when it has the focus.
        (
            "<style>a { position: absolute; left: -999px } a:focus { left: 0 }</style>"
            '<a href="#m">Aller au contenu</a><main id=m><button>x</button></main>'
        ),
        # A mouse listener without a hand to show it: statistics, not an act.
        "<p id=p>x</p><script>p.addEventListener('click', () => 0)</script>",
        # A label acts for its box, which is reached.
        "<label onclick='f()'><input type=checkbox> Accepter</label>",
    ],
)
def test_a_fair_page_passes(open_page: Open, body: str) -> None:
    """Whatever the RGAA allows is no fault."""
    inspections = walked(open_page(body).walk())

    focus.every_control_is_reached(inspections)
    focus.focus_gets_out(inspections)
    focus.focus_is_visible(inspections)


def test_the_walk_begins_at_the_top_whatever_had_the_focus(open_page: Open) -> None:
    """A field that takes the focus when the page opens is not where Tab begins."""
    walk = open_page('<a href="/">un</a><input title=deux autofocus>').walk()

    assert ["un", "deux"] == [stop.name for stop in walk.stops]
    assert ["deux", "un"] == [stop.name for stop in walk.back]


def test_what_is_below_the_window_is_drawn_too(open_page: Open) -> None:
    """A tall page does not scroll away what is compared."""
    walk = open_page('<p style="height:3000px">x</p><button>bas</button>').walk()

    (stop,) = walk.stops
    assert stop.contrast >= 3
    assert stop.place.top > 2900


def test_names_and_frames_are_told(open_page: Open) -> None:
    """As a screen reader says them."""
    walk = open_page(
        '<label>Nom <input></label><iframe title="Cadre" '
        'srcdoc="<button>dedans</button>"></iframe>'
    ).walk()

    assert [("textbox", "Nom", ""), ("button", "dedans", "Cadre")] == [
        (stop.role, stop.name, stop.frame) for stop in walk.stops
    ]
    assert walk.frames == ("Cadre",)
