"""The token of the link: what it says, who signed it, what passes for one."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from joserfc.util import urlsafe_b64decode

from simulator.defects.catalogue import jeton_life, jeton_purpose
from simulator.defects.making import (
    Change,
    Defect,
    Where,
    function,
    method,
    part,
    together,
)
from simulator.portal.ports import tokens
from simulator.portal.ports.tokens import TokenCodec

_CENTURIES = 32_503_680_000
"""The year 3000, in seconds."""


Claims = dict[str, Any]


def _signed_claims(change: Callable[[Claims], Claims]) -> Change:
    """Have *change* make other claims of those that are signed into a token."""

    def around(sound: Any) -> Any:
        def encode(header: Any, claims: Claims, *key: Any, **how: Any) -> Any:
            return sound.encode(header, change(claims), *key, **how)

        return SimpleNamespace(encode=encode, decode=sound.decode)

    return function(tokens, "jwt", around)


def _read_claims(change: Callable[[Claims], Claims]) -> Change:
    """Have *change* make other claims of those that are read from a token."""
    return function(
        tokens, "_claims", lambda sound: lambda claims: sound(change(claims))
    )


def _without(name: str) -> Callable[[Claims], Claims]:
    return lambda claims: {key: claims[key] for key in claims if key != name}


def _same_within_a_second() -> Change:
    """Sign no name of the link: two tokens of a number and a second are the same."""
    known: dict[tuple[Any, Any], str] = {}

    def forget(claims: Claims) -> Claims:
        known[claims["login"], claims["exp"]] = claims["jti"]
        return _without("jti")(claims)

    def find(claims: Claims) -> Claims:
        key = (str(claims.get("login")), claims.get("exp"))
        return claims | {"jti": known.get(key, "") if isinstance(key[1], int) else ""}

    return together(_signed_claims(forget), _read_claims(find))


def _unsigned(accepts: Callable[[Claims, str], bool]) -> Change:
    """Read a token without its signature if *accepts* says so of it."""
    read = vars(tokens)["_claims"]

    def around(sound: Any) -> Any:
        def decode(token: str) -> Any:
            parts = token.split(".")
            try:
                header, claims = (
                    json.loads(urlsafe_b64decode(one.encode())) for one in parts[:2]
                )
                if accepts(header, parts[2]):
                    return read(claims)
            except (ValueError, IndexError, TypeError, AttributeError, KeyError):
                pass
            return sound(token)

        return decode

    return method("tokens", "decode", around)


def _trusting(decode: Any) -> Any:
    """Read a token as if none came from anywhere but the portal."""

    def read(token: str) -> Any:
        _header, claims, _signature = token.split(".")
        json.loads(urlsafe_b64decode(claims.encode()))
        return decode(token)

    return read


DEFECTS: tuple[Defect, ...] = (
    Defect(
        name="exp_millisecondes",
        summary="L'échéance du jeton est en millisecondes : le lien n'expire jamais.",
        where=Where.TOKEN,
        expected=("B11",),
        change=together(
            _signed_claims(lambda claims: claims | {"exp": claims["exp"] * 1000}),
            _read_claims(lambda claims: claims | {"exp": _CENTURIES}),
        ),
    ),
    Defect(
        name="jeton_sans_echeance",
        summary="Le jeton ne porte pas d'échéance, et vit pour toujours.",
        where=Where.TOKEN,
        expected=("P7.6", "B13"),
        change=together(
            _signed_claims(_without("exp")),
            _read_claims(lambda claims: claims | {"exp": _CENTURIES}),
        ),
    ),
    Defect(
        name="exp_absent_accepte",
        summary="Un jeton sans échéance est accepté, et sa clé se devine.",
        where=Where.TOKEN,
        expected=("B11",),
        change=together(
            part("tokens", lambda _sound: TokenCodec(b"your-256-bit-secret")),
            _read_claims(lambda claims: {"exp": _CENTURIES} | claims),
        ),
    ),
    Defect(
        name="cle_faible",
        summary="La clé qui signe les jetons est celle d'un exemple publié.",
        where=Where.TOKEN,
        expected=("B10",),
        change=part("tokens", lambda _sound: TokenCodec(b"your-256-bit-secret")),
    ),
    Defect(
        name="alg_none",
        summary="Un jeton qui se dit non signé (« alg: none ») est accepté.",
        where=Where.TOKEN,
        expected=("B09",),
        change=_unsigned(lambda header, _signature: header["alg"].lower() == "none"),
    ),
    Defect(
        name="signature_non_verifiee",
        summary="La signature du jeton n'est pas vérifiée.",
        where=Where.TOKEN,
        expected=("B09",),
        change=_unsigned(lambda header, _signature: header["alg"] == "HS256"),
    ),
    Defect(
        name="signature_vide_acceptee",
        summary="Un jeton dont la signature est vide passe pour signé.",
        where=Where.TOKEN,
        expected=("B09",),
        change=_unsigned(lambda _header, signature: signature == ""),
    ),
    Defect(
        name="jetons_de_meme_seconde",
        summary="Un même numéro, à la même seconde, reçoit deux fois le même jeton.",
        where=Where.TOKEN,
        expected=("B51",),
        change=_same_within_a_second(),
    ),
    Defect(
        name="erreur_500_jeton",
        summary="Un jeton mal formé donne une erreur 500 et la trace de la pile.",
        where=Where.PAGE,
        expected=("B49",),
        change=method("tokens", "decode", _trusting),
    ),
    *jeton_purpose.DEFECTS,
    *jeton_life.DEFECTS,
)
