"""The letters that the portal posted, as text and on paper."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request

from simulator.desk.context import posted_letters
from simulator.portal.outbox.letter_pdf import PrintedLetter, letter_pdf
from simulator.portal.store.letters import Letter

blueprint = Blueprint("letters", __name__, url_prefix="/courriers")
_SHOWN = 50


def find(number: int) -> Letter | None:
    """Return the *number*-th letter posted, from 1, or None."""
    everything = posted_letters()
    return everything[number - 1] if 0 < number <= len(everything) else None


def on_paper(letter: Letter, number: int, *, download: bool) -> Response:
    """Return *letter* as PDF, to be looked at or to be kept as a file."""
    printed = PrintedLetter(letter.address, letter.text, letter.posted_at)
    response = Response(letter_pdf(printed), mimetype="application/pdf")
    how = "attachment" if download else "inline"
    response.headers["Content-Disposition"] = (
        f'{how}; filename="courrier-{number:04d}.pdf"'
    )
    return response


@blueprint.get("")
def listing() -> str:
    """List the letters, newest first."""
    everything = list(enumerate(posted_letters(), start=1))
    return render_template(
        "letters.html", letters=everything[: -_SHOWN - 1 : -1], total=len(everything)
    )


@blueprint.get("/<int:number>")
def one(number: int) -> str:
    """Show one letter."""
    letter = find(number)
    if letter is None:
        abort(404)
    return render_template("letter.html", letter=letter, number=number)


@blueprint.get("/<int:number>/pdf")
def paper(number: int) -> Response:
    """Return one letter as PDF; ``?fichier`` to keep it."""
    letter = find(number)
    if letter is None:
        abort(404)
    return on_paper(letter, number, download="fichier" in request.args)
