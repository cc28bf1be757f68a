"""What another site's page makes a person's browser send (B18).

Such a page knows neither her hidden values nor the address that holds a token, only the
hidden values that the portal shows to anybody who visits it. The browser says where it
comes from, and sends along only the cookies that the portal lets other sites send:
those with ``SameSite=None``, and those that say nothing (Firefox and Safari send them).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from harness.cookies import is_deletion, read_cookie
from harness.forms import Submission
from harness.journeys.account import change_form
from harness.journeys.affiliate import Affiliate
from harness.journeys.filled import choice_form, password_form, request_form
from harness.pages import Page

FOREIGN = "https://ailleurs.example"


def forge_request(affiliate: Affiliate) -> None:
    """Have another site send step 4 from her browser, which shows it."""
    _forge(affiliate, request_form(affiliate))


def forge_choice(affiliate: Affiliate) -> None:
    """Have another site send step 5 from her browser, which shows it."""
    submission = choice_form(affiliate)
    affiliate.concerned = False  # she did not validate anything herself
    _forge(affiliate, submission)


def forge_password(affiliate: Affiliate, password: str) -> None:
    """Have another site send step 8 from her browser, which shows it."""
    _forge(affiliate, password_form(affiliate, password))


def forge_change(affiliate: Affiliate, password: str) -> None:
    """Have another site send the change of password of her open personal space.

    Raises:
        NotObservable: her personal space offers no such page.
    """
    form = change_form(affiliate)
    submission = form.press(form.buttons[0].text)
    for item in form.fields:
        if item.kind == "password":
            submission = submission.setting(item.name, password)
    _forge(affiliate, submission)


def cookies_sent_from_elsewhere(pages: Iterable[Page]) -> dict[str, str]:
    """Return the cookies set on *pages* that another site's form takes along."""
    sent: dict[str, str] = {}
    for page in pages:
        for header, value in (*page.via_headers, *page.headers):
            if header.lower() != "set-cookie":
                continue
            name, content, attributes = read_cookie(value)
            sent.pop(name, None)
            kept = attributes.get("samesite", "").lower() in {"lax", "strict"}
            if not kept and not is_deletion(attributes, page):
                sent[name] = content
    return sent


def _forge(affiliate: Affiliate, submission: Submission) -> None:
    hidden = {item.name for item in submission.form.fields if item.kind == "hidden"}
    pairs = tuple(pair for pair in submission.pairs if pair[0] not in hidden)
    action = urljoin(submission.form.action, urlsplit(submission.form.action).path)
    pairs += _shown_to_anybody(affiliate, action, hidden)
    forged = replace(
        submission, pairs=pairs, form=replace(submission.form, action=action)
    )
    cookies = cookies_sent_from_elsewhere(affiliate.world.seen_in(affiliate.browser))
    headers = {
        "Origin": FOREIGN,
        "Referer": f"{FOREIGN}/",
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
    }
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={one}" for name, one in cookies.items())
    affiliate.show(affiliate.world.open_browser().submit(forged, headers=headers))


def _shown_to_anybody(
    affiliate: Affiliate, address: str, names: set[str]
) -> tuple[tuple[str, str], ...]:
    """Return the hidden values called *names* that a stranger is given there."""
    page = affiliate.world.open_browser().visit(address)
    shown = {
        item.name: item.value
        for form in page.forms
        for item in form.fields
        if item.kind == "hidden" and item.name in names
    }
    return tuple(shown.items())
