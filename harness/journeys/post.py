"""The letter of step 5: waiting for it, opening it, and using what it carries.

The procedure does not show what follows the letter. Most portals let log in with the
password that it carries and then demand another; some have it typed as a code, beside
the new password or before it. All are found as a person would: by the words of links
and the fields of forms.
"""

from __future__ import annotations

import re
from datetime import datetime, time

from fixtures.personas import persona
from harness.errors import NotObservable, NotOffered
from harness.forms import Field, Form, Submission
from harness.journeys.access import open_personal_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import Channel, request_reset
from harness.journeys.login import log_in, log_in_here
from harness.journeys.mails import open_reset_mail
from harness.pages import Page
from simulator.post.letterbox import (
    LetterboxError,
    addressed_to,
    newest,
    secret_in,
    zone,
)

_CODE = re.compile(r"\bcode\b|\bprovisoire\b|\breçu par courrier\b", re.IGNORECASE)
_BY_POST = re.compile(r"\bcode\b|\bcourrier\b", re.IGNORECASE)
_NOON = time(12, 0)
_TWO_PASSWORDS = 2
_ANOTHER = "Encore-2031-Lilas"


def ask_and_receive(affiliate: Affiliate) -> None:
    """Ask for a letter, wait for the day it is expected, and open it."""
    request_reset(affiliate, Channel.POST)
    receive_letter(affiliate)


def receive_letter(affiliate: Affiliate) -> None:
    """Wait for the letter that she asked for, and open it."""
    wait_for_letter(affiliate)
    open_letter(affiliate)


def wait_for_letter(affiliate: Affiliate) -> None:
    """Let the time pass until noon of the day on which her last letter is expected.

    Raises:
        simulator.post.letterbox.LetterboxError: none was posted for her.
    """
    world = affiliate.world
    posted = addressed_to(world.letters(), *affiliate.person.key)
    if not posted:
        raise LetterboxError(
            f"Aucun courrier n'est parti pour le dossier {affiliate.person.dossier}."
        )
    here = zone(affiliate.person.department)
    noon = datetime.combine(posted[-1].expected_on, _NOON, tzinfo=here)
    if noon > world.clock.now():
        world.set_time(noon)


def receive_letter_then_mail(affiliate: Affiliate) -> None:
    """Open the letter that she asked for, then ask by mail as well, and open that."""
    receive_letter(affiliate)
    request_reset(affiliate, Channel.MAIL)
    open_reset_mail(affiliate)


def open_letter(affiliate: Affiliate) -> None:
    """Take the last letter out of her letterbox and read the password it carries.

    Raises:
        simulator.post.letterbox.LetterboxError: none has arrived.
        NotObservable: no password is recognised in it.
    """
    world, person = affiliate.world, affiliate.person
    letter = newest(world.letters(), person.key, world.clock.now(), person.department)
    secret = secret_in(letter)
    if secret is None:
        raise NotObservable("aucun mot de passe ne se reconnaît dans le courrier")
    affiliate.letter_secrets.append(secret)


def log_in_with_letter(affiliate: Affiliate, rank: int = -1) -> None:
    """Log in with what a letter carries (the last one she opened, unless told).

    Where the portal has it typed as a code, she ends up where it is to be typed, or
    behind it.
    """
    open_personal_space(affiliate)
    form = _code_form(affiliate)
    if form is None:
        log_in_here(affiliate, affiliate.letter_secrets[rank])
    elif form.passwords < _TWO_PASSWORDS:
        affiliate.submit(_filled(affiliate, form, affiliate.letter_secrets[rank], ""))


def try_letter(affiliate: Affiliate, rank: int = -1) -> None:
    """Try what a letter carries as far as it goes: the page shows if one is let in.

    A code that is typed beside the new password shows its worth at the next log-in.
    """
    log_in_with_letter(affiliate, rank)
    form = _demand(affiliate.page)
    if form is not None and _code_field(form) is not None:
        secret = affiliate.letter_secrets[rank]
        affiliate.submit(_filled(affiliate, form, secret, _ANOTHER))
        log_in(affiliate, _ANOTHER)


