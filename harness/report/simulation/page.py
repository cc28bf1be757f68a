"""``simulate --report``: the answers as one French page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from harness.report import french
from harness.report.living.page import render
from harness.report.simulation.answers import TOO_FEW, Answer, answers, is_thin
from harness.report.simulation.plots import draw
from harness.report.simulation.questions import Unit
from harness.report.simulation.saying import assumed, figure, gap, interval
from harness.report.simulation.series import REFERENCE, Series, all_series
from harness.runs.simulation.plan import Fidelity, SimulationPlan
from harness.runs.simulation.simulate import Simulation
from simulator.living.assumptions import assumptions
from simulator.living.scenario import scenario

_PACKAGE = "harness.report.simulation"
_FIDELITIES = {
    Fidelity.SERVICE: "le service de réinitialisation, sans ses pages",
    Fidelity.PAGES: "le parcours entier, page par page",
}
_BRIEF = {
    "completed": "des besoins aboutissent sans aide, par mail ou par courrier",
    "median_minutes": "suffisent à la moitié de ceux qui y parviennent par mail",
    "expired_links": "des liens suivis ont expiré",
    "repeated": "des personnes redemandent au moins une fois",
    "letters": "courriers partent",
    "mails_busiest_hour": "mails partent dans l'heure la plus chargée",
    "calls": "appels à l'assistance",
    "given_up": "des personnes renoncent",
}
_READING = """
Un besoin est suivi jusqu'à sa fin, même après la période : aucun n'est compté à moitié.
Un nouveau besoin pendant une démarche en fait partie.

L'intervalle de confiance à 95 % (loi de Student) porte sur la moyenne des mondes
simulés. Il dit la part du hasard, pas celle des hypothèses : si l'une est fausse, il ne
le dit pas.

Un délai « de ceux qui y parviennent » raccourcit aussi quand les plus lents n'y
parviennent plus : il se lit avec la part de ceux qui y parviennent.

Les mondes sont indépendants : chaque graine tire une autre population, d'autres
habitudes et d'autres pannes.

Un écart entre deux scénarios est calculé monde par monde, avec le même hasard : il est
bien plus précis que la différence des deux moyennes. Sur vingt écarts sans cause, un
environ paraît pourtant net.

Un numéro mal recopié est tenu pour un dossier inconnu ; personne d'autre ne reçoit de
mail à cause de lui.

L'assistance répond sans file d'attente ; le temps d'attente au téléphone n'est pas
simulé. Les jours fériés y sont des jours ordinaires.
"""


def simulation_page(simulation: Simulation) -> str:
    """Return the page; only its line « Simulé le » differs between two runs."""
    plan = simulation.plan
    given = answers(simulation)
    names = [one.name or REFERENCE for one in plan.variants]
    last = plan.period.start + timedelta(days=plan.period.days - 1)
    several = len(plan.variants) > 1
    return render(
        "simulation",
        ("dom", "theme"),
        package=_PACKAGE,
        styles=("plots", "simulation"),
        title=f"Sésame : {plan.title or 'simulation'}",
        lead=_lead(plan),
        simulation=simulation,
        plan=plan,
        size=french.grouped(plan.period.size),
        period=f"du {french.day(plan.period.start)} au {french.day(last)}",
        fidelity=_FIDELITIES[plan.fidelity],
        seeds=", ".join(map(str, plan.seeds)),
        one_world=len(plan.seeds) == 1,
        too_few=TOO_FEW if is_thin(simulation) else "",
        names=names,
        brief=[_brief(one) for one in given[0] if one.question.name in _BRIEF],
        answered=[_row(one) for one in given[0]],
        compared=[_side_by_side(row) for row in zip(*given, strict=True)]
        if several
        else [],
        plots=[_plot(one) for one in all_series(simulation)],
        assumed=_assumed(plan),
        reading=[" ".join(one.split()) for one in _READING.split("\n\n")],
    )


def _lead(plan: SimulationPlan) -> str:
    people = french.counted(plan.period.size, "affilié")
    worlds = french.counted(len(plan.seeds), "monde simulé", "mondes simulés")
    return (
        f"{people} pendant {french.counted(plan.period.days, 'jour')}, en temps "
        f"virtuel : ce que la réinitialisation par mail leur demande, et ce qu'elle "
        f"demande à la CARPIMKO. {worlds}."
    )


def _brief(one: Answer) -> dict[str, str]:
    unit = one.question.unit
    return {
        "figure": figure(one.estimate.mean, unit),
        "words": _BRIEF[one.question.name],
        "range": interval(one.estimate, unit),
    }


def _row(one: Answer) -> dict[str, Any]:
    unit = one.question.unit
    return {
        "label": one.question.label,
        "figure": figure(one.estimate.mean, unit),
        "range": interval(one.estimate, unit),
        "by_seed": [figure(value, unit) for value in one.by_seed],
    }


def _side_by_side(row: Sequence[Answer]) -> dict[str, Any]:
    return {"label": row[0].question.label, "cells": [_cell(one) for one in row]}


def _cell(one: Answer) -> dict[str, Any]:
    unit, difference = one.question.unit, one.difference
    return {
        "figure": figure(one.estimate.mean, unit),
        "difference": gap(difference, unit),
        "range": interval(difference, unit, signed=True) if difference else "",
        "settled": difference is not None and difference.excludes_zero,
    }


def _plot(series: Series) -> dict[str, Any]:
    unit = Unit.SHARE if series.share else Unit.COUNT
    return {
        "name": series.name,
        "title": series.title,
        "across": series.across,
        "up": series.up,
        "svg": draw(series),
        "names": list(series.lines),
        "rows": [
            {
                "place": place,
                "said": [figure(line[number], unit) for line in series.lines.values()],
            }
            for number, place in enumerate(series.places)
        ],
    }


def _assumed(plan: SimulationPlan) -> list[dict[str, Any]]:
    usual, rows = scenario(), []
    for entry in assumptions():
        mine = getattr(plan.variants[0].scenario, entry.key)
        changed = mine != getattr(usual, entry.key)
        rows.append(
            {
                "key": entry.key,
                "label": entry.label,
                "value": assumed(entry, mine),
                "changed": changed,
                "source": "fichier de scénario" if changed else entry.source,
                "variants": [
                    {"name": one.name, "value": assumed(entry, theirs)}
                    for one in plan.variants[1:]
                    if (theirs := getattr(one.scenario, entry.key)) != mine
                ],
            }
        )
    return rows
