"""Identifying with FranceConnect, from the portal's pages and back (P6.3, B57, B58).

FranceConnect is the bench's own: its page is filled in by its own words. The portal is
read as everywhere: by what the procedure calls things.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from harness.errors import ConfigurationError, NotObservable, NotOffered
from harness.forms import Submission
from harness.journeys.access import follow_or_press, open_personal_space
from harness.journeys.affiliate import Affiliate
from harness.journeys.login import log_in
from harness.pages import Page
from simulator.franceconnect.double import Authorization

_CLIENT_ERROR = 400
_LOG_OUT = re.compile(r"\bd[ée]conn|\bquitter\b", re.IGNORECASE)
_NO_LOG_OUT = "l'espace personnel de ce portail n'offre pas de se déconnecter"


@dataclass(frozen=True, slots=True)
class Identification:
    """What came of an identification.

    Attributes:
        page: where she arrived.
        afterwards: what her browser then shows where a personal space opens; None if
            nobody's opens with a password, so that the place is not known.
        spaces: the personal space of everybody who can log in, by "situation dossier".
    """

    page: Page
    afterwards: Page | None
    spaces: Mapping[str, Page]


def go(affiliate: Affiliate) -> None:
    """From the home page to the log-in page, then to FranceConnect."""
    open_personal_space(affiliate)
    go_from_here(affiliate)


def go_several_times(affiliate: Affiliate, times: int) -> None:
    """Go to FranceConnect *times* times, and come back from none."""
    for _ in range(times):
        go(affiliate)


def go_from_here(affiliate: Affiliate) -> None:
    """Follow or press « S'identifier avec FranceConnect » on the page before her."""
    follow_or_press(affiliate, affiliate.world.labels.france_connect)


def identify(affiliate: Affiliate) -> None:
    """Identify from the log-in page, and come back."""
    go(affiliate)
    _pick(affiliate)


def identify_from_here(affiliate: Affiliate) -> None:
    """Identify from the page before her, and come back (P6.3, P9.3)."""
    go_from_here(affiliate)
    _pick(affiliate)


def give_up(affiliate: Affiliate) -> None:
    """Go to FranceConnect, and give up there."""
    go(affiliate)
    affiliate.submit(affiliate.page.form_with("Abandonner").press("Abandonner"))
    conclude(affiliate)


def choose_account(affiliate: Affiliate, dossier: str) -> None:
    """Open, of the accounts that are hers, the one of *dossier*.

    Raises:
        NotOffered: the page offers no such account.
    """
    for link in affiliate.page.links:
        if dossier in link.text:
            affiliate.visit(link.url)
            break
    else:
        affiliate.submit(_choice_of(affiliate, dossier))
    conclude(affiliate)


def choose_account_of(affiliate: Affiliate, other: Affiliate) -> None:
    """Put the number of *other* wherever her own choice names hers, and send it.

    Where the portal names no account by its number, there is nothing to put.
    """
    mine, theirs = affiliate.person.dossier, other.person.dossier
    submission = _choice_of(affiliate, mine)
    forged = replace(
        submission,
        form=replace(
            submission.form, action=submission.form.action.replace(mine, theirs)
        ),
        pairs=tuple(
            (name, value.replace(mine, theirs)) for name, value in submission.pairs
        ),
    )
    if forged != submission:
        affiliate.submit(forged)
    conclude(affiliate)


def _choice_of(affiliate: Affiliate, dossier: str) -> Submission:
    """Return what choosing the account of *dossier* sends: a button, or a choice."""
    for form in affiliate.page.forms:
        for button in form.buttons:
            if dossier in button.text:
                return form.press(button.text)
        for item in form.fields:
            if dossier in item.label and form.buttons:
                return form.press(form.buttons[0].text).setting(item.name, item.value)
    raise NotOffered(affiliate.page.without(f"d'ouvrir le dossier {dossier}"))


