"""One link used several times at the same instant, for different passwords (B50)."""

from __future__ import annotations

from harness.journeys.affiliate import Affiliate
from harness.journeys.filled import password_form
from harness.journeys.login import log_in
from harness.labels import Stage


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


def _passwords(count: int) -> list[str]:
    return [f"Grenade-{number}-Vive" for number in range(1, count + 1)]
