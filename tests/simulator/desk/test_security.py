"""Nothing but the desk itself changes the world, and answers are hardened."""

from __future__ import annotations

import pytest

from tests.simulator.desk.desk_user import URL, DeskUser

_POST = "/_monde/pannes/basculer"
_FIELDS = {"panne": "mail:busy", "sens": "casser"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://voleur.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8080"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": URL},
    ],
)
def test_a_form_from_elsewhere(tester: DeskUser, headers: dict[str, str]) -> None:
    """What another page sends is refused, and changes nothing."""
    answer = tester.client.post(_POST, base_url=URL, data=_FIELDS, headers=headers)

    assert 403 == answer.status_code
    assert "rien n'a été changé" in answer.text.replace("&#39;", "'")
    assert not tester.page("/pannes").xpath("//button[@aria-checked='true']")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": URL},
        {"Sec-Fetch-Site": "same-origin", "Origin": URL},
        {"Origin": "HTTP://127.0.0.1:8080"},
    ],
)
def test_a_form_from_here(tester: DeskUser, headers: dict[str, str]) -> None:
    """What the desk's own pages and programs send is taken."""
    answer = tester.client.post(_POST, base_url=URL, data=_FIELDS, headers=headers)

    assert 303 == answer.status_code
    assert tester.page("/pannes").xpath("//button[@aria-checked='true']")


def test_the_api_refuses_other_sites(tester: DeskUser) -> None:
    """The API refuses them too, in JSON."""
    answer = tester.api(
        "DELETE", "/faults", headers={"Origin": "https://voleur.example"}
    )

    assert 403 == answer.status_code
    assert "another site" in answer.get_json()["error"]


@pytest.mark.parametrize("path", ["/", "/mails", "/rien", "/api/clock", "/vivant"])
def test_headers(tester: DeskUser, path: str) -> None:
    """Every answer forbids inline scripts, framing, sniffing and caching."""
    answer = tester.get(path, buffered=False)
    answer.close()

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "DENY" == answer.headers["X-Frame-Options"]
    assert "nosniff" == answer.headers["X-Content-Type-Options"]
    assert "no-store" == answer.headers["Cache-Control"]


def test_no_page_needs_what_the_policy_forbids(tester: DeskUser) -> None:
    """No page holds an inline script, an inline style or an event attribute."""
    number = tester.mail()
    for path in ("/", "/pannes", "/horloge", f"/mails/{number}", "/habitants/nouveau"):
        page = tester.page(path)
        assert not page.xpath("//script[not(@src)] | //style | //@style")
        assert not [
            name for each in page.iter() for name in each.attrib if name[:2] == "on"
        ]


def test_a_search_is_shown_as_text(tester: DeskUser) -> None:
    """What is searched for comes back as text, never as markup."""
    for path in ("/mails", "/journal", "/habitants"):
        answer = tester.get(path, query_string={"q": '"><script>x</script>'})
        assert "<script>x" not in answer.text


def test_a_form_too_long(tester: DeskUser) -> None:
    """A form of a megabyte is refused with a page."""
    assert 413 == tester.post("/habitants/nouveau", nom="x" * 1_000_000).status_code


def test_the_cookie_stays_here(tester: DeskUser) -> None:
    """The cookie of the messages is for the desk alone, and for no script."""
    cookie = tester.post("/pannes/reparer").headers["Set-Cookie"]

    assert "Path=/_monde" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
