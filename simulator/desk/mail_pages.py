"""The mailbox: every mail that the mail server took, whoever it was for."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from flask import Blueprint, Response, abort, render_template, request

from simulator.desk import mail_page, mail_view
from simulator.desk.context import number_of, world
from simulator.mail.message import ReceivedMail

blueprint = Blueprint("mails", __name__, url_prefix="/mails")
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was searched for, newest first.

    Attributes:
        mails: those of this page.
        total: how many were found.
        page: which page this is, from 1.
        pages: how many there are, at least 1.
    """

    mails: tuple[ReceivedMail, ...]
    total: int
    page: int
    pages: int


def search(text: str, page: int, per_page: int = PER_PAGE) -> Found:
    """Return the mails whose addresses or subject contain *text*, whatever its case.

    A page beyond the last is the last.
    """
    mails = tuple(
        mail for mail in reversed(world().mailbox.all()) if _holds(mail, text)
    )
    pages = max(1, ceil(len(mails) / per_page))
    page = min(page, pages)
    first = (page - 1) * per_page
    return Found(mails[first : first + per_page], len(mails), page, pages)


def find(number: int) -> ReceivedMail | None:
    """Return the mail with this number, or None."""
    for mail in world().mailbox.all():
        if mail.sequence == number:
            return mail
    return None


def _holds(mail: ReceivedMail, text: str) -> bool:
    if not text:
        return True
    told = (mail_view.recipients(mail), mail_view.sender(mail), mail_view.subject(mail))
    return any(text.casefold() in each.casefold() for each in told)


def _mail_or_404(number: int) -> ReceivedMail:
    mail = find(number)
    if mail is None:
        abort(404)
    return mail


@blueprint.get("")
def listing() -> str:
    """List the mails, newest first."""
    text = request.args.get("q", "").strip()
    found = search(text, number_of(request.args.get("page", "")))
    return render_template("mails.html", found=found, text=text, view=mail_view)


@blueprint.get("/<int:number>")
def one(number: int) -> str:
    """Show one mail whole."""
    mail = _mail_or_404(number)
    return render_template(
        "mail.html",
        mail=mail,
        view=mail_view,
        links=mail_view.links(mail, world().public_addresses),
        sandbox=mail_page.SANDBOX,
    )


@blueprint.get("/<int:number>/contenu")
def content(number: int) -> Response:
    """Return the mail's own page, for the frame."""
    shown = mail_page.page(_mail_or_404(number), world().public_addresses)
    response = Response(shown, mimetype="text/html")
    response.headers["Content-Security-Policy"] = mail_page.POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


@blueprint.get("/<int:number>/eml")
def download(number: int) -> Response:
    """Return the mail byte for byte."""
    return as_download(_mail_or_404(number))


def as_download(mail: ReceivedMail) -> Response:
    """Return *mail* byte for byte, to be kept as a file."""
    response = Response(mail.raw, mimetype="message/rfc822")
    name = mail_view.file_name(mail)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
