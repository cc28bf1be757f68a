"""« S'identifier avec FranceConnect », against a real double on a real socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.test import TestResponse

from simulator.franceconnect import faults
from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.requests import Client
from simulator.franceconnect.server import FranceConnectServer
from simulator.portal.assembly import Portal
from simulator.replies import Reply

ACCOUNTS = "https://www2.carpimko.com"
SPACE = "/Comptes/EspacePersonnel"
DURAND = {
    "given_name": "Camille",
    "family_name": "DURAND",
    "birthdate": "1981-04-23",
    "gender": "female",
    "birthplace": "67482",
    "birthcountry": "99100",
}


@pytest.fixture
def double(portal: Portal) -> Iterator[FranceConnectDouble]:
    """FranceConnect, which knows Camille and this portal alone."""
    settings = portal.parts.settings
    client = Client(
        settings.france_connect_client_id,
        settings.france_connect_client_secret,
        (f"{ACCOUNTS}/FranceConnect/Retour",),
    )
    double = FranceConnectDouble(portal.clock, client=client)
    double.know("Camille", PivotIdentity(**DURAND))
    with FranceConnectServer(double) as server:
        portal.parts.routes.franceconnect = server.base_url
        yield double


@pytest.fixture
def known(bench: Any, camille: dict[str, Any]) -> None:
    """Camille's account, with her identity."""
    put(bench, camille | {"identity": DURAND})


def put(bench: Any, *accounts: dict[str, Any]) -> None:
    """Set the accounts."""
    assert 204 == bench.put("/_bench/accounts", json=list(accounts)).status_code


def leave(visitor: Any) -> dict[str, str]:
    """Go to FranceConnect; return the request's parameters."""
    answer = visitor.get("/FranceConnect/Connexion")
    assert 303 == answer.status_code
    return dict(parse_qsl(urlsplit(answer.location).query))


def pick(double: FranceConnectDouble, visitor: Any, name: str = "Camille") -> str:
    """Go to FranceConnect and pick an identity; return the way back."""
    asked = leave(visitor)
    request = double.authorize({key: [value] for key, value in asked.items()})
    assert request.refusal is None
    return double.answer(request.id, name)


def identify(double: FranceConnectDouble, visitor: Any) -> TestResponse:
    """Identify as Camille; return what the portal answers on return."""
    answer: TestResponse = visitor.get(pick(double, visitor))
    return answer


def is_in(visitor: Any) -> bool:
    """Tell whether the personal space opens."""
    return bool(200 == visitor.get(SPACE).status_code)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("algorithm", ["ES256", "RS256"])
def test_identifying_opens_the_space(
    visitor: Any, double: FranceConnectDouble, algorithm: str
) -> None:
    """With either algorithm: straight to the space, no code left in the address."""
    double.algorithm = algorithm
    answer = identify(double, visitor)

    assert (303, SPACE) == (answer.status_code, answer.location)
    assert "dossier 0012345" in visitor.read(visitor.get(SPACE))
    log = visitor.get("/_bench/log").text
    assert "connexion FranceConnect affilie 0012345" in log
    assert "ey" not in log.replace("key", "")


@pytest.mark.usefixtures("double")
def test_the_request_is_what_franceconnect_demands(visitor: Any) -> None:
    """Everything required, two secrets of 64 characters, new ones each time."""
    first, second = leave(visitor), leave(visitor)

    assert {
        "response_type": "code",
        "client_id": "sesame-bench-portal",
        "redirect_uri": f"{ACCOUNTS}/FranceConnect/Retour",
        "scope": "openid identite_pivot",
        "acr_values": "eidas1",
    } == {key: value for key, value in first.items() if key not in {"state", "nonce"}}
    secrets = {each[name] for each in (first, second) for name in ("state", "nonce")}
    assert 4 == len(secrets)
    assert {64} == {len(secret) for secret in secrets}


