"""Headers, cookies, anti-forgery and strangers: what every page has (B14 to B18)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from itsdangerous import TimestampSigner
from werkzeug.test import TestResponse

from simulator.clock import real_now
from simulator.mail.mailbox import Mailbox
from simulator.recaptcha.server import RecaptchaServer

EveryPage = Callable[[], Iterator[tuple[str, TestResponse]]]
LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
OWN_HOSTS = {"", "www.carpimko.com", "www2.carpimko.com"}


def test_every_page_is_hardened(
    every_page: EveryPage, captcha_server: RecaptchaServer
) -> None:
    """Same headers on each, errors included; scripts only where the CAPTCHA is."""
    for name, answer in every_page():
        headers = answer.headers
        script = captcha_server.url if name == "forgotten" else "'none'"
        policy = (
            "default-src 'none'; style-src 'self'; img-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            f"script-src {script}; frame-src {script}"
        )
        # A refused step 4 has a test of its own.
        if not name.startswith("forgotten, "):
            assert policy == headers["Content-Security-Policy"], name
        assert "no-referrer" == headers["Referrer-Policy"], name
        assert "nosniff" == headers["X-Content-Type-Options"], name
        assert "DENY" == headers["X-Frame-Options"], name
        assert "no-store" == headers["Cache-Control"], name
        assert "max-age=31536000" == headers["Strict-Transport-Security"], name
        assert "Access-Control-Allow-Origin" not in headers, name


def test_a_refused_step_4_lets_its_captcha_through(
    visitor: Any, captcha_server: RecaptchaServer
) -> None:
    """The widget is shown again: its script and its frame must load again."""
    answer = visitor.identify(dossier="12")

    (script,) = visitor.page(answer).xpath("//script/@src")
    assert captcha_server.script_url == script
    policy = answer.headers["Content-Security-Policy"]
    assert f"script-src {captcha_server.url};" in policy
    assert f"frame-src {captcha_server.url}" in policy


def test_redirects_are_hardened_too(visitor: Any) -> None:
    """Nothing of a request is kept by a cache on the way."""
    answer = visitor.identify()

    assert 303 == answer.status_code
    assert "no-store" == answer.headers["Cache-Control"]
    assert "no-referrer" == answer.headers["Referrer-Policy"]


def test_the_style_sheet_may_be_kept(visitor: Any) -> None:
    """The one file that is no page."""
    answer = visitor.get("/static/portal.css")

    assert 200 == answer.status_code
    assert "no-store" not in answer.headers["Cache-Control"]
    assert "nosniff" == answer.headers["X-Content-Type-Options"]
    assert not re.search(r"https?:|@import|url\(", answer.get_data(as_text=True))
    answer.close()


def test_hsts_is_for_https_only(visitor: Any) -> None:
    """Over http it would mean nothing (RFC 6797 §7.2)."""
    answer = visitor.get("/", base_url="http://127.0.0.1:8080")

    assert "Strict-Transport-Security" not in answer.headers


def test_no_page_asks_anything_of_a_stranger(
    every_page: EveryPage, visitor: Any, captcha_server: RecaptchaServer
) -> None:
    """Only the CAPTCHA's script comes from elsewhere, at step 4 alone (B15, B38)."""
    google = urlsplit(captcha_server.url).netloc
    for name, answer in every_page():
        page = visitor.page(answer)
        loaded = page.xpath("//@src | //link/@href | //@srcset | //@poster | //@data")
        followed = page.xpath("//a/@href | //form/@action")
        hosts = {urlsplit(address).netloc for address in (*loaded, *followed)}
        allowed = OWN_HOSTS | ({google} if name.startswith("forgotten") else set())
        assert allowed >= hosts, name
        assert [] == page.xpath("//style | //@style | //@onclick | //@onload"), name
        inline = page.xpath("//script[not(@src)] | //meta[@http-equiv]")
        assert [] == inline, name


