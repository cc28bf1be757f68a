"""The first page: what runs here, and where."""

from __future__ import annotations

from flask import Blueprint, render_template

from simulator.desk import mail_view
from simulator.desk.context import parts, posted_letters, world

blueprint = Blueprint("home", __name__)
_LATEST = 5
_SUGGESTED = 3
_ASKED_FOR = 40


@blueprint.get("/")
def home() -> str:
    """Show what runs here, the last mails, and somebody to log in as."""
    mails = world().mailbox.all()
    letters = list(enumerate(posted_letters(), start=1))
    return render_template(
        "home.html",
        addresses=world().public_addresses,
        routes=parts().routes,
        mails=mails[: -_LATEST - 1 : -1],
        view=mail_view,
        letters=letters[: -_LATEST - 1 : -1],
        residents=_suggested(),
        population=world().residents.count,
    )


def _suggested() -> list[object]:
    """Return some people who can log in and get a mail, to begin with."""
    able = [
        resident
        for resident in world().residents.search("", _ASKED_FOR)
        if resident.password is not None
        and resident.person.email is not None
        and resident.person.status == "active"
    ]
    return list(able[:_SUGGESTED])