FORGERIES = [
    faults.OTHER_STATE,
    faults.NO_STATE,
    faults.NO_CODE,
    faults.OTHER_CODE,
    faults.OTHER_NONCE,
    faults.NO_NONCE,
    faults.OTHER_AUDIENCE,
    faults.OTHER_ISSUER,
    faults.NO_SUBJECT,
    faults.NO_EXPIRY,
    faults.EXPIRED,
    faults.LOW_LEVEL,
    faults.TAMPERED,
    faults.UNSIGNED,
    faults.CLIENT_SECRET,
    faults.PUBLIC_KEY,
    faults.UNKNOWN_KEY,
    faults.KEY_IN_HEADER,
    faults.OTHER_SUBJECT,
    faults.USERINFO_OTHER_AUDIENCE,
    faults.USERINFO_OTHER_ISSUER,
    faults.USERINFO_PLAIN,
    faults.USERINFO_UNSIGNED,
    faults.USERINFO_TAMPERED,
    faults.USERINFO_UNKNOWN_KEY,
    faults.TOKEN_DOWN,
    faults.TOKEN_NONSENSE,
    faults.USERINFO_DOWN,
    faults.KEYS_DOWN,
    faults.Fault(id_token={"aud": ["sesame-bench-portal", "autre"]}),
    faults.Fault(id_token={"iat": 4102444800}),
    faults.Fault(id_token={"sub": "x" * 256}, userinfo={"sub": "x" * 256}),
    faults.Fault(userinfo={"exp": 1}),
    faults.Fault(instead={"token": Reply(200, "[]", "application/json")}),
    faults.Fault(instead={"token": Reply(200, "{}", "application/json")}),
    faults.Fault(instead={"jwks": Reply(200, '{"keys": 1}', "application/json")}),
    faults.Fault(instead={"jwks": Reply(200, '{"keys": [{}]}', "application/json")}),
]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("fault", FORGERIES)
def test_nothing_opens_if_anything_is_wrong(
    visitor: Any, double: FranceConnectDouble, fault: faults.Fault
) -> None:
    """An honest page with a way back, a journal line without secrets; then all well."""
    double.fault = fault
    answer = identify(double, visitor)
    page = visitor.page(answer)

    assert answer.status_code < 500
    assert not is_in(visitor)
    assert page.xpath("//h1/text()")
    assert page.xpath("//a[text()='Aller à la page de connexion']")
    log = visitor.get("/_bench/log").text
    assert "connexion FranceConnect refusée : " in log
    assert "eyJ" not in log
    assert faults.OTHER not in log
    double.fault = None
    assert SPACE == identify(double, visitor).location


def test_each_failure_has_its_own_words(
    visitor: Any, bench: Any, camille: dict[str, Any], double: FranceConnectDouble
) -> None:
    """Given up, over, unreachable, forged, unknown: five titles."""

    def title(fault: faults.Fault | None) -> str:
        double.fault = fault
        return str(visitor.page(identify(double, visitor)).xpath("//h1/text()")[0])

    put(bench, camille)
    asked = leave(visitor)
    request = double.authorize({key: [value] for key, value in asked.items()})
    given_up = visitor.page(visitor.get(double.abandon(request.id)))

    assert [
        "Vous avez interrompu l'identification",
        "Cette identification n'est plus valable",
        "FranceConnect ne répond pas",
        "L'identification n'a pas pu être vérifiée",
        "Aucun espace personnel ne correspond à votre identité",
    ] == [
        *given_up.xpath("//h1/text()"),
        title(faults.OTHER_STATE),
        title(faults.TOKEN_DOWN),
        title(faults.TAMPERED),
        title(None),
    ]


@pytest.mark.usefixtures("known")
def test_an_unreachable_franceconnect_is_told(
    visitor: Any, double: FranceConnectDouble, portal: Portal
) -> None:
    """Nothing listens where the code would be exchanged: a page, soon."""
    back = pick(double, visitor)
    portal.parts.routes.franceconnect = "http://127.0.0.1:9/api/v2"
    answer = visitor.get(back)

    assert 200 == answer.status_code
    assert "FranceConnect ne répond pas" in visitor.read(answer)


@pytest.mark.usefixtures("known")
def test_a_way_back_serves_once(visitor: Any, double: FranceConnectDouble) -> None:
    """Neither twice, nor after the log-out."""
    back = pick(double, visitor)
    visitor.get(back)
    assert 400 == visitor.get(back).status_code
    visitor.post("/Comptes/Deconnexion")
    assert 400 == visitor.get(back).status_code
    assert not is_in(visitor)


@pytest.mark.usefixtures("known")
def test_a_way_back_is_of_one_browser(
    arrive: Callable[[], Any], double: FranceConnectDouble
) -> None:
    """Somebody else's return opens nothing; it stays good where it was begun."""
    attacker, victim = arrive(), arrive()
    leave(victim)
    back = pick(double, attacker)

    assert 400 == victim.get(back).status_code
    assert not is_in(victim)
    assert SPACE == attacker.get(back).location