def test_cookies_are_for_the_server_alone(every_page: EveryPage) -> None:
    """Secure, unreadable by scripts, not sent along from other sites."""
    seen = 0
    for name, answer in every_page():
        for cookie in answer.headers.getlist("Set-Cookie"):
            seen += 1
            flags = {each.strip() for each in cookie.split(";")[1:]}
            assert flags >= {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}, name
            assert cookie.startswith("ep_session="), name
            assert not any(flag.startswith("Domain") for flag in flags), name
    assert seen > 0


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"csrf_token": ""},
        {"csrf_token": "garbage"},
    ],
)
def test_a_post_without_anti_forgery_token_changes_nothing(
    visitor: Any, mailbox: Mailbox, fields: dict[str, str]
) -> None:
    """On any form: the page says that the form is stale (B18)."""
    step5 = visitor.identify().location
    visitor.ask()
    token, sent = visitor.token(), len(mailbox.all())
    session = visitor.log_in("Ancien2025")
    assert 303 == session.status_code
    log = visitor.get("/_bench/log").text
    typed = {
        "situation": "affilie",
        "dossier": "0012345",
        "mot_de_passe": "Soleil2026",
        "confirmation": "Soleil2026",
        "token": token,
        "envoi": "mail",
    }
    for path in (
        "/Comptes/Connexion",
        "/Comptes/Deconnexion",
        "/Comptes/MotDePasseOublie",
        "/Comptes/ReinitialiserMotdepasse",
        "/Comptes/PremierMotDePasse",
        step5,
    ):
        answer = visitor.client.post(
            path, data=typed | fields, base_url="https://www2.carpimko.com"
        )
        assert 400 == answer.status_code, path
        assert "Formulaire périmé" in visitor.read(answer), path

    assert log == visitor.get("/_bench/log").text
    assert sent == len(mailbox.all())
    assert 200 == visitor.get("/Comptes/EspacePersonnel").status_code
    assert 200 == visitor.get(LINK + token).status_code


def test_the_token_of_another_browser_is_refused(arrive: Callable[[], Any]) -> None:
    """An anti-forgery token belongs to a session."""
    mine, theirs = arrive(), arrive()
    mine.get("/Comptes/Connexion")
    answer = mine.client.post(
        "/Comptes/Connexion",
        data={"csrf_token": theirs.csrf()},
        base_url="https://www2.carpimko.com",
    )

    assert 400 == answer.status_code


def test_a_form_may_stay_open_all_day(
    visitor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as its link lives: the token of the form has no shorter life."""
    visitor.ask()
    token, csrf = visitor.token(), visitor.csrf()
    almost_a_day = timedelta(hours=23, minutes=59)
    visitor.wait(seconds=almost_a_day.total_seconds())
    # Anti-forgery tokens are stamped by the machine's clock, not by the bench's.
    later = int((real_now() + almost_a_day).timestamp())
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: later)

    answer = visitor.reset(token, csrf_token=csrf)
    assert "/Comptes/ChangementEffectue" == answer.location


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.test"},
        {"X-Forwarded-Host": "evil.test"},
        {"X-Host": "evil.test"},
        {"Forwarded": "host=evil.test;proto=http"},
        {"X-Forwarded-Proto": "http", "X-Forwarded-Port": "1"},
        {"Origin": "https://evil.test"},
        {"Referer": "https://evil.test/"},
    ],
)
def test_the_link_of_the_mail_never_depends_on_headers(
    visitor: Any, mailbox: Mailbox, headers: dict[str, str]
) -> None:
    """It is always the procedure's (P7.5, B14)."""
    step5 = visitor.identify().location
    fields = {"csrf_token": visitor.csrf(), "envoi": "mail"}
    if "Host" in headers:
        session = visitor.client.get_cookie("ep_session", domain="www2.carpimko.com")
        visitor.client.set_cookie("ep_session", session.value, domain="evil.test")
        base = "https://evil.test"
    else:
        base = "https://www2.carpimko.com"
    visitor.client.post(step5, data=fields, base_url=base, headers=headers)

    (mail,) = mailbox.all()
    assert {LINK} == {link.url[: len(LINK)] for link in mail.links}
    assert b"evil" not in mail.raw


@pytest.mark.parametrize("name", ["returnUrl", "next", "redirect", "url"])
def test_nobody_is_sent_to_another_site(visitor: Any, name: str) -> None:
    """Whatever is asked for after a log-in (B52)."""
    answer = visitor.post(
        f"/Comptes/Connexion?{name}=https://evil.test/",
        {
            "situation": "affilie",
            "dossier": "0012345",
            "mot_de_passe": "Ancien2025",
            name: "https://evil.test/",
        },
    )

    assert "/Comptes/EspacePersonnel" == answer.location
