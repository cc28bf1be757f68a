"""Who is let in, and who is not."""

from __future__ import annotations

import pytest
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Request, Response

from simulator.served.access import OPEN, Access
from simulator.served.guard import COOKIE, Guard

TOKEN = "a-token-that-nobody-guesses"
REMOTE = Access("192.0.2.7", TOKEN)


@Request.application
def _inside(request: Request) -> Response:
    return Response(f"inside {request.full_path}")


def _visit(guard: Guard, path: str = "/", **asked: object) -> TestResponse:
    method = asked.pop("method", "GET")
    host = asked.pop("host", "127.0.0.1:8080")
    client = Client(guard)
    options = {"method": method, "base_url": f"http://{host}", **asked}
    return client.open(path, **options)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "127.9.9.9", "[::1]:8080",
     "www.carpimko.com", "www2.carpimko.com:8080", "carpimko.com"],
)  # fmt: skip
def test_names_of_this_machine_and_of_the_portal_are_answered(host: str) -> None:
    """Every name that can only be ours is."""
    assert 200 == _visit(Guard(_inside), host=host).status_code


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example",
     "www.carpimko.com.evil.example", "evil.example:8080", "192.0.2.7"],
)  # fmt: skip
def test_a_name_that_is_not_ours_is_not_answered(host: str) -> None:
    """A page whose name was made to lead here (DNS rebinding) reads nothing."""
    answer = _visit(Guard(_inside), host=host)
    assert 421 == answer.status_code
    assert "inside" not in answer.text


@pytest.mark.parametrize("host", ["", "a@127.0.0.1", "[", "127.0.0.1:99999", ":80"])
def test_a_host_that_cannot_be_read_is_not_answered(host: str) -> None:
    """What is no host name is refused, not stumbled over."""
    answer = Client(Guard(_inside)).get("/", headers={"Host": host})
    assert 421 == answer.status_code


def test_the_desk_does_not_go_by_the_portals_names() -> None:
    """The public names are the portal's and its bench API's alone."""
    guard = Guard(_inside)
    host = "www2.carpimko.com"
    assert 421 == _visit(guard, "/_monde/", host=host).status_code
    assert 200 == _visit(guard, "/_bench/", host=host).status_code


@pytest.mark.parametrize("path", ["/_bench/clock", "/_monde/api/v1/clock", "/_monde"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"},
     {"Origin": "http://127.0.0.1:9999"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
     {"Origin": "http://[::1"}],
)  # fmt: skip
def test_no_page_of_others_gives_orders(
    path: str, method: str, headers: dict[str, str]
) -> None:
    """A page of the internet, or of another port, changes nothing here."""
    answer = _visit(Guard(_inside), path, method=method, headers=headers)
    assert 403 == answer.status_code
    assert "inside" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "http://127.0.0.1:8080"},
     {"Origin": "http://127.0.0.1:8080", "Sec-Fetch-Site": "same-origin"}],
)  # fmt: skip
def test_programs_and_our_own_pages_give_orders(headers: dict[str, str]) -> None:
    """A harness sends no Origin; the desk sends ours."""
    answer = _visit(Guard(_inside), "/_bench/clock", method="PUT", headers=headers)
    assert 200 == answer.status_code


def test_the_portals_own_forms_guard_themselves() -> None:
    """The portal judges its forms by its own anti-forgery token, as it is tested."""
    headers = {"Origin": "https://evil.example"}
    answer = _visit(
        Guard(_inside), "/Comptes/Connexion", method="POST", headers=headers
    )
    assert 200 == answer.status_code


def test_another_name_of_this_machine_leads_to_the_one_name() -> None:
    """Or the session would stay at localhost when FranceConnect sends people back."""
    guard = Guard(_inside, OPEN, url="http://127.0.0.1:8080")
    answer = _visit(guard, "/Comptes/Connexion?a=%C3%A9", host="localhost:8080")
    assert 307 == answer.status_code
    assert "http://127.0.0.1:8080/Comptes/Connexion?a=%C3%A9" == answer.location


@pytest.mark.parametrize("path", ["/_bench/", "/_monde/"])
def test_programs_are_not_sent_to_the_one_name(path: str) -> None:
    """The bench API and the desk answer where they are asked."""
    guard = Guard(_inside, OPEN, url="http://127.0.0.1:8080")
    assert 200 == _visit(guard, path, host="localhost:8080").status_code


@pytest.mark.parametrize("path", ["/", "/_bench/", "/_monde/", "/static/portal.css"])
@pytest.mark.parametrize(
    "shown",
    [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"},
     {"Cookie": f"{COOKIE}=wrong"}, {"Authorization": "Bearer é"}],
)  # fmt: skip
def test_without_the_token_nothing_is_shown(path: str, shown: dict[str, str]) -> None:
    """Open to others, every address asks for the token, in French."""
    answer = _visit(Guard(_inside, REMOTE), path, host="192.0.2.7", headers=shown)
    assert 401 == answer.status_code
    assert "jeton" in answer.text
    assert "inside" not in answer.text


def test_a_program_shows_the_token_in_its_header() -> None:
    """``Authorization: Bearer`` lets a program in."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = _visit(Guard(_inside, REMOTE), host="192.0.2.7", headers=headers)
    assert 200 == answer.status_code


def test_a_browser_brings_the_token_once_in_the_address() -> None:
    """It gets a cookie no script can read, and the token leaves the address."""
    client = Client(Guard(_inside, REMOTE))
    asked = {"base_url": "http://192.0.2.7"}
    answer = client.get(f"/_monde/?a=1&token={TOKEN}&b=2", **asked)
    assert 307 == answer.status_code
    assert "/_monde/?a=1&b=2" == answer.location
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "inside /Comptes?" == client.get("/Comptes", **asked).text


def test_the_token_of_a_reset_link_is_left_alone() -> None:
    """The mail's link has a token of its own, which the portal needs."""
    client = Client(Guard(_inside, REMOTE))
    client.set_cookie(COOKIE, TOKEN, domain="192.0.2.7")
    answer = client.get("/Comptes/R?token=a.b.c", base_url="http://192.0.2.7")
    assert "inside /Comptes/R?token=a.b.c" == answer.text


def test_what_only_programs_ask_needs_no_token() -> None:
    """The portal asks siteverify by itself, with a secret that others do not have."""
    guard = Guard(_inside, REMOTE, for_programs=("/recaptcha/api/siteverify",))
    paths = {"/recaptcha/api/siteverify": 200, "/recaptcha/api2/anchor": 401}
    seen = {path: _visit(guard, path, host="192.0.2.7").status_code for path in paths}
    assert paths == seen
