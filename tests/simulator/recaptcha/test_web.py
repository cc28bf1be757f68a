"""The verifier and the widget, over HTTP."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import lxml.html
import pytest

from simulator.recaptcha.double import TEST_SECRET, RecaptchaDouble
from simulator.recaptcha.faults import EMPTY_JSON, NOT_JSON, SERVER_ERROR, Hang, Reply

if TYPE_CHECKING:
    import httpx

    from simulator.recaptcha.server import RecaptchaServer

SITEVERIFY = "/recaptcha/api/siteverify"
ANCHOR = "/recaptcha/api2/anchor"
ORIGIN = "http://portal.test:8080"


def test_a_portal_verifies_by_post(
    browser: httpx.Client, double: RecaptchaDouble
) -> None:
    """The form's secret, response and remoteip are what is verified."""
    response = double.solve("key", "portal.test")
    form = {"secret": "s", "response": response, "remoteip": "192.0.2.1"}

    reply = browser.post(SITEVERIFY, data=form)

    assert 200 == reply.status_code
    assert "application/json" == reply.headers["content-type"]
    assert {
        "success": True,
        "challenge_ts": "2026-03-28T12:00:00Z",
        "hostname": "portal.test",
    } == reply.json()
    (asked,) = double.verifications
    assert form == {
        "secret": asked.secret,
        "response": asked.response,
        "remoteip": asked.remoteip,
    }


def test_a_portal_may_verify_by_get(browser: httpx.Client) -> None:
    """Google takes the parameters from the URL as well."""
    asked = {"secret": TEST_SECRET, "response": "x"}

    assert (
        "testkey.google.com" == browser.get(SITEVERIFY, params=asked).json()["hostname"]
    )


@pytest.mark.parametrize(
    ("form", "errors"),
    [
        ({}, ["missing-input-secret", "missing-input-response"]),
        ({"secret": "s"}, ["missing-input-response"]),
        ({"response": "x"}, ["missing-input-secret"]),
        ({"secret": "s", "response": "x"}, ["invalid-input-response"]),
    ],
)
def test_a_refusal_gives_its_codes(
    browser: httpx.Client, form: dict[str, str], errors: list[str]
) -> None:
    """A refusal is an ordinary answer, with Google's error codes."""
    reply = browser.post(SITEVERIFY, data=form)

    assert 200 == reply.status_code
    assert {"success": False, "error-codes": errors} == reply.json()


def test_a_replay_is_refused(browser: httpx.Client, double: RecaptchaDouble) -> None:
    """The same response verified again is refused."""
    form = {"secret": "s", "response": double.solve("key", "portal.test")}
    browser.post(SITEVERIFY, data=form)

    assert ["timeout-or-duplicate"] == browser.post(SITEVERIFY, data=form).json()[
        "error-codes"
    ]


@pytest.mark.parametrize(
    ("fault", "status", "begins"),
    [(SERVER_ERROR, 500, "<html"), (NOT_JSON, 200, "<html"), (EMPTY_JSON, 200, "{}")],
)
def test_the_verifier_may_fail(
    browser: httpx.Client,
    double: RecaptchaDouble,
    fault: Reply,
    status: int,
    begins: str,
) -> None:
    """With a fault, the reply is the fault's; the response stays good for later."""
    form = {"secret": "s", "response": double.solve("key", "portal.test")}
    double.fault = fault

    reply = browser.post(SITEVERIFY, data=form)
    double.fault = None

    assert status == reply.status_code
    assert reply.text.startswith(begins)
    assert reply.headers["content-type"].startswith(fault.content_type)
    assert [None] == [asked.answer for asked in double.verifications]
    assert browser.post(SITEVERIFY, data=form).json()["success"]


def test_the_verifier_may_hang_until_released(
    browser: httpx.Client, double: RecaptchaDouble
) -> None:
    """A portal kept waiting gets its answer once it is released."""
    form = {"secret": "s", "response": double.solve("key", "portal.test")}
    hang = Hang(at_most=5)
    double.fault = hang
    answers: list[httpx.Response] = []
    thread = threading.Thread(
        target=lambda: answers.append(browser.post(SITEVERIFY, data=form))
    )
    thread.start()
    assert hang.wait_reached()
    assert () == double.verifications

    hang.release()
    thread.join(5)

    assert [True] == [answer.json()["success"] for answer in answers]


