"""One set of cookies, whichever way a request goes."""

from __future__ import annotations

from harness.targets.chromium.browser import ChromiumBrowser

_ADDED = {"X-Essai": "1"}


def test_the_wire_sends_the_cookies_of_the_browser(
    browser: ChromiumBrowser, site: str
) -> None:
    """What the tab was given goes along with a request that no page sends."""
    browser.visit(f"{site}/cookies")

    assert "premier=1|second=2" == browser.visit(f"{site}/cookies", headers=_ADDED).text


def test_the_browser_sends_the_cookies_of_the_wire(
    browser: ChromiumBrowser, site: str
) -> None:
    """What came without the browser is the tab's, its attributes too."""
    browser.visit(f"{site}/cookies", headers=_ADDED)
    kept = browser.on_tab(lambda tab: tab.context.cookies())

    assert "premier=1|second=2" == browser.visit(f"{site}/cookies").text
    assert {"premier": (True, "Lax"), "second": (False, "Lax")} == {
        one["name"]: (one["httpOnly"], one["sameSite"]) for one in kept
    }
    assert -1 == next(one["expires"] for one in kept if one["name"] == "premier")


def test_a_cookie_deleted_on_the_wire_is_gone(
    browser: ChromiumBrowser, site: str
) -> None:
    """A deletion counts both ways, also one that came with a redirection."""
    browser.visit(f"{site}/cookies")
    browser.visit(f"{site}/oubli", headers=_ADDED)

    assert "second=2" == browser.visit(f"{site}/cookies").text
