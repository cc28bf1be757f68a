"""How a token may be forged by whoever received one, and knows no key (B09, B11).

A JWT is taken apart and written anew; a token of any other form is damaged in an
equivalent way: altered, cut short, lengthened, put together otherwise.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from harness.tokens.reading import Jwt, base64url, hmac_signature, read_jwt, written

_OWN_KEY = b"une cle que l'auteur du faux jeton a choisie lui-meme"
_YEAR_S = 365 * 24 * 3600
_MILLISECONDS = 1000
_SHORTEST = 8
"""Characters under which cutting a token would leave nothing of it."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a forger has: a token, whose it is, whom it is to pass for."""

    token: str
    dossier: str
    victim: str
    guess: Callable[[], bytes | None] = lambda: None
    """Guesses the key of the token; asked only if it would be of use."""


Forge = Callable[[Jwt, Material], str]
Damage = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Forgery:
    of_jwt: Forge
    otherwise: Damage


def forged(material: Material, forgery: str) -> str:
    """Return the token of *material*, forged in the way that *forgery* names.

    It is never the one received: where a JWT is already as the forgery would have it
    (HS384 announced as such), it is damaged as any other token.
    """
    how = _FORGERIES[forgery]
    jwt = read_jwt(material.token)
    made = material.token if jwt is None else how.of_jwt(jwt, material)
    return how.otherwise(material.token) if made == material.token else made


# -- damages


def _altered(token: str) -> str:
    """Change one character in the middle, case left out of it; put one if none is."""
    if not token:
        return "A"
    middle = len(token) // 2
    other = "b" if token[middle].lower() == "a" else "a"
    return token[:middle] + other + token[middle + 1 :]


