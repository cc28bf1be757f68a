"""Speaking to FranceConnect: what is asked, and what is believed.

Every forged answer is refused in tests/simulator/portal/web/test_france_connect.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from simulator.clock import BenchClock
from simulator.franceconnect import faults
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.server import FranceConnectServer
from simulator.portal.ports.france_connect import (
    FranceConnectClient,
    UnavailableError,
    UntrustedError,
)
from simulator.portal.ports.routes import Routes
from simulator.portal.settings import Settings
from simulator.replies import Reply

BACK = "https://portail.test/retour"
NONCE = "n" * 32
CAMILLE = ("Camille", "DURAND", "1981-04-23", "female", "67482", "99100")


@pytest.fixture
def clock() -> BenchClock:
    """The portal's and FranceConnect's."""
    return BenchClock()


@pytest.fixture
def double(clock: BenchClock) -> FranceConnectDouble:
    """FranceConnect, which knows Camille."""
    double = FranceConnectDouble(clock)
    double.know("Camille", PivotIdentity(*CAMILLE))
    return double


@pytest.fixture
def routes(double: FranceConnectDouble) -> Iterator[Routes]:
    """Where it is."""
    with FranceConnectServer(double) as server:
        yield Routes(franceconnect=server.base_url)


@pytest.fixture
def client(routes: Routes, clock: BenchClock) -> Iterator[FranceConnectClient]:
    """The portal, which soon loses patience."""
    settings = Settings(france_connect_timeout_s=0.3)
    client = FranceConnectClient(settings, routes, clock)
    yield client
    client.close()


@pytest.fixture
def code(double: FranceConnectDouble, client: FranceConnectClient) -> Callable[[], str]:
    """Have Camille identify; return the code."""

    def identify() -> str:
        url = client.authorize_url("s" * 32, NONCE, BACK)
        assert url is not None
        asked = dict(parse_qsl(urlsplit(url).query))
        request = double.authorize({name: [each] for name, each in asked.items()})
        assert request.refusal is None
        return dict(parse_qsl(urlsplit(double.answer(request.id, "Camille")).query))[
            "code"
        ]

    return identify


@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
def test_a_code_becomes_a_person(
    double: FranceConnectDouble,
    client: FranceConnectClient,
    code: Callable[[], str],
    algorithm: str,
) -> None:
    """Her sub, her six facts, and the proof that the log-out needs."""
    double.algorithm = algorithm
    person = client.identify(code(), NONCE, BACK)

    assert CAMILLE == tuple(vars_of(person.identity).values())
    assert person.sub == PivotIdentity(*CAMILLE).subject("sesame-bench-portal")
    assert 3 == len(person.id_token.split("."))


def vars_of(identity: object) -> dict[str, str]:
    """Return the facts of an identity."""
    names = PivotIdentity.__slots__
    return {name: getattr(identity, name) for name in names}


@pytest.mark.parametrize("endpoint", ["token", "jwks", "userinfo"])
def test_whoever_does_not_answer_is_unavailable(
    double: FranceConnectDouble,
    client: FranceConnectClient,
    code: Callable[[], str],
    endpoint: str,
) -> None:
    """Whichever endpoint it is: the person is told soon."""
    double.fault = faults.hanging(endpoint)
    with pytest.raises(UnavailableError, match=f"{endpoint} : ReadTimeout"):
        client.identify(code(), NONCE, BACK)
    double.forget()


@pytest.mark.parametrize("endpoint", ["token", "jwks", "userinfo"])
@pytest.mark.parametrize(
    "reply",
    [
        Reply(500, "", "text/html"),
        Reply(302, "", "text/html"),
        Reply(429, "{}", "application/json"),
    ],
)
def test_an_error_is_unavailable(
    double: FranceConnectDouble,
    client: FranceConnectClient,
    code: Callable[[], str],
    endpoint: str,
    reply: Reply,
) -> None:
    """No redirection of the back channel is followed."""
    double.fault = faults.Fault(instead={endpoint: reply})
    with pytest.raises(UnavailableError, match=f"statut {reply.status}"):
        client.identify(code(), NONCE, BACK)


def test_a_refused_code_is_not_believed(
    client: FranceConnectClient, code: Callable[[], str]
) -> None:
    """Used, or never given."""
    used = code()
    client.identify(used, NONCE, BACK)
    for wrong in (used, "inventé"):
        with pytest.raises(UntrustedError, match="code refusé"):
            client.identify(wrong, NONCE, BACK)


def test_a_nonce_of_another_request_is_not_believed(
    client: FranceConnectClient, code: Callable[[], str]
) -> None:
    """The reason names the claim, and tells no value."""
    with pytest.raises(UntrustedError) as wrong:
        client.identify(code(), "m" * 32, BACK)

    assert "id_token : InvalidClaimError (nonce)" == str(wrong.value)


def test_an_incomplete_identity_is_nobody_s(
    double: FranceConnectDouble,
    client: FranceConnectClient,
    code: Callable[[], str],
) -> None:
    """She is believed, but no account can be found by five facts."""
    double.fault = faults.Fault(userinfo={"birthdate": None})

    assert client.identify(code(), NONCE, BACK).identity is None


def test_without_franceconnect_there_is_nowhere_to_go(clock: BenchClock) -> None:
    """Neither to identify nor to log out, nor anybody to ask."""
    client = FranceConnectClient(Settings(), Routes(), clock)

    assert client.authorize_url("s", "n", BACK) is None
    assert client.end_session_url("t", "s", BACK) is None
    with pytest.raises(UnavailableError, match="aucun FranceConnect"):
        client.identify("c", NONCE, BACK)
    client.close()
