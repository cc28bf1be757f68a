"""The ways to vary the sound portal: each does what it says, or says that it cannot."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.pages import Page
from harness.targets.bench_portal import CHEAP
from harness.targets.embedded import EmbeddedTarget
from simulator.defects.making import (
    Defect,
    Where,
    always,
    answer,
    answer_text,
    config,
    function,
    hook,
    mail,
    mail_text,
    mailed_link,
    method,
    page_text,
    part,
    rule,
    settings,
    template,
    together,
    view,
    wsgi,
)
from simulator.defects.variation import Change, DefectError
from simulator.portal.rules import validity

HOME = CHEAP.site_url + "/"
LOGIN = CHEAP.accounts_url + "/Comptes/Connexion"


def unchanged(sound: object) -> object:
    """Return the sound thing, as a stand-in that stands for nothing."""
    return sound


def built(change: Change) -> EmbeddedTarget:
    """Build a portal with *change*."""
    defect = Defect(
        name="x", summary="X.", where=Where.PAGE, expected=("P1.1",), change=change
    )
    return EmbeddedTarget(varied=defect)


def seen(change: Change, url: str) -> Page:
    """Return the page at *url* of a portal with *change*."""
    target = built(change)
    browser = target.open_browser(lambda _: None)
    try:
        return browser.visit(url)
    finally:
        browser.close()
        target.close()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda: page_text("Rien de tel", "x"), id="page_text"),
        pytest.param(
            lambda: page_text("Espace personnel", "x", only="reset.html"),
            id="page_text elsewhere",
        ),
        pytest.param(lambda: page_text("Accueil", "Accueil"), id="page_text same"),
        pytest.param(lambda: mail_text("Rien de tel", "x"), id="mail_text"),
        pytest.param(lambda: mail(lambda _: None), id="mail"),
        pytest.param(lambda: mailed_link(lambda link: link), id="mailed_link"),
        pytest.param(lambda: rule("mask", unchanged), id="rule"),
        pytest.param(lambda: rule("masque", always(1)), id="no such rule"),
        pytest.param(lambda: part("clock", unchanged), id="part"),
        pytest.param(lambda: method("captcha", "verify", unchanged), id="method"),
        pytest.param(lambda: method("captcha", "vérifie", always(1)), id="no method"),
        pytest.param(lambda: function(validity, "expiry", unchanged), id="function"),
        pytest.param(lambda: settings(smtp_timeout_s=2.0), id="settings"),
        pytest.param(lambda: config(SESSION_COOKIE_HTTPONLY=True), id="config"),
        pytest.param(lambda: view("demand.choice", unchanged), id="view"),
        pytest.param(lambda: view("demand.choise", always("")), id="no such view"),
        pytest.param(lambda: answer(lambda _: None, "demand.x"), id="no such page"),
        pytest.param(lambda: hook("personne", always(None)), id="no such hook"),
    ],
)
def test_a_change_that_changes_nothing_is_an_error(
    change: Callable[[], Change],
) -> None:
    """It is never taken for a defect that escaped, nor for one that was caught."""
    with pytest.raises(DefectError):
        built(change())


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        pytest.param(
            lambda: page_text("Espace personnel", "Mon compte"),
            "Mon compte",
            id="page_text",
        ),
        pytest.param(
            lambda: template("home.html", "Une autre page"),
            "Une autre page",
            id="template",
        ),
        pytest.param(
            lambda: view("public.home", always("La vue")), "La vue", id="view"
        ),
        pytest.param(
            lambda: answer_text("La retraite et", "La pension et"),
            "La pension et",
            id="answer_text",
        ),
        pytest.param(
            lambda: hook("to_public_address", always("Arrêté")), "Arrêté", id="hook"
        ),
    ],
)
def test_a_page_shows_what_was_changed(
    change: Callable[[], Change], shown: str
) -> None:
    """The word is on the page, and the sound portal does not say it."""
    assert shown in seen(change(), HOME).text
    assert shown not in seen(Change(), HOME).text


def test_an_answer_loses_a_header_that_the_portal_sets_last() -> None:
    """The change comes after the portal's own headers, or it would be undone."""
    page = seen(answer(lambda kept: kept.headers.pop("Referrer-Policy")), HOME)

    assert "referrer-policy" in dict(seen(Change(), HOME).headers)
    assert "referrer-policy" not in dict(page.headers)


def test_wsgi_stands_around_the_whole_portal() -> None:
    """Even the portal's own redirections go through it."""

    def around(app: Callable[..., object]) -> Callable[..., object]:
        def elsewhere(environ: dict[str, object], start: object) -> object:
            return app(environ | {"PATH_INFO": "/Comptes/Connexion"}, start)

        return elsewhere

    assert "Mot de passe oublié" in seen(wsgi(around), HOME).text


def test_a_function_is_sound_again_once_the_portal_is_closed() -> None:
    """The last resort leaves no trace in the process."""
    sound = validity.expiry
    target = built(function(validity, "expiry", always("jamais")))

    assert "jamais" == validity.expiry(None)  # type: ignore[comparison-overlap,arg-type] - varied
    target.close()
    assert validity.expiry is sound


def test_a_portal_that_cannot_be_built_leaves_no_trace() -> None:
    """What was replaced before the mistake is put back."""
    sound = validity.expiry
    wrong = together(
        function(validity, "expiry", always("jamais")), page_text("Rien de tel", "x")
    )

    with pytest.raises(DefectError):
        built(wrong)
    assert validity.expiry is sound


def test_settings_reach_the_ports_that_read_them() -> None:
    """A secret that only the settings knew would change nothing."""
    target = built(settings(captcha_timeout_s=9.0))

    assert target._portal.parts.captcha._settings.captcha_timeout_s == 9.0
    target.close()


def test_an_answer_that_is_never_changed_is_found_out() -> None:
    """What only answers can show is asked of them: closing the portal says so."""
    with pytest.raises(DefectError, match="None of 1 answers"):
        seen(answer_text("Rien de tel", "x"), HOME)
