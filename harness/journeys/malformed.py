"""What may stand where a token is expected, and is none (B49)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from harness.tokens.reading import base64url

Shape = Callable[[str], str]

_VERY_LONG = 100_000
_DEPTH = 1000
_LONGEST_ADDRESS = 60_000
"""Characters; no browser sends an address of 64 kB."""


def _first_half(token: str) -> str:
    first, dot, _ = token.partition(".")
    return first if dot else token[: len(token) // 2]


def _two_parts(token: str) -> str:
    head, dot, _ = token.rpartition(".")
    return head if dot else f"{_first_half(token)}.{_first_half(token)}"


def _nested(token: str) -> str:
    """Put lists within lists, a thousand deep, before the rest of the token."""
    header = base64url(b"[" * _DEPTH + b"]" * _DEPTH)
    return f"{header}.{token.partition('.')[2] or token}.x"


def _inside(text: str) -> Shape:
    """Put *text* into the token, in what a signature covers."""
    return lambda token: token[: len(token) // 3] + text + token[len(token) // 3 :]


MALFORMED: dict[str, Shape] = {
    "d'une seule partie": _first_half,
    "de deux parties": _two_parts,
    "de quatre parties": lambda token: f"{token}.AAAA",
    "de trois parties vides": lambda _: "..",
    "de trois lettres": lambda _: "a.b.c",
    "de trois parties qui ne sont pas du texte": lambda _: "gIGC_w.gIGC_w.gIGC_w",
    "de trois listes": lambda _: "W10.W10.W10",
    "de trois nombres": lambda _: "MQ.MQ.MQ",
    "d'un en-tête mille fois emboîté": _nested,
    "null": lambda _: "null",
    "undefined": lambda _: "undefined",
    "0": lambda _: "0",
    "en lettres accentuées": lambda _: "é" * 40,
    "en émojis": lambda _: "\U0001f511" * 12,
    "de deux mille caractères": lambda _: "A" * 2000,
    "d'une espace": lambda _: " ",
    # A filter before the portal may refuse these with a bare page.
    "coupé par un octet nul": _inside("\x00"),
    "qui remonte les dossiers": lambda _: "../../../../../etc/passwd",
    "fait de balises": lambda _: "\"><script>injecte()</script><b id=injecte>'",
    "fait de SQL": lambda _: "' OR '1'='1' --",
    "fait d'un gabarit": lambda _: "{{1234*5678}}${1234*5678}",
    "fait d'un en-tête": lambda _: "x\r\nX-Injecte: oui\r\n\r\n<b id=injecte>",
    "fait d'un objet": lambda _: '{"$ne": null}',
    "de cent mille caractères": lambda _: "A" * _VERY_LONG,
    # In these the token received can still be read.
    "suivi d'une espace": lambda token: f"{token} ",
    "suivi d'un retour à la ligne": lambda token: f"{token}\r\n",
    "suivi d'un signe égal": lambda token: f"{token}=",
    "coupé par un retour à la ligne": _inside("\r\n"),
    "entre guillemets": lambda token: f'"{token}"',
}
"""What is put in place of the token received; the name is how features say it."""

_QUERIES: dict[str, Shape] = {
    "donné en liste": lambda token: f"token[]={quote(token)}",
    "donné en objet": lambda token: f"token[a]={quote(token)}",
    "donné deux fois": lambda token: f"token={quote(token)}&token=autre",
    "donné deux fois, le bon en second": lambda token: f"token=autre&token={token}",
    "donné sans valeur": lambda _: "token",
    "nommé en majuscules": lambda token: f"TOKEN={quote(token)}",
    "en octets qui ne sont pas du texte": lambda _: "token=%FF%FE%C3%28",
    "à l'encodage cassé": lambda _: "token=%E9%zz%",
}
"""What only an address can hold."""

SHAPES = (*MALFORMED, *_QUERIES)


def malformed_query(token: str, shape: str) -> str:
    """Return the query of an address whose token has *shape* instead."""
    if shape in _QUERIES:
        return _QUERIES[shape](token)
    return token_query(MALFORMED[shape](token))


def token_query(token: str) -> str:
    """Return the query that carries *token*, cut to what an address can hold."""
    return f"token={quote(token, safe='')[:_LONGEST_ADDRESS]}"
