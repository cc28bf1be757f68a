"""The faults of the portal's neighbours, as switches."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from simulator.desk.context import single, switches
from simulator.desk.fault_table import FAULTS, SUBJECTS, NamedFault, Neighbour
from simulator.desk.switches import LONGEST_DELAY, NO_DELAY

blueprint = Blueprint("faults", __name__, url_prefix="/pannes")
MINUTE = timedelta(minutes=1)
_MOST_MINUTES = LONGEST_DELAY // MINUTE
_MOST_DIGITS = len(str(_MOST_MINUTES))
_Groups = list[tuple[str, list[NamedFault]]]


def by_neighbour() -> dict[Neighbour, _Groups]:
    """Return the faults of each neighbour, in groups with their headings."""
    return {
        neighbour: [
            (group, list(faults))
            for group, faults in groupby(
                (each for each in FAULTS.values() if each.neighbour is neighbour),
                key=lambda fault: fault.group,
            )
        ]
        for neighbour in Neighbour
    }


@blueprint.get("")
def form() -> str:
    """Show the switches."""
    return _page("", ())


@blueprint.post("/basculer")
def turn() -> Response:
    """Turn the fault that was pressed on, or off if it was on."""
    fault = FAULTS.get(single("panne"))
    if fault is None:
        flash("Cette panne n'existe pas.", "erreur")
    elif single("sens") == "reparer":
        # What the page showed counts: a press in an old page must not do the contrary.
        if switches().of(fault.neighbour) == fault:
            switches().turn_off(fault.neighbour)
        flash(f"Réparé : {SUBJECTS[fault.neighbour]} fonctionne.")
    else:
        switches().turn_on(fault.key)
        flash(f"{fault.sentence}.")
    return _back()


@blueprint.post("/retard")
def delay() -> Response | tuple[str, int]:
    """Have mails arrive later than they are taken."""
    text = single("minutes")
    digits = text.lstrip("0") or text[-1:]
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS
    if not is_number or int(digits) > _MOST_MINUTES:
        why = f"Le retard est un nombre entier de minutes, de 0 à {_MOST_MINUTES}."
        return _page(text, (("minutes", why),)), 422
    switches().delay_mails(int(digits) * MINUTE)
    if switches().delay == NO_DELAY:
        flash("Les mails arrivent de nouveau aussitôt.")
    else:
        flash("Le retard est réglé : il vaut pour les mails envoyés à partir d'ici.")
    return _back()


@blueprint.post("/reparer")
def repair() -> Response:
    """Have everything behave again."""
    switches().repair()
    flash("Tout est réparé.")
    return _back()


def _page(minutes: str, errors: tuple[tuple[str, str], ...]) -> str:
    return render_template(
        "faults.html",
        faults=by_neighbour(),
        subjects=SUBJECTS,
        on=switches().on,
        minutes=minutes or str(switches().delay // MINUTE),
        most_minutes=_MOST_MINUTES,
        errors=errors,
    )


def _back() -> Response:
    return redirect(url_for("faults.form"), 303)