def _cut(token: str) -> str:
    return token[: -max(1, min(len(token) // 3, _SHORTEST))]


def _lengthened(token: str) -> str:
    return token + "AAAAAAAA"


def _exchanged(token: str) -> str:
    middle = len(token) // 2
    turned = token[middle:] + token[:middle]
    return _altered(token) if turned == token else turned


# -- forgeries of a JWT


def _unsigned(algorithm: str, ending: str = ".") -> Forge:
    def forge(jwt: Jwt, _: Material) -> str:
        signed = written({**jwt.header, "alg": algorithm}, jwt.claims)
        return signed + (f".{jwt.signature}" if ending == "kept" else ending)

    return forge


def _announced(algorithm: str) -> Forge:
    def forge(jwt: Jwt, _: Material) -> str:
        return (
            f"{written({**jwt.header, 'alg': algorithm}, jwt.claims)}.{jwt.signature}"
        )

    return forge


def _signed_with(key: bytes, *, says: str = "HS256", **header: object) -> Forge:
    """Sign with *key* by HMAC SHA-256, whatever algorithm the header *says*."""

    # The claims stay: a portal that also keeps its links would refuse other ones, and
    # hide that it took the signature.
    def forge(jwt: Jwt, _: Material) -> str:
        signed = written({**jwt.header, "alg": says, **header}, jwt.claims)
        return f"{signed}.{hmac_signature(signed, key)}"

    return forge


def _signed_with_own_pair(jwt: Jwt, _: Material) -> str:
    pair = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(_OWN_KEY).digest())
    public = pair.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": base64url(public)}
    header = {**jwt.header, "alg": "EdDSA", "jwk": jwk}
    signed = written(header, jwt.claims)
    return f"{signed}.{base64url(pair.sign(signed.encode()))}"


def _with_claims(change: Callable[[Jwt, Material], Mapping[str, object]]) -> Forge:
    def forge(jwt: Jwt, material: Material) -> str:
        return f"{written(jwt.header, change(jwt, material))}.{jwt.signature}"

    return forge


def _for_victim(jwt: Jwt, material: Material) -> dict[str, object]:
    """Return the claims with the victim's dossier wherever her own stands."""
    own = {material.dossier, int(material.dossier)}
    told = {
        name: material.victim if value in own else value
        for name, value in jwt.claims.items()
        if isinstance(value, str | int)
    }
    changed = {**jwt.claims, **told}
    return changed if changed != jwt.claims else {**changed, "login": material.victim}


def _later(jwt: Jwt, _: Material) -> dict[str, object]:
    exp = jwt.claims.get("exp")
    known = exp if isinstance(exp, int | float) else 0
    return {**jwt.claims, "exp": known + 10 * _YEAR_S}


def _other_type(jwt: Jwt, _: Material) -> dict[str, object]:
    return {**jwt.claims, "tokenType": "sessionToken"}


def _with_expiry(expiry: Callable[[float], object]) -> Forge:
    """Write the expiry anew (None: none), signed where the key could be guessed."""

    def forge(jwt: Jwt, material: Material) -> str:
        exp = jwt.claims.get("exp")
        value = expiry(exp if isinstance(exp, int | float) else 0)
        others = {name: old for name, old in jwt.claims.items() if name != "exp"}
        claims = others if value is None else {**others, "exp": value}
        signed = written(jwt.header, claims)
        key = material.guess()
        if key is None:
            return f"{signed}.{jwt.signature}"
        return f"{signed}.{hmac_signature(signed, key, jwt.algorithm)}"

    return forge


def _signature(change: Callable[[str], str]) -> Forge:
    return lambda jwt, _: f"{jwt.signed}.{change(jwt.signature)}"


_ZERO = base64.urlsafe_b64encode(bytes(32)).decode().rstrip("=")
_DEVNULL = "../../../../../../../dev/null"

_FORGERIES: dict[str, _Forgery] = {
    "non signé (none)": _Forgery(_unsigned("none"), _cut),
    "non signé (None)": _Forgery(_unsigned("None"), _cut),
    "non signé (NONE)": _Forgery(_unsigned("NONE"), _cut),
    "non signé (NoNe)": _Forgery(_unsigned("NoNe"), _cut),
    "non signé (nOnE)": _Forgery(_unsigned("nOnE"), _cut),
    "non signé, l'ancienne signature gardée": _Forgery(
        _unsigned("none", "kept"), _lengthened
    ),
    "non signé, en deux parties": _Forgery(_unsigned("none", ""), _cut),
    "à la signature vidée": _Forgery(_signature(lambda _: ""), _cut),
    "à la signature ôtée": _Forgery(lambda jwt, _: jwt.signed, _cut),
    "à la signature altérée": _Forgery(_signature(_altered), _altered),
    "à la signature tronquée": _Forgery(_signature(_cut), _cut),
    "à la signature de zéros": _Forgery(_signature(lambda _: _ZERO), _altered),
    "au dossier d'un autre": _Forgery(_with_claims(_for_victim), _altered),
    "à l'échéance repoussée": _Forgery(_with_claims(_later), _altered),
    "au type changé": _Forgery(_with_claims(_other_type), _altered),
    "annoncé HS384": _Forgery(_announced("HS384"), _lengthened),
    "annoncé HS512": _Forgery(_announced("HS512"), _lengthened),
    "annoncé RS256": _Forgery(_announced("RS256"), _lengthened),
    "annoncé RS256, signé par un HMAC": _Forgery(
        _signed_with(b"", says="RS256"), _lengthened
    ),
    "signé d'une clé vide": _Forgery(_signed_with(b""), _altered),
    "signé d'une clé à lui": _Forgery(_signed_with(_OWN_KEY), _altered),
    "dont la clé est un fichier vide": _Forgery(
        _signed_with(b"", kid=_DEVNULL), _altered
    ),
    "dont la clé sort d'une requête": _Forgery(
        _signed_with(b"pirate", kid="x' UNION SELECT 'pirate' -- "), _altered
    ),
    "qui apporte sa clé": _Forgery(
        _signed_with(_OWN_KEY, jwk={"kty": "oct", "k": base64url(_OWN_KEY)}), _altered
    ),
    "qui apporte sa clé publique": _Forgery(_signed_with_own_pair, _altered),
    "qui dit où est sa clé": _Forgery(
        _signed_with(_OWN_KEY, jku="https://ailleurs.example/jwks.json"), _altered
    ),
    "aux parties échangées": _Forgery(
        lambda jwt, _: ".".join([*reversed(jwt.signed.split(".")), jwt.signature]),
        _exchanged,
    ),
    "sans échéance": _Forgery(_with_expiry(lambda _: None), _altered),
    "à l'échéance en toutes lettres": _Forgery(_with_expiry(str), _altered),
    "à l'échéance en millisecondes": _Forgery(
        _with_expiry(lambda exp: exp * _MILLISECONDS), _altered
    ),
    "à l'échéance négative": _Forgery(_with_expiry(lambda exp: -exp), _altered),
    "à l'échéance qui n'est pas un nombre": _Forgery(
        _with_expiry(lambda _: math.nan), _altered
    ),
    "à l'échéance infinie": _Forgery(_with_expiry(lambda _: math.inf), _altered),
    "à l'échéance vraie": _Forgery(_with_expiry(lambda _: True), _altered),
    "à l'échéance donnée en liste": _Forgery(
        _with_expiry(lambda exp: [exp + _YEAR_S]), _altered
    ),
}
"""Every way; the name is how features say it."""

FORGERIES = tuple(_FORGERIES)
