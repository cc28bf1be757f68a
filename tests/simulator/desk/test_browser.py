"""The desk in a real browser: what only a browser can show."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from waitress.server import create_server

from simulator.listening import listen
from simulator.served.access import OPEN
from simulator.served.pages import compose
from simulator.served.world import open_world
from tests.browser_checks import WIDTHS, check_page, chromium
from tests.simulator.desk.desk_user import DeskUser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[DeskUser, str]]:
    """A world on a real socket, as ``sesame serve`` composes it, and its address."""
    listening = listen("127.0.0.1", 0, 128)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with open_world(None, url=url, population=12, seed=7) as world:
        tester = DeskUser(world)
        app = compose(world, tester.desk, url, OPEN)
        server = create_server(app, sockets=[listening], threads=24)
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        yield tester, url
        world.changes.close()
        server.task_dispatcher.shutdown(timeout=5)
        server.trigger.pull_trigger(server.close)
        running.join(5)
        server.close()


@pytest.fixture
def tester(served: tuple[DeskUser, str]) -> Iterator[DeskUser]:
    """Somebody at the desk; the world is sound again afterwards."""
    yield served[0]
    served[0].api("DELETE", "/faults")
    served[0].api("DELETE", "/clock")
    served[0].world.mailbox.clear()


@pytest.fixture
def open_page(
    served: tuple[DeskUser, str], browser: Browser
) -> Iterator[Callable[..., Page]]:
    """Open a page of the desk in a window of its own; nothing may break in it."""
    contexts, broken = [], []

    def open_it(path: str, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(f"{served[1]}/_monde{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [] == broken


def test_a_mail_appears_without_reloading(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """The list, the count and a polite sentence tell a mail that has just come."""
    page = open_page("/mails")
    page.evaluate("window.reloaded = false")
    expect(page.get_by_text("Aucun mail pour l'instant")).to_be_visible()

    tester.mail("camille@mail.test")

    expect(page.get_by_role("status")).to_have_text("1 nouveau mail.")
    expect(page.get_by_text("pour camille@mail.test")).to_be_visible()
    expect(page.locator("#nombre-mails")).to_have_text("1")
    assert page.evaluate("window.reloaded === false")


def test_the_focus_stays_when_the_list_changes(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """Somebody who is in the list with the keyboard is not thrown out of it."""
    number = tester.mail("camille@mail.test")
    page = open_page("/mails")
    page.locator(f"#mail-{number}").focus()

    tester.mail("dominique@mail.test")

    expect(page.get_by_text("pour dominique@mail.test")).to_be_visible()
    expect(page.locator(f"#mail-{number}")).to_be_focused()


def test_clock_and_faults_are_told_to_open_pages(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """An open page tells a moved clock and a fault that another page made."""
    page = open_page("/")
    page.wait_for_timeout(300)

    tester.api("PUT", "/clock", json={"advance_s": 86400})
    expect(page.get_by_role("status")).to_have_text("L'horloge a été déplacée.")
    expect(page.locator("#heure-du-monde")).to_contain_text("en avance de 1 j")
    tester.api("PUT", "/faults", json={"mail": "busy"})
    expect(page.locator("#pannes-actives")).to_contain_text("reste occupé")
    page.get_by_role("button", name="Tout réparer").click()
    expect(page.locator("#pannes-actives")).to_be_empty()


_HOSTILE = b"""Subject: piege\r
Content-Type: text/html\r
\r
<p id="ok">Bonjour</p><style>body { background: url(/_monde/vivant) }</style>
<img src=x onerror="parent.document.title='vol'"><p onmouseover="vol()">x</p>
<a href="https://www2.carpimko.com/" onclick="parent.location='/vol'">ici</a>
<script>top.location = '/vol'</script>
"""


def test_a_mail_is_shown_but_does_nothing(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """The frame shows the mail; neither its scripts nor its loads happen."""
    page = open_page(f"/mails/{tester.mail(raw=_HOSTILE)}")
    frame = page.frame_locator("iframe")

    expect(frame.get_by_text("Bonjour")).to_be_visible()
    with pytest.raises(Error, match=r"sandboxed|SecurityError|Blocked a frame"):
        page.evaluate("document.querySelector('iframe').contentWindow.document.title")
    assert "piege" in page.title()


def test_the_frame_runs_no_script_even_one_that_was_left_in(
    tester: DeskUser,
    open_page: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Were nothing taken out of a mail, the frame would still run none of it."""
    monkeypatch.setattr("simulator.desk.mail_page._defuse", lambda _root: None)
    number = tester.mail(raw=_HOSTILE)
    shown = tester.get(f"/mails/{number}/contenu").text
    assert "<script>top.location" in shown

    page = open_page(f"/mails/{number}")
    expect(page.frame_locator("iframe").get_by_text("Bonjour")).to_be_visible()
    page.wait_for_timeout(300)

    assert page.url.endswith(f"/mails/{number}")
    assert "piege" in page.title()


