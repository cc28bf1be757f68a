"""Pages are told apart without what names one person, and measured when they fail."""

from __future__ import annotations

import pytest

from harness.errors import Unreachable
from harness.pages import Page
from harness.runs.load.measured import MeasuredBrowser, PageTime, path_of


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://www.carpimko.com", "/"),
        ("https://x.example/Comptes/Connexion?token=a.b.c", "/Comptes/Connexion"),
        ("https://x.example/ChoixEnvoi/a7e1553ceb29a785", "/ChoixEnvoi/…"),
        ("https://x.example/d/1234567/", "/d/…/"),
        ("https://x.example/reset/MQabcdefghijklmnopqrstuvwxyz", "/reset/…"),
        ("http://[", "…"),
    ],
)
def test_what_was_drawn_is_left_out_of_paths(url: str, path: str) -> None:
    """Or each person would have a page of her own in the figures."""
    assert path == path_of(url)


class Scripted:
    """A browser that shows one page, or nothing."""

    def __init__(self, page: Page | None) -> None:
        """Show *page* whatever is asked for."""
        self._page = page

    def visit(self, url: str, **_: object) -> Page:
        """Show it."""
        if self._page is None:
            raise Unreachable(url)
        return self._page


@pytest.mark.parametrize(
    ("page", "requests", "error"),
    [
        (Page("https://x.example/b", 200, (), b"12", ("https://x.example/a",)), 2, ""),
        (Page("https://x.example/a", 503, (), b"12"), 1, "HTTP 503"),
        (Page("https://x.example/a", 429, (), b"12"), 1, "HTTP 429"),
        (Page("https://x.example/a", 404, (), b"12"), 1, ""),
    ],
)
def test_a_page_is_measured_with_its_redirections(
    page: Page, requests: int, error: str
) -> None:
    """A refusal is an answer; a breakdown of the portal is none."""
    told: list[PageTime] = []
    browser = MeasuredBrowser(Scripted(page), told.append)  # type: ignore[arg-type] # visits only

    assert page == browser.visit("https://x.example/a")
    (one,) = told
    assert ("GET", "/a", requests, 2, error) == (
        one.method,
        one.path,
        one.requests,
        one.size,
        one.error,
    )


def test_a_portal_that_does_not_answer_is_measured_too() -> None:
    """What never came counts as failed, and is raised all the same."""
    told: list[PageTime] = []
    browser = MeasuredBrowser(Scripted(None), told.append)  # type: ignore[arg-type] # visits only
    with pytest.raises(Unreachable):
        browser.visit("https://x.example/a")

    assert ["Unreachable"] == [one.error for one in told]
