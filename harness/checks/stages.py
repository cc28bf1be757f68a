"""Where in the procedure a page stands, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from harness.checks.failure import require
from harness.checks.pages import (
    asks_for,
    offers_button,
    require_answered,
    seen,
)
from harness.labels import LABELS, Stage, normalised
from harness.pages import Page

_CLIENT_ERROR = 400
_TWO_PASSWORDS = 2
_ABOUT_THE_LINK = re.compile(
    r"\bliens?\b|\bjeton\b|\bexpir|\bpérimée?\b|\binvalide\b|\bnouvelle demande\b"
    r"|n'est (?:plus|pas) (?:valable|valide|actif)|\bdélai (?:est )?(?:dépassé|passé)",
    re.IGNORECASE,
)
"""Words of which an explanation has one, however it is put."""

_SENT = LABELS.mail_sent


def is_at(page: Page, stage: Stage) -> None:
    """Check that the page is the one of *stage*, by its title."""
    require(
        page.shows_alone(stage.value),
        f"Le titre « {page.labels.heading(stage)} » ne se lit pas. {seen(page)}",
    )
    require_answered(page)


def is_not_at(page: Page, stage: Stage) -> None:
    """Check that the page is not the one of *stage*."""
    require(
        not page.shows_alone(stage.value),
        f"La page « {stage.value} » s'affiche, et ne devrait pas. {seen(page)}",
    )
    require_answered(page)


def request_is_refused(page: Page) -> None:
    """Check that neither step 5 nor step 6 was reached, and that a way on is there."""
    is_not_at(page, Stage.CHOICE)
    is_not_at(page, Stage.TAKEN)
    buttons = {button.text for form in page.forms for button in form.buttons}
    require(
        normalised(page.labels.validate_choice) not in buttons
        and not any(
            normalised(one) in page.text for one in page.labels.readings(_SENT)
        ),
        f"La demande est passée. {seen(page)}",
    )
    require(page.links or page.forms, f"Le refus n'offre aucune suite. {seen(page)}")


def can_choose_password(page: Page) -> None:
    """Check that step 8 is open: its title, its fields, its button."""
    is_at(page, Stage.NEW_PASSWORD)
    labels = page.labels
    asks_for(page, labels.dossier, labels.password, labels.confirmation)
    offers_button(page, labels.validate)


def link_is_refused(page: Page) -> None:
    """Check that no password can be chosen here, and that a way on is shown."""
    require_answered(page)
    for form in page.forms:
        require(
            form.passwords < _TWO_PASSWORDS
            and not form.has_field(page.labels.confirmation),
            "Le lien devait être refusé, et un mot de passe peut encore être choisi. "
            f"{seen(page)}",
        )
    is_not_at(page, Stage.CHANGED)
    require(
        _ABOUT_THE_LINK.search(page.text),
        f"La page ne dit pas que le lien est refusé. {seen(page)}",
    )
    require(page.links or page.forms, f"Le refus n'offre pas de retour. {seen(page)}")


def password_is_refused(page: Page) -> None:
    """Check that the change is refused and the form is there for another try."""
    is_not_at(page, Stage.CHANGED)
    can_choose_password(page)


def is_inside(page: Page, as_stranger: Page | None = None) -> None:
    """Check that the page is behind the log-in: an answer that asks nobody to log in.

    Nothing else is known of the personal space: the procedure does not show it. What a
    stranger sees at the same address (*as_stranger*) must be something else.
    """
    require(
        page.status < _CLIENT_ERROR and page.text and not page.asks_to_log_in,
        f"L'espace personnel ne s'ouvre pas. {seen(page)}",
    )
    public = as_stranger is not None and as_stranger.text == page.text
    require(not public, f"N'importe qui voit la même page. {seen(page)}")


def is_outside(page: Page) -> None:
    """Check that the page asks to log in, or refuses in so many words (4xx).

    A page that asks for a new password has let the person in.
    """
    require_answered(page)
    require(
        page.asks_to_log_in or page.status >= _CLIENT_ERROR,
        f"L'espace personnel s'ouvre, et ne devrait pas. {seen(page)}",
    )


def same_words(pages: Sequence[Page]) -> None:
    """Check that the last two pages say the same, word for word (P8.1)."""
    require(len(pages) > 1, "Il faut deux refus pour les comparer.")
    before, after = pages[-2].text, pages[-1].text
    require(before == after, f"Les refus diffèrent : « {before} » et « {after} ».")


def one_changed(pages: Sequence[Page]) -> None:
    """Check that of several simultaneous answers exactly one tells of a change."""
    for page in pages:
        require_answered(page)
    done = sum(page.shows_alone(Stage.CHANGED.value) for page in pages)
    require(done == 1, f"{done} réponses annoncent le changement, au lieu d'une.")


def is_login(page: Page) -> None:
    """Check that the page offers to log in with a dossier number (step 3)."""
    require_answered(page)
    asks_for(page, page.labels.dossier, page.labels.password)
    require(
        page.asks_to_log_in, f"La page ne propose pas de se connecter. {seen(page)}"
    )
