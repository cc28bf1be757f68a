"""Steps 4 to 6: asking for a reset and choosing how to receive it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from fixtures.person import Situation
from harness.forms import Submission
from harness.journeys.access import open_forgotten_password
from harness.journeys.affiliate import Affiliate
from harness.journeys.captcha import Captcha, complete


class Channel(Enum):
    """How to receive the new password; the value is how features say it."""

    MAIL = "par mail"
    POST = "par courrier"


def fill_request(
    affiliate: Affiliate,
    *,
    situation: Situation | None = None,
    dossier: str | None = None,
    captcha: Captcha = Captcha.SOLVED,
) -> None:
    """Walk to step 4, fill it in with her own data unless told otherwise, send it."""
    open_forgotten_password(affiliate)
    affiliate.request_page = affiliate.page
    submit_request(affiliate, situation=situation, dossier=dossier, captcha=captcha)


def submit_request(
    affiliate: Affiliate,
    *,
    situation: Situation | None = None,
    dossier: str | None = None,
    captcha: Captcha = Captcha.SOLVED,
) -> None:
    """At step 4, fill the form in with her own data unless told otherwise, send it."""
    submission = _choose_situation(
        affiliate, _typed_request(affiliate, dossier), situation
    )
    affiliate.submit(complete(affiliate, submission, captcha))


def submit_request_with_situations(affiliate: Affiliate, *values: str) -> None:
    """Walk to step 4 and send it with these raw values for the situation (none: no)."""
    open_forgotten_password(affiliate)
    submission = _typed_request(affiliate, None)
    name = submission.form.choice(affiliate.world.labels.affilie).name
    tampered = submission.setting(name, *values)
    affiliate.submit(complete(affiliate, tampered, Captcha.SOLVED))


def submit_request_with_both_situations(affiliate: Affiliate) -> None:
    """Walk to step 4 and send it with both situations at once."""
    open_forgotten_password(affiliate)
    labels = affiliate.world.labels
    submission = _typed_request(affiliate, None)
    choices = [
        submission.form.choice(labels.affilie, labels.situation),
        submission.form.choice(labels.ayant_droit, labels.situation),
    ]
    both = submission.setting(choices[0].name, *(choice.value for choice in choices))
    affiliate.submit(complete(affiliate, both, Captcha.SOLVED))


def submit_request_with_other_case(affiliate: Affiliate) -> None:
    """Walk to step 4 and send the value of her situation in another case.

    Where the portal's value has no letter, one is added: it is as unknown.
    """
    open_forgotten_password(affiliate)
    submission = _choose_situation(affiliate, _typed_request(affiliate, None), None)
    labels = affiliate.world.labels
    choice = submission.form.choice(labels.affilie, labels.situation)
    other = choice.value.swapcase()
    other = other if other != choice.value else choice.value + "x"
    tampered = submission.setting(choice.name, other)
    affiliate.submit(complete(affiliate, tampered, Captcha.SOLVED))


def fill_request_and_press_enter(affiliate: Affiliate) -> None:
    """Walk to step 4, fill it in and press Enter: the first button is pressed."""
    open_forgotten_password(affiliate)
    labels = affiliate.world.labels
    form = affiliate.page.form_with(labels.reset)
    submission = form.press(form.buttons[0].text).typing(
        labels.dossier, affiliate.person.dossier
    )
    submission = _choose_situation(affiliate, submission, None)
    affiliate.submit(complete(affiliate, submission, Captcha.SOLVED))


def go_back_and_fill(affiliate: Affiliate) -> None:
    """Press the back button: step 4 as the browser kept it, filled in once more."""
    if affiliate.request_page is not None:
        affiliate.show(affiliate.request_page)
    submit_request(affiliate)


def fill_with_captcha_of(affiliate: Affiliate, other: Affiliate) -> None:
    """Walk to step 4 and send it with the CAPTCHA that *other* has used (P4.3)."""
    affiliate.used_captcha = other.used_captcha
    fill_request(affiliate, captcha=Captcha.REPLAYED)


def submit_request_several_times(affiliate: Affiliate, times: int) -> None:
    """Walk to step 4 and send the very same form *times* times, one after the other."""
    open_forgotten_password(affiliate)
    submission = _choose_situation(affiliate, _typed_request(affiliate, None), None)
    completed = complete(affiliate, submission, Captcha.SOLVED)
    for _ in range(times):
        affiliate.submit(completed)


def fill_two_tabs_and_validate_first(affiliate: Affiliate, channel: Channel) -> None:
    """Pass step 4 in two tabs of one browser, then validate in the first."""
    fill_request(affiliate)
    first_tab = affiliate.page
    fill_request(affiliate)
    affiliate.show(first_tab)
    validate_choice(affiliate, channel)


def validate_choice(
    affiliate: Affiliate,
    channel: Channel | None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """At step 5, tick *channel* (None: nothing) and validate."""
    affiliate.submit(_choice(affiliate, channel), headers)


def validate_if_offered(affiliate: Affiliate, channel: Channel) -> None:
    """At step 5, validate *channel* if the page offers it; else leave it at that."""
    labels = affiliate.world.labels
    name = {Channel.MAIL: labels.by_mail, Channel.POST: labels.by_post}[channel]
    if any(form.choices(name) for form in affiliate.page.forms):
        validate_choice(affiliate, channel)


def validate_choice_again(affiliate: Affiliate, channel: Channel) -> None:
    """At step 5, validate, then send the very same form once more."""
    submission = _choice(affiliate, channel)
    affiliate.submit(submission)
    affiliate.submit(submission)


def validate_tampered_choice(affiliate: Affiliate, *values: str) -> None:
    """At step 5, validate with these raw values for the channel."""
    submission = _choice(affiliate, None)
    name = submission.form.choice(affiliate.world.labels.by_mail).name
    affiliate.submit(submission.setting(name, *values))


def validate_both_channels(affiliate: Affiliate) -> None:
    """At step 5, validate with both channels at once."""
    submission = _choice(affiliate, None)
    labels = affiliate.world.labels
    choices = [
        submission.form.choice(labels.by_mail),
        submission.form.choice(labels.by_post),
    ]
    values = [choice.value for choice in choices]
    affiliate.submit(submission.setting(choices[0].name, *values))


def validate_choice_at_once(affiliate: Affiliate, channel: Channel, times: int) -> None:
    """At step 5, validate *times* times at the same instant (a double click)."""
    affiliate.submit_at_once([_choice(affiliate, channel)] * times)


def validate_without_request(affiliate: Affiliate, channel: Channel) -> None:
    """Send the form of step 5 from a browser that never passed step 4.

    Hidden values that this browser's own step 4 page has too (an anti-forgery token)
    are its own: what is refused is the missing request, not a stale form.
    """
    submission = _choice(affiliate, channel)
    affiliate.change_browser()
    open_forgotten_password(affiliate)
    own = affiliate.page.form_with(affiliate.world.labels.reset)
    for item in own.fields:
        if item.kind == "hidden":
            submission = submission.replacing(item.name, item.value)
    affiliate.submit(submission)


def request_reset(
    affiliate: Affiliate,
    by: Channel,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Walk steps 1 to 6 with her own data."""
    fill_request(affiliate)
    validate_choice(affiliate, by, headers)


def _typed_request(affiliate: Affiliate, dossier: str | None) -> Submission:
    labels = affiliate.world.labels
    form = affiliate.page.form_with(labels.reset)
    typed = affiliate.person.dossier if dossier is None else dossier
    return form.press(labels.reset).typing(labels.dossier, typed)


def _choose_situation(
    affiliate: Affiliate, submission: Submission, situation: Situation | None
) -> Submission:
    labels = affiliate.world.labels
    names = {
        Situation.AFFILIE: labels.affilie,
        Situation.AYANT_DROIT: labels.ayant_droit,
    }
    chosen = names[situation or affiliate.person.situation]
    return submission.choosing(chosen, labels.situation)


def _choice(affiliate: Affiliate, channel: Channel | None) -> Submission:
    labels = affiliate.world.labels
    affiliate.concerned = True
    affiliate.mail_mark = max(
        (mail.sequence for mail in affiliate.world.mailbox_now.all()), default=0
    )
    form = affiliate.page.form_with(labels.validate_choice)
    submission = form.press(labels.validate_choice)
    if channel is None:
        return submission
    names = {Channel.MAIL: labels.by_mail, Channel.POST: labels.by_post}
    return submission.choosing(names[channel])
