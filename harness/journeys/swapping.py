"""Sending one person's data in another's place (B20, B21)."""

from __future__ import annotations

from dataclasses import replace

from harness.errors import NotOffered
from harness.journeys.access import open_forgotten_password
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import fill_request
from harness.journeys.filled import choice_form, password_form, request_form
from harness.journeys.mails import follow_reset_link, link_of
from harness.journeys.tampering import added
from harness.tokens.reading import token_of


def request_for_two(affiliate: Affiliate, other: Affiliate) -> None:
    """Walk steps 4 and 5 by mail; step 4 names *other*'s dossier after her own."""
    open_forgotten_password(affiliate)
    field = affiliate.page.form_with(affiliate.world.labels.reset).field(
        affiliate.world.labels.dossier
    )
    form = request_form(affiliate)
    affiliate.submit(
        form.setting(field.name, affiliate.person.dossier, other.person.dossier)
    )
    # Whoever of the two is served, the mail is hers: both were named.
    other.concerned = True
    try:
        affiliate.submit(choice_form(affiliate))
    except NotOffered:
        return


def choose_for_other(affiliate: Affiliate, other: Affiliate) -> None:
    """Pass step 4, then send step 5 with *other*'s dossier wherever a dossier is."""
    fill_request(affiliate)
    submission = choice_form(affiliate)
    own, others = affiliate.person.dossier, other.person.dossier
    pairs = tuple(
        (name, value.replace(own, others)) for name, value in submission.pairs
    )
    action = submission.form.action.replace(own, others)
    form = replace(submission.form, action=action)
    tampered = replace(submission, form=form, pairs=pairs)
    affiliate.submit(added(tampered, "dossier", others))


def choose_password_with_two_links(
    affiliate: Affiliate, other: Affiliate, password: str
) -> None:
    """Choose *password* with both links at once: her own, and *other*'s.

    Whatever carries her token carries *other*'s too.
    """
    follow_reset_link(affiliate)
    submission = password_form(affiliate, password)
    own, others = _own_token(affiliate), _own_token(other)
    pairs = [
        pair
        for name, value in submission.pairs
        for pair in ((name, value), (name, value.replace(own, others)))
        if own in value or pair == (name, value)
    ]
    doubled = replace(submission, pairs=tuple(dict.fromkeys(pairs)))
    affiliate.submit(added(doubled, "token", others))


def _own_token(affiliate: Affiliate) -> str:
    url = link_of(affiliate, affiliate.mail)
    if token := token_of(url):
        return token
    raise NotOffered(f"Le lien du mail ne porte aucun jeton : {url}.")


def replay_choice_of(affiliate: Affiliate, other: Affiliate) -> None:
    """Send *other*'s step 5 from her own browser: as it is, then as her own form.

    As her own form: the hidden values that her step 5 has too are hers.
    """
    stolen = choice_form(other)
    own = choice_form(affiliate).form
    affiliate.submit(stolen)
    for item in own.fields:
        if item.kind == "hidden":
            stolen = stolen.replacing(item.name, item.value)
    affiliate.submit(stolen)
    # Where the hidden values are all there is, this was her own choice after all.
    for mail in affiliate.world.mailbox.to(affiliate.person.email or ""):
        affiliate.world.mailbox_now.mark_read(mail)
