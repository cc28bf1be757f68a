"""Tokens that nobody but an attacker would send (B09, B49)."""

from __future__ import annotations

import base64
import json
import string
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.portal.ports.tokens import ResetClaims, TokenCodec

END = datetime(2026, 3, 29, 11, 0, tzinfo=UTC)
GOOD = {
    "login": "0012345",
    "exp": 1774782000,
    "tokenType": "resetToken",
    "jti": "a-name",
}
_BASE64URL = string.ascii_letters + string.digits + "-_"

Forge = Callable[..., str]


@pytest.fixture
def codec(key: bytes) -> TokenCodec:
    """The portal's codec."""
    return TokenCodec(key)


@pytest.fixture
def token(codec: TokenCodec) -> str:
    """A genuine token."""
    return codec.encode(ResetClaims("0012345", "a-name", END))


@pytest.mark.parametrize("algorithm", ["none", "None", "NoNe", "NONE", ""])
@pytest.mark.parametrize("signature", ["", "AAAA", None])
def test_an_unsigned_token_is_refused(
    codec: TokenCodec, forge: Forge, algorithm: str, signature: str | None
) -> None:
    """However « none » is written, with or without a signature."""
    header = {"typ": "JWT", "alg": algorithm}

    assert codec.decode(forge(GOOD, header, signature=signature)) is None


@pytest.mark.parametrize(
    ("algorithm", "digest"),
    [
        ("HS384", "sha384"),
        ("HS512", "sha512"),
        ("RS256", "sha256"),
        ("ES256", "sha256"),
        ("PS256", "sha256"),
        ("EdDSA", "sha256"),
        ("hs256", "sha256"),
        ("HS1", "sha1"),
    ],
)
def test_no_other_algorithm_is_believed(
    codec: TokenCodec, forge: Forge, algorithm: str, digest: str
) -> None:
    """Even signed with the right key: the header does not choose the algorithm."""
    header = {"typ": "JWT", "alg": algorithm}

    assert codec.decode(forge(GOOD, header, digest=digest)) is None


@pytest.mark.parametrize(
    "extra",
    [
        {"kid": "../../../../dev/null"},
        {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"jku": "https://evil.test/keys"},
        {"x5u": "https://evil.test/cert"},
    ],
)
def test_a_header_cannot_bring_its_own_key(
    codec: TokenCodec, forge: Forge, extra: dict[str, Any]
) -> None:
    """Signed with an empty key that the header points to."""
    header = {"typ": "JWT", "alg": "HS256", **extra}

    assert codec.decode(forge(GOOD, header, key=b"")) is None
    assert codec.decode(forge(GOOD, header, key=bytes(3))) is None


@pytest.mark.parametrize(
    "weak", [b"", b"secret", b"carpimko", b"resetToken", b"changeme", bytes(32)]
)
def test_a_dictionary_does_not_find_the_key(
    codec: TokenCodec, forge: Forge, weak: bytes
) -> None:
    """The usual keys open nothing (B10)."""
    assert codec.decode(forge(GOOD, key=weak)) is None


@pytest.mark.parametrize("claim", ["login", "exp", "jti", "tokenType"])
def test_an_altered_claim_breaks_the_signature(
    codec: TokenCodec, forge: Forge, token: str, claim: str
) -> None:
    """Another dossier or a longer life, under the signature of the genuine token."""
    altered = GOOD | {claim: 1900000000 if claim == "exp" else "9999999"}
    signature = token.rpartition(".")[2]

    assert codec.decode(forge(altered, signature=signature)) is None


