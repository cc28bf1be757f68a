"""The living document in a real browser: what only a browser can show."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from harness.report.living.comparison_page import comparison
from harness.report.living.kept_runs import read_run
from harness.report.verdict_json import as_json
from harness.runs.verify import Verification
from tests.harness.report.living.conftest import hostile, seen_all

_CHROMIUM = Path("/usr/bin/chromium-headless-shell")
_WIDTHS = (1280, 390)
_THEMES = ("light", "dark")
SCENARIO = "s-procedure_x-30"

Written = Callable[..., Path]
Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if not _CHROMIUM.exists():
        pytest.fail(
            "Chromium is absent: apt-get install --no-install-recommends "
            "chromium-headless-shell"
        )
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox"]
        )
        yield opened
        opened.close()


class Elsewhere(ThreadingHTTPServer):
    """A site of somebody else's, which keeps what it is asked for."""

    def __init__(self) -> None:
        """Listen on any free port."""
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Ear)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class _Ear(BaseHTTPRequestHandler):
    server: Elsewhere

    def handle_one_request(self) -> None:
        """Keep the first line, and hang up."""
        self.server.asked.append(self.rfile.readline().decode("latin-1"))
        self.close_connection = True


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """A site that nothing may be asked of."""
    with Elsewhere() as site:
        running = threading.Thread(target=site.serve_forever, args=(0.02,))
        running.start()
        yield site
        site.shutdown()
        running.join()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opened]:
    """Open a file in a window of its own; nothing may break."""
    contexts, broken = [], []

    def open_it(
        file: Path,
        place: str = "",
        *,
        width: int = 1280,
        theme: str = "light",
        bypass_csp: bool = False,
        scripts: bool = True,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            bypass_csp=bypass_csp,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: broken.append(str(error)))
        context.on("page", lambda _: broken.append("another page"))
        page.goto(f"{file.as_uri()}{place}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert [] == broken


def _open_everything(page: Page) -> None:
    """Open the first scenarios, and all that was seen in them."""
    for group in page.locator("details.group").all()[:4]:
        group.locator("summary").first.click()
    for row in page.locator("details.scenario > summary").all():
        row.click()
    for button in page.get_by_role("button", name="Ouvrir tout").all():
        button.click()
    expect(page.locator("iframe").first).to_be_visible()
    for source in page.locator("details.source > summary").all():
        source.click()
    page.locator("#matrice summary").click()


def _check(page: Page, width: int) -> None:
    assert width >= page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page)
    assert 0 == found.violations_count, found.generate_report()


@pytest.mark.parametrize("width", _WIDTHS)
@pytest.mark.parametrize("theme", _THEMES)
def test_it_fits_and_is_accessible(
    document: Written, open_page: Opened, width: int, theme: str
) -> None:
    """With scenarios opened, in both themes: no overflow, no axe violation."""
    page = open_page(document(), width=width, theme=theme, bypass_csp=True)
    _check(page, width)
    _open_everything(page)
    _check(page, width)


@pytest.mark.parametrize("width", _WIDTHS)
@pytest.mark.parametrize("theme", _THEMES)
def test_a_comparison_fits_and_is_accessible(
    verification: Callable[..., Verification],
    tmp_path: Path,
    open_page: Opened,
    width: int,
    theme: str,
) -> None:
    """Two runs side by side are as sound, their scenarios opened."""
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for file, names in zip(files, ((), ("P1.1", "P1.3", "P1.7")), strict=True):
        file.write_text(as_json(verification(*names)), encoding="utf-8")
    output = tmp_path / "compared.html"
    output.write_text(comparison([read_run(file) for file in files]), "utf-8")
    page = open_page(output, width=width, theme=theme, bypass_csp=True)
    for summary in page.locator("table.matrix summary").all()[:3]:
        summary.click()

    _check(page, width)


def test_the_hostile_page_is_one(
    tmp_path: Path, open_page: Opened, elsewhere: Elsewhere
) -> None:
    """Opened as it is, it runs, loads and leads away: the tests below could fail."""
    bare = tmp_path / "bare.html"
    bare.write_bytes(hostile(elsewhere.url).replace(b"top.location", b"x"))
    page = open_page(bare)
    page.wait_for_timeout(300)
    asked = " ".join(elsewhere.asked)

    for name in ("/i.css", "/i.png", "/s.png", "/o", "/p", "/refresh"):
        assert name in asked


