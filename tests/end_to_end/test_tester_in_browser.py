"""A tester lives in the served world: a reset by hand, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser_checks import WIDTHS, check_page, chromium
from tests.end_to_end.serving import Serve

NEW = "Soleil-Neuf-2026"


class Visitor:
    """Somebody with one tab on the portal and one on the desk, of one width."""

    def __init__(self, browser: Browser, url: str, width: int, album: Path) -> None:
        self._url = url
        self._album = album
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, bypass_csp=True
        )
        self._broken: list[str] = []
        self.portal = self._tab("/")
        self.desk = self._tab("/_monde/")

    def _tab(self, path: str) -> Page:
        tab = self._context.new_page()
        tab.on("pageerror", lambda error: self._broken.append(str(error)))
        tab.goto(f"{self._url}{path}")
        return tab

    def look(self, page: Page, heading: str) -> None:
        """Arrive at a page; it is whole, accessible, and goes into the album."""
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        check_page(page)
        number = len(list(self._album.iterdir()))
        page.screenshot(path=self._album / f"{number:02}.png", full_page=True)

    def go(self, place: str) -> None:
        """Go to a place of the desk by its menu."""
        self._follow(place)
        self.look(self.desk, place)

    def _follow(self, place: str) -> None:
        # Some places have a count behind their name.
        menu = self.desk.get_by_role("navigation").first
        menu.get_by_role("link", name=re.compile(rf"^{place}\b")).click()

    def choose_somebody(self) -> dict[str, str]:
        """Find somebody with a mail whose account is active; return what is told."""
        self.go("Habitants")
        self.desk.get_by_label("Mail", exact=True).select_option("avec")
        self.desk.get_by_label("Compte").select_option("actif")
        self.desk.get_by_role("button", name="Chercher").click()
        self.desk.get_by_role("main").get_by_role("heading", level=2).first.get_by_role(
            "link"
        ).click()
        expect(
            self.desk.get_by_role("heading", name="Changer son compte")
        ).to_be_visible()
        told = self.desk.locator("dl.facts").first.locator("div")
        facts = [each.inner_text().split("\n") for each in told.all()]
        return {words[0].strip(): words[-1].strip() for words in facts}

    def ask_for_a_reset(self, person: dict[str, str]) -> None:
        """Walk steps 1 to 6 by mail."""
        self.portal.goto(f"{self._url}/")
        self.look(self.portal, "La retraite et la prévoyance des auxiliaires médicaux")
        self.portal.get_by_role("link", name="Espace personnel").click()
        self.look(self.portal, "Je me connecte à mon espace personnel")
        self.portal.get_by_role("link", name="Mot de passe oublié ?").click()
        self.portal.get_by_label(person["Situation"]).check()
        self.portal.get_by_label("Numéro de dossier").fill(person["Dossier"])
        frame = self.portal.frame_locator("iframe[title='reCAPTCHA']")
        frame.get_by_role("checkbox").click()
        expect(frame.get_by_role("checkbox")).to_be_checked()
        self.look(self.portal, "Avez vous oublié votre mot de passe?")
        self.portal.get_by_role("button", name="Réinitialiser le mot de passe").click()
        self.look(self.portal, "Demande de réinitialisation de votre mot de passe")
        self.portal.get_by_role("radio", name="Par mail").check()
        self.portal.get_by_role("button", name="Valider votre choix").click()
        self.look(self.portal, "Presque fini...")

    def read_the_mail(self, person: dict[str, str]) -> Page:
        """Open the newest mail at the desk and follow its link, in the tab it opens."""
        self._follow("Mails")
        newest = self.desk.locator("ol.mails li").first
        expect(newest).to_contain_text(person["Mail"])
        newest.get_by_role("link").click()
        self.look(self.desk, "Demande de réinitialisation du mot de passe")
        mail = self.desk.frame_locator("iframe")
        with self._context.expect_page() as opening:
            mail.get_by_role("link", name="vous pouvez cliquer ici").click()
        return opening.value

    def move_the_clock(self) -> None:
        """Go past the twenty-four hours with the desk's buttons."""
        self.go("Horloge")
        self.desk.get_by_role("button", name="+24 heures").click()
        expect(self.desk.get_by_role("main")).to_contain_text("a avancé de 1 j")
        self.look(self.desk, "Horloge")

    def log_in(self, person: dict[str, str], password: str) -> None:
        """Try a password at the log-in page."""
        self.portal.goto(f"{self._url}/")
        self.portal.get_by_role("link", name="Espace personnel").click()
        self.portal.get_by_label(person["Situation"]).check()
        self.portal.get_by_label("Numéro de dossier").fill(person["Dossier"])
        self.portal.get_by_label("Mot de passe", exact=True).fill(password)
        self.portal.get_by_role("button", name="Se connecter").click()

    def close(self) -> None:
        """Close the tabs; no script may have failed in one."""
        self._context.close()
        assert [] == self._broken


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with chromium() as opened:
        yield opened


@pytest.fixture(params=WIDTHS)
def tester(
    request: pytest.FixtureRequest, browser: Browser, serve: Serve, tmp_path: Path
) -> Iterator[Visitor]:
    """A tester in a world of her own, at each width."""
    album = tmp_path / "album"
    album.mkdir()
    somebody = Visitor(browser, serve("--port", "0").url, request.param, album)
    yield somebody
    somebody.close()


def test_a_reset_by_hand(tester: Visitor) -> None:
    """Ask, read the mail, follow its link, choose, and log in with what was chosen."""
    person = tester.choose_somebody()
    tester.ask_for_a_reset(person)
    page = tester.read_the_mail(person)
    tester.look(page, "Réinitialisation du mot de passe")
    page.get_by_label("Numéro de dossier").fill(person["Dossier"])
    page.get_by_label("Mot de passe", exact=True).fill(NEW)
    page.get_by_label("Confirmer mot de passe").fill(NEW)
    page.get_by_role("button", name="Valider").click()
    tester.look(page, "Changement de mot de passe effectué !")

    tester.log_in(person, person["Mot de passe"])
    expect(tester.portal.get_by_role("button", name="Se connecter")).to_be_visible()
    tester.look(tester.portal, "Je me connecte à mon espace personnel")
    tester.log_in(person, NEW)
    tester.look(tester.portal, "Mon espace personnel")
    expect(tester.portal.get_by_role("button", name="Se connecter")).to_be_hidden()


def test_the_link_is_dead_a_day_later(tester: Visitor) -> None:
    """The clock goes on by twenty-four hours, and the portal refuses the link."""
    person = tester.choose_somebody()
    tester.ask_for_a_reset(person)
    tester.move_the_clock()
    page = tester.read_the_mail(person)

    expect(page.get_by_role("main")).to_contain_text("24 heures")
    expect(page.get_by_label("Confirmer mot de passe")).to_have_count(0)
    tester.look(page, "Ce lien")
    tester.log_in(person, person["Mot de passe"])
    tester.look(tester.portal, "Mon espace personnel")
    expect(tester.portal.get_by_role("button", name="Se connecter")).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_who_is_not_let_in_is_told_so(
    browser: Browser, serve: Serve, width: int
) -> None:
    """The pages of the door are as sound as the others."""
    url = serve("--port", "0", "--allow-remote").url
    context = browser.new_context(
        viewport={"width": width, "height": 900}, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{url}/_monde/")
    expect(page.get_by_role("heading", name="Accès réservé")).to_be_visible()
    check_page(page)
    context.close()
    assert 401 == httpx.get(f"{url}/_monde/").status_code
