"""Error pages: honest, in French, with a way back, and nothing of the inside (B49)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.portal.assembly import build_bench_portal, default_parts
from simulator.portal.settings import Settings
from simulator.portal.web.app import MAXIMUM_BODY_BYTES, create_app

BASE = "https://www2.carpimko.com"
WAYS_BACK = {
    "Faire une nouvelle demande": "/Comptes/MotDePasseOublie",
    "Aller à la page de connexion": "/Comptes/Connexion",
}


def _check(visitor: Any, answer: Any, status: int, title: str, sentence: str) -> None:
    page = visitor.page(answer)
    text = visitor.read(answer)
    assert status == answer.status_code
    assert title == page.xpath("string(//h1)")
    assert sentence in text
    ways = {a.text_content(): a.get("href") for a in page.xpath("//main//a")}
    assert WAYS_BACK == ways
    for inside in ("Traceback", "Error", "sqlalchemy", "werkzeug", ".py", "None"):
        assert inside not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/nulle-part",
        "/comptes/connexion",
        "/Comptes/Connexion/",
        "/Comptes/ChoixEnvoi/",
        "/static/nulle-part.css",
        "/static/../settings.py",
        "/_bench",
        "/_bench/nothing",
        "/%00",
        "/<script>alert(1)</script>",
        "/" + "a" * 5000,
    ],
)
def test_an_unknown_address(visitor: Any, path: str) -> None:
    """404, whatever it was, and nothing of it repeated."""
    answer = visitor.get(path)
    if 308 == answer.status_code:
        answer = visitor.get("/nulle-part")

    sentence = "Cette page n'existe pas."
    _check(visitor, answer, 404, "Page introuvable", sentence)
    assert "alert(1)" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_page_that_is_only_read(visitor: Any, method: str) -> None:
    """405: nothing can be changed there."""
    token = {"X-CSRFToken": visitor.csrf(), "Referer": BASE}
    path = "/FranceConnect/Presentation"
    answer = visitor.client.open(path, method=method, base_url=BASE, headers=token)

    sentence = "Cette page ne s'utilise pas ainsi."
    _check(visitor, answer, 405, "Action impossible", sentence)


def test_logging_out_is_no_link(visitor: Any) -> None:
    """A GET logs nobody out (B18)."""
    visitor.log_in("Ancien2025")

    assert 405 == visitor.get("/Comptes/Deconnexion").status_code
    assert 200 == visitor.get("/Comptes/EspacePersonnel").status_code


def test_a_form_that_is_too_long(visitor: Any) -> None:
    """413, from 64 KiB on."""
    answer = visitor.post("/Comptes/Connexion", {"x": "a" * MAXIMUM_BODY_BYTES})

    assert 64 * 1024 == MAXIMUM_BODY_BYTES
    sentence = "Le formulaire envoyé est trop volumineux."
    _check(visitor, answer, 413, "Saisie trop longue", sentence)


def test_a_stale_form(visitor: Any) -> None:
    """400: nothing was kept, begin again."""
    answer = visitor.client.post("/Comptes/Connexion", base_url=BASE)

    sentence = "Rien n'a été enregistré : veuillez recommencer."
    _check(visitor, answer, 400, "Formulaire périmé", sentence)


def test_a_locked_store(
    visitor: Any, portal: Any, break_commits: Callable[[Any], Any]
) -> None:
    """503 on every page that needs the store, and all is well again afterwards."""
    step5 = visitor.identify().location
    broken = break_commits(portal.parts.store)
    title = "Service momentanément indisponible"
    sentence = "Veuillez réessayer dans un instant."
    for answer in (
        visitor.log_in("Ancien2025"),
        visitor.identify(),
        visitor.get(step5),
        visitor.choose(step5),
        visitor.get("/Comptes/ReinitialiserMotdepasse?token=x"),
        visitor.reset("x"),
        visitor.get("/Comptes/EspacePersonnel"),
    ):
        _check(visitor, answer, 503, title, sentence)
        assert "no-store" == answer.headers["Cache-Control"]
    broken.cure()

    assert 303 == visitor.choose(step5).status_code


def test_a_file_that_another_program_locks(
    tmp_path: Path, cheap: Settings, visitor: Any
) -> None:
    """The same page for a store that is really locked."""
    url = f"sqlite:///{tmp_path / 'portail.db'}"
    parts, other = (default_parts(cheap, database=url) for _ in range(2))
    app = create_app(parts)
    with parts.store.connect() as impatient:
        impatient.exec_driver_sql("PRAGMA busy_timeout = 20")
    with other.store.connect() as holder:
        holder.exec_driver_sql("BEGIN EXCLUSIVE")
        client = app.test_client()
        page = visitor.page(client.get("/Comptes/Connexion", base_url=BASE))
        (token,) = page.xpath("//input[@name='csrf_token']/@value")
        typed = {"csrf_token": token, "situation": "affilie", "dossier": "0012345"}
        answer = client.post("/Comptes/Connexion", data=typed, base_url=BASE)
        holder.rollback()
    for each in (parts, other):
        each.store.dispose()

    sentence = "Votre demande n'a pas été enregistrée."
    _check(visitor, answer, 503, "Service momentanément indisponible", sentence)


def test_a_store_that_has_no_connection_left(
    visitor: Any, portal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody holds the last one for too long: the same page, limits included."""
    form = {"csrf_token": visitor.csrf(), "situation": "affilie"}
    monkeypatch.setattr(portal.parts.store.pool, "_timeout", 0.02)
    title = "Service momentanément indisponible"
    sentence = "Veuillez réessayer dans un instant."
    with portal.parts.store.connect():
        for path in ("Connexion", "MotDePasseOublie", "ReinitialiserMotdepasse"):
            answer = visitor.client.post(f"/Comptes/{path}", data=form, base_url=BASE)
            _check(visitor, answer, 503, title, sentence)

    assert 303 == visitor.log_in("Ancien2025").status_code


@pytest.mark.parametrize(
    "error", [ValueError("secret-inside"), KeyError("x"), RuntimeError()]
)
def test_an_unexpected_error(
    cheap: Settings, visitor: Any, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """500 with a page like any other; the error itself is for the log only."""
    portal = build_bench_portal(cheap)

    def fail() -> str:
        raise error

    portal.app.add_url_rule("/fails", view_func=fail)
    answer = portal.app.test_client().get("/fails", base_url=BASE)
    portal.close()

    sentence = "Votre demande n'a pas pu être traitée."
    _check(visitor, answer, 500, "Une erreur est survenue", sentence)
    assert "Exception on /fails [GET]" in caplog.text


def test_other_refusals_have_their_status(cheap: Settings, visitor: Any) -> None:
    """Whatever Werkzeug refuses."""
    from flask import abort  # noqa: PLC0415

    portal = build_bench_portal(cheap)
    portal.app.add_url_rule("/teapot", view_func=lambda: abort(418))
    answer = portal.app.test_client().get("/teapot", base_url=BASE)
    portal.close()

    sentence = "Votre demande n'a pas pu être traitée."
    _check(visitor, answer, 418, "Une erreur est survenue", sentence)
