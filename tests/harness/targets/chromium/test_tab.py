"""What a page is, once a real browser has drawn it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page as PlaywrightTab

from harness.errors import NoSuchName, NotObservable, Unreachable
from harness.pages import Page
from harness.targets.chromium import tab
from harness.targets.chromium.browser import ChromiumBrowser
from simulator.clock import real_seconds

Open = Callable[..., ChromiumBrowser]


def test_the_drawn_page_is_read_and_the_source_is_kept(
    browser: ChromiumBrowser, site: str
) -> None:
    """A person reads what scripts made of it; the body is what was sent."""
    page = browser.visit(f"{site}/script")

    assert "Envoyé Écrit par un script" == page.text
    assert "Après" == page.title
    assert b"<title>Avant</title>" in page.body


def test_another_charset_is_kept(browser: ChromiumBrowser, site: str) -> None:
    """The body has the bytes that were sent, whatever they spell."""
    page = browser.visit(f"{site}/latin")

    assert "déjà".encode("latin-1") in page.body
    assert ("Été", "déjà") == (page.title, page.text)


def test_a_file_is_taken_down(browser: ChromiumBrowser, site: str) -> None:
    """What is downloaded is a page without words; the tab goes on."""
    page = browser.visit(f"{site}/fichier")

    assert (200, b"\x00\xff", None) == (page.status, page.body, page.dom)
    assert "Envoyé" in browser.visit(f"{site}/script").text


@pytest.mark.parametrize(("path", "status"), [("/rien", 204), ("/refus", 403)])
def test_an_empty_answer_is_a_page(
    browser: ChromiumBrowser, site: str, path: str, status: int
) -> None:
    """Where Chromium shows an error page of its own, what was answered counts."""
    page = browser.visit(f"{site}{path}")

    assert (status, b"", "") == (page.status, page.body, page.text)
    assert f"{site}{path}" == page.url


def test_boxes_tell_where_things_stand(browser: ChromiumBrowser, site: str) -> None:
    """Links and buttons stand where the styles put them, in a window of its width."""
    wide = browser.visit(f"{site}/place").box("Espace personnel")
    browser.resize(390)
    narrow = browser.visit(f"{site}/place").box("Espace personnel")

    assert (1280, 390) == (wide.window_width, narrow.window_width)
    assert 1280 - 10 == wide.left + wide.width
    assert 390 - 10 == narrow.left + narrow.width
    assert 10 == wide.top


def test_nothing_but_loopback_is_reached(browser: ChromiumBrowser, site: str) -> None:
    """Names and bare addresses lead nowhere, and what was asked for is told."""
    page = browser.visit(f"{site}/dehors")

    assert {
        "https://ailleurs.example/a.png",
        "http://93.184.216.34/b.png",
    } == set(page.blocked)
    with pytest.raises(Unreachable, match=r"ailleurs\.example"):
        browser.visit("https://ailleurs.example/")
    with pytest.raises(Unreachable, match="NAME_NOT_RESOLVED"):
        browser.visit(f"{site}/ailleurs")


def test_an_answer_within_the_page_is_read(browser: ChromiumBrowser, site: str) -> None:
    """A script that keeps the form back and tells why is not waited for in vain."""
    form = browser.visit(f"{site}/sur_place").forms[0]
    began = real_seconds()
    page = browser.submit(form.press("Envoyer"))

    assert real_seconds() - began < tab.PATIENCE_MS / 1000
    assert "Numéro inconnu" in page.text
    assert page.box("Aide").width > 0
    assert 200 == page.status


def test_where_a_name_is_none_its_address_is_told(
    browser: ChromiumBrowser, site: str
) -> None:
    """The one that the portal led to, and not the one visited."""
    with pytest.raises(NoSuchName) as failed:
        browser.visit(f"{site}/ailleurs")

    assert "https://ailleurs.example/" == failed.value.url


@pytest.mark.parametrize("url", ["about:blank", "data:text/html,a", "file:///etc"])
def test_what_is_no_page_is_not_opened(browser: ChromiumBrowser, url: str) -> None:
    """Nothing but http and https is visited."""
    with pytest.raises(NotObservable, match="pas une page"):
        browser.visit(url)


def test_silence_is_unreachable(browser: ChromiumBrowser, nowhere: str) -> None:
    """Where nothing listens the address is told, in one line."""
    with pytest.raises(Unreachable, match=f"^{nowhere}/ ne répond pas : .*$"):
        browser.visit(f"{nowhere}/")


def test_a_tab_that_falls_is_told(browser: ChromiumBrowser, site: str) -> None:
    """A crash of the tab is a sentence, then and at the next visit."""
    browser.visit(f"{site}/script")

    async def crash(page: PlaywrightTab) -> None:
        """Have the tab fall."""
        session = await page.context.new_cdp_session(page)
        with suppress(TimeoutError, PlaywrightError):  # nobody is left to answer
            await asyncio.wait_for(session.send("Page.crash"), 1)

    with pytest.raises(Unreachable, match="effondré"):
        browser.go(crash)
    with pytest.raises(Unreachable, match="effondré"):
        browser.visit(f"{site}/script")


def test_a_page_that_never_ends_is_left(
    browser: ChromiumBrowser, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A navigation that takes too long is unreachable, with how long was waited."""
    monkeypatch.setattr(tab, "PATIENCE_MS", 1.0)
    with pytest.raises(Unreachable, match="rien après 0 secondes"):
        browser.visit(f"{site}/script")


def test_two_browsers_call_themselves_otherwise(open_browser: Open, site: str) -> None:
    """A browser keeps its name by whatever way it sends."""
    first, second = open_browser(rank=0), open_browser(rank=1)
    agents = []
    for one in (first, second):
        form = one.visit(f"{site}/demande").forms[0].press("Valider votre choix")
        page = one.submit(form)
        assert page.without_browser
        agents.append(page.text.split("envoyer")[1].split("Vous êtes")[0].strip())

    assert "Linux" in agents[0]
    assert "Windows" in agents[1]
    assert all("Chrome/" in agent for agent in agents)


def test_pictures_are_taken_only_if_asked(
    open_browser: Open, site: str, seen: list[Page]
) -> None:
    """A picture costs time: without evidence there is none."""
    open_browser().visit(f"{site}/script")
    filmed = open_browser(films=True)
    form = filmed.visit(f"{site}/demande").forms[0]
    filmed.submit(form.press("Valider votre choix"))

    assert [None, b"\x89PNG", b"\x89PNG"] == [
        page.picture and page.picture[:4] for page in seen
    ]