@pytest.mark.usefixtures("known")
def test_a_stolen_code_is_useless_in_another_return(
    arrive: Callable[[], Any], double: FranceConnectDouble
) -> None:
    """Its nonce is that of the browser which it was made for (Core 1.0 §15.5.2)."""
    camille, thief = arrive(), arrive()
    code = dict(parse_qsl(urlsplit(pick(double, camille)).query))["code"]
    state = leave(thief)["state"]
    answer = thief.get(f"/FranceConnect/Retour?code={code}&state={state}")

    assert 403 == answer.status_code
    assert not is_in(thief)


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("minutes", "status"), [(30, 303), (31, 400)])
def test_an_identification_does_not_wait_for_ever(
    visitor: Any, double: FranceConnectDouble, minutes: int, status: int
) -> None:
    """Half an hour at FranceConnect is long enough."""
    asked = leave(visitor)
    visitor.wait(minutes=minutes)
    request = double.authorize({key: [value] for key, value in asked.items()})

    assert status == visitor.get(double.answer(request.id, "Camille")).status_code


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?state=x",
        "?state=&code=",
        "?error=access_denied",
        "?state=a&state=b&code=c",
        "?code=%00&state=%00",
        "?error=server_error&state=%ff",
    ],
)
@pytest.mark.usefixtures("double")
def test_a_return_that_nobody_began_is_refused(visitor: Any, query: str) -> None:
    """Whatever it says."""
    assert 400 == visitor.get(f"/FranceConnect/Retour{query}").status_code


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("status", ["blocked", "closed"])
def test_an_account_that_is_not_active_stays_shut(
    visitor: Any, bench: Any, double: FranceConnectDouble, status: str
) -> None:
    """FranceConnect proves who she is, not that she may enter."""
    bench.patch("/_bench/accounts/affilie/0012345", json={"status": status})

    assert 403 == identify(double, visitor).status_code
    assert not is_in(visitor)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("given_name", "Dominique"),
        ("family_name", "DURANT"),
        ("birthdate", "1981-04-24"),
        ("gender", "male"),
        ("birthplace", "67218"),
        ("birthcountry", "99109"),
    ],
)
def test_one_fact_apart_is_somebody_else(
    visitor: Any,
    bench: Any,
    camille: dict[str, Any],
    double: FranceConnectDouble,
    name: str,
    value: str,
) -> None:
    """All six facts count."""
    put(bench, camille | {"identity": DURAND | {name: value}})

    assert 403 == identify(double, visitor).status_code


@pytest.mark.parametrize(
    ("given", "family"),
    [("CAMILLE", "Durand"), ("Câmille", "du-rand"), ("camille", "Durând")],
)
def test_spelling_is_no_difference(
    visitor: Any,
    bench: Any,
    camille: dict[str, Any],
    double: FranceConnectDouble,
    given: str,
    family: str,
) -> None:
    """Case, accents and hyphens are the registers' own affair; letters are not."""
    identity = DURAND | {"given_name": given, "family_name": family}
    put(bench, camille | {"identity": identity})
    entered = 303 == identify(double, visitor).status_code

    assert entered == (family != "du-rand")


def test_who_has_two_accounts_chooses(
    visitor: Any, bench: Any, camille: dict[str, Any], double: FranceConnectDouble
) -> None:
    """She is offered both, opens the one she picks, and no other."""
    second = camille | {"situation": "ayant_droit", "dossier": "7654321"}
    other = camille | {"dossier": "7777777", "identity": None}
    put(bench, camille | {"identity": DURAND}, second | {"identity": DURAND}, other)
    answer = identify(double, visitor)
    page = visitor.get(answer.location)
    words = visitor.read(page)

    assert "Affilié, dossier 0012345" in words
    assert "Ayant droit, dossier 7654321" in words
    assert not is_in(visitor)
    wrong = {"compte": "affilie 7777777"}
    assert 400 == visitor.post("/FranceConnect/Dossier", wrong).status_code
    nobody = visitor.post("/FranceConnect/Dossier", {"compte": "7654321"})
    assert "Choisissez le dossier" in visitor.read(nobody)
    right = {"compte": "ayant_droit 7654321"}
    assert SPACE == visitor.post("/FranceConnect/Dossier", right).location
    assert "dossier 7654321" in visitor.read(visitor.get(SPACE))
    assert 400 == visitor.post("/FranceConnect/Dossier", right).status_code