def test_a_page_loads_the_widget(browser: httpx.Client) -> None:
    """The script gives pages the functions they call, and reads its options."""
    reply = browser.get(
        "/recaptcha/api.js", params={"onload": "f", "render": "explicit", "hl": "fr"}
    )

    assert 200 == reply.status_code
    assert reply.headers["content-type"].startswith("text/javascript")
    assert (
        "window.grecaptcha = { render, getResponse, reset, execute, ready };"
        in reply.text
    )
    parts = (
        '".g-recaptcha[data-sitekey]"',
        'options.get("render") !== "explicit"',
        'call(options.get("onload"))',
        'options.get("hl")',
        'field.name = "g-recaptcha-response"',
        'frame.title = "reCAPTCHA"',
        '"/recaptcha/api2/anchor"',
        "data.callback",
        "data.expiredCallback",
    )
    assert [] == [part for part in parts if part not in reply.text]


@pytest.mark.parametrize(
    ("hl", "language", "label", "conditions"),
    [
        ("", "fr", "Je ne suis pas un robot", "Confidentialité - Conditions"),
        ("en-GB", "en", "I'm not a robot", "Privacy - Terms"),
    ],
)
def test_the_frame_shows_a_labelled_check_box(
    browser: httpx.Client, hl: str, language: str, label: str, conditions: str
) -> None:
    """The box has a name, a state and a place in the keyboard's order, as Google's."""
    reply = browser.get(ANCHOR, params={"k": "key", "co": ORIGIN, "hl": hl})

    document = lxml.html.document_fromstring(reply.text)
    boxes = [span for span in document.iter("span") if span.get("role") == "checkbox"]
    names = {label.get("id"): label.text for label in document.iter("label")}
    (box,) = boxes
    assert ("recaptcha-anchor", "0", "false") == (
        box.get("id"),
        box.get("tabindex"),
        box.get("aria-checked"),
    )
    assert label == names[box.get("aria-labelledby")]
    assert language == document.get("lang")
    assert "reCAPTCHA" == document.findtext(".//title")
    assert "<div>reCAPTCHA</div>" in reply.text
    assert f"<div>{conditions}</div>" in reply.text


def test_the_frame_speaks_to_its_page_only(browser: httpx.Client) -> None:
    """The frame knows the origin of its page, its host, and when responses expire."""
    reply = browser.get(ANCHOR, params={"k": '"><b>', "co": ORIGIN})

    body = lxml.html.document_fromstring(reply.text).find("body")
    assert body is not None
    assert ('"><b>', ORIGIN, "portal.test", 120_000.0) == (
        body.get("data-site-key"),
        body.get("data-origin"),
        body.get("data-hostname"),
        float(body.get("data-validity-ms", "")),
    )
    assert "Object.assign({ recaptcha: true }, message), settings.origin" in reply.text
    assert "event.origin !== settings.origin" in reply.text


def test_the_box_obeys_the_keyboard(browser: httpx.Client) -> None:
    """Space and Enter check the box, as a click does."""
    page = browser.get(ANCHOR, params={"k": "key", "co": ORIGIN}).text

    assert 'box.addEventListener("keydown"' in page
    assert 'event.key !== " " && event.key !== "Enter"' in page
    assert 'box.addEventListener("click", solve)' in page
    assert 'label.addEventListener("click", solve)' in page


@pytest.mark.parametrize(
    "asked", [{}, {"k": "key"}, {"co": ORIGIN}, {"k": "key", "co": "portal"}]
)
def test_a_frame_needs_a_site_key_and_an_origin(
    browser: httpx.Client, asked: dict[str, str]
) -> None:
    """Without knowing for whom it is shown, there is no box."""
    assert 400 == browser.get(ANCHOR, params=asked).status_code


def test_checking_the_box_gives_a_response(
    browser: httpx.Client, double: RecaptchaDouble
) -> None:
    """What the box obtains is a response that verifies for the page's host."""
    reply = browser.post(
        "/recaptcha/api2/userverify", data={"k": "key", "hostname": "portal.test"}
    )

    assert "portal.test" == double.verify("s", reply.json()["response"])["hostname"]


@pytest.mark.parametrize("form", [{}, {"k": "key"}, {"hostname": "portal.test"}])
def test_checking_needs_a_site_key_and_a_host(
    browser: httpx.Client, form: dict[str, str]
) -> None:
    """A box that belongs to no page gives no response."""
    assert 400 == browser.post("/recaptcha/api2/userverify", data=form).status_code


@pytest.mark.parametrize("path", ["/recaptcha/api.js", f"{ANCHOR}?k=key&co={ORIGIN}"])
def test_nothing_comes_from_elsewhere(
    browser: httpx.Client, server: RecaptchaServer, path: str
) -> None:
    """Widget and frame name no address but that of the page they are shown on."""
    text = browser.get(path).text.replace(ORIGIN, "").replace(server.url, "")

    assert "://" not in text
    assert "google." not in text
