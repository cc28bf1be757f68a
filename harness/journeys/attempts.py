"""Doing the same thing again and again, as whoever attacks or insists does (B22, B60).

Nothing here stops at a refusal: how the portal holds people up is its own affair, and
the checks look at what came of it.
"""

from __future__ import annotations

from enum import Enum

from harness.errors import NotOffered
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import (
    Channel,
    fill_request,
    request_reset,
    submit_request_with_other_case,
    validate_if_offered,
)
from harness.journeys.login import log_in, log_in_here
from harness.journeys.mails import follow_reset_link
from harness.journeys.password import choose_password
from harness.pages import Page

_DOSSIERS = 10**7
_CLIENT_ERROR = 400
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


class Detour(Enum):
    """How to ask once more past a limit; the value is how features say it."""

    OTHER_BROWSER = "depuis un autre navigateur"
    SPACE_BEFORE = "avec une espace devant le numéro"
    SPACE_BEHIND = "avec une espace derrière le numéro"
    FULL_WIDTH = "avec des chiffres pleine chasse"
    OTHER_CASE = "avec la situation dans une autre casse"
    OTHER_ADDRESS = "en se disant venue d'ailleurs"


def request_many_times(
    affiliate: Affiliate, times: int, *, dossier: str | None = None
) -> None:
    """Walk steps 4 to 6 by mail *times* times at one instant, and keep the answers.

    Args:
        affiliate: who asks.
        times: how often.
        dossier: the number typed; her own by default.
    """
    affiliate.world.tests_limits = True
    affiliate.answers = tuple(
        _requested(affiliate, dossier, first=not number) for number in range(times)
    )


def request_by(affiliate: Affiliate, detour: Detour) -> None:
    """Ask once more in the way of *detour*; mails from now on are what it brings."""
    affiliate.world.tests_limits = True
    mark = max((mail.sequence for mail in affiliate.world.mailbox.all()), default=0)
    own = affiliate.person.dossier
    typed = {
        Detour.SPACE_BEFORE: f" {own}",
        Detour.SPACE_BEHIND: f"{own} ",
        Detour.FULL_WIDTH: own.translate(_FULL_WIDTH),
    }
    if detour is Detour.OTHER_BROWSER:
        affiliate.change_browser()
    try:
        if detour is Detour.OTHER_CASE:
            submit_request_with_other_case(affiliate)
            validate_if_offered(affiliate, Channel.MAIL)
        elif detour is Detour.OTHER_ADDRESS:
            elsewhere = {"X-Forwarded-For": "203.0.113.7"}
            request_reset(affiliate, Channel.MAIL, headers=elsewhere)
        else:
            _requested(affiliate, typed.get(detour))
    except NotOffered:
        pass  # the page that refuses offers nothing to go on with
    affiliate.mail_mark = mark


def guess_dossiers(affiliate: Affiliate, times: int) -> None:
    """On the form of step 8, try *times* numbers that are not hers, until held up."""
    affiliate.world.tests_limits = True
    own = int(affiliate.person.dossier)
    for number in range(1, times + 1):
        typed = f"{(own + number) % _DOSSIERS:07d}"
        try:
            choose_password(affiliate, "Grenade-7-Vive", dossier=typed)
        except NotOffered:
            return


def guess_right(affiliate: Affiliate, dossier: str) -> None:
    """Follow the link once more and type *dossier*, if the page still asks for it."""
    follow_reset_link(affiliate)
    try:
        choose_password(affiliate, "Grenade-7-Vive", dossier=dossier)
    except NotOffered:
        return


def fail_to_log_in(affiliate: Affiliate, times: int) -> None:
    """Log in *times* times with a password that is never the right one nor twice one.

    Then try the right one, to see whether it still opens: that answer is kept.
    """
    affiliate.world.tests_limits = True
    try_to_log_in(affiliate, "Inconnu-0000")
    for number in range(1, times):
        try:
            log_in_here(affiliate, f"Inconnu-{number:04d}")
        except NotOffered:
            break
    try_to_log_in(affiliate, affiliate.person.password)
    affiliate.answers = (affiliate.page,)


def try_to_log_in(affiliate: Affiliate, password: str) -> None:
    """Log in with *password*, if the portal still lets anybody try."""
    try:
        log_in(affiliate, password)
    except NotOffered:
        return


def _requested(
    affiliate: Affiliate, dossier: str | None, *, first: bool = False
) -> Page:
    try:
        fill_request(affiliate, dossier=dossier)
        validate_if_offered(affiliate, Channel.MAIL)
    except NotOffered:
        # The page that refuses offers nothing to go on with; but nobody refuses the
        # first time without saying so.
        if first and affiliate.page.status < _CLIENT_ERROR:
            raise
    return affiliate.page
