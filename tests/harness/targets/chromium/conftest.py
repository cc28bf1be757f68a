"""Pages that only a real browser can tell from their source."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from flask import Flask, Response, make_response, request

from harness.pages import Page
from harness.targets.chromium.browser import ChromiumBrowser
from harness.targets.chromium.driver import Driver

Open = Callable[..., ChromiumBrowser]

_DEMAND = """<!DOCTYPE html><html lang=fr><title>Demande</title>
<form method=post action=/recu>
<input type=hidden name=jeton value=abc>
<fieldset><legend>Vous êtes un</legend>
<label><input type=radio name=situation value=affilie required> Affilié ?</label>
<label><input type=radio name=situation value=ayant_droit required> Ayant droit</label>
</fieldset>
<label for=d>Numéro de dossier</label>
<input id=d name=dossier pattern="[0-9]{7}" maxlength=7 required>
<label><input type=checkbox name=lettre value=oui checked> M’abonner à la lettre</label>
<label for=v>Ville</label>
<select id=v name=ville><option value=gv>Guyancourt<option value=p>Paris</select>
<input name=code placeholder="Code de l'invitation">
<button name=geste value=envoyer>Valider votre choix</button>
<button name=geste value=renoncer>Renoncer</button>
</form>"""


_PAGES = {
    "/demande": _DEMAND,
    "/script": (
        "<title>Avant</title><h1>Envoyé</h1><script>document.title='Après';"
        "document.body.innerHTML += '<p>Écrit par un script</p>'</script>"
    ),
    "/dehors": (
        "<h1>Dehors</h1><img src=https://ailleurs.example/a.png>"
        "<img src=http://93.184.216.34/b.png>"
    ),
    "/sur_place": (
        "<form action=/recu><button>Envoyer</button></form><script>"
        "document.forms[0].onsubmit = (e) => { e.preventDefault();"
        " document.body.innerHTML += '<p>Numéro inconnu</p><a href=/>Aide</a>' }"
        "</script>"
    ),
    "/couvert": (
        "<form method=post action=/recu><button>Envoyer</button></form>"
        "<div style='position:fixed;inset:0;background:#fff'>Cookies ?</div>"
    ),
    "/place": (
        "<style>a{position:absolute;top:10px;right:10px}</style>"
        "<a href=/>Espace&nbsp;personnel</a><button>Loin</button>"
    ),
}
_HTML = "text/html; charset=iso-8859-1"
_OCTETS = {"Content-Disposition": "attachment; filename=a.bin"}
_ANSWERS = {
    "/latin": ("<title>Été</title><p>déjà</p>".encode("latin-1"), 200, _HTML, {}),
    "/fichier": (b"\x00\xff", 200, "application/octet-stream", _OCTETS),
    "/rien": (b"", 204, _HTML, {}),
    "/refus": (b"", 403, _HTML, {}),
    "/ailleurs": (b"", 302, _HTML, {"Location": "https://ailleurs.example/"}),
}


def pages() -> Flask:
    """Return a site with scripts, files, forms and broken pages."""
    app = Flask(__name__)

    @app.get("/<name>")
    def shown(name: str) -> Response:
        if f"/{name}" in _PAGES:
            return Response(_PAGES[f"/{name}"])
        body, status, kind, headers = _ANSWERS[f"/{name}"]
        return Response(body, status, headers, content_type=kind)

    @app.post("/recu")
    def received() -> str:
        told = "|".join(f"{name}={value}" for name, value in request.form.items(True))
        agent = request.headers["User-Agent"]
        return f"<title>Reçu</title><p>{told}</p><p>{agent}</p>{_DEMAND}"

    @app.get("/cookies")
    def cookies() -> Response:
        told = "|".join(f"{one}={value}" for one, value in request.cookies.items())
        answer = make_response(f"<p>{told or 'aucun'}</p>")
        answer.set_cookie("premier", "1", httponly=True, samesite="Lax")
        answer.set_cookie("second", "2", max_age=3600)
        return answer

    @app.get("/oubli")
    def forget() -> Response:
        answer = Response(status=302, headers={"Location": "/script"})
        answer.delete_cookie("premier")
        return answer

    return app


@pytest.fixture(scope="session")
def site(serve: Callable[[Flask], str]) -> str:
    """The address of these pages."""
    return serve(pages())


@pytest.fixture
def seen() -> list[Page]:
    """Every page that was shown."""
    return []


@pytest.fixture
def open_browser(chromium: Driver, seen: list[Page]) -> Iterator[Open]:
    """Open browsers, closed when the test ends."""
    opened: list[ChromiumBrowser] = []
    wire = httpx.HTTPTransport()

    def open_one(**options: object) -> ChromiumBrowser:
        given: dict[str, object] = dict(options)
        browser = ChromiumBrowser(chromium, wire, seen.append, **given)  # type: ignore[arg-type]  # whatever a test asks
        opened.append(browser)
        return browser

    yield open_one
    for browser in opened:
        browser.close()
    wire.close()


@pytest.fixture
def browser(open_browser: Open) -> ChromiumBrowser:
    """One browser."""
    return open_browser()
