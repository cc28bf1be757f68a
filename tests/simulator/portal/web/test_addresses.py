"""Where the portal answers, and where it sends those who knock elsewhere (P1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from simulator.portal.assembly import build_bench_portal
from simulator.portal.settings import Settings


@pytest.fixture
def client(cheap: Settings) -> Iterator[FlaskClient]:
    """A browser on the portal with its public addresses."""
    portal = build_bench_portal(cheap)
    yield portal.app.test_client()
    portal.close()


@pytest.mark.parametrize(
    ("asked", "path", "location"),
    [
        ("http://www.carpimko.com", "/", "https://www.carpimko.com/"),
        ("http://carpimko.com", "/", "https://www.carpimko.com/"),
        ("https://carpimko.com", "/", "https://www.carpimko.com/"),
        (
            "http://www2.carpimko.com",
            "/Comptes/Connexion",
            "https://www2.carpimko.com/Comptes/Connexion",
        ),
        (
            "http://www2.carpimko.com",
            "/Comptes/ReinitialiserMotdepasse?token=a.b-c_d",
            "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=a.b-c_d",
        ),
        (
            "https://carpimko.com",
            "/x?y=1&z=%2F",
            "https://www.carpimko.com/x?y=1&z=%2F",
        ),
        (
            "http://www.carpimko.com",
            "/nulle-part",
            "https://www.carpimko.com/nulle-part",
        ),
    ],
)
def test_other_doors_lead_to_the_public_address(
    client: FlaskClient, asked: str, path: str, location: str
) -> None:
    """For good, to the same page, over https."""
    answer = client.get(path, base_url=asked)

    assert (301, location) == (answer.status_code, answer.location)


@pytest.mark.parametrize(
    "asked",
    [
        "https://www.carpimko.com",
        "https://www2.carpimko.com",
        "http://127.0.0.1:8080",
        "http://localhost",
        "https://evil.test",
        "http://www.carpimko.com.evil.test",
    ],
)
def test_the_public_address_and_a_bench_are_answered(
    client: FlaskClient, asked: str
) -> None:
    """No redirect, at home or on an unknown host, which gets no say in any address."""
    answer = client.get("/", base_url=asked)

    assert 200 == answer.status_code
    assert "evil" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/a%0d%0aX-Evil:%201", "/%0aSet-Cookie:%20a=b"])
def test_a_redirect_cannot_be_cut_in_two(client: FlaskClient, path: str) -> None:
    """Line ends in the address stay encoded (B39)."""
    answer = client.get(path, base_url="http://carpimko.com")

    assert answer.status_code < 500
    assert {"X-Evil", "Set-Cookie"}.isdisjoint(dict(answer.headers))


@pytest.mark.parametrize("path", ["/x%3Fy", "/x%25y", "/x%23y"])
def test_a_redirect_keeps_what_was_encoded(client: FlaskClient, path: str) -> None:
    """Decoding a question mark or a percent sign would make another address."""
    answer = client.get(path, base_url="http://carpimko.com")

    assert f"https://www.carpimko.com{path}" == answer.location


def test_a_bench_over_plain_http_redirects_nobody(cheap: Settings) -> None:
    """Its own addresses are http ones, and its cookies are not secure."""
    settings = replace(
        cheap,
        site_url="http://www.bench.test",
        accounts_url="http://www2.bench.test",
        apex_host="bench.test",
        secure_cookies=False,
    )
    portal = build_bench_portal(settings)
    client = portal.app.test_client()
    home = client.get("/", base_url="http://www.bench.test")
    login = client.get("/Comptes/Connexion", base_url="http://www2.bench.test")
    portal.close()

    assert (200, 200) == (home.status_code, login.status_code)
    assert "http://www2.bench.test/Comptes/Connexion" in home.get_data(as_text=True)
    assert "Secure" not in login.headers["Set-Cookie"]


def test_password_managers_find_the_page(client: FlaskClient) -> None:
    """At the address that they know (B59)."""
    answer = client.get(
        "/.well-known/change-password", base_url="https://www2.carpimko.com"
    )

    assert (302, "/Comptes/MotDePasseOublie") == (answer.status_code, answer.location)


def test_the_style_sheet_is_there(client: FlaskClient) -> None:
    """On both sites, as every page links to it."""
    for base in ("https://www.carpimko.com", "https://www2.carpimko.com"):
        answer: Any = client.get("/static/portal.css", base_url=base)
        assert "text/css; charset=utf-8" == answer.headers["Content-Type"]
        answer.close()
