"""Step 8: choosing the new password."""

from __future__ import annotations

from harness.forms import Submission
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import Channel, request_reset
from harness.journeys.mails import follow_reset_link, open_reset_mail


def choose_password(
    affiliate: Affiliate,
    password: str,
    *,
    confirmation: str | None = None,
    dossier: str | None = None,
) -> None:
    """On the form of step 8, choose *password*; confirmation and dossier her own."""
    submission = _typed(affiliate, password, confirmation, dossier)
    affiliate.submit(submission)
    affiliate.chosen_password = password


def follow_link_and_choose(affiliate: Affiliate, password: str) -> None:
    """Follow the link of the mail and choose *password*."""
    follow_reset_link(affiliate)
    choose_password(affiliate, password)


def choose_without_confirmation(affiliate: Affiliate, password: str) -> None:
    """On the form of step 8, send *password* without any confirmation field."""
    submission = _typed(affiliate, password, None, None)
    confirmation = submission.form.field(affiliate.world.labels.confirmation)
    affiliate.submit(submission.setting(confirmation.name))
    affiliate.chosen_password = password


def choose_at_once(affiliate: Affiliate, password: str, times: int) -> None:
    """On the form of step 8, send it *times* times at the same instant."""
    affiliate.submit_at_once([_typed(affiliate, password, None, None)] * times)
    affiliate.chosen_password = password


def choose_twice(affiliate: Affiliate, first: str, second: str) -> None:
    """On the form of step 8, choose *first*; then send the same form with *second*."""
    submission = _typed(affiliate, first, None, None)
    again = _typed(affiliate, second, None, None)
    affiliate.submit(submission)
    affiliate.submit(again)
    affiliate.chosen_password = first


def open_link_of(affiliate: Affiliate, owner: Affiliate) -> None:
    """Open *owner*'s link in her own browser (P8.1)."""
    affiliate.open_mail(owner.mail)
    follow_reset_link(affiliate)


def reset_password(affiliate: Affiliate, password: str) -> None:
    """Walk the whole procedure by mail, steps 1 to 9."""
    request_reset(affiliate, Channel.MAIL)
    open_reset_mail(affiliate)
    follow_link_and_choose(affiliate, password)


def _typed(
    affiliate: Affiliate, password: str, confirmation: str | None, dossier: str | None
) -> Submission:
    labels = affiliate.world.labels
    form = affiliate.page.form_with(labels.validate)
    return (
        form.press(labels.validate)
        .typing(
            labels.dossier, affiliate.person.dossier if dossier is None else dossier
        )
        .typing(labels.password, password)
        .typing(labels.confirmation, password if confirmation is None else confirmation)
    )
