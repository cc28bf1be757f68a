"""An address that cannot be asked for is no answer of the portal."""

from __future__ import annotations

import httpx
import pytest

from harness.errors import NotObservable
from harness.forms import Submission
from harness.pages import Page
from harness.targets.http_browser import HttpBrowser

HOME = "https://portail.test/"
ENDLESS = f"{HOME}?token={'A' * 100_000}"


def submission(method: str) -> Submission:
    """Return a form whose action has no end, filled."""
    markup = f"<form method={method} action='{ENDLESS}'><button>Valider</button></form>"
    [form] = Page(HOME, 200, (), markup.encode()).forms
    return form.press("Valider")


def test_an_address_without_end_is_not_observable() -> None:
    """Opened, or as the action of a form: a French sentence says so."""
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    browser = HttpBrowser(transport, lambda _: None)
    with pytest.raises(NotObservable, match="ne peut pas être demandée"):
        browser.visit(ENDLESS)
    for method in ("get", "post"):
        with pytest.raises(NotObservable, match="ne peut pas être demandée"):
            browser.submit(submission(method))
    browser.close()
