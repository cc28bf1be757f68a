"""What a simulation assumes, as a Markdown page in French, for ``make docs``."""

# ruff: noqa: E501 - Markdown: one sentence, one line
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from harness.report.simulation.saying import assumed
from simulator.living.assumptions import Assumption
from simulator.living.values import checked

_INTRO = """\
<!-- Écrit par « make docs » : corrigez simulator/living/assumptions.toml. -->
# Hypothèses de la simulation

Tout ce que `sesame simulate` suppose, avec sa valeur d'origine.
« hypothèse » : personne ne l'a mesuré, choisissez la vôtre.
Chaque titre est une table d'un fichier de scénario, chaque clé une ligne de cette table, écrite comme « dans un fichier » ; `--what-if CLÉ=VALEUR` change une valeur pour comparer.
Mode d'emploi : [simulation.md](simulation.md).
"""


def assumed_page(entries: Iterable[Assumption]) -> str:
    """Return every assumption, section by section."""
    parts = [_INTRO]
    for section, mine in groupby(entries, key=lambda entry: entry.section):
        parts.append(f"\n## [{section}]\n\n")
        parts.append("| clé | ce que c'est | valeur | dans un fichier | source |\n")
        parts.append("|---|---|---|---|---|\n")
        parts.extend(map(_row, mine))
    return "".join(parts)


def _row(entry: Assumption) -> str:
    value = assumed(entry, checked(entry, entry.default)).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    written = f"`{entry.key} = {_as_toml(entry.default)}`"
    cells = (f"`{entry.key}`", entry.label, value, written, entry.source)
    return f"| {' | '.join(cells)} |\n"


def _as_toml(value: Any) -> str:
    """Return a value of a scenario file as TOML writes it, on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{key} = {_as_toml(each)}" for key, each in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_as_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
