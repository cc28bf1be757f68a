"""A mail as the document shows it: as it displays, its text, headers, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.message import Message
from typing import Any

from harness.report.french import grouped, moment
from harness.report.living.shelf import LARGEST_TEXT, Shelf
from harness.tokens.reading import claims_of, read_jwt, token_of
from simulator.mail.message import ReceivedMail

_INSTANTS = {"exp": "expire", "iat": "émis", "nbf": "valable dès"}
"""What the claims of RFC 7519 §4.1 that are instants tell."""


def mail_sight(
    seen: Mapping[str, Any], raw: bytes | None, shelf: Shelf
) -> dict[str, Any]:
    """Return a mail of the journal, its parts put on *shelf*.

    Args:
        seen: its main facts.
        raw: the mail as it came; None where it was not kept.
        shelf: holds what is shown on demand.
    """
    received = datetime.fromisoformat(seen["received_at"])
    shown: dict[str, Any] = {
        "kind": "mail",
        "to": ", ".join(seen["to"]),
        "subject": seen["subject"],
        "at": moment(received, seconds=True),
        "remarks": [],
    }
    if raw is None:
        return shown
    mail = ReceivedMail(1, "", tuple(seen["to"]), raw, received, received)
    for name in ("html", "text"):
        part = getattr(mail, name)
        if part is None:
            continue
        shown[name] = shelf.text(part, f"mail {name}")
        if shown[name] is None:
            shown["remarks"].append("Non conservé : le rapport serait trop grand.")
        elif len(part) > LARGEST_TEXT:
            shown["remarks"].append(
                f"TRONQUÉ : {grouped(LARGEST_TEXT)} caractères montrés sur "
                f"{grouped(len(part))}."
            )
    shown["headers"] = list(_headers(mail.message))
    shown["links"] = list(_links(mail))
    return shown


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    """Yield the headers, unfolded and decoded."""
    for name, value in message.items():
        yield name, " ".join(str(value).split())


def _links(mail: ReceivedMail) -> Iterator[dict[str, Any]]:
    """Yield the links of the mail, an address once, with what their token says."""
    told: set[str] = set()
    for link in mail.links:
        if link.url in told:
            continue
        told.add(link.url)
        token = token_of(link.url)
        claims = claims_of(token)
        shown: dict[str, Any] = {"text": link.text, "url": link.url}
        if claims is not None:
            jwt = read_jwt(token)
            shown["algorithm"] = jwt.algorithm if jwt else ""
            shown["claims"] = [_claim(*pair) for pair in claims.items()]
        yield shown


def _claim(name: str, value: object) -> tuple[str, str]:
    """Return a claim, and what it means where it is an instant."""
    if name in _INSTANTS and isinstance(value, int | float):
        try:
            instant = datetime.fromtimestamp(value, UTC)
        except (ValueError, OverflowError, OSError):
            return name, str(value)
        return name, f"{value} ({_INSTANTS[name]} le {moment(instant, seconds=True)})"
    return name, str(value)
