"""What every bench API must do; the simulated portal's does all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from flask import Flask

from harness.errors import BenchRefusal, NotObservable, Unreachable
from harness.target import LACKS, Capability
from harness.targets.bench_client import BenchClient
from harness.targets.embedded import CHEAP
from simulator.listening import listen
from simulator.portal.assembly import Portal, build_bench_portal
from simulator.portal.rules.situation import Situation
from simulator.portal.service.letter import post_letter
from simulator.portal.store import accounts

API = (
    Capability.CLOCK,
    Capability.ACCOUNTS,
    Capability.ROUTES,
    Capability.LETTERS,
    Capability.LOG,
    Capability.OUTBOX,
    Capability.RESTART,
    Capability.FRANCE_CONNECT,
)
NOON = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
CAMILLE = {
    "situation": "affilie",
    "dossier": "0012345",
    "password": "Ancien2025",
    "email": "camille@example.org",
    "first_name": "Camille",
    "last_name": "Moreau",
    "address": {"street": "3 rue des Lilas", "postcode": "67000", "city": "Strasbourg"},
    "department": "67",
    "status": "active",
}
CALLS: dict[Capability, Callable[[BenchClient], Any]] = {
    Capability.CLOCK: lambda bench: bench.set_clock(NOON),
    Capability.ACCOUNTS: lambda bench: bench.replace_accounts([dict(CAMILLE)]),
    Capability.ROUTES: lambda bench: bench.set_routes(
        smtp="127.0.0.1:2525", siteverify="http://127.0.0.1:2526/siteverify"
    ),
    Capability.LETTERS: lambda bench: bench.letters(),
    Capability.LOG: lambda bench: bench.log(),
    Capability.OUTBOX: lambda bench: bench.run_outbox(),
    Capability.RESTART: lambda bench: bench.restart(),
    Capability.FRANCE_CONNECT: lambda bench: bench.set_routes(
        smtp="127.0.0.1:2525",
        siteverify="http://127.0.0.1:2526/siteverify",
        franceconnect="http://127.0.0.1:2527/api/v2",
    ),
}


@pytest.fixture
def portal() -> Iterator[Portal]:
    """The simulated portal, as a bench."""
    built = build_bench_portal(CHEAP)
    yield built
    built.parts.store.dispose()


@pytest.fixture(params=["wsgi", "socket"])
def bench(
    request: pytest.FixtureRequest, portal: Portal, serve: Callable[[Flask], str]
) -> Iterator[BenchClient]:
    """Its bench API in this process, and over a real socket."""
    if request.param == "wsgi":
        transport = httpx.WSGITransport(portal.app)
        client = BenchClient("https://www2.carpimko.com/_bench/", transport)
    else:
        client = BenchClient(f"{serve(portal.app)}/_bench")
    yield client
    client.close()


def test_the_simulated_portal_can_do_everything(bench: BenchClient) -> None:
    """All capabilities of the bench API are there, and none besides."""
    assert set(API) == bench.capabilities


@pytest.mark.parametrize("capability", API)
def test_every_call_is_answered(bench: BenchClient, capability: Capability) -> None:
    """Each capability is more than a name."""
    CALLS[capability](bench)


def test_the_clock_stands_where_it_is_put(bench: BenchClient, portal: Portal) -> None:
    """The portal's time is the one it was told, whatever its zone."""
    bench.set_clock(NOON)

    assert NOON == portal.clock.now()


def test_a_new_world_has_no_letters(bench: BenchClient) -> None:
    """Setting the accounts forgets letters; the log is text."""
    bench.replace_accounts([dict(CAMILLE)])

    assert [] == bench.letters()
    assert isinstance(bench.log(), str)


def test_a_letter_may_be_had_on_paper(bench: BenchClient, portal: Portal) -> None:
    """By its rank, as PDF; None where there is no such letter."""
    bench.replace_accounts([dict(CAMILLE)])
    assert bench.letter_pdf(1) is None

    with portal.parts.store.begin() as connection:
        account = accounts.find(connection, Situation.AFFILIE, "0012345")
        assert account is not None
        post_letter(portal.parts, connection, account)
    paper = bench.letter_pdf(1)

    assert paper is not None
    assert paper.startswith(b"%PDF-")
    assert bench.letter_pdf(2) is None


