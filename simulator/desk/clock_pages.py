"""The clock: what time it is here, and moving it."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from simulator.clock import PARIS
from simulator.desk import clock_moves, local_time, wording
from simulator.desk.context import single, world

blueprint = Blueprint("clock", __name__, url_prefix="/horloge")
STEPS = {
    "1-min": timedelta(minutes=1),
    "1-h": timedelta(hours=1),
    "24-h": timedelta(hours=24),
    "72-h": timedelta(hours=72),
}
_UNREACHABLE = (
    f"Le monde simulé va de {local_time.FIRST_YEAR} à {local_time.LAST_YEAR} : "
    "l'horloge n'a pas bougé."
)


@blueprint.get("")
def form() -> str:
    """Show the time and the ways to move it."""
    here = world().clock.now().astimezone(PARIS)
    typed = {
        "date": f"{here.day:02d}/{here.month:02d}/{here.year:04d}",
        "heure": f"{here:%H:%M}",
        "saison": "",
    }
    return render_template("clock.html", typed=typed, errors=(), is_ambiguous=False)


@blueprint.post("/avancer")
def advance() -> Response:
    """Move the clock by one of the steps offered."""
    by = STEPS.get(single("de"))
    if by is None:
        flash("De combien avancer ? Choisissez l'un des boutons.", "erreur")
        return _back()
    try:
        brought = clock_moves.advance(world(), by)
    except ValueError:
        flash(_UNREACHABLE, "erreur")
        return _back()
    flash(f"L'horloge a avancé de {wording.duration(by)}. {clock_moves.told(brought)}")
    return _back()


@blueprint.post("/aller")
def go() -> Response | tuple[str, int]:
    """Set the clock to the instant that was typed."""
    typed = {name: single(name) for name in ("date", "heure", "saison")}
    read = local_time.read(typed["date"], typed["heure"], typed["saison"])
    if read.instant is None:
        page = render_template(
            "clock.html",
            typed=typed,
            errors=read.errors,
            is_ambiguous=read.is_ambiguous,
        )
        return page, 422
    try:
        brought = clock_moves.move_to(world(), read.instant)
    except ValueError:
        flash(_UNREACHABLE, "erreur")
        return _back()
    told = f"{wording.instant(read.instant)} ({wording.season(read.instant)})"
    flash(f"L'horloge est réglée : {told}. {clock_moves.told(brought)}")
    return _back()


@blueprint.post("/maintenant")
def real_time() -> Response:
    """Give real time back."""
    brought = clock_moves.release(world())
    flash(f"L'horloge est revenue à l'heure réelle. {clock_moves.told(brought)}")
    return _back()


@blueprint.post("/arreter")
def hold() -> Response:
    """Have time stand still."""
    clock_moves.hold(world(), held=True)
    flash("L'horloge est arrêtée : le temps ne passe plus ici.")
    return _back()


@blueprint.post("/reprendre")
def resume() -> Response:
    """Have time flow on from where it stands."""
    clock_moves.hold(world(), held=False)
    flash("L'horloge court de nouveau, depuis l'instant où elle était arrêtée.")
    return _back()


def _back() -> Response:
    return redirect(url_for("clock.form"), 303)
