"""A double of Mailpit: no package has the real one (neither Debian, PyPI nor npm).

Written after its documented API v1 and its behaviour (v1.27): it stores a mail with
the headers that Mailpit adds, lists the newest first by « Created », gives pages of 50
unless asked for more, raw mails as text/plain, and 404 in plain text.
"""

from __future__ import annotations

import base64
import itertools
import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from email import message_from_bytes
from email.utils import format_datetime, getaddresses, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from harness.targets.mail_sources.mailpit_api import MailpitSettings
from simulator.clock import SystemClock, real_now
from simulator.mail.mailbox import Mailbox


class Mailpit:
    """What Mailpit keeps, and how it answers.

    Attributes:
        credentials: "user:password" to ask for; empty for none.
        cap: the most that a page may hold; some versions have 500, others none.
        by_date: whether it runs with --use-message-dates.
        asked: the requests, as "GET /api/v1/messages?start=0".
        before_answer: called with each path before it is answered.
        web_root: where it is served, as with --webroot.
    """

    def __init__(self) -> None:
        self.credentials = ""
        self.cap = 10**9
        self.by_date = False
        self.web_root = ""
        self.asked: list[str] = []
        self.before_answer: Callable[[str], None] = lambda _: None
        self.kept: list[tuple[str, datetime, bytes, bool]] = []
        self._numbers = itertools.count(1)

    def receive(self, sender: str, recipients: list[str], data: bytes) -> str:
        """Take a mail as its SMTP side does; return its id."""
        now = real_now()
        received = (
            "Received: from portail (localhost [127.0.0.1])\r\n"
            "        by mailpit (Mailpit) with SMTP\r\n"
            f"        for <{recipients[0]}>; {format_datetime(now)} (UTC)\r\n"
        )
        sent = message_from_bytes(data)
        raw = received.encode() + data
        if str(sent.get("Return-Path", "")).strip("<>") != sender:
            raw = f"Return-Path: <{sender}>\r\n".encode() + raw
        if "Message-ID" not in sent:
            raw = b"Message-ID: <Kq2vX9@mailpit>\r\n" + raw
        named = {
            address.lower()
            for header in ("To", "Cc", "Bcc")
            for _, address in getaddresses([str(sent.get(header, ""))])
        }
        missing = [one for one in recipients if one.lower() not in named]
        if missing:
            raw = f"Bcc: {', '.join(missing)}\r\n".encode() + raw
        created = now
        if self.by_date and "Date" in sent:
            created = parsedate_to_datetime(str(sent["Date"]))
        return self.keep(raw, created)

    def keep(self, raw: bytes, created: datetime) -> str:
        """Keep *raw* as it is."""
        mail_id = f"mAiLpIt{next(self._numbers):04}"
        self.kept.append((mail_id, created, raw, False))
        return mail_id

    def delete(self, *mail_ids: str) -> None:
        """Delete mails, as somebody does in its web page."""
        self.kept = [mail for mail in self.kept if mail[0] not in mail_ids]

    def page(self, start: int, limit: int) -> dict[str, Any]:
        """Answer /api/v1/messages."""
        newest = sorted(self.kept, key=lambda mail: (mail[1], mail[0]), reverse=True)
        shown = newest[start : start + min(limit, self.cap)]
        return {
            "total": len(self.kept),
            "unread": len(self.kept),
            "count": len(shown),
            "messages_count": len(self.kept),
            "start": start,
            "tags": [],
            "messages": [
                {
                    "ID": mail_id,
                    "MessageID": "x",
                    "Read": read,
                    "From": None,
                    "To": None,
                    "Created": created.isoformat(timespec="milliseconds"),
                    "Size": len(raw),
                }
                for mail_id, created, raw, read in shown
            ],
        }

    def raw(self, mail_id: str) -> bytes | None:
        """Answer /api/v1/message/ID/raw; None for 404."""
        return next((mail[2] for mail in self.kept if mail[0] == mail_id), None)


@pytest.fixture
def mailpit() -> Mailpit:
    """A Mailpit that holds nothing."""
    return Mailpit()


@pytest.fixture
def serve() -> Iterator[Callable[[type[BaseHTTPRequestHandler]], str]]:
    """Serve by the handler given, on a free port; return the address."""
    opened: list[ThreadingHTTPServer] = []

    def start(handler: type[BaseHTTPRequestHandler]) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        opened.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in opened:
        server.shutdown()
        server.server_close()


@pytest.fixture
def settings(
    mailpit: Mailpit, serve: Callable[[type[BaseHTTPRequestHandler]], str]
) -> MailpitSettings:
    """How the bench reads the double."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            mailpit.asked.append(f"GET {self.path}")
            mailpit.before_answer(self.path)
            url = urlsplit(self.path)
            path = url.path.removeprefix(mailpit.web_root)
            parts = path.strip("/").split("/")
            wanted = base64.b64encode(mailpit.credentials.encode()).decode()
            if wanted and self.headers.get("Authorization") != f"Basic {wanted}":
                self._answer(401, b"Unauthorised.\n", "text/plain")
            elif path == "/api/v1/messages":
                query = parse_qs(url.query)
                start = int(query.get("start", ["0"])[0])
                limit = int(query.get("limit", ["50"])[0])
                page = json.dumps(mailpit.page(start, limit)).encode()
                self._answer(200, page, "application/json")
            elif parts[:3] == ["api", "v1", "message"] and parts[4:] == ["raw"]:
                raw = mailpit.raw(parts[3])
                if raw is None:
                    self._answer(404, b"404 page not found", "text/plain")
                else:
                    self._answer(200, raw, "text/plain; charset=utf-8")
            else:
                self._answer(404, b"404 page not found", "text/plain")

        def _answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return MailpitSettings(serve(Handler))


@pytest.fixture
def mailbox() -> Mailbox:
    """The bench's own mailbox, by the system clock, as in a run."""
    return Mailbox(SystemClock())
