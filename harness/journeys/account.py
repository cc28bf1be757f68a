"""What changes an account outside the procedure: its owner's own page, or an agent.

The procedure shows neither. The page is found in the personal space by a link that
speaks of the password; a portal without one is not judged on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from harness.errors import NotObservable
from harness.forms import Field, Form, Submission
from harness.journeys.affiliate import Affiliate
from harness.journeys.login import log_in
from harness.pages import Link, Page

_PASSWORD_PAGE = re.compile(
    r"(?:modif|chang|renouvel|mettre à jour)\w*\b.*\bmots? de passe\b"
    r"|^(?:mon |votre |gérer mon )?mot de passe$",
    re.IGNORECASE,
)
_ACCOUNT_PAGE = re.compile(
    r"\b(?:compte|profil|paramètres|réglages|préférences|sécurité|identifiants"
    r"|informations)\b",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    r"\b(?:actuel|ancien|en cours|en vigueur|existant)", re.IGNORECASE
)
_AGAIN = re.compile(
    r"confirm|répét|ressais|retap|encore|une (?:seconde|deuxième) fois", re.IGNORECASE
)
_LEAVES = re.compile(r"déconn|quitter", re.IGNORECASE)
_TWO_PASSWORDS = 2
_NO_PAGE = (
    "l'espace personnel de ce portail n'offre pas de page où changer son mot de passe"
)


class AccountStatus(Enum):
    """What an account is to the portal; the value is how features say it."""

    ACTIVE = "rétabli"
    BLOCKED = "bloqué"
    CLOSED = "radié"


_STATUSES = {
    AccountStatus.ACTIVE: "active",
    AccountStatus.BLOCKED: "blocked",
    AccountStatus.CLOSED: "closed",
}


def change_in_space(affiliate: Affiliate, password: str) -> None:
    """Log in, find the page where a password is changed, and ask for *password*.

    Raises:
        NotObservable: the personal space offers no such page.
    """
    log_in(affiliate, affiliate.person.password)
    form = change_form(affiliate)
    _is_concerned(affiliate)
    affiliate.submit(_filled(affiliate, form, password))
    affiliate.chosen_password = password


def change_by_agent(affiliate: Affiliate, password: str) -> None:
    """Have an agent of CARPIMKO set *password*, as after a letter or a call."""
    _is_concerned(affiliate)
    affiliate.world.change_account(affiliate, password=password)


def set_status(affiliate: Affiliate, status: AccountStatus) -> None:
    """Have an agent block the account, close it or restore it."""
    affiliate.world.change_account(affiliate, status=_STATUSES[status])


def remove_email(affiliate: Affiliate) -> None:
    """Have an agent take the e-mail address off the file."""
    affiliate.world.change_account(affiliate, email=None)


def _is_concerned(affiliate: Affiliate) -> None:
    """Expect mails to her: those of the change come after the last one there is."""
    affiliate.concerned = True
    mails = affiliate.world.mailbox_now.all()
    affiliate.mail_mark = max((mail.sequence for mail in mails), default=0)


def change_form(affiliate: Affiliate) -> Form:
    """Return the form that changes a password, from the open personal space on.

    Raises:
        NotObservable: the personal space offers no such page.
    """
    space = affiliate.page
    for page in _pages_to_try(affiliate, space):
        for form in page.forms:
            if form.passwords >= _TWO_PASSWORDS and form.buttons:
                return form
    raise NotObservable(_NO_PAGE)


def _pages_to_try(affiliate: Affiliate, space: Page) -> Iterator[Page]:
    """Yield the space, what it says is for the password, and the same one page on."""
    yield space
    for link in _links(space, _PASSWORD_PAGE):
        yield affiliate.visit(link.url)
    for link in _links(space, _ACCOUNT_PAGE):
        account = affiliate.visit(link.url)
        yield account
        for further in _links(account, _PASSWORD_PAGE):
            yield affiliate.visit(further.url)


def _links(page: Page, wanted: re.Pattern[str]) -> tuple[Link, ...]:
    return tuple(
        link
        for link in page.links
        if wanted.search(link.text) and not _LEAVES.search(link.text)
    )


def _filled(affiliate: Affiliate, form: Form, password: str) -> Submission:
    """Return *form* with the passwords typed, whatever the fields are called."""
    submission = form.press(form.buttons[0].text)
    asked = [item for item in form.fields if item.kind == "password" and item.shown]
    for position, item in enumerate(asked):
        old = _is_current(item, position, len(asked))
        value = affiliate.person.password if old else password
        submission = submission.setting(item.name, value)
    label = affiliate.world.labels.dossier
    if form.has_field(label):
        submission = submission.typing(label, affiliate.person.dossier)
    return submission


def _is_current(item: Field, position: int, count: int) -> bool:
    """Tell whether *item* asks for the password in force: by its label, or first."""
    if _CURRENT.search(item.label):
        return True
    told = _AGAIN.search(item.label) or "nouveau" in item.label.casefold()
    return not told and position == 0 and count > _TWO_PASSWORDS
