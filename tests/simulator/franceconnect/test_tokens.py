"""Codes, id_tokens, userinfo answers and log-outs, genuine and forged."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from simulator.clock import BenchClock, advance
from simulator.franceconnect import faults
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.requests import Client
from simulator.franceconnect.server import FranceConnectServer

NOON_S = 1774699200
ComeBack = Callable[..., dict[str, str]]
Exchange = Callable[..., httpx.Response]


def verified(browser: httpx.Client, token: str) -> dict[str, Any]:
    """Return the claims of a token that the listed keys signed."""
    keys = KeySet.import_key_set(browser.get("/jwks").json())
    return jwt.decode(token, keys, algorithms=["ES256", "RS256"]).claims


def whoami(browser: httpx.Client, access_token: str) -> httpx.Response:
    """Ask userinfo."""
    return browser.get("/userinfo", headers={"Authorization": f"Bearer {access_token}"})


@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
def test_a_code_becomes_two_tokens(
    browser: httpx.Client,
    double: FranceConnectDouble,
    come_back: ComeBack,
    exchange: Exchange,
    algorithm: str,
) -> None:
    """Level, means and nonce are in the id_token; the identity in userinfo alone."""
    double.algorithm = algorithm
    answer = exchange(come_back()["code"]).json()
    proof = verified(browser, answer["id_token"])
    person = whoami(browser, answer["access_token"])
    claims = verified(browser, person.text)

    assert {"access_token", "expires_in", "id_token", "scope", "token_type"} == set(
        answer
    )
    assert (60, "Bearer") == (answer["expires_in"], answer["token_type"])
    base = str(browser.base_url).rstrip("/")
    assert (base, "portail", "n" * 32) == (proof["iss"], proof["aud"], proof["nonce"])
    assert ("eidas1", ["pwd"]) == (proof["acr"], proof["amr"])
    assert (NOON_S, NOON_S + 60) == (proof["iat"], proof["exp"])
    assert "application/jwt" == person.headers["content-type"]
    assert (base, "portail", proof["sub"]) == (
        claims["iss"],
        claims["aud"],
        claims["sub"],
    )
    identity = {"given_name", "family_name", "birthdate", "gender", "birthplace"}
    assert identity < claims.keys()
    assert set() == identity & proof.keys()
    assert set() == {"nonce", "acr", "amr"} & claims.keys()


def test_a_sub_is_of_one_person_for_one_portal() -> None:
    """Sixty-four hexadecimal digits and "v1", always the same for both."""
    camille = PivotIdentity(
        "Camille", "DURAND", "1981-04-23", "female", "67482", "99100"
    )
    twin = PivotIdentity("Camille", "DURAND", "1981-04-23", "female", "67218", "99100")

    assert re.fullmatch(r"[0-9a-f]{64}v1", camille.subject("portail"))
    assert 3 == len(
        {camille.subject("portail"), twin.subject("portail"), camille.subject("autre")}
    )
    assert camille.subject("portail") == camille.subject("portail")


@pytest.mark.parametrize(
    ("scope", "claims"),
    [
        ("openid", set()),
        ("openid given_name inconnu", {"given_name"}),
        ("openid birth", {"birthplace", "birthcountry"}),
        ("openid profile", {"given_name", "family_name", "birthdate", "gender"}),
    ],
)
def test_a_scope_gives_its_claims_and_no_others(
    browser: httpx.Client,
    come_back: ComeBack,
    exchange: Exchange,
    scope: str,
    claims: set[str],
) -> None:
    """An unknown scope is ignored (OpenID Connect Core 1.0 §3.1.2.1)."""
    answer = exchange(come_back(scope=scope)["code"]).json()
    known = verified(browser, whoami(browser, answer["access_token"]).text)

    assert {"iss", "sub", "aud", "iat", "exp"} | claims == known.keys()


@pytest.mark.parametrize(("age", "status"), [(30, 200), (30.000001, 400), (3600, 400)])
def test_a_code_lives_thirty_seconds(
    clock: BenchClock,
    come_back: ComeBack,
    exchange: Exchange,
    age: float,
    status: int,
) -> None:
    """The last instant included."""
    code = come_back()["code"]
    advance(clock, timedelta(seconds=age))

    assert status == exchange(code).status_code


def test_a_code_serves_once(
    browser: httpx.Client, come_back: ComeBack, exchange: Exchange
) -> None:
    """The second time is refused, and ends what the first gave (RFC 6749 §4.1.2)."""
    code = come_back()["code"]
    access_token = exchange(code).json()["access_token"]
    again = exchange(code)

    assert (400, "invalid_grant") == (again.status_code, again.json()["error"])
    assert 401 == whoami(browser, access_token).status_code


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://portail.test/autre"},
        {"client_id": "autre"},
        {"code": "inventé"},
    ],
)
def test_a_code_is_of_one_portal_and_one_way_back(
    come_back: ComeBack, exchange: Exchange, changes: dict[str, str]
) -> None:
    """Another's is refused, and stays good for whom it was given to."""
    code = come_back()["code"]
    form = {"code": code} | changes
    refused = exchange(form.pop("code"), **form)

    assert (400, "invalid_grant") == (refused.status_code, refused.json()["error"])
    assert 200 == exchange(code).status_code


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_secret": ""}, 401, "invalid_client"),
        ({"client_id": ""}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_bad_exchange_is_told(
    come_back: ComeBack,
    exchange: Exchange,
    changes: dict[str, str],
    status: int,
    error: str,
) -> None:
    """In JSON, with OAuth's own codes; no token comes with it."""
    answer = exchange(come_back()["code"], **changes)

    assert (status, error) == (answer.status_code, answer.json()["error"])
    assert "id_token" not in answer.json()


@pytest.mark.parametrize(("secret", "status"), [("le bon", 400), ("un autre", 401)])
def test_the_registered_secret_counts(
    clock: BenchClock, secret: str, status: int
) -> None:
    """With a portal told, another secret is « client authentication failed »."""
    double = FranceConnectDouble(clock, client=Client("portail", "le bon"))
    form = {"client_id": "portail", "client_secret": secret, "code": "x"}
    form["grant_type"] = "authorization_code"
    with FranceConnectServer(double) as server:
        answer = httpx.post(f"{server.base_url}/token", data=form, trust_env=False)

    assert status == answer.status_code


@pytest.mark.parametrize(("age", "status"), [(60, 200), (60.000001, 401)])
def test_an_access_token_lives_sixty_seconds(
    browser: httpx.Client,
    clock: BenchClock,
    come_back: ComeBack,
    exchange: Exchange,
    age: float,
    status: int,
) -> None:
    """Then userinfo says invalid_token, in the header too (RFC 6750 §3)."""
    access_token = exchange(come_back()["code"]).json()["access_token"]
    advance(clock, timedelta(seconds=age))
    answer = whoami(browser, access_token)

    assert status == answer.status_code
    assert (status == 401) == (
        "invalid_token" in answer.headers.get("www-authenticate", "")
    )


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer inventé", "Basic abc"])
def test_userinfo_needs_an_access_token(browser: httpx.Client, header: str) -> None:
    """Anything else is 401."""
    answer = browser.get("/userinfo", headers={"Authorization": header.encode()})

    assert 401 == answer.status_code


@pytest.mark.parametrize(
    "fault",
    [
        faults.TAMPERED,
        faults.UNSIGNED,
        faults.CLIENT_SECRET,
        faults.PUBLIC_KEY,
        faults.UNKNOWN_KEY,
        faults.KEY_IN_HEADER,
    ],
)
def test_a_forged_id_token_is_verified_by_no_listed_key(
    browser: httpx.Client,
    double: FranceConnectDouble,
    come_back: ComeBack,
    exchange: Exchange,
    fault: faults.Fault,
) -> None:
    """Each forgery is one that a careful portal refuses, and tells the same claims."""
    double.fault = fault
    token = exchange(come_back()["code"]).json()["id_token"]

    with pytest.raises((JoseError, ValueError)):
        verified(browser, token)
    assert 3 == len(token.split("."))


@pytest.mark.parametrize(
    ("fault", "claim", "value"),
    [
        (faults.OTHER_NONCE, "nonce", faults.OTHER),
        (faults.NO_NONCE, "nonce", None),
        (faults.OTHER_AUDIENCE, "aud", faults.OTHER),
        (faults.OTHER_ISSUER, "iss", "https://franceconnect.example/api/v2"),
        (faults.NO_SUBJECT, "sub", None),
        (faults.NO_EXPIRY, "exp", None),
        (faults.EXPIRED, "exp", NOON_S - 3540),
        (faults.LOW_LEVEL, "acr", "eidas0"),
    ],
)
def test_a_fault_changes_one_claim(
    browser: httpx.Client,
    double: FranceConnectDouble,
    come_back: ComeBack,
    exchange: Exchange,
    fault: faults.Fault,
    claim: str,
    value: object,
) -> None:
    """The token is genuine otherwise: only its claim can give it away."""
    double.fault = fault
    claims = verified(browser, exchange(come_back()["code"]).json()["id_token"])

    assert value == claims.get(claim)


@pytest.mark.parametrize(
    ("fault", "returned"),
    [
        (faults.OTHER_STATE, {"code", "state"}),
        (faults.NO_STATE, {"code"}),
        (faults.NO_CODE, {"state"}),
        (faults.OTHER_CODE, {"code", "state"}),
    ],
)
def test_the_way_back_may_be_altered(
    double: FranceConnectDouble,
    come_back: ComeBack,
    fault: faults.Fault,
    returned: set[str],
) -> None:
    """State and code are replaced or left out."""
    double.fault = fault
    back = come_back()

    assert returned == back.keys()
    assert (fault is faults.OTHER_STATE) == (back.get("state") == faults.OTHER)


def test_an_altered_state_comes_with_a_refusal_too(
    double: FranceConnectDouble, browser: httpx.Client
) -> None:
    """Somebody who gives up is sent back with the wrong state, and with no code."""
    double.fault = faults.Fault(returned={"state": faults.OTHER, "code": "x"})
    asked = dict.fromkeys(("state", "nonce"), "a" * 32) | {
        "response_type": "code",
        "client_id": "portail",
        "redirect_uri": "https://portail.test/retour",
        "scope": "openid",
        "acr_values": "eidas1",
    }
    browser.get("/authorize", params=asked)
    where = double.abandon(double.authorizations[-1].id)

    assert f"state={faults.OTHER}" in where
    assert "code=" not in where


def test_userinfo_may_be_no_jwt_or_another_person_s(
    browser: httpx.Client,
    double: FranceConnectDouble,
    come_back: ComeBack,
    exchange: Exchange,
) -> None:
    """Bare JSON, or a genuine JWT with another sub."""
    answers = []
    for fault in (faults.USERINFO_PLAIN, faults.OTHER_SUBJECT):
        double.fault = fault
        tokens = exchange(come_back()["code"]).json()
        answers.append(whoami(browser, tokens["access_token"]))

    assert "application/json" == answers[0].headers["content-type"]
    assert "DURAND" == answers[0].json()["family_name"]
    assert "0" * 64 + "v1" == verified(browser, answers[1].text)["sub"]


@pytest.mark.parametrize(
    ("fault", "path", "status"),
    [
        (faults.TOKEN_DOWN, "/token", 500),
        (faults.TOKEN_NONSENSE, "/token", 200),
        (faults.USERINFO_DOWN, "/userinfo", 500),
        (faults.KEYS_DOWN, "/jwks", 500),
    ],
)
def test_an_endpoint_may_be_down(
    browser: httpx.Client,
    double: FranceConnectDouble,
    fault: faults.Fault,
    path: str,
    status: int,
) -> None:
    """It answers a page instead, and as before once repaired."""
    double.fault = fault
    method = "POST" if path == "/token" else "GET"
    broken = browser.request(method, path)
    double.fault = None

    assert (status, "text/html") == (broken.status_code, broken.headers["content-type"])
    assert "application/json" == browser.request(method, path).headers["content-type"]


def test_whoever_hangs_is_released(
    double: FranceConnectDouble, server: FranceConnectServer
) -> None:
    """Forgetting, or stopping the server, lets a waiting portal go."""
    for release in (double.forget, server.stop):
        double.fault = faults.hanging("jwks")
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{server.base_url}/jwks", timeout=0.05, trust_env=False)
        release()


def test_a_log_out_is_recorded_and_sent_back(
    browser: httpx.Client,
    clock: BenchClock,
    double: FranceConnectDouble,
    come_back: ComeBack,
    exchange: Exchange,
) -> None:
    """An id_token serves as a hint after its expiry; the state comes back."""
    hint = exchange(come_back()["code"]).json()["id_token"]
    advance(clock, timedelta(hours=8))
    asked = {
        "id_token_hint": hint,
        "state": "z" * 32,
        "post_logout_redirect_uri": "https://portail.test/adieu",
    }
    answer = browser.get("/session/end", params=asked)
    (logout,) = double.logouts

    assert 303 == answer.status_code
    assert f"https://portail.test/adieu?state={'z' * 32}" == answer.headers["location"]
    assert (clock.now(), "z" * 32) == (logout.at, logout.state)
    assert re.fullmatch(r"[0-9a-f]{64}v1", logout.sub or "")


@pytest.mark.parametrize(
    "changes",
    [{"id_token_hint": "x.y.z"}, {"state": ""}, {"post_logout_redirect_uri": "/ici"}],
)
def test_an_incomplete_log_out_is_refused(
    browser: httpx.Client,
    double: FranceConnectDouble,
    come_back: ComeBack,
    exchange: Exchange,
    changes: dict[str, str],
) -> None:
    """It is recorded all the same, and nobody is sent anywhere."""
    asked = {
        "id_token_hint": exchange(come_back()["code"]).json()["id_token"],
        "state": "z" * 32,
        "post_logout_redirect_uri": "https://portail.test/adieu",
    }
    answer = browser.get("/session/end", params=asked | changes)

    assert 400 == answer.status_code
    assert 1 == len(double.logouts)
