"""The portal's log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, render_template, request

from simulator.desk.context import parts
from simulator.portal.store import journal

blueprint = Blueprint("journal", __name__, url_prefix="/journal")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One event; ``at`` in virtual time, UTC."""

    at: datetime
    event: str


def lines(text: str = "") -> list[Line]:
    """Return the events that contain *text*, whatever its case, oldest first."""
    found = []
    for written in _whole().splitlines():
        at, _, event = written.partition(" ")
        if text.casefold() in event.casefold():
            found.append(Line(datetime.fromisoformat(at), event))
    return found


def _whole() -> str:
    with parts().store.begin() as connection:
        return journal.read(connection)


@blueprint.get("")
def listing() -> str:
    """Show the last events, newest last."""
    text = request.args.get("q", "").strip()
    found = lines(text)
    return render_template(
        "journal.html", lines=found[-_SHOWN:], total=len(found), text=text
    )


@blueprint.get("/fichier")
def download() -> Response:
    """Return the whole log as the portal wrote it."""
    response = Response(_whole(), mimetype="text/plain")
    response.headers["Content-Disposition"] = 'attachment; filename="journal.txt"'
    return response
