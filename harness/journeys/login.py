"""Logging in and out (steps 3 and 9)."""

from __future__ import annotations

from fixtures.person import Situation
from harness.errors import NotOffered
from harness.forms import Form
from harness.journeys.access import open_personal_space
from harness.journeys.affiliate import Affiliate

_CLIENT_ERROR = 400


def log_in(
    affiliate: Affiliate,
    password: str,
    *,
    situation: Situation | None = None,
    dossier: str | None = None,
) -> None:
    """Walk from the home page to the log-in form and log in with *password*.

    *situation* and *dossier* are hers, if not given.
    """
    open_personal_space(affiliate)
    log_in_here(affiliate, password, situation=situation, dossier=dossier)


def log_in_here(
    affiliate: Affiliate,
    password: str,
    *,
    situation: Situation | None = None,
    dossier: str | None = None,
) -> None:
    """Log in with the form of the page before her (steps 3, 6 and 9)."""
    labels = affiliate.world.labels
    form = _login_form(affiliate)
    names = {
        Situation.AFFILIE: labels.affilie,
        Situation.AYANT_DROIT: labels.ayant_droit,
    }
    submission = (
        form.press(form.buttons[0].text)
        .choosing(names[situation or affiliate.person.situation])
        .typing(labels.dossier, dossier or affiliate.person.dossier)
        .typing(labels.password, password)
    )
    affiliate.submit(submission)
    if not affiliate.page.asks_to_log_in:
        affiliate.personal_space_url = affiliate.page.url
    affiliate.as_stranger = affiliate.world.open_browser().visit(affiliate.page.url)
    if is_let_in(affiliate):
        affiliate.new_passwords.append(password)
    else:
        affiliate.is_doubtful = True


def is_let_in(affiliate: Affiliate) -> bool:
    """Tell whether her last log-in let her in, where a stranger is not."""
    page, stranger = affiliate.page, affiliate.as_stranger
    return (
        page.status < _CLIENT_ERROR
        and not page.asks_to_log_in
        and (stranger is None or stranger.text != page.text)
    )


def _login_form(affiliate: Affiliate) -> Form:
    """Return the form that asks for one password; its button is not named."""
    for form in affiliate.page.forms:
        if form.asks_to_log_in and form.buttons:
            return form
    raise NotOffered(affiliate.page.without("le formulaire de connexion"))
