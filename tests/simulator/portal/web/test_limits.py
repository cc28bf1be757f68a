"""How often each page may be submitted, and what it says then (B22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from simulator.portal.assembly import build_bench_portal
from simulator.portal.settings import Settings

TOO_MANY = "Trop de demandes"
PATH = "/Comptes/ReinitialiserMotdepasse"


def _is_limited(answer: TestResponse) -> bool:
    return answer.status_code == 429


def _first_limited(submit: Callable[[int], TestResponse], most: int = 100) -> int:
    """Return how many submissions went through before one was limited."""
    return next(n for n in range(most) if _is_limited(submit(n)))


def test_step_4_of_one_dossier_waits_after_ten(visitor: Any) -> None:
    """A quarter of an hour, as the page and the header say."""
    assert 10 == _first_limited(lambda _: visitor.identify())
    visitor.wait(minutes=5, seconds=30)
    answer = visitor.identify()

    assert 429 == answer.status_code
    assert str(9 * 60 + 30) == answer.headers["Retry-After"]
    text = visitor.read(answer)
    assert TOO_MANY in text
    assert "réessayer dans 10 minutes" in text
    assert "Aller à la page de connexion" in text
    visitor.wait(minutes=9, seconds=30)
    assert 303 == visitor.identify().status_code


def test_a_refused_captcha_counts(visitor: Any) -> None:
    """What is limited is the trying."""
    assert 10 == _first_limited(
        lambda _: visitor.identify(**{"g-recaptcha-response": "x"})
    )


def test_step_4_from_one_address_waits_after_thirty(visitor: Any) -> None:
    """A minute, whatever dossiers are named."""
    assert 30 == _first_limited(lambda n: visitor.identify(dossier=f"{n:07}"))
    assert "réessayer dans une minute" in visitor.read(visitor.identify())
    visitor.wait(minutes=1)
    assert 303 == visitor.identify().status_code


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_no_header_makes_another_address(visitor: Any, header: str) -> None:
    """Who invents them is counted where he is."""
    assert 60 == _first_limited(
        lambda n: visitor.client.post(
            "/Comptes/Connexion",
            data={"csrf_token": visitor.csrf(), "dossier": "1"},
            base_url="https://www2.carpimko.com",
            headers={header: f"192.0.2.{n}"},
        )
    )


def test_another_address_is_counted_apart(visitor: Any) -> None:
    """A whole practice does not pay for one."""
    limited = {"environ_base": {"REMOTE_ADDR": "192.0.2.1"}}
    assert 60 == _first_limited(
        lambda _: visitor.post("/Comptes/Connexion", {"dossier": "1"}, **limited)
    )
    assert 303 == visitor.log_in("Ancien2025").status_code


@pytest.mark.parametrize(
    "variant", ["12345", " 0012345", "0012345 ", "００１２３４５", "0012345\n"]
)
def test_writing_the_dossier_otherwise_gives_no_more_tries(
    visitor: Any, variant: str
) -> None:
    """Such a number is no dossier: nothing is opened, and the bucket is the same."""
    for _ in range(5):
        assert 200 == visitor.identify(dossier=variant).status_code
    assert 10 == _first_limited(lambda _: visitor.identify())


def test_known_and_unknown_dossiers_get_the_same_page(visitor: Any) -> None:
    """Text, status and headers but the cookie (B01)."""
    _first_limited(lambda _: visitor.identify())
    known = visitor.identify()
    visitor.wait(minutes=1)
    _first_limited(lambda _: visitor.identify(dossier="7654321"))
    visitor.wait(minutes=0)
    unknown = visitor.identify(dossier="7654321")

    assert known.get_data() == unknown.get_data()
    assert known.headers["Retry-After"] == unknown.headers["Retry-After"]


def test_step_5_waits_after_five_sendings(visitor: Any, mailbox: Any) -> None:
    """The sixth is not sent, and may be validated later."""
    places = [visitor.identify().location for _ in range(5)]
    for where in places:
        assert 303 == visitor.choose(where).status_code
    sixth = visitor.identify().location
    answer = visitor.choose(sixth)

    assert _is_limited(answer)
    assert TOO_MANY in visitor.read(answer)
    assert str(15 * 60) == answer.headers["Retry-After"]
    assert 5 == len(mailbox.all())
    visitor.wait(minutes=15)
    assert 303 == visitor.choose(sixth).status_code
    assert 6 == len(mailbox.all())


def test_validating_again_what_was_sent_is_not_counted(
    visitor: Any, mailbox: Any
) -> None:
    """A double click, were it of twenty."""
    where = visitor.identify().location
    for _ in range(20):
        assert 303 == visitor.choose(where).status_code
    assert 1 == len(mailbox.all())


def test_one_link_waits_after_ten_submissions(visitor: Any) -> None:
    """Reading it stays free, and after a quarter of an hour it works."""
    visitor.ask()
    token = visitor.token()
    assert 10 == _first_limited(lambda _: visitor.reset(token, dossier="7654321"))
    assert _is_limited(visitor.reset(token))
    for _ in range(40):
        assert 200 == visitor.get(f"{PATH}?token={token}").status_code
    visitor.wait(minutes=15)

    assert 303 == visitor.reset(token).status_code


def test_a_link_written_otherwise_gives_no_more_tries(visitor: Any) -> None:
    """Base64 leaves the last bits free: the three other spellings are no link."""
    visitor.ask()
    token = visitor.token()
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    place = alphabet.index(token[-1]) // 4 * 4
    spellings = {token[:-1] + alphabet[place + n] for n in range(4)} - {token}

    assert [410] * 3 == [visitor.reset(each).status_code for each in spellings]
    assert 10 == _first_limited(lambda _: visitor.reset(token, dossier="7654321"))


def test_step_8_from_one_address_waits_after_thirty(visitor: Any) -> None:
    """Forged links, one after the other."""
    assert 30 == _first_limited(lambda n: visitor.reset(f"x{n}"))


def test_log_ins_from_one_address_wait_after_sixty(visitor: Any) -> None:
    """The account page's « Mot de passe actuel » is counted with them."""
    visitor.log_in("Ancien2025")
    for _ in range(5):
        visitor.change("faux", "Orage2027")
    assert 54 == _first_limited(
        lambda n: visitor.post(
            "/Comptes/Connexion",
            {"situation": "affilie", "dossier": f"{n:07}", "mot_de_passe": "x"},
        )
    )
    assert _is_limited(visitor.change("faux", "Orage2027"))
    assert 200 == visitor.get("/Comptes/ModifierMotDePasse").status_code


