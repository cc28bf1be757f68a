"""Speaking the REST API v1 of Mailpit: only its GET calls, which change nothing.

What it keeps is not quite what it was sent: it writes ``Received`` and ``Return-Path``
on top, as any mail server does; ``Bcc`` if the envelope names somebody whom no header
names; and a ``Message-ID`` of its own where the mail had none.
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from harness.errors import ConfigurationError, Unreachable
from harness.targets.mail_sources.source import TIMEOUT_S, distrusted, trust

_PAGE = 500  # some versions give no more at once, whatever is asked
_WALKS = 5
_ITS_OWN_NAME = re.compile(rb"^Message-ID: <[^<>@\r\n]+@mailpit>\r?\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailpitSettings:
    """Where a Mailpit is read.

    Attributes:
        url: where its web page is, as "http://127.0.0.1:8025".
        user: for its basic authentication; empty for none.
        authority: the only certificates to trust (a PEM file); None for the system's.
        timeout_s: how long it may keep silent (real seconds).
        origin: where the settings come from: errors begin with it.
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    authority: Path | None = None
    timeout_s: float = TIMEOUT_S
    origin: str = "[mailbox]"


class MailpitClient:
    """The API of one Mailpit.

    Raises:
        ConfigurationError: its address is none.
    """

    def __init__(self, settings: MailpitSettings) -> None:
        self._settings = settings
        _require_address(settings)
        self._client = httpx.Client(
            base_url=settings.url.rstrip("/") + "/api/v1/",
            auth=(settings.user, settings.password) if settings.user else None,
            verify=trust(settings.authority, settings.origin),
            timeout=settings.timeout_s,
            trust_env=False,
        )

    def list(self) -> dict[str, datetime | None]:
        """Return the id of every mail there, oldest first, and when it came (aware).

        The whole list is read, not its first page: with ``--use-message-dates`` the
        newest mail is not the first. Mails that come or go meanwhile shift the pages,
        and one may slip between two of them: then the list is read again.
        """
        found: dict[str, datetime | None] = {}
        for _ in range(_WALKS):
            newest_first, steady = self._walk()
            found |= dict(reversed(newest_first.items()))
            if steady:
                break
        return found

    def raw(self, mail_id: str) -> bytes | None:
        """Return a mail as it was sent, as far as Mailpit kept it; None if gone."""
        answer = self._get(f"message/{mail_id}/raw")
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        self._require_mailpit(answer, answer.status_code == httpx.codes.OK)
        return _as_sent(answer.content)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _walk(self) -> tuple[dict[str, datetime | None], bool]:
        """Read the list once; say whether it stood still meanwhile.

        Each page begins with the last mail of the page before it. So if one mail goes
        meanwhile, none slips through; if more do, there are more seen than there are.
        """
        newest_first: dict[str, datetime | None] = {}
        while True:
            before = len(newest_first)
            query = {"start": str(max(before - 1, 0)), "limit": str(_PAGE)}
            total, page = self._page(self._get("messages", query))
            newest_first |= page
            if len(newest_first) in (before, total):
                return newest_first, len(newest_first) == total

    def _page(self, answer: httpx.Response) -> tuple[int, dict[str, datetime | None]]:
        page: dict[str, datetime | None] = {}
        total = None
        if answer.status_code == httpx.codes.OK:
            described = _json(answer)
            if isinstance(described, dict) and isinstance(
                described.get("messages"), list
            ):
                total = described.get("total")
                for mail in described["messages"]:
                    mail_id = mail.get("ID") if isinstance(mail, dict) else None
                    self._require_mailpit(answer, _is_id(mail_id))
                    page[str(mail_id)] = _instant(mail.get("Created"))
        self._require_mailpit(answer, isinstance(total, int))
        return int(total or 0), page

    def _get(self, path: str, query: dict[str, str] | None = None) -> httpx.Response:
        try:
            try:
                answer = self._client.get(path, params=query)
            except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
                # A connection that was kept, and that the server closed meanwhile.
                answer = self._client.get(path, params=query)
        except httpx.TransportError as failed:
            address = f"{self._client.base_url}{path}"
            if reason := _distrust(failed):
                raise distrusted(address, reason, self._settings.origin) from failed
            raise Unreachable(
                f"La boîte aux lettres {address} ne répond pas : "
                f"{str(failed) or type(failed).__name__}"
            ) from failed
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            whom = f"the log-in of {self._settings.user!r}"
            raise ConfigurationError(
                f"{self._settings.origin} user, password: {answer.url} refuses "
                f"{whom if self._settings.user else 'to answer without a log-in'} "
                f"({answer.status_code})."
            )
        if answer.is_server_error:
            raise Unreachable(
                f"La boîte aux lettres {answer.url} ne répond pas : "
                f"{answer.status_code} {answer.reason_phrase}"
            )
        return answer

    def _require_mailpit(self, answer: httpx.Response, sound: object) -> None:
        if not sound:
            kind = answer.headers.get("content-type", "no content type")
            raise ConfigurationError(
                f"{self._settings.origin} url: {answer.url} does not answer as Mailpit "
                f"does ({answer.status_code}, {kind}); give the address of its web "
                "page."
            )


def _require_address(settings: MailpitSettings) -> None:
    try:
        url = httpx.URL(settings.url)
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in ("http", "https") or not url.host:
        raise ConfigurationError(
            f"{settings.origin} url: {settings.url!r} is no address; "
            'write it as "http://127.0.0.1:8025".'
        )
    if url.userinfo:
        raise ConfigurationError(
            f"{settings.origin} url: say the user and the password of {url.host} "
            "in keys of their own."
        )


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:  # no JSON, or no text at all
        return None


def _is_id(value: object) -> bool:
    """Say whether *value* can be part of a path: versions differ in how ids look."""
    return isinstance(value, str) and re.fullmatch(r"[\w-]+", value) is not None


def _instant(told: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(told))
    except ValueError:
        return None
    return when if when.tzinfo else None


def _as_sent(raw: bytes) -> bytes:
    """Take the Message-ID off that Mailpit wrote: the mail had none."""
    end = re.search(rb"\r?\n\r?\n", raw)
    named = _ITS_OWN_NAME.search(raw, 0, end.end() if end else len(raw))
    return raw[: named.start()] + raw[named.end() :] if named else raw


def _distrust(failed: BaseException) -> str:
    """Return why the certificate was refused, or nothing if that was not it."""
    cause: BaseException | None = failed
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return cause.verify_message
        cause = cause.__cause__ or cause.__context__
    return ""
