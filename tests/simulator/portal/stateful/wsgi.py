"""Requests to a WSGI app, as bare as can be: tens of thousands of them are sent."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from werkzeug.test import run_wsgi_app


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """Return the first header of that name, or nothing."""
        wanted = name.casefold()
        return next(
            (value for key, value in self.headers if key.casefold() == wanted), ""
        )


def send(
    app: Any,
    method: str,
    target: str,
    *,
    host: str = "www2.carpimko.com",
    address: str = "127.0.0.1",
    body: bytes = b"",
    headers: Iterable[tuple[str, str]] = (),
) -> Reply:
    """Send one request to *app*, as a server that speaks HTTPS would hand it over.

    Args:
        app: a WSGI app.
        method: any token.
        target: path and query, percent-encoded as on the wire.
        host: the Host header.
        address: where it comes from.
        body: as sent.
        headers: names and values; a server hands them over as Latin-1.
    """
    path, _, query = target.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": target,
        "SERVER_NAME": "www2.carpimko.com",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": address,
        "HTTP_HOST": host,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers:
        key = name.upper().replace("-", "_")
        bare = key in {"CONTENT_TYPE", "CONTENT_LENGTH"}
        environ[key if bare else f"HTTP_{key}"] = value
    answer, status, received = run_wsgi_app(app, environ, buffered=True)
    return Reply(int(status[:3]), list(received), b"".join(answer))


class Cookies(dict[str, str]):
    """The cookies of one browser, all for one host."""

    def keep(self, reply: Reply) -> None:
        """Take the cookies that *reply* sets, and drop those it takes back."""
        for name, value in reply.headers:
            if name.casefold() != "set-cookie":
                continue
            try:
                morsels = SimpleCookie(value)
            except CookieError:
                continue
            for key, morsel in morsels.items():
                if morsel["max-age"] == "0" or "1970" in morsel["expires"]:
                    self.pop(key, None)
                else:
                    self[key] = morsel.coded_value

    @property
    def header(self) -> str:
        """Return the value of the header Cookie."""
        return "; ".join(f"{name}={value}" for name, value in self.items())
