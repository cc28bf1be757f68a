"""What only a drawn page shows: contrast, focus, the order of the keyboard (B55, B56).

A page does not carry yet what a real browser would have to report (colours, the focus
at each press of Tab, the accessible tree of the CAPTCHA's frame). Each check says what
it will look at, and until then that it cannot be seen.
"""

from __future__ import annotations

from typing import NoReturn

from harness.errors import NotObservable
from harness.pages import Page


def contrast_suffices(page: Page) -> None:
    """RGAA 3.2: text on its background, 4.5 to 1, 3 to 1 from 24 px or 18.5 px bold.

    Raises:
        NotObservable: the page tells no colours.
    """
    _unseen(page, "le contraste des textes")


def every_control_is_reached(page: Page) -> None:
    """RGAA 7.3, 12.8: Tab reaches all that acts, in the order in which it reads.

    Raises:
        NotObservable: the page tells no focus.
    """
    _unseen(page, "l'ordre du clavier")


def focus_gets_out(page: Page) -> None:
    """RGAA 12.9: after the last element Tab leaves the page, the CAPTCHA included.

    Raises:
        NotObservable: the page tells no focus.
    """
    _unseen(page, "la sortie du clavier")


def focus_is_visible(page: Page) -> None:
    """RGAA 10.7: what has the focus looks unlike itself without it, 3 to 1.

    Raises:
        NotObservable: the page tells no focus.
    """
    _unseen(page, "la prise de focus")


def captcha_is_named(page: Page) -> None:
    """RGAA 1.4: the frame of the CAPTCHA has a title, its box a name.

    Raises:
        NotObservable: the frame of the CAPTCHA is not in the page.
    """
    _unseen(page, "le nom du CAPTCHA")


def captcha_has_alternative(page: Page) -> None:
    """RGAA 1.5: beside the pictures there is another form, such as sound.

    Raises:
        NotObservable: the frame of the CAPTCHA is not in the page.
    """
    _unseen(page, "l'autre forme du CAPTCHA")


def _unseen(page: Page, what: str) -> NoReturn:
    raise NotObservable(f"{what} ne se voit pas dans la source de {page.url}")