def try_first_letter(affiliate: Affiliate) -> None:
    """Try what the first letter that she opened carries."""
    try_letter(affiliate, 0)


def choose_demanded(affiliate: Affiliate, password: str) -> None:
    """Choose *password* where the page before her demands a new one.

    Raises:
        NotOffered: it demands none.
    """
    form = _demand(affiliate.page)
    if form is None:
        raise NotOffered(
            affiliate.page.without("de quoi choisir un nouveau mot de passe")
        )
    secret = affiliate.letter_secrets[-1]
    affiliate.submit(_filled(affiliate, form, secret, password))
    affiliate.chosen_password = password


def use_letter(affiliate: Affiliate, password: str) -> None:
    """Log in with the letter and choose *password* in its place."""
    log_in_with_letter(affiliate)
    choose_demanded(affiliate, password)


def keep_letter_password(affiliate: Affiliate) -> None:
    """Log in with the letter and choose again what it carries."""
    use_letter(affiliate, affiliate.letter_secrets[-1])


def get_to_know_space(affiliate: Affiliate) -> None:
    """Log in with her own password, remember the space, go on in another browser."""
    log_in(affiliate, affiliate.person.password)
    affiliate.usual_space = affiliate.page
    affiliate.change_browser()


def return_to_usual_space(affiliate: Affiliate) -> None:
    """Open the address of her personal space as she knows it.

    Raises:
        NotOffered: she does not know it.
    """
    if affiliate.usual_space is None:
        raise NotOffered("Personne n'a encore vu cet espace personnel.")
    affiliate.visit(affiliate.usual_space.url)


def move_house(affiliate: Affiliate, department: str) -> None:
    """Have an agent note that she now lives in *department*."""
    person = affiliate.person
    home = persona(
        person.first_name, seed=affiliate.world.seed, department=department
    ).address
    if home is None:  # a persona without address exists only if stated
        raise NotOffered(f"Nobody lives in {department}.")
    fields = {"street": home.street, "postcode": home.postcode, "city": home.city}
    affiliate.world.change_account(affiliate, address=fields, department=department)


def remove_address(affiliate: Affiliate) -> None:
    """Have an agent take the postal address off her file."""
    affiliate.world.change_account(affiliate, address=None)


def _code_form(affiliate: Affiliate) -> Form | None:
    """Return the form that asks for a code, on this page or behind a link of it."""
    login = affiliate.page
    if form := _asking_for_code(login):
        return form
    for link in login.links:
        if _BY_POST.search(link.text):
            if form := _asking_for_code(affiliate.visit(link.url)):
                return form
            affiliate.show(login)
    return None


def _asking_for_code(page: Page) -> Form | None:
    for form in page.forms:
        if form.buttons and _code_field(form) is not None:
            return form
    return None


def _code_field(form: Form) -> Field | None:
    typed = (item for item in form.fields if item.kind in {"text", "password", "tel"})
    return next((i for i in typed if i.shown and _CODE.search(i.label)), None)


def _demand(page: Page) -> Form | None:
    """Return the form of *page* that demands a new password, twice."""
    for form in page.forms:
        if form.passwords >= _TWO_PASSWORDS and form.buttons:
            return form
    return None


def _filled(affiliate: Affiliate, form: Form, secret: str, password: str) -> Submission:
    """Return *form* with the code, the new password twice, and who she is."""
    labels, person = affiliate.world.labels, affiliate.person
    submission = form.press(form.buttons[0].text)
    code = _code_field(form)
    for item in form.fields:
        if item.kind == "password" and item.shown:
            submission = submission.setting(item.name, password)
    if form.passwords > _TWO_PASSWORDS and code is None:
        first = next(i for i in form.fields if i.kind == "password" and i.shown)
        submission = submission.setting(first.name, secret)
    if code is not None:
        submission = submission.setting(code.name, secret)
    if form.has_field(labels.dossier):
        submission = submission.typing(labels.dossier, person.dossier)
    named = {"affilie": labels.affilie, "ayant_droit": labels.ayant_droit}
    situation = named[person.situation.value]
    return submission.choosing(situation) if form.choices(situation) else submission
