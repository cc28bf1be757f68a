"""What every answer must be, whatever was asked."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from tests.simulator.portal.fuzz.shots import Shot
from tests.simulator.portal.stateful.wsgi import Reply

_TRACES = re.compile(
    rb"Traceback|werkzeug|sqlalchemy|jinja2|site-packages|Internal Server Error"
    rb"|\.py&#34;, line|\.py\", line"
)
_WAY_BACK = re.compile(rb"<form\b|<a\b[^>]*href=\"[^#\"]")
_HOSTS = {"", "www.carpimko.com", "www2.carpimko.com"}
_REDIRECTS = range(300, 400)
_SERVER_ERRORS = 500
_LOOPBACK = "127.0.0.1"


def complaint(shot: Shot, reply: Reply) -> str:
    """Return what is wrong with *reply*; empty if nothing is."""
    if reply.status >= _SERVER_ERRORS:
        return f"status {reply.status}"
    for name, value in reply.headers:
        if re.search(r"[\r\n\x00]", value) or not _is_latin(value):
            return f"header {name}: {value!r} cannot be sent"
    if reply.status in _REDIRECTS:
        where = urlsplit(reply.header("Location"))
        known = where.netloc in _HOSTS or where.hostname == _LOOPBACK
        bare = not known and where.netloc == shot.host  # the site, as it was called
        return "" if known or bare else f"sent to {reply.header('Location')!r}"
    if _TRACES.search(reply.body):
        return "the page tells of its insides"
    if b"<script>alert(1)" in reply.body:
        return "the page runs what was sent"
    return _of_its_kind(shot, reply)


def _of_its_kind(shot: Shot, reply: Reply) -> str:
    kind = reply.header("Content-Type")
    if shot.method in {"HEAD", "OPTIONS"} or not reply.body:
        return ""
    if kind.startswith("text/html"):
        return _of_a_page(kind, reply.body)
    if kind == "application/json":
        json.loads(reply.body)
        return "" if "/_bench" in shot.target else "JSON, to a person"
    allowed = ("text/css", "text/plain", "application/pdf", "font/", "image/")
    return "" if kind.startswith(allowed) else f"Content-Type {kind!r}"


def _of_a_page(kind: str, body: bytes) -> str:
    if kind.partition("charset=")[2].lower() != "utf-8":
        return f"Content-Type {kind!r}"
    if b'<html lang="fr">' not in body:
        return "no page in French"
    if b"<h1" not in body:
        return "a page without a title"
    return "" if _WAY_BACK.search(body) else "a page without a way back"


def _is_latin(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True
