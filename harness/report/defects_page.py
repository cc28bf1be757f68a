"""The catalogue of faulty portals as a Markdown page in French, for ``make docs``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from harness.targets.faulty import Defect, Sound

_INTRO = """\
<!-- Écrit par « make docs » : corrigez simulator/defects/catalogue/. -->
# Défauts

Ce banc se vérifie lui-même : chaque portail fautif ci-dessous est le portail simulé
dont un seul composant a été changé.
`sesame prove` joue les scénarios sur chacun et exige que l'une des exigences attendues
rougisse ; `sesame verify --target defect:NOM` montre tout ce qu'un défaut fait rougir.
Les variantes saines diffèrent sans être fautives : rien ne doit y rougir.

« Où » dit où le défaut se voit : sur une page, dans le mail, dans le jeton que porte le
lien, dans le courrier, au fil du temps, dans ce que le portail retient (état), ou quand
deux personnes agissent à la fois (concurrence). « Attendu » : les exigences dont l'une
doit rougir.
"""


def defects_page(areas: Mapping[str, Iterable[Defect]], sound: Iterable[Sound]) -> str:
    """Return every faulty portal, area by area, then every sound variation."""
    catalogue = {area: tuple(defects) for area, defects in areas.items()}
    healthy = tuple(sound)
    total = sum(map(len, catalogue.values()))
    parts = [_INTRO, f"\n{total} défauts, {len(healthy)} variantes saines.\n"]
    for area, defects in catalogue.items():
        parts.append(f"\n## {area}\n\n")
        parts.append("| nom | résumé | où | attendu |\n|---|---|---|---|\n")
        parts.extend(
            _row(one.name, one.summary, one.where.value, one.expected)
            for one in defects
        )
    parts.append("\n## Variantes saines\n\n")
    parts.append("| nom | résumé | touche |\n|---|---|---|\n")
    parts.extend(_row(one.name, one.summary, "", one.touches) for one in healthy)
    return "".join(parts)


def _link(requirement: str) -> str:
    return f"[{requirement}](exigences.md#{requirement})"


def _row(name: str, summary: str, where: str, ids: Iterable[str]) -> str:
    told = summary.replace("|", "\\|")
    cells = [f"`{name}`", told, *([where] if where else []), ", ".join(map(_link, ids))]
    return f"| {' | '.join(cells)} |\n"
