"""What may become of a link: used elsewhere, replaced, scanned, crossed."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from urllib.parse import urlencode, urlsplit, urlunsplit

from harness.errors import NotObservable, NotOffered
from harness.forms import Submission
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import Channel, request_reset
from harness.journeys.filled import password_form
from harness.journeys.login import log_in
from harness.journeys.mails import follow_reset_link, link_of, open_reset_mail
from harness.journeys.password import choose_password, follow_link_and_choose
from harness.tokens.reading import token_of
from simulator.mail.mailbox import NoMail

_ONE_LINK = "ce portail n'accorde pas de second lien tant que le premier peut servir"


class Extra(Enum):
    """Where another dossier is named beside her own; the value is the features'."""

    SECOND = "en second"
    FIRST = "en premier"
    HIDDEN = "sous d'autres noms"
    ADDRESS = "dans l'adresse"


_OTHER_NAMES = ("login", "dossier", "numero", "user", "username", "id", "compte")


def change_elsewhere(affiliate: Affiliate, password: str) -> None:
    """Choose *password* from another browser, then return to the page left open."""
    affiliate.change_browser()
    follow_link_and_choose(affiliate, password)
    affiliate.return_to_first_browser()


def err_elsewhere(affiliate: Affiliate, password: str, confirmation: str) -> None:
    """Mistype the confirmation in another browser, then return to the page left."""
    affiliate.change_browser()
    follow_reset_link(affiliate)
    choose_password(affiliate, password, confirmation=confirmation)
    affiliate.return_to_first_browser()


def obtain_second_link(affiliate: Affiliate) -> None:
    """Ask anew from another browser and open the mail; return to the page left open.

    Raises:
        NotObservable: the portal sends none while the first link lives.
    """
    affiliate.change_browser()
    try:
        request_reset(affiliate, Channel.MAIL)
        open_reset_mail(affiliate)
    except (NoMail, NotOffered):
        raise NotObservable(_ONE_LINK) from None
    affiliate.return_to_first_browser()


def ask_again(affiliate: Affiliate, times: int) -> None:
    """Ask anew *times* times, each in a new browser, whatever comes of it."""
    for _ in range(times):
        affiliate.change_browser()
        try:
            request_reset(affiliate, Channel.MAIL)
        except NotOffered:
            return


def open_every_link(affiliate: Affiliate) -> None:
    """Open the link of every reset mail she got, oldest first, in new browsers."""
    world = affiliate.world
    pages = []
    for mail in world.mailbox.to(affiliate.person.email or ""):
        if any(token_of(link.url) for link in mail.links):
            affiliate.open_mail(mail)
            pages.append(world.open_browser().visit(link_of(affiliate, mail)))
    affiliate.answers = tuple(pages)


def scan_whole_page(affiliate: Affiliate) -> None:
    """Have a mail scanner open the link, and every link of the page behind it."""
    scanner = affiliate.world.open_browser()
    page = scanner.visit(link_of(affiliate, affiliate.mail))
    host = urlsplit(page.url).netloc
    for link in page.links:
        if urlsplit(link.url).netloc == host:
            scanner.visit(link.url)


def choose_naming_another(
    affiliate: Affiliate, other: Affiliate, extra: Extra, password: str
) -> None:
    """On the form of step 8, choose *password* and name *other*'s dossier as well."""
    submission = password_form(affiliate, password)
    label = affiliate.world.labels.dossier
    field = submission.form.field(label).name
    own, others = affiliate.person.dossier, other.person.dossier
    if extra is Extra.SECOND:
        submission = submission.setting(field, own, others)
    elif extra is Extra.FIRST:
        submission = submission.setting(field, others, own)
    elif extra is Extra.HIDDEN:
        for name in _OTHER_NAMES:
            if all(pair[0] != name for pair in submission.pairs):
                submission = submission.setting(name, others)
    else:
        names = dict.fromkeys((field, *_OTHER_NAMES), others)
        submission = _with_parameters(submission, names)
    affiliate.submit(submission)


def choose_while_logged_in(
    affiliate: Affiliate, owner: Affiliate, password: str
) -> None:
    """Logged in, open *owner*'s link and choose *password* for her own dossier.

    A portal that shows no form to whoever is logged in has refused.
    """
    log_in(affiliate, affiliate.person.password)
    affiliate.open_mail(owner.mail)
    follow_reset_link(affiliate)
    try:
        choose_password(affiliate, password)
    except NotOffered:
        affiliate.world.note("Connecté, l'autre ne voit pas le formulaire.")
    affiliate.change_browser()


def lose_account(affiliate: Affiliate) -> None:
    """Have CARPIMKO delete her account; the other ones are set anew (B43)."""
    affiliate.world.remove_account(affiliate)


def _with_parameters(submission: Submission, names: dict[str, str]) -> Submission:
    parts = urlsplit(submission.form.action)
    query = "&".join(filter(None, (parts.query, urlencode(names))))
    action = urlunsplit(parts._replace(query=query))
    return replace(submission, form=replace(submission.form, action=action))