@pytest.mark.parametrize(
    "answer",
    [httpx.Response(200, json={"letters": []}), httpx.Response(200, text="<h1>")],
)
def test_letters_that_are_no_list_are_refused(answer: httpx.Response) -> None:
    """The bench API's error, not the portal's."""

    def reply(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/letters"):
            return answer
        return httpx.Response(200, json={"version": 1, "capabilities": ["letters"]})

    client = BenchClient("https://portail.test/_bench", httpx.MockTransport(reply))
    with pytest.raises(BenchRefusal, match="no JSON list of letters"):
        client.letters()


def test_a_paper_that_breaks_down_is_refused() -> None:
    """Only 404 says that there is none."""

    def reply(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/pdf"):
            return httpx.Response(500, text="panne")
        return httpx.Response(200, json={"version": 1, "capabilities": ["letters"]})

    client = BenchClient("https://portail.test/_bench", httpx.MockTransport(reply))
    with pytest.raises(BenchRefusal, match=r"GET .*/letters/1/pdf : 500 panne"):
        client.letter_pdf(1)


def test_an_account_may_change(bench: BenchClient) -> None:
    """Some fields of an account that exists are changed."""
    bench.replace_accounts([dict(CAMILLE)])
    bench.change_account("affilie", "0012345", {"email": None})


def test_an_unknown_account_is_refused(bench: BenchClient) -> None:
    """The refusal tells the call, the status and the portal's sentence."""
    bench.replace_accounts([])
    with pytest.raises(
        BenchRefusal, match=r"PATCH .*/accounts/affilie/0012345 : 404 .*"
    ):
        bench.change_account("affilie", "0012345", {"email": None})


def test_a_bad_body_is_refused(bench: BenchClient) -> None:
    """The portal's 422 comes with its sentence."""
    with pytest.raises(BenchRefusal, match=r"PUT .*/accounts : 422 .*"):
        bench.replace_accounts([{"situation": "admin"}])


@pytest.mark.parametrize("capability", API)
def test_what_a_portal_lacks_is_not_observable(
    tiny_bench: Callable[..., httpx.WSGITransport], capability: Capability
) -> None:
    """Without the capability nothing is asked; the reason is told in French."""
    others = [other.value for other in API if other is not capability]
    transport = tiny_bench({"version": 1, "capabilities": others})
    client = BenchClient("https://portail.test/_bench", transport)
    with pytest.raises(NotObservable) as lacking:
        CALLS[capability](client)
    client.close()

    assert LACKS[capability] == str(lacking.value)
    assert set(API) - {capability} == client.capabilities


@pytest.mark.parametrize(
    ("description", "capabilities"),
    [
        ({"version": 1}, set()),
        ({"version": 1, "capabilities": []}, set()),
        ({"version": 1, "capabilities": ["clock", "teleport"]}, {Capability.CLOCK}),
    ],
)
def test_a_bench_may_offer_little(
    tiny_bench: Callable[..., httpx.WSGITransport],
    description: object,
    capabilities: set[Capability],
) -> None:
    """Nothing is a fair offer, and unknown capabilities of later versions pass."""
    client = BenchClient("https://portail.test/_bench", tiny_bench(description))
    client.close()

    assert capabilities == client.capabilities


@pytest.mark.parametrize("description", [{"version": 2}, {"version": "1"}, {}])
def test_another_version_is_refused(
    tiny_bench: Callable[..., httpx.WSGITransport], description: object
) -> None:
    """Only version 1 is spoken; both versions are told."""
    with pytest.raises(BenchRefusal, match=r"has version .*speaks 1\."):
        BenchClient("https://portail.test/_bench", tiny_bench(description))


@pytest.mark.parametrize("status", [401, 404, 500])
def test_an_address_that_is_no_bench_is_refused(
    tiny_bench: Callable[..., httpx.WSGITransport], status: int
) -> None:
    """The status says what stands at the address instead."""
    with pytest.raises(BenchRefusal, match=rf"\(status {status}\)"):
        BenchClient("https://portail.test/_bench", tiny_bench("<h1>Non</h1>", status))


def test_nothing_listening_is_unreachable(nowhere: str) -> None:
    """The address that does not answer is told."""
    with pytest.raises(Unreachable, match=f"{nowhere}/_bench/ ne répond pas"):
        BenchClient(f"{nowhere}/_bench")


def test_a_bench_that_is_silent_is_unreachable_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody listens and never answers: what describes the bench comes at once."""
    monkeypatch.setattr("harness.targets.bench_client._AT_ONCE_S", 0.2)
    with listen("127.0.0.1", 0, 1) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/_bench"
        with pytest.raises(Unreachable, match="ne répond pas : timed out"):
            BenchClient(url)


def test_every_lack_has_its_words() -> None:
    """Whatever is not observable, the report says why."""
    assert set(Capability) == set(LACKS)
    assert all(LACKS.values())


@pytest.mark.parametrize("description", ["<h1>Accueil</h1>", "", ["clock"], "null"])
def test_a_page_in_place_of_the_bench_is_refused(
    tiny_bench: Callable[..., httpx.WSGITransport], description: object
) -> None:
    """A portal that answers its home page to every address has no bench there."""
    with pytest.raises(BenchRefusal):
        BenchClient("https://portail.test/_bench", tiny_bench(description))


def test_a_redirection_is_refused() -> None:
    """A bench behind a log-in does not set the clock by redirecting to it."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"version": 1, "capabilities": ["clock"]})
        return httpx.Response(302, headers={"location": "/connexion"})

    client = BenchClient("https://portail.test/_bench", httpx.MockTransport(answer))
    with pytest.raises(BenchRefusal):
        client.set_clock(NOON)
