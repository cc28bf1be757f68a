"""Opening a link, or sending the form of step 8, with another token (B08 to B11, B49).

Whoever does it received one mail, and knows of the portal what that mail and its pages
show.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from harness.errors import NotOffered
from harness.forms import Submission
from harness.journeys.affiliate import Affiliate
from harness.journeys.filled import password_form
from harness.journeys.forgeries import Material, forged
from harness.journeys.mails import link_of
from harness.journeys.malformed import MALFORMED, malformed_query, token_query
from harness.tokens.reading import (
    claims_of,
    read_jwt,
    token_of,
    with_query,
    with_token,
)
from harness.tokens.weak_keys import guessed_key, names_of

_NOBODY = "7654321"
_PASSWORD = "Grenade-7-Vive"  # noqa: S105 - whoever forges a token chooses one


def open_forged_link(affiliate: Affiliate, forgery: str) -> None:
    """Open the link of her mail with its token forged in the way that is named."""
    url = link_of(affiliate, affiliate.mail)
    affiliate.visit(with_token(url, _forged(affiliate, forgery)))


def send_forged_form(affiliate: Affiliate, forgery: str) -> None:
    """Send the open form of step 8 with its token forged, and a password chosen."""
    send_with_token(affiliate, _forged(affiliate, forgery))


def open_malformed_link(affiliate: Affiliate, shape: str) -> None:
    """Open the link of her mail with what is no token, in the shape that is named."""
    url = link_of(affiliate, affiliate.mail)
    affiliate.visit(with_query(url, malformed_query(token_of(url), shape)))


def send_malformed_form(affiliate: Affiliate, shape: str) -> None:
    """Send the open form of step 8 with what is no token, and a password chosen."""
    token = token_of(link_of(affiliate, affiliate.mail))
    send_with_token(affiliate, MALFORMED[shape](token))


def send_with_token(affiliate: Affiliate, token: str) -> None:
    """Send the open form of step 8 with *token* wherever it holds its own.

    Where it holds none (the browser's session remembers the link), it is sent from a
    browser in which only the link with *token* was opened.
    """
    url = link_of(affiliate, affiliate.mail)
    submission = password_form(affiliate, _PASSWORD)
    changed = _with_token_of_form(submission, token_of(url), token)
    if changed == submission:
        affiliate.world.note("Le formulaire ne porte pas le jeton du lien.")
        affiliate.change_browser()
        affiliate.visit(with_query(url, token_query(token)))
    affiliate.submit(changed)
    affiliate.chosen_password = _PASSWORD


def _with_token_of_form(submission: Submission, own: str, other: str) -> Submission:
    pairs = tuple(
        (name, other if value == own else value) for name, value in submission.pairs
    )
    form = submission.form
    if own and token_of(form.action) == own:
        form = replace(form, action=with_query(form.action, token_query(other)))
    return replace(submission, pairs=pairs, form=form)


def _forged(affiliate: Affiliate, forgery: str) -> str:
    url = link_of(affiliate, affiliate.mail)
    token = token_of(url)
    if not token:
        raise NotOffered(f"Le lien du mail ne porte aucun jeton : {url}.")
    jwt = read_jwt(token)
    if claims_of(token) is None:
        affiliate.world.note("Ce jeton n'est pas un JWT : il est abîmé autrement.")
    others = (
        somebody.person.dossier
        for somebody in affiliate.world.people
        if somebody is not affiliate
    )

    def guess() -> bytes | None:
        host = urlsplit(url).hostname or ""
        return None if jwt is None else guessed_key(jwt, names_of(host))

    own = affiliate.person.dossier
    return forged(Material(token, own, next(others, _NOBODY), guess), forgery)
