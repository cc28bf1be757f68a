"""What every page needs from the request: the parts, and single form values."""

from __future__ import annotations

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


def typed_situation() -> Situation | None:
    """Return the situation that was chosen, or None."""
    return parts().rulebook.read_situation(single("situation"))
