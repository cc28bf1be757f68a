"""The JSON API of the world: mails, letters, journal, changes, and its description.

Clock, faults and residents, which it also changes, are in ``api_world``.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from simulator.desk import (
    api_bodies,
    api_shapes,
    api_world,
    journal_pages,
    letter_pages,
    mail_pages,
)
from simulator.desk.api_bodies import BadBodyError
from simulator.desk.context import desk, number_of, posted_letters, state_of, world
from simulator.desk.errors import UnknownError
from simulator.mail.message import ReceivedMail
from simulator.portal.store.letters import Letter

_MOST_PER_PAGE = 200
_LONGEST_WAIT_S = 20


def blueprint() -> Blueprint:
    """Return the API."""
    api = Blueprint("api", __name__, url_prefix="/api")
    api.register_error_handler(BadBodyError, _bad_body)
    api.add_url_rule("/openapi.yaml", "description", _description)
    api.add_url_rule("/mails", "mails", _mails)
    api.add_url_rule("/mails/<int:number>", "mail", _mail)
    api.add_url_rule("/mails/<int:number>/source", "mail_source", _mail_source)
    api.add_url_rule("/letters", "letters", _letters)
    api.add_url_rule("/letters/<int:number>", "letter", _letter)
    api.add_url_rule("/letters/<int:number>/pdf", "letter_pdf", _letter_pdf)
    api.add_url_rule("/journal", "journal", _journal)
    api.add_url_rule("/changes", "changes", _changes)
    api_world.register(api)
    return api


def _bad_body(error: BadBodyError) -> tuple[Response, int]:
    return jsonify(error=str(error)), 422


def _description() -> Response:
    return Response(api_bodies.description(), mimetype="application/yaml")


def _mails() -> Response:
    asked = request.args
    per_page = number_of(asked.get("per_page", ""), mail_pages.PER_PAGE)
    found = mail_pages.search(
        asked.get("q", "").strip(),
        number_of(asked.get("page", "")),
        min(per_page, _MOST_PER_PAGE),
    )
    return jsonify(
        total=found.total,
        page=found.page,
        pages=found.pages,
        mails=[api_shapes.mail_summary(mail) for mail in found.mails],
    )


def _mail_numbered(number: int) -> ReceivedMail:
    mail = mail_pages.find(number)
    if mail is None:
        raise UnknownError(f"There is no mail {number}.")
    return mail


def _mail(number: int) -> Response:
    shown = api_shapes.whole_mail(_mail_numbered(number), world().public_addresses)
    return jsonify(shown)


def _mail_source(number: int) -> Response:
    return mail_pages.as_download(_mail_numbered(number))


def _letters() -> Response:
    everything = enumerate(posted_letters(), start=1)
    return jsonify([api_shapes.letter(letter, number) for number, letter in everything])


def _letter_numbered(number: int) -> Letter:
    letter = letter_pages.find(number)
    if letter is None:
        raise UnknownError(f"There is no letter {number}.")
    return letter


def _letter(number: int) -> Response:
    return jsonify(api_shapes.letter(_letter_numbered(number), number))


def _letter_pdf(number: int) -> Response:
    return letter_pages.on_paper(_letter_numbered(number), number, download=True)


def _journal() -> Response:
    found = journal_pages.lines(request.args.get("q", "").strip())
    return jsonify([{"at": line.at.isoformat(), "event": line.event} for line in found])


def _changes() -> Response:
    after = request.args.get("after", "")
    if after.isascii() and after.isdigit():
        told = request.args.get("timeout", "")
        longest = _LONGEST_WAIT_S if told != "0" else 0
        timeout = min(number_of(told, longest), _LONGEST_WAIT_S)
        world().changes.wait(number_of(after, 0), timeout)
    return jsonify(dict(state_of(desk())))
