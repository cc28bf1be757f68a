"""The population: whom can I be, and what does the portal know of her?"""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from fixtures.places import DEPARTMENTS
from simulator.desk import account_changes, newcomers, resident_forms
from simulator.desk.context import number_of, world
from simulator.desk.resident_search import SHOWN, Wanted, search
from simulator.served.residents import NoSuchResident, Resident

_DEPARTMENTS = tuple((code, code) for code in DEPARTMENTS)
blueprint = Blueprint("residents", __name__, url_prefix="/habitants")


@blueprint.get("")
def listing() -> str:
    """Search the population."""
    wanted = Wanted.read(request.args)
    since = number_of(request.args.get("depuis", ""), 0)
    found = search(world().residents, wanted, since=since)
    further = {**wanted.as_query(), "depuis": found.goes_on_at}
    return render_template(
        "residents.html",
        found=found,
        further=further,
        since=since,
        wanted=wanted,
        departments=_DEPARTMENTS,
        shown=SHOWN,
    )


@blueprint.get("/nouveau")
def new() -> str:
    """Show the form for somebody new."""
    return _new_page(resident_forms.NEW, ())


@blueprint.post("/nouveau")
def add() -> Response | tuple[str, int]:
    """Let somebody new live here."""
    read = resident_forms.new_resident()
    if read.errors:
        return _new_page(read.typed, read.errors), 422
    try:
        resident = newcomers.add(world(), newcomers.stated_in(read.stated))
    except NoSuchResident:
        # All else was checked: what is left is a dossier that is taken.
        why = "Ce dossier existe déjà dans cette situation : choisissez-en un autre."
        return _new_page(read.typed, (("dossier", why),)), 422
    flash(f"{_name(resident)} habite ce monde.")
    return _to(resident)


@blueprint.get("/<situation>/<dossier>")
def one(situation: str, dossier: str) -> str:
    """Show somebody."""
    resident = _resident_or_404(situation, dossier)
    return _page(resident, resident_forms.typed_of(resident.person), ())


@blueprint.post("/<situation>/<dossier>")
def change(situation: str, dossier: str) -> Response | tuple[str, int]:
    """Change somebody's e-mail address, or block, close or open her account."""
    resident = _resident_or_404(situation, dossier)
    read = resident_forms.changed_account()
    if read.errors:
        return _page(resident, read.typed, read.errors), 422
    account_changes.change(world(), *resident.person.key, read.stated)
    flash(f"Le compte de {_name(resident)} est enregistré.")
    return _to(resident)


def _resident_or_404(situation: str, dossier: str) -> Resident:
    resident = newcomers.find(world(), situation, dossier)
    if resident is None:
        abort(404)
    return resident


def _new_page(typed: dict[str, str], errors: resident_forms.Errors) -> str:
    return render_template(
        "new_resident.html", typed=typed, errors=errors, departments=_DEPARTMENTS
    )


def _page(
    resident: Resident, typed: dict[str, str], errors: resident_forms.Errors
) -> str:
    return render_template(
        "resident.html", resident=resident, typed=typed, errors=errors
    )


def _name(resident: Resident) -> str:
    return f"{resident.person.first_name} {resident.person.last_name}"


def _to(resident: Resident) -> Response:
    situation, dossier = resident.person.key
    address = url_for("residents.one", situation=situation.value, dossier=dossier)
    return redirect(address, 303)
