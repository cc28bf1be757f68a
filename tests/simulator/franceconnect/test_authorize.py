"""The authorize endpoint, and the page on which people pick an identity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import lxml.html
import pytest

from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.requests import Client
from simulator.franceconnect.server import FranceConnectServer

if TYPE_CHECKING:
    from simulator.clock import BenchClock

CALLBACK = "https://portail.test/retour"
ASKED = {
    "response_type": "code",
    "client_id": "portail",
    "redirect_uri": CALLBACK,
    "scope": "openid identite_pivot",
    "acr_values": "eidas1",
    "state": "s" * 32,
    "nonce": "n" * 32,
}


def told(address: str) -> dict[str, str]:
    """Return the parameters of an address."""
    return dict(parse_qsl(urlsplit(address).query, strict_parsing=True))


def read(answer: httpx.Response) -> str:
    """Return the words of a page."""
    assert answer.headers["content-type"].startswith("text/html")
    body: Any = lxml.html.document_fromstring(answer.text)
    return " ".join(body.text_content().split())


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("prompt", [None, "login", "consent", "login consent"])
def test_a_complete_request_leads_to_the_choice(
    browser: httpx.Client, method: str, prompt: str | None
) -> None:
    """By GET or POST, with any prompt allowed: the person picks an identity."""
    asked = ASKED if prompt is None else ASKED | {"prompt": prompt}
    sent = {"params": asked} if method == "GET" else {"data": asked}
    answer = browser.request(method, "/authorize", **sent)  # type: ignore[arg-type] - either
    page = browser.get(answer.headers["location"])

    assert 303 == answer.status_code
    assert "Camille DURAND" in read(page)


@pytest.mark.parametrize("name", sorted(ASKED))
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_parameter_is_y030007(
    browser: httpx.Client, double: FranceConnectDouble, name: str, value: str | None
) -> None:
    """Absent or empty, the answer is a page with FranceConnect's code, not a return."""
    asked = {key: each for key, each in ASKED.items() if key != name}
    asked |= {} if value is None else {name: value}
    answer = browser.get("/authorize", params=asked)
    refusal = double.authorizations[-1].refusal

    assert 400 == answer.status_code
    assert "Y030007" in read(answer)
    assert refusal is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "s" * 31),
        ("nonce", "n" * 31),
        ("acr_values", "eidas2"),
        ("acr_values", "eidas1 eidas2"),
        ("prompt", ""),
        ("prompt", "none"),
        ("prompt", "select_account"),
    ],
)
def test_a_bad_parameter_is_y030007(
    browser: httpx.Client, name: str, value: str
) -> None:
    """Secrets under 32 characters, another level, a prompt that is not offered."""
    answer = browser.get("/authorize", params=ASKED | {name: value})

    assert 400 == answer.status_code
    assert "Y030007" in read(answer)


def test_a_repeated_parameter_is_y030007(browser: httpx.Client) -> None:
    """Which of the two is meant is nobody's to guess (RFC 6749 §3.1)."""
    answer = browser.get("/authorize", params=[*ASKED.items(), ("state", "t" * 32)])

    assert 400 == answer.status_code


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("response_type", "token", "unsupported_response_type"),
        ("scope", "profile", "invalid_request"),
    ],
)
def test_some_refusals_are_told_to_the_portal(
    browser: httpx.Client, name: str, value: str, error: str
) -> None:
    """The way back carries the error, its description and the state."""
    answer = browser.get("/authorize", params=ASKED | {name: value})
    where = answer.headers["location"]

    assert 303 == answer.status_code
    assert where.startswith(f"{CALLBACK}?")
    assert (error, ASKED["state"]) == (told(where)["error"], told(where)["state"])
    assert told(where)["error_description"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"client_id": "inconnu"}, 500, "Y030106"),
        ({"redirect_uri": "https://ailleurs.example/"}, 500, "Y030118"),
        ({}, 303, None),
    ],
)
def test_only_the_registered_portal_is_served(
    clock: BenchClock, changes: dict[str, str], status: int, code: str | None
) -> None:
    """An unknown client, or another way back, gets FranceConnect's own codes."""
    double = FranceConnectDouble(clock, client=Client("portail", "secret", (CALLBACK,)))
    with FranceConnectServer(double) as server:
        answer = httpx.get(
            f"{server.base_url}/authorize", params=ASKED | changes, trust_env=False
        )

    assert status == answer.status_code
    assert code is None or code in read(answer)


