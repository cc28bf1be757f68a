"""Pages and forms written in HTML, as any portal could send them."""

from __future__ import annotations

from collections.abc import Callable

import freezegun
import pytest

from harness.forms import Form
from harness.pages import Page

# Scenarios freeze the time across a test's set-up and end: pytest's own durations
# must stay real.
freezegun.configure(extend_ignore_list=["_pytest.timing"])

URL = "https://www2.carpimko.com/Comptes/Page?vue=1"


@pytest.fixture(scope="session")
def page() -> Callable[..., Page]:
    """Make a page from HTML (text or bytes) and what came with it."""

    def make(
        markup: str | bytes,
        *,
        url: str = URL,
        status: int = 200,
        headers: tuple[tuple[str, str], ...] = (),
        via: tuple[str, ...] = (),
        via_headers: tuple[tuple[str, str], ...] = (),
    ) -> Page:
        body = markup.encode() if isinstance(markup, str) else markup
        return Page(url, status, headers, body, via, via_headers)

    return make


@pytest.fixture(scope="session")
def form(page: Callable[..., Page]) -> Callable[[str], Form]:
    """Make the one form that holds the HTML given, with a button « Valider »."""

    def make(inside: str) -> Form:
        button = "<button>Valider</button>"
        return page(f'<form method="post">{inside}{button}</form>').forms[0]

    return make
