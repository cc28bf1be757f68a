"""Trying passwords that the portal may refuse, to learn what it asks (B27 to B34)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from harness.errors import NotObservable, NotOffered
from harness.journeys.account import change_in_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.login import log_in
from harness.journeys.mails import follow_reset_link
from harness.journeys.password import choose_password, reset_password
from harness.journeys.post import use_letter
from harness.labels import Stage

_BETWEEN_TRIES = timedelta(minutes=20)
"""Real people are slow: no limit on tries comes into play."""

_CLIENT_ERROR = 400
_SERVER_ERROR = 500

BY_STRENGTH = (
    "47139582",  # 27 bits
    "Wq7rtz",  # 36
    "wq7rtzbk",  # 41
    "WQ7RTZBK",  # 41
    "Wq7rtzb",  # 42
    "WqHrtzbk",  # 46
    "Wq7rtzbk",  # 48: what the procedure asks, and no more
    "Wq7rtzbk4M",
    "Wq7rtzbk4M-x",
    "Wq7rtzbk4M-xLp9u",
)
"""Passwords of growing entropy, no common ones."""

BY_LENGTH = (
    "Wq7",
    "Wq7rt",
    "Wq7rtz",
    "Wq7rtzb",
    "Wq7rtzbk",
    "Wq7rtzbk4M",
    "Wq7rtzbk4M-x",
    "Wq7rtzbk4M-xLp9u",
)
"""Passwords of growing length, all of three classes."""


def try_passwords(affiliate: Affiliate, candidates: Iterable[str]) -> None:
    """With the link of her mail, choose each of *candidates* until one is taken."""
    for candidate in candidates:
        follow_reset_link(affiliate)
        try:
            choose_password(affiliate, candidate)
        except NotOffered:
            return
        if affiliate.page.shows_alone(Stage.CHANGED.value):
            return
        affiliate.world.let_pass(_BETWEEN_TRIES)


def reset_if_taken(affiliate: Affiliate, password: str) -> None:
    """Walk the whole procedure with a *password* that the portal may refuse.

    Raises:
        NotObservable: it does, and says so: nothing can be learnt of the log-in.
    """
    reset_password(affiliate, password)
    page = affiliate.page
    if page.shows_alone(Stage.CHANGED.value) or page.status >= _SERVER_ERROR:
        return
    raise _refused(password)


def change_in_space_if_taken(affiliate: Affiliate, password: str) -> None:
    """Choose in the personal space a *password* that the portal may refuse.

    Raises:
        NotObservable: it does: the old one still opens.
    """
    change_in_space(affiliate, password)
    _require_taken(affiliate, password)


def use_letter_if_taken(affiliate: Affiliate, password: str) -> None:
    """Choose in place of the letter's a *password* that the portal may refuse.

    Raises:
        NotObservable: it does: the old one still opens.
    """
    use_letter(affiliate, password)
    _require_taken(affiliate, password)


def _require_taken(affiliate: Affiliate, password: str) -> None:
    affiliate.change_browser()
    log_in(affiliate, affiliate.person.password)
    page = affiliate.page
    if not page.asks_to_log_in and page.status < _CLIENT_ERROR:
        raise _refused(password)


def _refused(password: str) -> NotObservable:
    return NotObservable(f"ce portail refuse le mot de passe « {password} »")