@pytest.mark.parametrize(
    "address", ["/retour", "javascript:alert(1)", f"{CALLBACK}#ici", "http://[", "x"]
)
def test_the_way_back_is_an_address(browser: httpx.Client, address: str) -> None:
    """Even with any portal accepted, nobody is sent to a script or to nowhere."""
    answer = browser.get("/authorize", params=ASKED | {"redirect_uri": address})

    assert 500 == answer.status_code
    assert "Y030118" in read(answer)


def test_a_person_picks_an_identity(browser: httpx.Client) -> None:
    """She is sent back with a code and the state, and the request is over."""
    page = browser.get("/authorize", params=ASKED).headers["location"]
    answer = browser.post(page, data={"identite": "Camille"})
    again = browser.post(page, data={"identite": "Camille"})

    assert 303 == answer.status_code
    assert {"code", "state"} == told(answer.headers["location"]).keys()
    assert ASKED["state"] == told(answer.headers["location"])["state"]
    assert (400, 400) == (again.status_code, browser.get(page).status_code)


def test_a_way_back_with_parameters_keeps_them(browser: httpx.Client) -> None:
    """What the portal put in its address is still there on return."""
    asked = ASKED | {"redirect_uri": f"{CALLBACK}?voie=fc"}
    page = browser.get("/authorize", params=asked).headers["location"]
    answer = browser.post(page, data={"identite": "Camille"})

    assert "fc" == told(answer.headers["location"])["voie"]


@pytest.mark.parametrize("name", ["", "Personne"])
def test_nobody_unknown_is_picked(browser: httpx.Client, name: str) -> None:
    """Without a choice, or with an invented one, the page asks again."""
    page = browser.get("/authorize", params=ASKED).headers["location"]
    answer = browser.post(page, data={"identite": name})

    assert 200 == answer.status_code
    assert "Choisissez une identité." in read(answer)


def test_a_person_may_give_up(browser: httpx.Client) -> None:
    """She is sent back with access_denied and the state, without code."""
    page = browser.get("/authorize", params=ASKED).headers["location"]
    answer = browser.post(page, data={"abandonner": "oui", "identite": "Camille"})

    assert {
        "error": "access_denied",
        "error_description": "User auth aborted",
        "state": ASKED["state"],
    } == told(answer.headers["location"])


def test_a_double_that_knows_nobody_says_so(
    browser: httpx.Client, double: FranceConnectDouble
) -> None:
    """The only way on is then to give up."""
    double.forget()
    page = browser.get("/authorize", params=ASKED).headers["location"]

    assert "ne connaît personne" in read(browser.get(page))
    assert () == FranceConnectDouble(double.clock).authorizations


def test_requests_are_recorded_refused_ones_too(
    browser: httpx.Client, double: FranceConnectDouble
) -> None:
    """A check reads what the portal asked, and when."""
    browser.get("/authorize", params=ASKED)
    browser.post("/authorize", data={"client_id": "portail"})
    first, second = double.authorizations

    assert (ASKED, "GET", None) == (first.parameters, first.method, first.refusal)
    assert double.clock.now() == first.at
    assert ({"client_id": "portail"}, "POST") == (second.parameters, second.method)
    assert second.refusal is not None
    double.forget()
    assert () == double.authorizations


def test_discovery_and_keys_describe_what_is_served(browser: httpx.Client) -> None:
    """Endpoints are below the issuer; ES256 and RS256 only; public keys only."""
    told_ = browser.get("/.well-known/openid-configuration").json()
    base = str(browser.base_url).rstrip("/")
    keys = browser.get("/jwks").json()["keys"]

    assert base == told_["issuer"]
    endpoints = [value for name, value in told_.items() if name.endswith("endpoint")]
    assert {f"{base}/{path}" for path in ("authorize", "token", "userinfo")} < set(
        endpoints
    )
    assert ["eidas1"] == told_["acr_values_supported"]
    assert ["ES256", "RS256"] == told_["id_token_signing_alg_values_supported"]
    assert ["ES256", "RS256"] == [key["alg"] for key in keys]
    assert not any({"d", "p", "q"} & key.keys() for key in keys)
