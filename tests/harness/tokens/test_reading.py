"""Reading a JWT and writing another, as whoever holds one can."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey

from harness.tokens.reading import (
    base64url,
    hmac_signature,
    read_jwt,
    token_of,
    with_query,
    with_token,
    written,
)

KEY = b"k" * 64
LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=abc"


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512"])
def test_a_jwt_written_here_is_one_for_a_library(algorithm: str) -> None:
    """What is signed here, joserfc verifies; what joserfc signs, this verifies."""
    signed = written({"typ": "JWT", "alg": algorithm}, {"login": "1234567"})
    token = f"{signed}.{hmac_signature(signed, KEY, algorithm)}"
    key = OctKey.import_key(KEY)

    assert {"login": "1234567"} == jwt.decode(token, key, algorithms=[algorithm]).claims
    other = jwt.encode({"alg": algorithm}, {"a": 1}, key, algorithms=[algorithm])
    read = read_jwt(other)
    assert read is not None
    assert (algorithm, {"a": 1}) == (read.algorithm, read.claims)
    assert read.is_signed_with(KEY)
    assert not read.is_signed_with(b"autre")


@pytest.mark.parametrize(
    "token",
    [
        "",
        "abc",
        "a.b",
        "a.b.c",
        "e30.e30.x",  # no algorithm
        "W10.e30.x",
        f"{base64url(b'{}')}.{base64url(b'[]')}.x",
        "v4.public.eyJhIjoxfQ",
        "eyJhbGciOiJIUzI1NiJ9.e30.x.y",
        "é.é.é",
        f"{base64url(b'[' * 9000)}.e30.x",
    ],
)
def test_what_is_no_jwt_is_not_read(token: str) -> None:
    """Two parts, other JSON, other formats, nonsense: no JWT, and no exception."""
    assert read_jwt(token) is None


def test_an_asymmetric_signature_is_never_guessed() -> None:
    """A key of the list says nothing of RS256."""
    read = read_jwt(f"{written({'alg': 'RS256'}, {})}.c2ln")

    assert read is not None
    assert not read.is_signed_with(b"")


@given(st.text(min_size=1))
def test_a_token_put_in_a_link_is_read_back(token: str) -> None:
    """Whatever the characters, the link carries them."""
    assert token == token_of(with_token(LINK, token))


def test_other_parameters_stay() -> None:
    """Only the token is replaced, and written as given."""
    assert "https://a.test/?x=1&token[]=%FF" == with_query(
        "https://a.test/?token=abc&x=1", "token[]=%FF"
    )


def test_a_claim_that_is_no_json_number_is_written_all_the_same() -> None:
    """NaN is what a careless parser takes."""
    read = read_jwt(f"{written({'alg': 'HS256'}, {'exp': float('nan')})}.x")

    assert read is not None
    assert "NaN" == json.dumps(read.claims["exp"])


def test_a_signature_that_is_no_ascii_is_signed_by_nobody() -> None:
    """It is compared, not refused."""
    signed = written({"alg": "HS256"}, {})
    jwt = read_jwt(f"{signed}.é")
    assert jwt is not None
    assert not jwt.is_signed_with(b"secret")


DRAWN = "d57yg0-4bd0147e688014b313235b47e24cd67e"


@pytest.mark.parametrize(
    ("link", "replaced"),
    [
        (f"https://a.fr/reset/MjE/{DRAWN}/", "https://a.fr/reset/MjE/x%2F/"),
        (f"https://a.fr/r/{DRAWN}?mail=c@a.fr", "https://a.fr/r/x%2F?mail=c@a.fr"),
        (f"https://a.fr/r?u=12&cle={DRAWN}", "https://a.fr/r?u=12&cle=x%2F"),
        (f"https://a.fr/{DRAWN}?token=abc", f"https://a.fr/{DRAWN}?token=x%2F"),
        (LINK, LINK.replace("abc", "x%2F")),
    ],
    ids=["Django", "Laravel", "other name", "token wins", "procedure"],
)
def test_a_token_is_found_wherever_it_stands(link: str, replaced: str) -> None:
    """In the path, or under a name of the portal's own: it can be put in its place."""
    assert ("abc" if "abc" in link else DRAWN) == token_of(link)
    assert replaced == with_token(link, "x/")


@pytest.mark.parametrize(
    "address",
    [
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse",
        "https://www.carpimko.com/",
        "https://a.fr/compte/1234567?page=2",
        "http://[oops",
    ],
)
def test_words_and_numbers_are_no_token(address: str) -> None:
    """A long name of a page, a dossier, an address that nobody can read."""
    assert not token_of(address)


def test_what_only_a_query_can_hold_takes_the_place_of_a_path() -> None:
    """Without its name; under the portal's own name where it has one."""
    path = f"https://a.fr/reset/MjE/{DRAWN}/"
    named = f"https://a.fr/r?cle={DRAWN}"

    assert "https://a.fr/reset/MjE/%FF%FE/" == with_query(path, "token=%FF%FE")
    assert "https://a.fr/reset/MjE//" == with_token(path, "")
    assert "https://a.fr/r?cle[]=b" == with_query(named, "token[]=b")
    assert "https://a.fr/r?cle=a&cle=b" == with_query(named, "token=a&token=b")
