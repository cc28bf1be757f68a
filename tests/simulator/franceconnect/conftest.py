"""A double, its server, and a portal that asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from simulator.clock import BenchClock
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.server import FranceConnectServer

NOON = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
CALLBACK = "https://portail.test/retour"
SECRETS = {"state": "s" * 32, "nonce": "n" * 32}
ASKED = {
    "response_type": "code",
    "client_id": "portail",
    "redirect_uri": CALLBACK,
    "scope": "openid identite_pivot",
    "acr_values": "eidas1",
    **SECRETS,
}
CAMILLE = PivotIdentity("Camille", "DURAND", "1981-04-23", "female", "67482", "99100")


@pytest.fixture
def clock() -> BenchClock:
    """A clock that stands at noon."""
    clock = BenchClock()
    clock.move_to(NOON)
    return clock


@pytest.fixture
def double(clock: BenchClock) -> FranceConnectDouble:
    """A double that takes any portal, and knows Camille."""
    double = FranceConnectDouble(clock)
    double.know("Camille", CAMILLE)
    return double


@pytest.fixture
def server(double: FranceConnectDouble) -> Iterator[FranceConnectServer]:
    """The double, listening."""
    with FranceConnectServer(double) as server:
        yield server


@pytest.fixture
def browser(server: FranceConnectServer) -> Iterator[httpx.Client]:
    """A client of the server, which keeps its connection and follows nothing."""
    with httpx.Client(base_url=server.base_url, timeout=5, trust_env=False) as client:
        yield client


@pytest.fixture
def come_back(
    browser: httpx.Client, double: FranceConnectDouble
) -> Callable[..., dict[str, str]]:
    """Ask, pick Camille, and return the parameters of the way back to the portal."""

    def walk(**changes: str) -> dict[str, str]:
        answer = browser.get("/authorize", params=ASKED | changes)
        assert 303 == answer.status_code
        asked = double.authorizations[-1]
        where = double.answer(asked.id, "Camille")
        return dict(parse_qsl(urlsplit(where).query, strict_parsing=True))

    return walk


@pytest.fixture
def exchange(browser: httpx.Client) -> Callable[..., httpx.Response]:
    """Present a code at the token endpoint, as the portal does."""

    def post(code: str, **changes: str) -> httpx.Response:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "client_id": "portail",
            "client_secret": "le secret du portail, assez long",
        }
        return browser.post("/token", data=form | changes)

    return post
