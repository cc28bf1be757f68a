"""``sesame prove`` for the terminal, in French, and for programs, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console

from harness.report.french import lasted
from harness.report.lines import line
from harness.runs.plan import location_of
from harness.runs.proof import Conclusion, Proven, Ran
from harness.runs.prove import Proof
from harness.targets.faulty import Defect, Variation
from harness.targets.opening import PREFIX

_STYLES = {
    Conclusion.RIGHT: ("✓", "green"),
    Conclusion.QUIET: ("✓", "green"),
    Conclusion.OTHER: ("≠", "bold yellow"),
    Conclusion.ESCAPED: ("✗", "bold red"),
    Conclusion.TROUBLE: ("!", "bold red"),
    Conclusion.FALSE_ALARM: ("✗", "bold red"),
}
_SHOWN = 5
"""So many scenarios are told of a portal; the JSON has them all."""


def proof_as_json(proof: Proof) -> str:
    """Return the proof as indented JSON; the format is a contract."""
    defects = [
        {
            "name": one.variation.name,
            "summary": one.variation.summary,
            "expected": list(_expected(one.variation)),
            "caught": one.caught,
            "caught_by": list(one.caught_by),
            "for_the_right_reason": one.conclusion is Conclusion.RIGHT,
            "scenarios": [scenario.example.name for scenario in one.telling],
            **_details(one),
        }
        for one in proof.defects
    ]
    sound = [
        {
            "name": one.variation.name,
            "summary": one.variation.summary,
            "false_alarm": one.conclusion is Conclusion.FALSE_ALARM,
            "scenarios": [scenario.example.name for scenario in one.telling],
            **_details(one),
        }
        for one in proof.sound
    ]
    document = {
        "defects": defects,
        "sound": sound,
        "counts": {
            "total": len(defects),
            "caught": sum(one.caught for one in proof.defects),
            "right_reason": _right(proof),
            "sound": len(sound),
            "false_alarms": sum(not one.holds for one in proof.sound),
        },
        "duration_s": proof.duration_s,
        "jobs": proof.jobs,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def print_portals(console: Console, portals: Sequence[Variation]) -> None:
    """Print what each portal of the catalogue is, faulty and sound ones apart."""
    kinds = {True: "Portails fautifs", False: "Variantes saines"}
    for faulty, title in kinds.items():
        of_kind = [one for one in portals if isinstance(one, Defect) is faulty]
        if of_kind:
            line(console, f"{title} : {len(of_kind)}", "bold")
        for one in of_kind:
            line(console, f"  {_named(one)}")


def print_proof(console: Console, proof: Proof, seed: int) -> None:
    """Print all portals, a line each, then what is wrong, then the totals."""
    for title, proven in (
        ("Portails fautifs", proof.defects),
        ("Variantes saines", proof.sound),
    ):
        if proven:
            line(console, title, "bold")
        for one in proven:
            _print_one(console, one)
    for one in proof.proven:
        if not one.holds:
            _explain(console, one, seed)
    defects, sound = proof.defects, proof.sound
    if defects:
        caught = sum(one.caught for one in defects)
        line(
            console,
            f"Défauts : {len(defects)}, dont {caught} pris, "
            f"{_right(proof)} pour la bonne raison.",
        )
    if sound:
        alarms = sum(not one.holds for one in sound)
        line(
            console,
            f"Variantes saines : {len(sound)}, dont {alarms} avec fausse alarme.",
        )
    line(console, f"Durée : {lasted(proof.duration_s)} (--jobs {proof.jobs}).")


def _print_one(console: Console, one: Proven) -> None:
    mark, style = _STYLES[one.conclusion]
    said = "" if one.holds else f" ({one.conclusion.value})"
    line(console, f"  {mark} {_named(one.variation, one.caught_by)}{said}", style)


def _named(one: Variation, caught_by: Sequence[str] = ()) -> str:
    ids = ", ".join(caught_by or _expected(one))
    return f"{one.name} : {one.summary} [{ids}]"


def _explain(console: Console, one: Proven, seed: int) -> None:
    mark, style = _STYLES[one.conclusion]
    line(console, f"{mark} {one.variation.name} : {one.conclusion.value}", style)
    if not one.telling:
        line(console, f"  {len(one.ran)} scénarios joués, aucun ne rougit.")
    for scenario in one.telling[:_SHOWN]:
        ids = ", ".join(scenario.example.requirements)
        line(console, f"  {scenario.example.name} ({ids})")
        line(console, f"    {_why(scenario)}", "dim")
        file, number = location_of(scenario.example)
        line(
            console,
            f"    sesame replay {file}:{number} --seed {seed} "
            f"--target {PREFIX}{one.variation.name}",
            "dim",
        )
    if len(one.telling) > _SHOWN:
        line(console, f"  … et {len(one.telling) - _SHOWN} autres.")
    if one.breakdown:
        line(console, f"  {one.breakdown}")


def _why(scenario: Ran) -> str:
    record = scenario.record
    said = "Le scénario n'a pas été exécuté." if record is None else record.error
    return (said or "").replace("\n", "\n    ")


def _expected(variation: Variation) -> tuple[str, ...]:
    return variation.expected if isinstance(variation, Defect) else variation.touches


def _right(proof: Proof) -> int:
    return sum(one.conclusion is Conclusion.RIGHT for one in proof.defects)


def _details(one: Proven) -> dict[str, Any]:
    return {
        "conclusion": one.conclusion.value,
        "run": sum(scenario.record is not None for scenario in one.ran),
        "duration_s": one.duration_s,
    }
