"""The simulated portal in another process, in a real browser at its public names."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fixtures.person import Situation
from fixtures.personas import persona
from harness.errors import Unreachable
from harness.journeys.surroundings import Surroundings, open_surroundings
from harness.labels import LABELS
from harness.pages import Page
from harness.runs.accepted import accepted_deviations
from harness.target import Browser, Capability, Filming
from harness.targets.chromium.target import ChromiumTarget
from harness.targets.http_browser import HttpBrowser
from harness.targets.own_process import start_portal
from simulator.clock import PARIS, FrozenClock

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=PARIS)


@pytest.fixture(scope="module")
def target() -> Iterator[ChromiumTarget]:
    """The portal and its Chromium, started once."""
    started = ChromiumTarget()
    yield started
    started.close()


@pytest.fixture(scope="module")
def surroundings(target: ChromiumTarget) -> Iterator[Surroundings]:
    """The neighbours that the portal was told of."""
    opened = open_surroundings()
    target.bench.set_routes(**opened.routes(target.capabilities))
    yield opened
    opened.stop()


@pytest.fixture
def browse(target: ChromiumTarget) -> Iterator[Callable[[], Browser]]:
    """Open browsers in a scenario that begins at noon."""
    opened: list[Browser] = []

    def open_one() -> Browser:
        opened.append(target.open_browser(lambda _: None))
        return opened[-1]

    target.begin("graine")
    target.move_clock(NOON)
    yield open_one
    for browser in opened:
        browser.close()


def _forgotten(target: ChromiumTarget, browser: Browser) -> Page:
    home = browser.visit(target.home)
    login = browser.visit(home.link(LABELS.personal_space).url)
    return browser.visit(login.link(LABELS.forgotten).url)


def test_the_target_says_what_it_is(target: ChromiumTarget) -> None:
    """It shows whatever the bench looks at; the DNS alone is left, and accepted."""
    assert frozenset(Capability) - {Capability.DNS} == target.capabilities
    assert ("chromium", "https://www.carpimko.com/") == (target.name, target.home)
    assert {"B40"} == set(accepted_deviations(target.name))


def test_public_names_are_reached_over_tls(
    target: ChromiumTarget, browse: Callable[[], Browser]
) -> None:
    """The way there is short; the addresses are the public ones, HSTS is obeyed."""
    browser = browse()
    first = browser.visit("http://www.carpimko.com/")
    again = browser.visit("http://www.carpimko.com/")

    assert "https://www.carpimko.com/" == first.url == again.url
    assert "location" in dict(first.via_headers)
    assert "HSTS" == dict(again.via_headers)["non-authoritative-reason"]
    assert "www2.carpimko.com" in _forgotten(target, browser).url


def test_only_the_certificate_of_the_portal_is_believed(
    browse: Callable[[], Browser],
) -> None:
    """The key is pinned: TLS errors are not waived."""
    other = start_portal()
    try:
        with pytest.raises(Unreachable, match="ERR_CERT_AUTHORITY_INVALID"):
            browse().visit(f"https://127.0.0.1:{other.https}/")
    finally:
        other.stop()


@pytest.mark.usefixtures("surroundings")
def test_the_clock_of_the_pages_moves_with_the_portal(
    target: ChromiumTarget, browse: Callable[[], Browser]
) -> None:
    """Forwards and back, in every browser, and in those opened later."""
    first, second = browse(), browse()
    for browser in (first, second):
        browser.visit(target.home)
    shown = []
    for instant in (NOON + timedelta(hours=25), NOON - timedelta(days=1)):
        target.move_clock(instant)
        for browser in (first, second, browse()):
            browser.visit(target.home)
            hour = browser.on_tab(lambda tab: tab.evaluate("Date.now() / 1000"))  # type: ignore[attr-defined]  # of this target
            shown.append(abs(hour - instant.timestamp()) < 60)

    assert [True] * 6 == shown


def test_the_captcha_is_solved_in_its_frame(
    target: ChromiumTarget, surroundings: Surroundings, browse: Callable[[], Browser]
) -> None:
    """A click on the box puts a response of the double's in the form; it expires."""
    browser = browse()
    form = _forgotten(target, browser).form_with(LABELS.reset)
    submission = form.press(LABELS.reset)
    response = browser.solve_captcha(submission)
    target.move_clock(NOON + timedelta(seconds=121))
    left = browser.on_tab(  # type: ignore[attr-defined]  # of this target
        lambda tab: tab.wait_for_function(
            "!document.querySelector('[name=g-recaptcha-response]').value"
        )
    )

    assert (response or "").startswith("03A")
    assert response in surroundings.captcha._solved
    assert left is not None


@pytest.mark.usefixtures("surroundings")
def test_no_captcha_is_solved_on_another_page(
    target: ChromiumTarget, browse: Callable[[], Browser]
) -> None:
    """Where the form is not before her there is nothing to tick."""
    browser = browse()
    submission = _forgotten(target, browser).form_with(LABELS.reset).press(LABELS.reset)
    browser.visit(target.home)

    assert browser.solve_captcha(submission) is None


@pytest.mark.usefixtures("surroundings")
def test_everything_works_while_time_is_frozen(
    target: ChromiumTarget, browse: Callable[[], Browser]
) -> None:
    """The freeze of a scenario stops nothing, and nothing falls when it ends."""
    person = persona("Camille", seed=1, situation=Situation.AFFILIE, dossier="1234567")
    target.bench.replace_accounts([person.as_account(with_identity=True)])
    for _ in range(3):
        clock = FrozenClock(NOON)
        clock.start()
        try:
            browser = target.open_browser(lambda _: None)
            form = _forgotten(target, browser).form_with(LABELS.reset)
            submission = form.press(LABELS.reset).typing(LABELS.dossier, "1234567")
            submission = submission.choosing(LABELS.affilie, LABELS.situation)
            response = browser.solve_captcha(submission) or ""
            page = browser.submit(submission.setting("g-recaptcha-response", response))
            browser.close()
        finally:
            clock.stop()

        assert "" == page.without_browser
        assert "Demande de réinitialisation de votre mot de passe" in page.headings
    assert browse().visit(target.home).status


def test_durations_are_measured_without_a_screen(target: ChromiumTarget) -> None:
    """In real time the browser's own drawing would be measured along (B02)."""
    target.begin("graine")
    target.release_clock()
    measuring = target.open_browser(lambda _: None)
    target.move_clock(NOON)
    drawing = target.open_browser(lambda _: None)

    assert [True, False] == [
        isinstance(one, HttpBrowser) for one in (measuring, drawing)
    ]
    measuring.close()
    drawing.close()


def test_the_film_of_a_scenario_is_kept(tmp_path: Path) -> None:
    """A trace for each of its browsers, which ``playwright show-trace`` reads."""
    target = ChromiumTarget()
    assert isinstance(target, Filming)
    target.film()
    target.begin("graine")
    target.move_clock(NOON)
    browsers = [target.open_browser(lambda _: None) for _ in range(2)]
    pictures = [browser.visit(target.home).picture for browser in browsers]
    target.keep_film(tmp_path / "film")
    for browser in browsers:
        browser.close()
    target.close()

    assert all(pictures)
    kept = sorted(tmp_path.glob("film/*.zip"))
    assert ["trace-1.zip", "trace-2.zip"] == [file.name for file in kept]
    for file in kept:
        assert "trace.trace" in zipfile.ZipFile(file).namelist()
