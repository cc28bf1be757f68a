"""The registers that analysts read and challenge, as Markdown pages in French.

``make docs`` writes them from the data that the verdicts come from; a test sees that
the pages in docs/ are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from harness.gherkin.outline import FeatureFile, ScenarioOutline, read_features
from harness.report.defects_page import defects_page
from harness.report.french import unfilled
from harness.report.simulation.register import assumed_page
from harness.runs.bundle import bundle_root, relative_to_bundle
from harness.targets.faulty import AREAS, SOUND
from harness.verdicts.requirements import (
    Assumption,
    Pack,
    Requirement,
    assumptions,
    requirements,
)
from simulator.living.assumptions import assumptions as assumed

ASSUMPTIONS_FILE = "hypotheses.md"
REQUIREMENTS_FILE = "exigences.md"
DEFECTS_FILE = "defauts.md"
ASSUMED_FILE = "hypotheses-simulation.md"

_GENERATED = "<!-- Écrit par « make docs » : corrigez harness/verdicts/{source}. -->\n"
_ASSUMPTIONS_INTRO = """\
# Hypothèses

La procédure est un guide : elle ne dit pas tout.
Chaque silence est ici une question, avec la réponse que le banc retient, sa raison et
le scénario qui la montre.
Une réponse de la CARPIMKO remplace le choix, et son scénario avec lui.

- « décide » : un portail qui a choisi autrement échoue à ce scénario.
- « consigne » : le scénario note la réponse du portail, et aucune n'est fausse.
- « vérifie ce qui vaut de toute façon » : le choix n'est que celui du portail simulé.
"""
_REQUIREMENTS_INTRO = """\
# Exigences

Les phrases de la procédure (P), puis ce que les normes et les suites d'essais d'autres
portails y ajoutent (B).
« Norme contraire » : la procédure elle-même contredit cette norme. Lui obéir n'est pas
reproché au portail : son verdict est « conforme mais contraire à une norme ».
"""
_PACKS = {
    Pack.PROCEDURE: "La procédure",
    Pack.SECURITY: "La sécurité",
    Pack.ACCESSIBILITY: "L'accessibilité",
}


def assumptions_page(
    register: Iterable[Assumption], features: Iterable[FeatureFile]
) -> str:
    """Return the register of assumptions; each with the scenario that shows it."""
    shown = {
        outline.name: (_place(file), _what_it_does(outline))
        for file in features
        for outline in file.scenarios
    }
    parts = [_GENERATED.format(source="assumptions.toml"), _ASSUMPTIONS_INTRO]
    for item in register:
        where = "aucun (voir la raison)."
        if item.scenario:
            place, how = shown[item.scenario]
            name = unfilled(item.scenario)
            where = f"« {name} » ([{place}](../{place})), qui {how}."
        parts.append(
            f"\n## {item.id}. {item.question}\n\n"
            f"- **Choix** : {item.choice}\n"
            f"- **Raison** : {item.why}\n"
            f"- **Scénario** : {where}\n"
        )
    return "".join(parts)


def requirements_page(
    judged: Iterable[Requirement], features: Iterable[FeatureFile]
) -> str:
    """Return every requirement with its source, its conflict and its features."""
    places: dict[str, dict[str, int]] = {}
    for file in features:
        for example in file.examples:
            for name in example.requirements:
                counts = places.setdefault(name, {})
                counts[_place(file)] = counts.get(_place(file), 0) + 1
    parts = [_GENERATED.format(source="requirements.toml"), _REQUIREMENTS_INTRO]
    pack = None
    for item in sorted(judged, key=lambda one: list(Pack).index(one.pack)):
        if item.pack is not pack:
            pack = item.pack
            parts.append(f"\n## {_PACKS[pack]}\n")
        quoted = pack is Pack.PROCEDURE
        sentence = f"« {item.sentence} »" if quoted else item.sentence
        parts.append(f'\n<a id="{item.id}"></a>\n\n### {item.id}. {sentence}\n\n')
        parts.append(f"- {item.severity.value.capitalize()} ; source : {item.source}\n")
        if item.conflict:
            parts.append(f"- Norme contraire : {item.conflict}.\n")
        where = [
            f"[{place}](../{place}) ({count})"
            for place, count in places.get(item.id, {}).items()
        ]
        parts.append(f"- Scénarios : {', '.join(where) or 'aucun'}\n")
    return "".join(parts)


def _place(file: FeatureFile) -> str:
    return relative_to_bundle(file.path)


def _what_it_does(outline: ScenarioOutline) -> str:
    """Return what a scenario does with the portal's answer to the open question."""
    if any("consigné" in step.text for step in outline.steps):
        return "consigne"
    to_confirm = "a-confirmer" in outline.tags
    return "décide" if to_confirm else "vérifie ce qui vaut de toute façon"


def write_registers(folder: Path) -> None:
    """Write the four pages into *folder*."""
    features = read_features([bundle_root() / "features"])
    pages = {
        ASSUMPTIONS_FILE: assumptions_page(assumptions(), features),
        REQUIREMENTS_FILE: requirements_page(requirements(), features),
        DEFECTS_FILE: defects_page(AREAS, SOUND),
        ASSUMED_FILE: assumed_page(assumed()),
    }
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    write_registers(Path(sys.argv[1]))
