"""The forms of the procedure filled in and not sent yet, to be measured or spoilt."""

from __future__ import annotations

from fixtures.person import Situation
from harness.errors import NotOffered
from harness.forms import Submission
from harness.journeys.affiliate import Affiliate
from harness.journeys.captcha import Captcha, complete
from harness.journeys.demand import Channel


def request_form(affiliate: Affiliate) -> Submission:
    """Return step 4 filled in with her own data, the CAPTCHA solved."""
    labels = affiliate.world.labels
    submission = (
        affiliate.page.form_with(labels.reset)
        .press(labels.reset)
        .typing(labels.dossier, affiliate.person.dossier)
        .choosing(_situation(affiliate), labels.situation)
    )
    return complete(affiliate, submission, Captcha.SOLVED)


def choice_form(affiliate: Affiliate, channel: Channel = Channel.MAIL) -> Submission:
    """Return step 5 with *channel* ticked; from now on a mail to her is expected."""
    labels = affiliate.world.labels
    affiliate.concerned = True
    affiliate.mail_mark = max(
        (mail.sequence for mail in affiliate.world.mailbox_now.all()), default=0
    )
    names = {Channel.MAIL: labels.by_mail, Channel.POST: labels.by_post}
    form = affiliate.page.form_with(labels.validate_choice)
    return form.press(labels.validate_choice).choosing(names[channel])


def password_form(affiliate: Affiliate, password: str) -> Submission:
    """Return step 8 filled in with her own dossier and *password*, twice."""
    labels = affiliate.world.labels
    return (
        affiliate.page.form_with(labels.validate)
        .press(labels.validate)
        .typing(labels.dossier, affiliate.person.dossier)
        .typing(labels.password, password)
        .typing(labels.confirmation, password)
    )


def login_form(affiliate: Affiliate, password: str) -> Submission:
    """Return the log-in form of the page before her, filled in with *password*.

    Raises:
        NotOffered: the page offers no log-in.
    """
    labels = affiliate.world.labels
    for form in affiliate.page.forms:
        if form.asks_to_log_in and form.buttons:
            return (
                form.press(form.buttons[0].text)
                .choosing(_situation(affiliate))
                .typing(labels.dossier, affiliate.person.dossier)
                .typing(labels.password, password)
            )
    raise NotOffered(affiliate.page.without("le formulaire de connexion"))


def _situation(affiliate: Affiliate) -> str:
    labels = affiliate.world.labels
    if affiliate.person.situation is Situation.AYANT_DROIT:
        return labels.ayant_droit
    return labels.affilie