@pytest.mark.parametrize(
    "mangle",
    [
        pytest.param(lambda _: "", id="empty"),
        pytest.param(lambda _: ".", id="a dot"),
        pytest.param(lambda _: "..", id="two dots"),
        pytest.param(lambda t: t.split(".")[0], id="one part"),
        pytest.param(lambda t: t.rpartition(".")[0], id="two parts"),
        pytest.param(lambda t: t.rpartition(".")[0] + ".", id="stripped signature"),
        pytest.param(lambda t: t + ".", id="four parts, the last empty"),
        pytest.param(lambda t: t + "." + t.split(".")[2], id="four parts"),
        pytest.param(lambda t: t + "..", id="five parts"),
        pytest.param(lambda t: "." + t, id="a dot before"),
        pytest.param(lambda t: t[:-1], id="last character lost"),
        pytest.param(lambda t: t[1:], id="first character lost"),
        pytest.param(lambda t: t + "\x00", id="final NUL"),
        pytest.param(lambda t: "\x00" + t, id="initial NUL"),
        pytest.param(lambda t: t.replace(".", ".\x00", 1), id="NUL inside"),
        pytest.param(lambda t: t.lower(), id="lower case"),
        pytest.param(lambda t: t + t, id="twice"),
        pytest.param(lambda t: t + "&url_id=1", id="a parameter glued on"),
        pytest.param(lambda _: "é" * 40, id="not ASCII"),
        pytest.param(lambda _: "\ud800.a.b", id="half a character"),
        pytest.param(lambda _: "A" * 1_000_000, id="a million characters"),
        pytest.param(lambda t: t + "A" * 1_000_000, id="a million too many"),
        pytest.param(lambda _: "." * 100_000, id="a hundred thousand parts"),
    ],
)
def test_a_mangled_token_is_refused_quietly(
    codec: TokenCodec, token: str, mangle: Callable[[str], str]
) -> None:
    """No exception comes out, whatever is sent."""
    assert codec.decode(mangle(token)) is None


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(b"[]", id="a list"),
        pytest.param(b'"HS256"', id="a text"),
        pytest.param(b"1", id="a number"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="no algorithm"),
        pytest.param(b'{"alg": ["HS256"]}', id="a list of algorithms"),
        pytest.param(b'{"alg": {}}', id="an object for algorithm"),
        pytest.param(b'{"alg": NaN}', id="NaN for algorithm"),
        pytest.param(b'{"alg": "HS256", "crit": ["x"]}', id="unknown critical"),
        pytest.param(b'{"alg": "HS256", "b64": false, "crit": ["b64"]}', id="b64"),
        pytest.param(b'{"alg": "dir", "enc": "A128GCM"}', id="encrypted"),
        pytest.param(b"[" * 100_000, id="nested a hundred thousand times"),
        pytest.param(b"\xff\xfe", id="not UTF-8"),
        pytest.param(b"9" * 10_000, id="a long number"),
    ],
)
def test_a_header_of_any_shape_is_refused_quietly(
    codec: TokenCodec, forge: Forge, header: bytes
) -> None:
    """The header is read before the signature: it must stand anything."""
    assert codec.decode(forge(GOOD, header, signature="AAAA")) is None


@pytest.mark.parametrize(
    "claims", [b"[]", b"null", b'"resetToken"', b"1", b"", b"\xff", b"{"]
)
def test_a_payload_that_is_no_object_is_refused_quietly(
    codec: TokenCodec, forge: Forge, claims: bytes
) -> None:
    """Even well signed."""
    assert codec.decode(forge(claims)) is None


@given(st.data())
@settings(max_examples=300)
def test_a_token_changed_in_one_character_is_refused(data: st.DataObject) -> None:
    """Any one character replaced by another makes a token worthless or the same."""
    codec = TokenCodec(bytes(range(32)))
    claims = ResetClaims("0012345", "a-name", END)
    token = codec.encode(claims)
    # The last character of 43 carries four bits only: others may read the same.
    where = data.draw(st.integers(min_value=0, max_value=len(token) - 2))
    other = data.draw(st.sampled_from(_BASE64URL + ".=+/").filter(token[where].__ne__))

    assert codec.decode(token[:where] + other + token[where + 1 :]) is None


@given(st.text(max_size=200), st.lists(st.text(_BASE64URL, max_size=40), max_size=6))
def test_noise_is_refused_quietly(noise: str, parts: list[str]) -> None:
    """Neither free text nor base64 in any number of parts raises."""
    codec = TokenCodec(bytes(range(32)))

    assert codec.decode(noise) is None
    assert codec.decode(".".join(parts)) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=6,
    )
)
def test_a_header_of_noise_is_refused_quietly(header: Any) -> None:
    """Any JSON may stand for the header."""
    codec = TokenCodec(bytes(range(32)))
    encoded = base64.urlsafe_b64encode(json.dumps(header).encode()).decode()

    assert codec.decode(f"{encoded.rstrip('=')}.e30.AAAA") is None