def test_nobody_chooses_without_an_identification(visitor: Any) -> None:
    """The page of the choice opens for who has one to make."""
    right = {"compte": "affilie 0012345"}

    assert 400 == visitor.get("/FranceConnect/Dossier").status_code
    assert 400 == visitor.post("/FranceConnect/Dossier", right).status_code


@pytest.mark.usefixtures("known")
def test_logging_out_ends_the_session_at_franceconnect(
    visitor: Any, double: FranceConnectDouble
) -> None:
    """The id_token is given back, and she arrives at the log-in page."""
    identify(double, visitor)
    policy = visitor.get(SPACE).headers["Content-Security-Policy"]
    answer = visitor.post("/Comptes/Deconnexion")
    asked = dict(parse_qsl(urlsplit(answer.location).query))
    back = double.end_session(**asked)

    assert not is_in(visitor)
    assert f"{ACCOUNTS}/Comptes/Connexion?state={asked['state']}" == back
    assert 64 == len(asked["state"])
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(answer.location))
    assert f"form-action 'self' {origin};" in policy
    assert "form-action 'self';" in visitor.get("/").headers["Content-Security-Policy"]


@pytest.mark.usefixtures("double")
def test_a_session_of_the_password_s_is_no_affair_of_franceconnect_s(
    visitor: Any,
) -> None:
    """Logging out of it goes straight to the log-in page."""
    visitor.log_in("Ancien2025")

    assert "/Comptes/Connexion" == visitor.post("/Comptes/Deconnexion").location


@pytest.mark.usefixtures("known")
def test_a_reset_and_franceconnect_do_not_touch_each_other(
    arrive: Callable[[], Any], double: FranceConnectDouble
) -> None:
    """No link is used, no password changed; but a reset ends its sessions too."""
    inside, elsewhere = arrive(), arrive()
    elsewhere.ask()
    token = elsewhere.token()
    identify(double, inside)
    assert 303 == inside.get("/Comptes/Deconnexion").status_code or is_in(inside)
    assert 303 == arrive().log_in("Ancien2025").status_code
    assert 303 == elsewhere.reset(token).status_code
    assert not is_in(inside)
    assert SPACE == identify(double, inside).location


def test_the_site_s_host_leads_to_the_accounts_host(visitor: Any) -> None:
    """The cookie must be where the return arrives."""
    answer = visitor.get(
        "/FranceConnect/Connexion", base_url="https://www.carpimko.com"
    )

    assert f"{ACCOUNTS}/FranceConnect/Connexion" == answer.location


@pytest.mark.parametrize(
    "identity",
    [
        {},
        "Camille",
        DURAND | {"gender": "autre"},
        DURAND | {"birthdate": "23/04/1981"},
        DURAND | {"birthplace": "Strasbourg"},
        DURAND | {"birthplace": ""},
        DURAND | {"birthcountry": "FR"},
        DURAND | {"given_name": " "},
        DURAND | {"given_name": 3},
        DURAND | {"age": "44"},
    ],
)
def test_a_bad_identity_is_refused_with_a_sentence(
    bench: Any, camille: dict[str, Any], identity: object
) -> None:
    """On PUT and on PATCH, and nothing changes."""
    account = camille | {"identity": identity}
    for answer in (
        bench.put("/_bench/accounts", json=[account]),
        bench.patch("/_bench/accounts/affilie/0012345", json={"identity": identity}),
    ):
        assert 422 == answer.status_code
        assert answer.json["error"].endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "fc",
        "ftp://fc.test/api/v2",
        "https://fc.test/api/v2/",
        "https://fc.test/?a",
        3,
    ],
)
def test_a_bad_route_is_refused_with_a_sentence(bench: Any, address: object) -> None:
    """FranceConnect is an address below which endpoints can be named."""
    answer = bench.put("/_bench/routes", json={"franceconnect": address})

    assert 422 == answer.status_code
    assert "franceconnect" in answer.json["error"]


@pytest.mark.usefixtures("known")
def test_another_identity_is_another_person(
    visitor: Any, bench: Any, double: FranceConnectDouble
) -> None:
    """Whoever was linked to an account loses it with its identity."""
    assert SPACE == identify(double, visitor).location
    for identity in (DURAND | {"gender": "male"}, None):
        change = {"identity": identity}
        bench.patch("/_bench/accounts/affilie/0012345", json=change)
        assert 403 == identify(double, visitor).status_code
