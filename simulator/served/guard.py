"""Who stands at the door of the served world: a WSGI application around the others.

On loopback nobody shows anything, yet any page of the internet runs in a browser of
this machine. Such a page could call our address by a name of its own (DNS rebinding),
so only names that are ours are answered; and it could send orders here, so orders to
the bench and the desk are taken from our own pages or from programs alone.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

from werkzeug.wrappers import Request, Response

from simulator.served.access import OPEN, PUBLIC_HOSTS, Access, is_loopback

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BENCH = "/_bench"
DESK = "/_monde"
COOKIE = "sesame_acces"
HARMLESS = {"GET", "HEAD", "OPTIONS"}
_PAGE = """\
<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - Sésame</title></head>
<body><main>
<h1>{title}</h1>
<p>{text}</p>
</main></body>
</html>
"""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets in who may come in, and answers the others.

    Args:
        app: what is guarded.
        access: the names it goes by, and the token to show.
        url: where pages live. People who come to a page of the portal by another name
            of this machine are sent there, or their session would stay behind when
            FranceConnect sends them back; None to leave them where they are.
        for_programs: paths that ask no token, since they ask for a secret themselves.
    """

    def __init__(
        self,
        app: WSGIApplication,
        access: Access = OPEN,
        *,
        url: str | None = None,
        for_programs: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._access = access
        self._url = url
        self._for_programs = for_programs

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        answer = self._answer(environ)
        return (answer or self._app)(environ, start_response)

    def _answer(self, environ: WSGIEnvironment) -> Response | None:
        """Return what is said instead of what was asked for, or None."""
        request = Request(environ)
        host = _host_of(request)
        if host is None or not self._is_ours(host, request.path):
            return _misdirected()
        if self._access.token is not None and request.path not in self._for_programs:
            answer = self._without_token(request, self._access.token)
            if answer is not None:
                return answer
        if _is_order(request) and not is_from_here(request):
            return _foreign()
        return self._to_the_one_name(request, host)

    def _is_ours(self, host: str, path: str) -> bool:
        if is_loopback(host) or host == self._access.host.casefold():
            return True
        return host in PUBLIC_HOSTS and not _is_below(path, DESK)

    def _without_token(self, request: Request, token: str) -> Response | None:
        """Return what is said to who has no token, or brings it in the address."""
        if _same(request.args.get("token", ""), token):
            return _with_cookie(request, token)
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and _same(shown.strip(), token):
            return None
        if _same(request.cookies.get(COOKIE, ""), token):
            return None
        return _locked()

    def _to_the_one_name(self, request: Request, host: str) -> Response | None:
        if self._url is None or request.method not in {"GET", "HEAD"}:
            return None
        if _is_below(request.path, BENCH) or _is_below(request.path, DESK):
            return None
        here = urlsplit(self._url)
        port = request.server[1] if request.server else None
        asked = urlsplit(f"//{request.host}")
        if host == here.hostname or not is_loopback(host) or asked.port != port:
            return None
        return _elsewhere(
            self._url + _address(request, request.query_string.decode("latin-1"))
        )


def _host_of(request: Request) -> str | None:
    """Return the name by which we were called, without port; None if it is none."""
    try:
        found = urlsplit(f"//{request.environ.get('HTTP_HOST', '')}")
        name, _ = found.hostname, found.port  # a port that is none is refused, too
    except ValueError:
        return None
    return None if "@" in found.netloc else name


def _is_order(request: Request) -> bool:
    """Tell whether the request changes something at the bench or at the desk."""
    if request.method in HARMLESS:
        return False
    return _is_below(request.path, BENCH) or _is_below(request.path, DESK)


def is_from_here(request: Request) -> bool:
    """Tell whether a page of ours, or a program, sent an order.

    Browsers say where it comes from (``Sec-Fetch-Site``, ``Origin``); other programs,
    which nobody can lure, say neither. No order comes from the address bar.
    """
    if request.headers.get("Sec-Fetch-Site") not in {None, "same-origin"}:
        return False
    origin = request.headers.get("Origin")
    return origin is None or _is_own(origin, request)


def _is_own(origin: str, request: Request) -> bool:
    try:
        told = urlsplit(origin)
    except ValueError:
        return False
    return (told.scheme, told.netloc.lower()) == (request.scheme, request.host.lower())


def _is_below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")


def _same(shown: str, token: str) -> bool:
    return hmac.compare_digest(shown.encode(errors="replace"), token.encode())


def _with_cookie(request: Request, token: str) -> Response:
    """Give the cookie, and send people to the same address without the token."""
    left = [pair for pair in request.args.items(multi=True) if pair[0] != "token"]
    answer = _elsewhere(_address(request, urlencode(left)))
    # For every port of this host: FranceConnect and the CAPTCHA ask for it, too.
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax")
    return answer


def _address(request: Request, query: str) -> str:
    """Return the address asked for on this host, with *query*, encoded again."""
    path = "/" + quote(request.path, safe="/:@!$&'()*+,;=~").lstrip("/")
    return f"{path}?{query}" if query else path


def _elsewhere(address: str) -> Response:
    return Response(status=307, headers={**_HEADERS, "Location": address})


def _misdirected() -> Response:
    return _refusal(
        421,
        "Ce monde ne porte pas ce nom",
        "Sésame ne répond qu'aux noms de cette machine : ouvrez l'adresse affichée à "
        "son démarrage.",
    )


def _locked() -> Response:
    answer = _refusal(
        401,
        "Accès réservé",
        "Ce monde est ouvert à d'autres machines : il demande le jeton affiché à son "
        "démarrage. Ouvrez l'adresse affichée avec lui, qui finit par « ?token= » et "
        "le jeton ; un programme l'envoie dans l'en-tête « Authorization: Bearer ».",
    )
    answer.headers["WWW-Authenticate"] = 'Bearer realm="Sesame"'
    return answer


def _foreign() -> Response:
    return _refusal(
        403,
        "Demande venue d'une autre page",
        "Une page qui n'est pas de ce monde a voulu y changer quelque chose : rien n'a "
        "été fait.",
    )


def _refusal(status: int, title: str, text: str) -> Response:
    page = _PAGE.format(title=title, text=text)
    return Response(page, status, _HEADERS, mimetype="text/html")