def test_a_hostile_page_does_nothing(
    document: Written, open_page: Opened, elsewhere: Elsewhere
) -> None:
    """No script of it runs, nothing of it loads, no link of it leads away."""
    file = document("P1.3", seen=partial(seen_all, elsewhere.url))
    page = open_page(file, f"#{SCENARIO}")
    page.get_by_role("button", name="Ouvrir tout").click()
    frame = page.frame_locator("iframe").first
    expect(frame.locator("#ok")).to_have_text("Bonjour")

    assert "rgb(1, 2, 3)" == frame.locator("#ok").evaluate(
        "each => getComputedStyle(each).color"
    )
    for name in ("#out", "#run", "#send"):
        frame.locator(name).click()
    page.wait_for_timeout(300)

    assert "Sésame" in page.title()
    assert [] == elsewhere.asked
    assert page.url == f"{file.as_uri()}#{SCENARIO}"
    expect(frame.locator("#ok")).to_be_visible()
    with pytest.raises(Error, match=r"sandboxed|SecurityError|Blocked a frame"):
        page.evaluate("document.querySelector('iframe').contentWindow.document.title")


def test_the_frame_holds_even_what_was_left_in(
    document: Written, open_page: Opened, elsewhere: Elsewhere
) -> None:
    """Were nothing taken out of a page, its frame would still let nothing happen."""
    file = document("P1.3", seen=partial(seen_all, elsewhere.url))
    page = open_page(file, f"#{SCENARIO}")
    page.evaluate(
        "() => { defuse = () => {}; "
        "Document.prototype.querySelectorAll = new Proxy("
        "Document.prototype.querySelectorAll, { apply: (all, it, [what]) => "
        "what === ACTIVE ? [] : Reflect.apply(all, it, [what]) }); }"
    )
    page.get_by_role("button", name="Ouvrir tout").click()
    frame = page.frame_locator("iframe").first
    expect(frame.locator("#ok")).to_be_visible()
    assert frame.locator("script").count()
    page.wait_for_timeout(500)

    assert "Sésame" in page.title()
    assert [] == elsewhere.asked
    expect(frame.locator("#ok")).to_be_visible()


def test_a_link_opens_the_scenario(document: Written, open_page: Opened) -> None:
    """Its group and itself are open, in view, and the focus is there."""
    page = open_page(document(), f"#{SCENARIO}")
    row = page.locator(f"#{SCENARIO}")

    expect(row).to_have_attribute("open", "")
    expect(row.get_by_text("Camille lit")).to_be_in_viewport()
    expect(row.locator("summary").first).to_be_focused()


def test_a_link_to_a_requirement_leads_there(
    document: Written, open_page: Opened
) -> None:
    """As any link of a page; filtered away, it is shown again."""
    page = open_page(document())
    page.get_by_label("non conforme").check()
    expect(page.locator("#P1\\.1")).to_be_hidden()

    page.locator("nav").get_by_role("link", name="P1.1").click()

    expect(page.locator("#P1\\.1")).to_be_in_viewport()


def test_the_filter_works_by_keyboard(document: Written, open_page: Opened) -> None:
    """Words, then a verdict: what is left is said; « Tout montrer » undoes it."""
    page = open_page(document())
    shown = page.locator("article.requirement:visible")
    page.get_by_label("Rechercher").focus()
    page.keyboard.type("ÉTÉ manque")
    expect(shown).to_have_count(1)
    expect(page.locator("#found")).to_have_text("1 exigence et 1 scénario à l'écran.")

    page.keyboard.press("Control+a")
    page.keyboard.type("absolument rien")
    expect(page.locator("#found")).to_have_text("Rien ne correspond à ce choix.")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Tout montrer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown).to_have_count(8)

    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(shown).to_have_count(1)
    expect(shown.first).to_have_attribute("data-verdict", "conforme")


def test_the_theme_is_chosen_by_a_button(document: Written, open_page: Opened) -> None:
    """Automatic, light, dark: the paper follows."""
    page = open_page(document("P1.1"))
    button = page.get_by_role("button", name="Thème")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button.click()
    assert light == page.evaluate(paper)
    button.click()

    expect(button).to_have_text("Thème : sombre")
    assert light != page.evaluate(paper)


def test_a_mail_shows_its_claims(document: Written, open_page: Opened) -> None:
    """The link stands as text, and its token in the words of the claims."""
    page = open_page(document("P1.3"), f"#{SCENARIO}")
    page.locator("details.sight > summary", has_text="Mail").click()

    expect(page.get_by_text("expire le mercredi 11 mars 2026")).to_be_visible()
    expect(page.locator("details.sight a[href*='a.test']")).to_have_count(0)


def test_without_scripts_the_verdicts_are_there(
    document: Written, open_page: Opened
) -> None:
    """What does not work is said."""
    page = open_page(document(), scripts=False)

    expect(page.locator("article.requirement:visible")).to_have_count(8)
    expect(page.get_by_text("Sans JavaScript", exact=True)).to_be_visible()
    expect(page.locator("#filter")).to_be_hidden()


def test_it_prints_on_white(document: Written, open_page: Opened) -> None:
    """In the dark theme too: light paper, no filter, every requirement."""
    page = open_page(document(), theme="dark")
    page.emulate_media(media="print")

    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator("article.requirement:visible")).to_have_count(8)
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert "rgb(28, 35, 38)" == ink
    assert page.pdf().startswith(b"%PDF")
