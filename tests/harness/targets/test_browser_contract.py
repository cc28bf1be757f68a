"""What every browser must do, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from harness.errors import NotObservable, Unreachable
from harness.pages import Page
from harness.target import Browser
from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.chromium.driver import Driver
from harness.targets.http_browser import HttpBrowser

Reached = tuple[str, httpx.BaseTransport | None]


class Shown:
    """Browsers on one portal, and every page that they showed."""

    def __init__(self, reached: Reached, driver: Driver | None = None) -> None:
        """Keep where the portal is, and in what it is shown."""
        self.home, self._transport = reached
        self._driver = driver
        self._wire = httpx.HTTPTransport()
        self.pages: list[Page] = []
        self._open: list[Browser] = []

    def open_browser(self) -> Browser:
        """Open one more browser."""
        if self._driver is None:
            self._open.append(HttpBrowser(self._transport, self.pages.append))
        else:
            drawn = ChromiumBrowser(self._driver, self._wire, self.pages.append)
            self._open.append(drawn)
        return self._open[-1]

    def close(self) -> None:
        """Close them all."""
        for browser in self._open:
            browser.close()
        self._wire.close()


@pytest.fixture(params=["wsgi", "socket", "chromium"])
def shown(
    request: pytest.FixtureRequest, portal_at: dict[str, Reached]
) -> Iterator[Shown]:
    """The portal in this process, over a real socket, and in a real browser."""
    if request.param == "chromium":
        driver: Driver = request.getfixturevalue("chromium")
        opened = Shown(portal_at["socket"], driver)
    else:
        opened = Shown(portal_at[request.param])
    yield opened
    opened.close()


@pytest.fixture
def browser(shown: Shown) -> Browser:
    """A browser without cookies."""
    return shown.open_browser()


@pytest.fixture
def press(shown: Shown, browser: Browser) -> Callable[..., list[str]]:
    """Press a button of the page of forms; return the lines of the answer."""

    def send(button: str, **headers: str) -> list[str]:
        page = browser.visit(f"{shown.home}/formulaires")
        submission = page.form_with(button).press(button)
        answer = browser.submit(submission, headers=headers or None)
        return answer.body.decode().split("\n")

    return send


def test_a_page_is_shown(shown: Shown, browser: Browser) -> None:
    """A visit gives the page, its address, its status and its headers."""
    page = browser.visit(f"{shown.home}/echo?a=1")

    assert f"{shown.home}/echo?a=1" == page.url
    assert 200 == page.status
    assert "a" == dict(page.headers)["x-suite"]
    assert ("GET", "/echo?a=1") == tuple(page.body.decode().split("\n")[:2])
    assert [page] == shown.pages


def test_redirections_are_followed(shown: Shown, browser: Browser) -> None:
    """The page is that of the end; the addresses on the way are told, in order."""
    page = browser.visit(f"{shown.home}/loin")

    assert f"{shown.home}/echo?arrive=1" == page.url
    assert (f"{shown.home}/loin", f"{shown.home}/plus-loin") == page.via
    assert [page] == shown.pages


def test_cookies_are_kept(shown: Shown, browser: Browser) -> None:
    """A cookie is sent back, also one set on the way by a redirection."""
    assert "Vu jamais" in browser.visit(f"{shown.home}/").text
    browser.visit(f"{shown.home}/cookie")
    assert "Vu une fois" in browser.visit(f"{shown.home}/").text
    browser.visit(f"{shown.home}/loin")
    assert "Vu en route" in browser.visit(f"{shown.home}/").text


def test_a_cookie_given_replaces_those_kept(shown: Shown, browser: Browser) -> None:
    """B08: whoever shows a token as a session sends that, and keeps what she had."""
    browser.visit(f"{shown.home}/cookie")
    page = browser.visit(f"{shown.home}/", headers={"cookie": "vu=autrement"})

    assert "Vu autrement" in page.text
    assert "Vu une fois" in browser.visit(f"{shown.home}/").text


def test_two_browsers_share_nothing(shown: Shown) -> None:
    """The cookies of one browser are unknown to another."""
    first, second = shown.open_browser(), shown.open_browser()
    first.visit(f"{shown.home}/cookie")

    assert "Vu une fois" in first.visit(f"{shown.home}/").text
    assert "Vu jamais" in second.visit(f"{shown.home}/").text


def test_an_error_is_a_page(shown: Shown, browser: Browser) -> None:
    """A portal that breaks down shows a page; only silence is unreachable."""
    assert [503, 404] == [
        browser.visit(f"{shown.home}{path}").status for path in ("/panne", "/rien")
    ]


def test_head_asks_for_no_body(shown: Shown, browser: Browser) -> None:
    """A mail scanner may ask for the headers alone."""
    page = browser.visit(f"{shown.home}/echo", method="HEAD")

    assert (200, b"", "") == (page.status, page.body, page.text)


def test_headers_may_be_added(press: Callable[..., list[str]], shown: Shown) -> None:
    """A header given goes with the form."""
    assert shown.home in press("Poster")
    assert "POST" == press("Poster", Referer="https://x.test/")[0]


def test_a_form_is_posted_as_browsers_do(
    press: Callable[..., list[str]], shown: Shown
) -> None:
    """Every value goes, repeated and empty ones too, with the button and the origin."""
    assert [
        "POST",
        "/echo?",
        shown.home,
        "a=é & +&b=1&b=2&vide=&qui=moi",
    ] == press("Poster")


def test_an_empty_form_is_posted(press: Callable[..., list[str]]) -> None:
    """A form without fields is sent all the same."""
    assert ("POST", "/echo?") == tuple(press("Rien")[:2])


def test_a_get_form_goes_in_the_address(press: Callable[..., list[str]]) -> None:
    """The fields replace the parameters of the action, as browsers have it."""
    assert ["GET", "/echo?q=%C3%A9", ""] == press("Chercher")


def test_a_form_that_redirects_ends_elsewhere(
    shown: Shown, press: Callable[..., list[str]]
) -> None:
    """After a post and a 303 the browser visits the page it is sent to."""
    assert "GET" == press("Suivre")[0]
    assert f"{shown.home}/echo" == shown.pages[-1].url
    assert (f"{shown.home}/poste",) == shown.pages[-1].via


def test_endless_redirections_are_unreachable(shown: Shown, browser: Browser) -> None:
    """A portal that redirects to itself for ever leads nowhere."""
    with pytest.raises(Unreachable, match="redirige sans fin"):
        browser.visit(f"{shown.home}/boucle")


@pytest.mark.parametrize("shown", ["wsgi", "socket"], indirect=True)
def test_nothing_is_drawn(browser: Browser) -> None:
    """A browser without a screen has no width, and nothing to inspect."""
    with pytest.raises(NotObservable, match=r"vrai navigateur.*390"):
        browser.resize(390)
    with pytest.raises(NotObservable, match="vrai navigateur"):
        browser.inspector()


def test_silence_is_unreachable(nowhere: str) -> None:
    """Where nothing listens the address is told."""
    browser = HttpBrowser(None, lambda _: None)
    with pytest.raises(Unreachable, match=f"{nowhere}/ ne répond pas"):
        browser.visit(f"{nowhere}/")
    browser.close()


@pytest.mark.parametrize("shown", ["socket", "chromium"], indirect=True)
def test_several_forms_go_at_once(shown: Shown, browser: Browser) -> None:
    """Each gets its answer, in the order given; every answer is seen."""
    form = browser.visit(f"{shown.home}/formulaires").form_with("Poster")
    forms = [form.press("Poster").setting("a", str(number)) for number in range(4)]
    pages = browser.submit_at_once(forms)

    assert ["a=0", "a=1", "a=2", "a=3"] == [page.body.decode()[-3:] for page in pages]
    assert 5 == len(shown.pages)


@pytest.mark.parametrize("shown", ["socket", "chromium"], indirect=True)
def test_a_given_origin_replaces_the_true_one(
    press: Callable[..., list[str]], shown: Shown
) -> None:
    """P7.5: a form with a foreign Origin has that one alone."""
    lines = press("Poster", Origin="https://ailleurs.example")

    assert "https://ailleurs.example" in lines
    assert shown.home not in lines


def test_headers_on_the_way_are_seen(shown: Shown, browser: Browser) -> None:
    """A cookie set by a redirection may give an address or a token away."""
    page = browser.visit(f"{shown.home}/loin")

    assert "en route" in str(page.via_headers)
    assert "en route" not in str(page.headers)


@pytest.mark.parametrize("url", ["javascript:__doPostBack('a','')", "mailto:a@b.test"])
def test_a_link_that_is_no_page_is_not_a_silent_portal(
    browser: Browser, url: str
) -> None:
    """Following a script is not observable here; it says nothing of the portal."""
    with pytest.raises(NotObservable):
        browser.visit(url)


def test_some_addresses_may_be_reached_another_way() -> None:
    """The portal over WSGI, its neighbours over a socket: one browser, both ways."""
    ways = {
        name: httpx.MockTransport(lambda _, name=name: httpx.Response(200, text=name))
        for name in ("portail", "voisin")
    }
    browser = HttpBrowser(
        ways["portail"], lambda _: None, {"all://127.0.0.1": ways["voisin"]}
    )
    pages = [
        browser.visit(url)
        for url in ("https://portail.test/", "http://127.0.0.1:2527/api/v2/jwks")
    ]
    browser.close()

    assert [b"portail", b"voisin"] == [page.body for page in pages]