def test_a_form_without_anti_forgery_token_is_not_counted(
    visitor: Any,
) -> None:
    """Another site cannot use up somebody's tries."""
    for _ in range(70):
        visitor.client.post("/Comptes/Connexion", base_url="https://www2.carpimko.com")

    assert 303 == visitor.log_in("Ancien2025").status_code


def test_replacing_the_accounts_forgets_every_counter(
    visitor: Any, bench: FlaskClient, camille: dict[str, Any]
) -> None:
    """Locks included: what one scenario left behind does not meet the next."""
    _first_limited(lambda _: visitor.identify())
    for _ in range(10):
        visitor.log_in("faux")
    bench.put("/_bench/accounts", json=[camille])

    assert 303 == visitor.identify().status_code
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_the_journal_tells_of_a_limit_and_no_secret(
    visitor: Any, bench: FlaskClient
) -> None:
    """Which page, which dossier, from where (B53)."""
    visitor.ask()
    token = visitor.token()
    _first_limited(lambda _: visitor.identify())
    _first_limited(lambda _: visitor.reset(token, mot_de_passe="Secret2026x"))
    log = bench.get("/_bench/log").text

    assert "trop de demandes : demand.identify, affilie 0012345, 127.0.0.1" in log
    assert "trop de demandes : reset.submit, ?, 127.0.0.1" in log
    for secret in (token, "Secret2026x", "@"):
        assert secret not in log


@pytest.fixture
def unlimited(cheap: Settings) -> Iterator[FlaskClient]:
    """A portal made for measuring the load it bears."""
    portal = build_bench_portal(replace(cheap, rate_limits=None))
    yield portal.app.test_client()
    portal.close()


def test_a_portal_may_do_without_limits(unlimited: FlaskClient) -> None:
    """Two hundred log-ins at the same instant are two hundred answers."""
    page = unlimited.get("/Comptes/Connexion", base_url="https://www2.carpimko.com")
    token = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
    answers = {
        unlimited.post(
            "/Comptes/Connexion",
            data={"csrf_token": token},
            base_url="https://www2.carpimko.com",
            headers={"Referer": "https://www2.carpimko.com/"},
        ).status_code
        for _ in range(200)
    }

    assert {200} == answers
