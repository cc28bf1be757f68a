"""What a token tells to whoever reads it (P7.9, B09 to B11, B51)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from harness.checks.failure import CheckFailed, require
from harness.checks.pages import seen
from harness.checks.spellings import spellings
from harness.pages import Page
from harness.tokens.reading import Jwt, claims_of, read_jwt, token_of
from harness.tokens.weak_keys import guessed_key, names_of
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail

_LIFETIME = timedelta(hours=24)
_ROUNDING = timedelta(seconds=1)
_UNTHINKABLE_S = 10**15
"""Seconds since 1970; a mistaken unit (milliseconds) still lies under it."""
_OPAQUE = "Ce jeton n'est pas un JWT : {} ne se lit pas."


def first_token(mail: ReceivedMail) -> str:
    """Return the token of the first link of *mail* that carries one.

    Raises:
        CheckFailed: none does.
    """
    for link in mail.links:
        if token := token_of(link.url):
            return token
    raise CheckFailed(f"Le mail « {mail.subject} » ne porte aucun jeton.")


def is_nowhere_in(pages: Iterable[Page], token: str) -> None:
    """Check that no answer of the portal gives *token* away (P6.1)."""
    for page in pages:
        for how, told in spellings(page):
            require(
                token not in told,
                f"Le jeton du lien se trouve dans une page ({how}). {seen(page)}",
            )


def describe(mail: ReceivedMail) -> str:
    """Return what the token of *mail*'s link is, in a sentence."""
    token = first_token(mail)
    claims = claims_of(token)
    if claims is None:
        return f"Jeton opaque de {len(token)} caractères."
    return f"JWT dont les clés sont : {', '.join(sorted(claims))}."


def is_signed(mail: ReceivedMail) -> str:
    """Check that the token, where it is a JWT, is signed at all (B09, RFC 8725 §3.1).

    Returns:
        What was seen, in a sentence.
    """
    jwt = _jwt_of(mail)
    if jwt is None:
        return _OPAQUE.format("sa signature")
    require(
        jwt.signature and jwt.algorithm.casefold() != "none",
        f"Le jeton n'est pas signé : algorithme « {jwt.algorithm} ».",
    )
    return f"Le jeton est signé ({jwt.algorithm})."


def key_is_not_guessed(mail: ReceivedMail) -> str:
    """Check that no common key signed the token (B10, RFC 7518 §3.2).

    Tried offline, with the list of :mod:`harness.tokens.weak_keys`.

    Returns:
        What was tried, in a sentence.
    """
    jwt = _jwt_of(mail)
    if jwt is None:
        return _OPAQUE.format("aucune clé")
    hosts = [urlsplit(x.url).hostname or "" for x in mail.links if token_of(x.url)]
    sender = mail.sender_address.rpartition("@")[2]
    key = guessed_key(jwt, names_of(*hosts, sender))
    told = (key or b"").decode("utf-8", "replace")
    require(
        key is None,
        f"Le jeton est signé avec la clé « {told} », que tout le monde devine : "
        "chacun peut en fabriquer.",
    )
    return f"Aucune clé courante ne signe ce jeton ({jwt.algorithm})."


def expiry_is_strict(mail: ReceivedMail) -> str:
    """Check the expiry that the token states, where it is a JWT (B11, RFC 7519 §4.1.4).

    A number of seconds, later than the mail and at most 24 hours after it. Whoever
    holds no key can see this much; how others are refused, the forged links tell.

    Returns:
        What was read, in a sentence.
    """
    jwt = _jwt_of(mail)
    if jwt is None:
        return _OPAQUE.format("son échéance")
    exp = jwt.claims.get("exp")
    if isinstance(exp, bool) or not isinstance(exp, int | float):
        raise CheckFailed(f"L'échéance du jeton n'est pas un nombre : {exp!r}.")
    # A whole number is finite, however long: too long a one is no float.
    require(
        isinstance(exp, int) or math.isfinite(exp),
        f"L'échéance du jeton n'est pas finie : {exp!r}.",
    )
    require(
        abs(exp) < _UNTHINKABLE_S,
        "L'échéance du jeton est démesurée : est-elle en secondes ?",
    )
    ahead = exp - mail.received_at.timestamp()
    require(
        0 < ahead <= (_LIFETIME + _ROUNDING).total_seconds(),
        f"L'échéance du jeton ({exp}) est {ahead / 3600:.1f} h après le mail, "
        "et non 24 au plus : est-elle en secondes ?",
    )
    return f"L'échéance du jeton est {ahead / 3600:.2f} h après le mail."


def all_differ(mailbox: Mailbox) -> str:
    """Check that no two reset mails carry the same token (B51).

    Returns:
        How many were compared, in a sentence.
    """
    found: list[str] = []
    for mail in mailbox.all():
        tokens = {token for link in mail.links if (token := token_of(link.url))}
        if tokens:
            mailbox.mark_read(mail)
            found.extend(tokens)
    require(found, "Aucun mail ne porte de jeton.")
    require(
        len(set(found)) == len(found), f"Deux demandes ont reçu le même jeton : {found}"
    )
    return f"{len(found)} jetons comparés, tous différents."


def likeness(mailbox: Mailbox) -> str:
    """Return how many of the tokens that were sent are the same, in a sentence."""
    found: list[str] = []
    for mail in mailbox.all():
        mailbox.mark_read(mail)
        found.extend({token for link in mail.links if (token := token_of(link.url))})
    return f"{len(found)} jetons envoyés, dont {len(set(found))} différents."


def _jwt_of(mail: ReceivedMail) -> Jwt | None:
    return read_jwt(first_token(mail))
