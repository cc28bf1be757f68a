"""Guessing the key of a JWT."""

from __future__ import annotations

import base64
import hashlib

import pytest

from harness.tokens.reading import Jwt, hmac_signature, read_jwt, written
from harness.tokens.weak_keys import candidates, common_keys, guessed_key, names_of


def signed_with(key: bytes, algorithm: str = "HS256") -> Jwt:
    """Return a JWT that *key* signed."""
    signed = written({"typ": "JWT", "alg": algorithm}, {"login": "1234567"})
    read = read_jwt(f"{signed}.{hmac_signature(signed, key, algorithm)}")
    assert read is not None
    return read


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512"])
@pytest.mark.parametrize(
    "key",
    [
        b"",
        bytes(32),
        b"secret",
        b"SECRET",
        b"Secret123",
        b"changeme!",
        b"azerty2026",
        b"your-256-bit-secret",
        base64.b64encode(b"secret"),
        hashlib.sha256(b"changeme").digest(),
        hashlib.md5(b"secret").hexdigest().encode(),  # noqa: S324 - what is tried
        b"secret".ljust(32, b"0"),
        b"secretsecretsecretsecretsecretse",
        b"www2.carpimko.com",
        b"carpimko",
        base64.urlsafe_b64decode(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjA"
            "zZr1Z9CAow=="
        ),
    ],
    ids=repr,
)
def test_a_weak_key_is_found(key: bytes, algorithm: str) -> None:
    """Trivial, common, padded, digested, encoded, or named after the site."""
    jwt = signed_with(key, algorithm)
    found = guessed_key(jwt, names_of("www2.carpimko.com"))

    # Not the same bytes for all that: HMAC pads a short key with zeros.
    assert found is not None
    assert jwt.is_signed_with(found)


def test_a_strong_key_is_not_found() -> None:
    """32 bytes that nobody chose."""
    strong = hashlib.shake_256(b"a seed that stands in no list").digest(32)

    assert guessed_key(signed_with(strong)) is None


def test_a_signature_cut_short_is_no_match() -> None:
    """Only the whole signature counts."""
    jwt = signed_with(b"secret")
    cut = Jwt(jwt.header, jwt.claims, jwt.signed, jwt.signature[:-1])

    assert guessed_key(cut) is None


def test_the_list_is_data_with_its_reasons() -> None:
    """A few hundred keys, each once, no reason taken for one."""
    keys = common_keys()

    assert 300 < len(keys) == len(set(keys))
    assert not any(key.startswith("#") for key in keys)
    assert {"your-256-bit-secret", "keyboard cat", "carpimko"} <= set(keys)
    assert 10_000 < sum(1 for _ in candidates())


def test_names_are_the_hosts_and_their_words() -> None:
    """Each once, none empty."""
    assert ("www.a.fr", "www", "a", "fr", "b") == names_of("www.a.fr", "b", "")
