"""The token of the link: its shape, and what it must say to be believed (B08-B11)."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.portal.ports.tokens import KEY_BYTES, ResetClaims, TokenCodec

END = datetime(2026, 3, 29, 11, 0, tzinfo=UTC)
CLAIMS = ResetClaims("0012345", "a-name", END)
GOOD = {
    "login": "0012345",
    "exp": 1774782000,
    "tokenType": "resetToken",
    "jti": "a-name",
}

Forge = Callable[..., str]


@pytest.fixture
def codec(key: bytes) -> TokenCodec:
    """The portal's codec."""
    return TokenCodec(key)


def _read(part: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(part + "=="))


def test_a_token_has_the_header_and_the_claims_of_the_procedure(
    codec: TokenCodec,
) -> None:
    """A JWT HS256 of login, exp and tokenType, with a name of its own beside."""
    header, claims, signature = codec.encode(CLAIMS).split(".")

    assert {"typ": "JWT", "alg": "HS256"} == _read(header)
    assert GOOD == _read(claims)
    assert 43 == len(signature)


def test_a_token_needs_no_escaping_in_a_url(codec: TokenCodec) -> None:
    """It can be copied out of a mail as it stands (P7.5)."""
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", codec.encode(CLAIMS))


def test_what_was_encoded_is_decoded(codec: TokenCodec) -> None:
    """Whose link it is, its name and its end, in UTC."""
    assert CLAIMS == codec.decode(codec.encode(CLAIMS))


def test_two_tokens_of_the_same_second_differ(codec: TokenCodec) -> None:
    """Their names differ, so that one can be used up without the other (B51)."""
    assert codec.encode(CLAIMS) != codec.encode(ResetClaims("0012345", "other", END))


def test_a_key_is_as_long_as_its_hash() -> None:
    """256 bits at least (RFC 7518 §3.2)."""
    assert KEY_BYTES >= 32


def test_the_token_of_another_portal_is_refused(codec: TokenCodec) -> None:
    """The same claims under another key are a forgery."""
    assert codec.decode(TokenCodec(bytes(32)).encode(CLAIMS)) is None


def test_a_token_made_by_hand_with_the_right_key_is_believed(
    codec: TokenCodec, forge: Forge
) -> None:
    """The forger's tools of this suite work: their refusals below mean something."""
    assert CLAIMS == codec.decode(forge(GOOD))
    assert CLAIMS == codec.decode(forge(GOOD | {"exp": 1774782000.0}))
    assert CLAIMS == codec.decode(forge(GOOD, {"alg": "HS256"}))


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"tokenType": "session"}, id="a session's"),
        pytest.param({"tokenType": "accessToken"}, id="an access token"),
        pytest.param({"tokenType": "resettoken"}, id="type in another case"),
        pytest.param({"tokenType": ["resetToken"]}, id="type in a list"),
        pytest.param({"tokenType": None}, id="type null"),
        pytest.param({"exp": "1774782000"}, id="exp as text"),
        pytest.param({"exp": float("nan")}, id="exp NaN"),
        pytest.param({"exp": float("inf")}, id="exp infinite"),
        pytest.param({"exp": 1774782000000}, id="exp in milliseconds"),
        pytest.param({"exp": -(10**18)}, id="exp before all time"),
        pytest.param({"exp": 10**400}, id="exp without end"),
        pytest.param({"exp": True}, id="exp true"),
        pytest.param({"exp": None}, id="exp null"),
        pytest.param({"exp": [1774782000]}, id="exp in a list"),
        pytest.param({"login": 12345}, id="login as a number"),
        pytest.param({"login": None}, id="login null"),
        pytest.param({"login": ["0012345"]}, id="login in a list"),
        pytest.param({"jti": 5}, id="jti as a number"),
        pytest.param({"jti": None}, id="jti null"),
    ],
)
def test_a_claim_of_another_type_is_refused(
    codec: TokenCodec, forge: Forge, changed: dict[str, Any]
) -> None:
    """Even well signed: another program may share the key."""
    assert codec.decode(forge(GOOD | changed)) is None


@pytest.mark.parametrize("name", GOOD)
def test_every_claim_is_needed(codec: TokenCodec, forge: Forge, name: str) -> None:
    """Without exp a token would live for ever; without jti it could not be used up."""
    claims = {each: value for each, value in GOOD.items() if each != name}

    assert codec.decode(forge(claims)) is None


def test_a_negative_exp_is_long_past(codec: TokenCodec, forge: Forge) -> None:
    """It is refused, or read as an instant before 1970: dead either way."""
    decoded = codec.decode(forge(GOOD | {"exp": -1}))

    assert decoded is None or decoded.expires_at < datetime(1970, 1, 1, tzinfo=UTC)


@given(
    login=st.text(st.characters(codec="utf-8"), max_size=20),
    jti=st.text(st.characters(codec="utf-8"), max_size=40),
    seconds=st.integers(min_value=0, max_value=4_000_000_000),
)
def test_any_claims_come_back(login: str, jti: str, seconds: int) -> None:
    """Whatever a login or a name holds, and to the second."""
    codec = TokenCodec(bytes(32))
    end = datetime.fromtimestamp(seconds, UTC)

    assert ResetClaims(login, jti, end) == codec.decode(
        codec.encode(ResetClaims(login, jti, end))
    )


def test_parts_of_a_second_are_cut(codec: TokenCodec) -> None:
    """The token never outlives what the store says of its end."""
    late = ResetClaims("0012345", "a-name", END + timedelta(microseconds=999_999))

    assert CLAIMS == codec.decode(codec.encode(late))
