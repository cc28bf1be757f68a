"""What a person does with the keyboard alone (B55, B56).

A page must be drawn for that. No target's browser reports yet where the focus is: until
one does, each of these says so, and whoever drives a real browser writes it here.
"""

from __future__ import annotations

from typing import NoReturn

from harness.errors import NotObservable
from harness.journeys.affiliate import Affiliate


def walk_page(affiliate: Affiliate) -> None:
    """Press Tab from the top of the page until the focus leaves it.

    Raises:
        NotObservable: this browser does not tell where the focus is.
    """
    _cannot(affiliate, "parcourir la page au clavier")


def reach_captcha(affiliate: Affiliate) -> None:
    """Press Tab until the focus is on « Je ne suis pas un robot ».

    Raises:
        NotObservable: this browser does not tell where the focus is.
    """
    _cannot(affiliate, "atteindre le CAPTCHA au clavier")


def solve_captcha(affiliate: Affiliate) -> None:
    """Reach the widget, press the space bar, and send the form with Enter.

    Raises:
        NotObservable: this browser does not tell where the focus is.
    """
    _cannot(affiliate, "résoudre le CAPTCHA au clavier")


def _cannot(affiliate: Affiliate, what: str) -> NoReturn:
    raise NotObservable(
        f"{what} : le navigateur de « {affiliate.world.target.name} » ne dit pas où "
        "est le curseur du clavier"
    )
