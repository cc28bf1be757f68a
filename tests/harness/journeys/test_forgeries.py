"""Every forged token is another one, and forged as its name says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import OctKey, OKPKey

from harness.journeys.forgeries import FORGERIES, Material, forged
from harness.tokens.reading import Jwt, hmac_signature, read_jwt, written

KEY = b"une cle que personne ne devine, longue de plus de 32 octets"
CLAIMS = {"login": "0123456", "exp": 1773219600, "tokenType": "resetToken", "jti": "x"}
SIGNED = written({"typ": "JWT", "alg": "HS256"}, CLAIMS)
TOKEN = f"{SIGNED}.{hmac_signature(SIGNED, KEY)}"
OPAQUE = "q3Vd0JmJpVw0m8yWZ5w1cQ"


def of(forgery: str, token: str = TOKEN, key: bytes | None = None) -> str:
    """Return *token* forged for another dossier."""
    return forged(Material(token, "0123456", "7654321", lambda: key), forgery)


def read(forgery: str, key: bytes | None = None) -> Jwt:
    """Return the forged JWT, taken apart."""
    found = read_jwt(of(forgery, key=key))
    assert found is not None
    return found


@pytest.mark.parametrize("forgery", FORGERIES)
@pytest.mark.parametrize(
    "token",
    [TOKEN, OPAQUE, "a" * 64, "0b5e2b7e-7b0e-4f2b-8a59-6a3a0ae6f1c2", "x.y.z", "ab"],
    ids=["jwt", "base64", "hex", "uuid", "three parts", "short"],
)
def test_a_forged_token_is_another(forgery: str, token: str) -> None:
    """Not even case is all that changes: some portals fold it, and are sound."""
    assert token.casefold() != of(forgery, token).casefold()


@pytest.mark.parametrize("forgery", FORGERIES)
def test_no_forged_token_is_signed_with_the_key(forgery: str) -> None:
    """A portal that verifies refuses each of them."""
    jwt = read_jwt(of(forgery))

    assert jwt is None or not jwt.is_signed_with(KEY)


@pytest.mark.parametrize(
    ("forgery", "algorithm", "signature"),
    [
        ("non signé (none)", "none", ""),
        ("non signé (nOnE)", "nOnE", ""),
        ("non signé, l'ancienne signature gardée", "none", TOKEN.split(".")[2]),
        ("annoncé HS384", "HS384", TOKEN.split(".")[2]),
        ("à la signature vidée", "HS256", ""),
    ],
)
def test_the_claims_stay_where_the_signature_goes(
    forgery: str, algorithm: str, signature: str
) -> None:
    """A portal that keeps its links must meet its own claims."""
    jwt = read(forgery)

    assert (algorithm, CLAIMS, signature) == (jwt.algorithm, jwt.claims, jwt.signature)


@pytest.mark.parametrize(
    "forgery", ["non signé, en deux parties", "à la signature ôtée"]
)
def test_a_part_may_be_missing(forgery: str) -> None:
    """Two parts, and no dot behind."""
    assert 1 == of(forgery).count(".")


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_key_brought_along_verifies() -> None:
    """The forged token is sound for whoever trusts the key in it."""
    symmetric, pair = read("qui apporte sa clé"), read("qui apporte sa clé publique")
    own: Any = symmetric.header["jwk"]
    public: Any = pair.header["jwk"]

    jws.deserialize_compact(of("qui apporte sa clé"), OctKey.import_key(own))
    jws.deserialize_compact(
        of("qui apporte sa clé publique"),
        OKPKey.import_key(public),
        algorithms=["EdDSA"],
    )
    assert CLAIMS == symmetric.claims == pair.claims


def test_a_key_on_disk_is_the_empty_one() -> None:
    """A kid that climbs to an empty file signs with nothing."""
    jwt = read("dont la clé est un fichier vide")

    assert str(jwt.header["kid"]).endswith("/dev/null")
    assert jwt.is_signed_with(b"")


def test_another_dossier_takes_the_place_of_hers() -> None:
    """Wherever it stands; a token that names none gets one."""
    assert {**CLAIMS, "login": "7654321"} == read("au dossier d'un autre").claims
    bare = written({"alg": "HS256"}, {"jti": "x"})
    jwt = read_jwt(of("au dossier d'un autre", f"{bare}.c2ln"))
    assert jwt is not None
    assert {"jti": "x", "login": "7654321"} == jwt.claims


@pytest.mark.parametrize(
    ("forgery", "exp"),
    [
        ("à l'échéance en toutes lettres", '"1773219600"'),
        ("à l'échéance en millisecondes", "1773219600000"),
        ("à l'échéance négative", "-1773219600"),
        ("à l'échéance qui n'est pas un nombre", "NaN"),
        ("à l'échéance infinie", "Infinity"),
        ("à l'échéance vraie", "true"),
    ],
)
def test_an_expiry_is_written_anew(forgery: str, exp: str) -> None:
    """B11: and signed where the key was guessed, so that its reading is judged."""
    guessed = read(forgery, key=KEY)

    assert exp == json.dumps(guessed.claims["exp"])
    assert guessed.is_signed_with(KEY)
    assert not read(forgery).is_signed_with(KEY)
    assert "exp" not in read("sans échéance").claims
