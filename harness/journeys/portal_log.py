"""Reading the portal's log, and typing what must never stand in it (B53)."""

from __future__ import annotations

from harness.journeys.access import open_personal_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import Channel, fill_request, request_reset
from harness.journeys.filled import login_form
from harness.journeys.login import log_in
from harness.journeys.mails import link_of, open_reset_mail
from harness.journeys.password import choose_password, follow_link_and_choose
from harness.journeys.world import World

WRONG = "Mauvais-Secret-2026"
REFUSED = "refusé-sans-majuscule-9"


def mark(world: World) -> int:
    """Return how long the log is by now, in characters.

    Raises:
        NotObservable: the portal's log cannot be read.
    """
    world.settle()
    return len(world.target.bench.log())


def tell_every_secret(affiliate: Affiliate, password: str) -> tuple[str, ...]:
    """Type every secret where it belongs and where it does not; return them all.

    Her wrong, refused, old and new passwords, the last two in the place of the dossier
    too, and the link of the mail.
    """
    log_in(affiliate, WRONG)
    open_personal_space(affiliate)
    form = login_form(affiliate, WRONG)
    name = form.form.field(affiliate.world.labels.dossier).name
    affiliate.submit(form.setting(name, affiliate.person.password))
    fill_request(affiliate, dossier=WRONG)
    request_reset(affiliate, Channel.MAIL)
    open_reset_mail(affiliate)
    follow_link_and_choose(affiliate, REFUSED)
    choose_password(affiliate, password, dossier=password)
    choose_password(affiliate, password)
    log_in(affiliate, password)
    link = link_of(affiliate, affiliate.mail)
    return WRONG, REFUSED, affiliate.person.password, password, link