def prepare_return(affiliate: Affiliate) -> None:
    """Identify at FranceConnect, but stop before the way back to the portal."""
    go(affiliate)
    asked = last_request(affiliate)
    double = affiliate.world.surroundings.france_connect
    affiliate.way_back = double.answer(asked.id, " ".join(affiliate.person.key))


def follow_return_of(affiliate: Affiliate, other: Affiliate) -> None:
    """Open, in her own browser, the way back that *other* prepared (a log-in CSRF)."""
    open_personal_space(affiliate)
    affiliate.visit(_way_back(other))
    conclude(affiliate)


def return_with_code_of(affiliate: Affiliate, other: Affiliate) -> None:
    """Come back with her own state and the code made for *other*."""
    prepare_return(affiliate)
    stolen = dict(parse_qsl(urlsplit(_way_back(other)).query))["code"]
    mine = urlsplit(_way_back(affiliate))
    told = dict(parse_qsl(mine.query)) | {"code": stolen}
    affiliate.visit(mine._replace(query=urlencode(told)).geturl())
    conclude(affiliate)


def replay_return(affiliate: Affiliate) -> None:
    """Open once more the address at which she came back from FranceConnect."""
    affiliate.visit(_way_back(affiliate))
    conclude(affiliate)


def log_out(affiliate: Affiliate) -> None:
    """Log out of the personal space.

    Raises:
        NotObservable: the page offers nothing of the kind.
    """
    for form in affiliate.page.forms:
        for button in form.buttons:
            if _LOG_OUT.search(button.text):
                affiliate.submit(form.press(button.text))
                return
    for link in affiliate.page.links:
        if _LOG_OUT.search(link.text):
            affiliate.visit(link.url)
            return
    raise NotObservable(_NO_LOG_OUT)


def last_request(affiliate: Affiliate) -> Authorization:
    """Return what the portal last asked of FranceConnect.

    Raises:
        NotOffered: nothing yet: the portal did not lead there.
    """
    asked = affiliate.world.surroundings.france_connect.authorizations
    if not asked:
        raise NotOffered(affiliate.page.without("la page de FranceConnect"))
    return asked[-1]


def conclude(affiliate: Affiliate) -> None:
    """Keep where she arrived, and what her browser opens from then on."""
    world, page = affiliate.world, affiliate.page
    spaces = {
        " ".join(one.person.key): space
        for one in world.people
        if (space := _space(one)) is not None
    }
    mine = spaces.get(" ".join(affiliate.person.key))
    known = mine or next(iter(spaces.values()), None)
    afterwards = None if known is None else affiliate.browser.visit(known.url)
    affiliate.identification = Identification(page, afterwards, spaces)
    if _is_let_in(page):
        affiliate.personal_space_url = page.url
    affiliate.as_stranger = world.open_browser().visit(page.url)


def _pick(affiliate: Affiliate) -> None:
    submission: Submission = affiliate.page.form_with("Continuer").press("Continuer")
    asked = last_request(affiliate)
    affiliate.submit(submission.setting("identite", " ".join(affiliate.person.key)))
    back = affiliate.page.opened(asked.parameters["redirect_uri"])
    steps = [*affiliate.page.via, affiliate.page.url]
    affiliate.way_back = next(
        (step for step in steps if step.startswith(back)), affiliate.way_back
    )
    conclude(affiliate)


def _space(somebody: Affiliate) -> Page | None:
    """Return what somebody's space shows to who logs in with her password, if it does.

    A second self does it, in a browser of its own: she sees nothing of it.
    """
    self_ = Affiliate(somebody.world, somebody.person)
    for password in (somebody.chosen_password, somebody.person.password):
        if password is not None:
            log_in(self_, password)
            if _is_let_in(self_.page):
                return self_.page
    return None


def _is_let_in(page: Page) -> bool:
    return page.status < _CLIENT_ERROR and not page.asks_to_log_in


def _way_back(affiliate: Affiliate) -> str:
    if affiliate.way_back is None:
        raise ConfigurationError(
            f"{affiliate.person.first_name} has not come back from FranceConnect yet."
        )
    return affiliate.way_back
