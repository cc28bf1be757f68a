"""What each leg must lead to, and what kind of error it is where it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from harness.checks import stages
from harness.checks.failure import CheckFailed, require
from harness.errors import NotObservable, NotOffered, Unreachable
from harness.journeys import legs
from harness.journeys.affiliate import Affiliate
from harness.labels import Stage
from harness.pages import Page
from simulator.mail.mailbox import AmbiguousMail, MailboxError

_SERVER_ERROR = 500
_TOO_MANY = 429
BENCH_FAILED = "panne du banc"
"""The kind of what is no fault of the portal's."""
SHOWS_ANOTHER = "page qui montre le dossier d'un autre"
OPENS_ANOTHER = "dossier d'un autre accepté"


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be seen after a leg, and how it is called when it is not."""

    check: Callable[[Affiliate], None]
    unmet: str


def _at(stage: Stage) -> Callable[[Affiliate], None]:
    return lambda affiliate: stages.is_at(affiliate.page, stage)


class ShowsAnother(CheckFailed):
    """A page shows what is somebody else's."""


class OpensAnother(CheckFailed):
    """A link changes the password of somebody else's dossier."""


def _refuses_another(affiliate: Affiliate) -> None:
    try:
        stages.is_not_at(affiliate.page, Stage.CHANGED)
    except CheckFailed as opened:
        raise OpensAnother(str(opened)) from opened
    stages.password_is_refused(affiliate.page)


EXPECTED: Mapping[str, Expected] = {
    legs.ACCESS.id: Expected(_at(Stage.REQUEST), "page de la demande non trouvée"),
    legs.DEMAND.id: Expected(_at(Stage.CHOICE), "demande refusée"),
    legs.CHOICE.id: Expected(_at(Stage.TAKEN), "choix refusé"),
    legs.MAIL.id: Expected(lambda _: None, "mail inattendu"),
    legs.LINK.id: Expected(
        lambda affiliate: stages.can_choose_password(affiliate.page), "lien refusé"
    ),
    legs.OTHER_DOSSIER.id: Expected(
        _refuses_another, "formulaire perdu après le refus"
    ),
    legs.PASSWORD.id: Expected(
        _at(Stage.CHANGED), "nouveau mot de passe refusé avec son propre dossier"
    ),
    legs.LOG_IN.id: Expected(
        lambda affiliate: stages.is_inside(affiliate.page, affiliate.as_stranger),
        "connexion refusée avec le nouveau mot de passe",
    ),
}


def shows_nobody_else(page: Page, others: Iterable[str]) -> None:
    """Check that *page* shows the dossier number of none of the *others*.

    Raises:
        ShowsAnother: it does.
    """
    found = [dossier for dossier in others if dossier in page.text]
    try:
        require(not found, f"La page montre le dossier {', '.join(found)}. {page.url}")
    except CheckFailed as shown:
        raise ShowsAnother(str(shown)) from shown


_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (Unreachable, "le portail ne répond pas"),
    (ShowsAnother, SHOWS_ANOTHER),
    (OpensAnother, OPENS_ANOTHER),
    (AmbiguousMail, "plusieurs mails pour une demande"),
    (MailboxError, "mail promis, non reçu"),
    (NotObservable, "non observable"),
)


def kind_of(error: Exception, leg: str, page: Page | None) -> str:
    """Return what kind of error *error* is, in French, for whoever counts them."""
    for type_, kind in _KINDS:
        if isinstance(error, type_):
            return kind
    if not isinstance(error, CheckFailed | NotOffered):
        return BENCH_FAILED
    if page is not None and page.status == _TOO_MANY:
        return "trop de demandes (429)"
    if page is not None and page.status >= _SERVER_ERROR:
        return f"erreur du portail ({page.status})"
    return EXPECTED[leg].unmet
