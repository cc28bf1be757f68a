"""What every page needs from the request: the parts, and single form values."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from flask import current_app, request

from simulator.portal.rules.situation import Situation
from simulator.portal.service.parts import Parts

EXTENSION = "sesame"


def parts() -> Parts:
    """Return the parts of the portal that serves the current request."""
    found: Parts = current_app.extensions[EXTENSION]
    return found


def single(name: str) -> str:
    """Return the submitted value of *name*; empty if absent or given several times.

    A repeated parameter names nothing: which of the two is meant is not ours to guess.
    """
    values = request.form.getlist(name)
    return values[0] if len(values) == 1 else ""


def in_minutes(instant: datetime) -> str:
    """Return how long it is until *instant*, in words ("15 minutes"), rounded up."""
    minutes = ceil((instant - parts().clock.now()) / timedelta(minutes=1))
    return f"{minutes} minutes" if minutes > 1 else "une minute"


def locked(until: datetime) -> str:
    """Return the sentence that a locked dossier gets, existing or not (B60)."""
    return (
        "Trop d'essais ont échoué de suite : réessayez dans "
        f"{in_minutes(until)}, ou réinitialisez votre mot de passe."
    )


def typed_situation() -> Situation | None:
    """Return the situation that was chosen, or None."""
    return parts().rulebook.read_situation(single("situation"))