def test_the_link_leads_to_the_portal_here(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """The mail's link opens the portal of this machine in a tab that works."""
    page = open_page(f"/mails/{tester.mail()}")

    with page.context.expect_page() as opening:
        page.frame_locator("iframe").get_by_role("link").click()
    portal = opening.value
    portal.wait_for_load_state()

    assert "/Comptes/ReinitialiserMotdepasse?token=abc" in portal.url
    assert portal.url.startswith(page.url.partition("/_monde")[0])
    expect(portal.get_by_role("heading", level=1)).to_be_visible()
    assert portal.evaluate("1 + 1") == 2
    assert portal.evaluate("window.origin") != "null"


def test_the_clock_is_moved_by_keyboard_alone(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """From the skip link to the button: one day on, without a pointer."""
    page = open_page("/horloge")
    focused = "document.activeElement.textContent.trim()"

    page.keyboard.press("Tab")
    assert "Aller au contenu" == page.evaluate(focused)
    page.keyboard.press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "+24 heures":
            break
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert "solid" == page.evaluate(outline)
    page.keyboard.press("Enter")

    expect(page.get_by_text("L'horloge a avancé de 1 j")).to_be_visible()
    assert 86400 == round(tester.world.clock.offset.total_seconds())


def test_a_switch_is_pressed_by_keyboard(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """A switch turns on with the space bar, and says so."""
    page = open_page("/pannes")
    switch = page.get_by_role("switch", name="refuse l'adresse")
    expect(switch).not_to_be_checked()

    switch.focus()
    page.keyboard.press("Space")

    expect(page.get_by_role("switch", name="refuse l'adresse")).to_be_checked()
    on = tester.api("GET", "/faults").get_json()["on"]
    assert "recipient" == on["mail"]


def test_it_works_without_scripts(
    tester: DeskUser, open_page: Callable[..., Page]
) -> None:
    """Without JavaScript the pages show everything, and offer to reload."""
    page = open_page("/mails", java_script_enabled=False)
    tester.mail("camille@mail.test")

    page.get_by_role("link", name="Recharger cette page").click()

    expect(page.get_by_text("pour camille@mail.test")).to_be_visible()


def _paths(tester: DeskUser) -> list[str]:
    """Return every page, with something on it."""
    number = tester.mail("une.adresse.vraiment.tres.longue@sous.domaine.example.org")
    for each in range(21):
        tester.mail(f"p{each}@mail.test")
    person = tester.somebody().person
    letter = tester.letter()
    return [
        "/", "/mails", "/mails?page=2", "/mails?q=zzz", f"/mails/{number}",
        "/courriers", f"/courriers/{letter}", "/horloge", "/pannes", "/habitants",
        f"/habitants/affilie/{person.dossier}", "/habitants/nouveau", "/journal",
        "/rien",
    ]  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_is_accessible(
    tester: DeskUser, open_page: Callable[..., Page], width: int
) -> None:
    """On each page nothing overlaps nor overflows, and axe finds no violation."""
    for path in _paths(tester):
        page = open_page(path, width, bypass_csp=True)
        check_page(page)
    tester.api("PUT", "/faults", json={"mail": "busy", "captcha": "silent"})
    check_page(open_page("/", width, bypass_csp=True))
    check_page(open_page("/pannes", width, bypass_csp=True))


@pytest.mark.usefixtures("tester")
@pytest.mark.parametrize("width", WIDTHS)
def test_every_error_fits_and_is_accessible(
    open_page: Callable[..., Page], width: int
) -> None:
    """Forms with errors are as sound, and each error leads to its field."""
    page = open_page("/horloge", width, bypass_csp=True)
    page.get_by_label("Date").fill("31/10/2027")
    page.get_by_label("Heure de Paris").fill("2:30")
    page.get_by_role("button", name="Régler l'horloge").click()
    expect(page.get_by_role("radio")).to_have_count(2)
    check_page(page)

    page = open_page("/habitants/nouveau", width, bypass_csp=True)
    page.get_by_label("Numéro de dossier").fill("12")
    page.get_by_role("button", name="Créer cet habitant").click()
    page.get_by_role("link", name="sept chiffres").click()
    expect(page.get_by_label("Numéro de dossier")).to_be_focused()
    check_page(page)
