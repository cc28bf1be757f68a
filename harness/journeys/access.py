"""Steps 1 to 3: from the home page to « Mot de passe oublié ? »."""

from __future__ import annotations

from harness.journeys.affiliate import Affiliate
from harness.labels import normalised


def open_home(affiliate: Affiliate) -> None:
    """Open the portal's home page (P1.1)."""
    affiliate.visit(affiliate.world.target.home)


def open_address(affiliate: Affiliate, url: str) -> None:
    """Open an address as it is typed."""
    affiliate.visit(url)


def open_personal_space(affiliate: Affiliate) -> None:
    """From the home page, click on « Espace personnel » (P2.1)."""
    open_home(affiliate)
    follow_or_press(affiliate, affiliate.world.labels.personal_space)


def open_forgotten_password(affiliate: Affiliate) -> None:
    """From the home page, walk to « Mot de passe oublié ? » (P3.1)."""
    open_personal_space(affiliate)
    affiliate.visit(affiliate.page.link(affiliate.world.labels.forgotten).url)


def follow_link(affiliate: Affiliate, text: str) -> None:
    """Follow the link *text* of the page before her."""
    affiliate.visit(affiliate.page.link(text).url)


def follow_or_press(affiliate: Affiliate, text: str) -> None:
    """Click on what reads *text*: the procedure's buttons may be links, or buttons."""
    wanted = normalised(text)
    for form in affiliate.page.forms:
        if any(button.text == wanted for button in form.buttons):
            affiliate.submit(form.press(wanted))
            return
    follow_link(affiliate, wanted)


def open_same_page_elsewhere(affiliate: Affiliate) -> None:
    """Open the address of the page before her in a browser that knows nothing."""
    url = affiliate.page.url
    affiliate.change_browser()
    affiliate.visit(url)


def return_to_personal_space(affiliate: Affiliate) -> None:
    """Open the address where her personal space was when she last logged in."""
    affiliate.visit(affiliate.personal_space_url or affiliate.world.target.home)
