"""What happens at the same instant: a link used several times, two people's requests.

Source: B50, P7.2.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from harness.forms import Submission
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import fill_request
from harness.journeys.filled import choice_form, password_form
from harness.journeys.login import log_in
from harness.journeys.mails import open_reset_mail
from harness.labels import Stage

_WAIT_S = 10.0


def choose_different_at_once(affiliate: Affiliate, count: int) -> None:
    """On the form of step 8, choose *count* passwords at the same instant."""
    affiliate.submit_at_once(
        [password_form(affiliate, password) for password in _passwords(count)]
    )


def log_in_with_each(affiliate: Affiliate) -> None:
    """Try each of these passwords in a browser of its own; keep the answers.

    The one whose change was announced comes first, before any limit on failures.
    """
    told = affiliate.simultaneous
    tries = sorted(
        zip(told, _passwords(len(told)), strict=True),
        key=lambda one: not one[0].shows_alone(Stage.CHANGED.value),
    )
    answers = []
    for _, password in tries:
        affiliate.change_browser()
        log_in(affiliate, password)
        answers.append(affiliate.page)
    affiliate.answers = tuple(answers)


def receive_mails_together(*affiliates: Affiliate) -> None:
    """Have several people validate step 5 at the same instant, then open their mails.

    Each from a browser of her own, up to step 5 one after the other.
    """
    for affiliate in affiliates:
        fill_request(affiliate)
    forms = [choice_form(affiliate) for affiliate in affiliates]
    barrier = threading.Barrier(len(affiliates))

    def validate(affiliate: Affiliate, form: Submission) -> None:
        barrier.wait(timeout=_WAIT_S)
        affiliate.submit_at_once([form])

    with ThreadPoolExecutor(len(affiliates)) as pool:
        list(pool.map(validate, affiliates, forms))
    for affiliate in affiliates:
        open_reset_mail(affiliate)


def _passwords(count: int) -> list[str]:
    return [f"Grenade-{number}-Vive" for number in range(1, count + 1)]
