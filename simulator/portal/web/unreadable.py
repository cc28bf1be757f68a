"""Requests that cannot be read at all: a host that is no name, a query that is no text.

Werkzeug and Flask fall over them while they look for the page, and again while they
build the links of the error page: they are answered before (B49).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.wrappers import Response

_LABEL = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_HOST = re.compile(
    rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{{1,5}})?"
)
_LONGEST_HOST = 253 + len(":65535")
_PAGE = """\
<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>Adresse illisible - Carpimko</title></head>
<body><main>
<h1>Adresse illisible</h1>
<p>Cette adresse ne peut pas être lue. Rien n'a été enregistré.</p>
<p><a href="/">Aller à la page d'accueil</a></p>
</main></body>
</html>
"""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

WSGIApp = Callable[[dict[str, Any], Any], Iterable[bytes]]


def refuse_unreadable(app: WSGIApp) -> WSGIApp:
    """Return *app* with an honest 400 in front of it for what cannot be read."""

    def guarded(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if is_readable(environ):
            return app(environ, start_response)
        page = Response(_PAGE, 400, _HEADERS, mimetype="text/html")
        return page(environ, start_response)

    return guarded


def is_host(text: str) -> bool:
    """Tell whether *text* is a host name or an address, with a port or without."""
    return len(text) <= _LONGEST_HOST and _HOST.fullmatch(text) is not None


def is_readable(environ: dict[str, Any]) -> bool:
    """Tell whether the host is a name or an address, and the query is UTF-8."""
    host = environ.get("HTTP_HOST")
    if host is not None and not is_host(host):
        return False
    try:
        # PEP 3333: a string whose characters stand for bytes.
        environ.get("QUERY_STRING", "").encode("latin-1").decode()
    except UnicodeError:
        return False
    return True
