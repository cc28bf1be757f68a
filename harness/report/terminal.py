"""The report for whoever reads the terminal: in French, sentence by sentence."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text

from harness.gherkin.outline import ScenarioOutline
from harness.report.french import counted, lasted, unfilled
from harness.report.lines import line
from harness.runs.plan import Plan, location_of
from harness.runs.verify import Verification
from harness.verdicts.human import REFERENCE, TO_A_HUMAN, human_list
from harness.verdicts.requirements import Pack, Requirement
from harness.verdicts.resting import resting_on
from harness.verdicts.verdict import (
    ExitCode,
    Outcome,
    RequirementResult,
    ScenarioResult,
    Verdict,
)

_STYLES = {
    Verdict.CONFORMS: ("✓", "green"),
    Verdict.CONFLICTS: ("≠", "yellow"),
    Verdict.FAILS: ("✗", "bold red"),
    Verdict.NOT_OBSERVABLE: ("?", "yellow"),
    Verdict.NOT_COVERED: ("∅", "bold red"),
}
_INDENT = " " * 8
_MARKS = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✗", "red"),
    Outcome.ERROR: ("✗", "red"),
    Outcome.UNDEFINED: ("✗", "red"),
    Outcome.NOT_OBSERVABLE: ("?", "yellow"),
    Outcome.NOT_RUN: ("-", "yellow"),
}
_EXPLAINED = {
    ExitCode.CONFORMS: (
        "chaque exigence choisie est respectée, ou acceptée avec sa raison"
    ),
    ExitCode.FAILS: "au moins une exigence n'est pas respectée",
    ExitCode.NOT_OBSERVABLE: (
        "rien n'échoue, mais une exigence n'a pas pu être observée sur ce portail"
    ),
}


def print_report(console: Console, verification: Verification) -> None:
    """Print every requirement with its verdict and scenarios, then the verdict."""
    titles = _titles(verification.plan)
    left_out = verification.plan.left_out
    for result in verification.results:
        _print_requirement(console, result, titles)
        if others := left_out[result.requirement.id]:
            told = counted(
                others, "autre scénario, non choisi", "autres scénarios, non choisis"
            )
            line(console, f"{_INDENT}({told})", "dim")
    _print_summary(console, verification)


def _titles(plan: Plan) -> dict[tuple[str, int], str]:
    """Return the title of the scenario or outline that each example belongs to.

    The columns of an outline stand as « … »; what rests on an assumption says so.
    """
    return {
        (location_of(example)[0], example.line): _title(outline)
        for file in plan.features
        for outline in file.scenarios
        for example in outline.examples
    }


def _title(outline: ScenarioOutline) -> str:
    title = unfilled(outline.name) if outline.is_plan else outline.name
    resting = " ".join(["hypothèse", ", ".join(resting_on([outline.name]))]).strip()
    return f"{title} [{resting}]" if "a-confirmer" in outline.tags else title


def _print_requirement(
    console: Console, result: RequirementResult, titles: dict[tuple[str, int], str]
) -> None:
    mark, style = _STYLES[result.verdict]
    requirement = result.requirement
    line(
        console,
        Text.assemble(
            (f"\n{mark} {requirement.id:<5}", style),
            f" {_stated(requirement)}  ",
            (result.verdict.value, style),
        ),
    )
    if requirement.pack is not Pack.PROCEDURE:
        said = f"{requirement.severity.value} ; {requirement.source}"
        line(console, f"{_INDENT}({said})", "dim")
    if result.verdict is Verdict.CONFLICTS:
        line(console, f"{_INDENT}Norme contraire : {requirement.conflict}", style)
    if result.accepted:
        accepted = f"{_INDENT}Accepté sur cette cible : {result.accepted}"
        line(console, accepted, "yellow")
    if not result.scenarios:
        line(console, f"{_INDENT}Aucun scénario.", "bold red")
    for title, scenarios in _grouped(result.scenarios, titles).items():
        _print_group(console, title, scenarios)


def _stated(requirement: Requirement) -> str:
    """Return what is required, in guillemets where it quotes the procedure."""
    quoted = requirement.pack is Pack.PROCEDURE
    return f"« {requirement.sentence} »" if quoted else requirement.sentence


def _grouped(
    scenarios: tuple[ScenarioResult, ...], titles: dict[tuple[str, int], str]
) -> dict[str, list[ScenarioResult]]:
    groups: dict[str, list[ScenarioResult]] = {}
    for scenario in scenarios:
        title = titles.get((scenario.file, scenario.line), scenario.name)
        groups.setdefault(title, []).append(scenario)
    return groups


def _print_group(console: Console, title: str, scenarios: list[ScenarioResult]) -> None:
    outcomes = {scenario.outcome for scenario in scenarios}
    worst = next(outcome for outcome in _WORST_FIRST if outcome in outcomes)
    mark, style = _MARKS[worst]
    passed = sum(scenario.outcome is Outcome.PASSED for scenario in scenarios)
    short = f"{passed} réussis sur " if passed < len(scenarios) else ""
    count = f" ({short}{len(scenarios)} exemples)" if len(scenarios) > 1 else ""
    line(console, Text.assemble(_INDENT, (mark, style), f" {title}{count}"))
    for scenario in scenarios:
        if scenario.outcome is Outcome.PASSED:
            continue
        details = [scenario.name] if len(scenarios) > 1 else []
        details += (scenario.error or "").splitlines()
        details.append(f"Rejouer : {scenario.replay}")
        for detail in details:
            line(console, f"{_INDENT}  {detail}")


_WORST_FIRST = (
    Outcome.UNDEFINED,
    Outcome.ERROR,
    Outcome.FAILED,
    Outcome.NOT_RUN,
    Outcome.NOT_OBSERVABLE,
    Outcome.PASSED,
)


def _print_summary(console: Console, verification: Verification) -> None:
    verdicts = Counter(result.verdict for result in verification.results)
    accepted = Counter(
        result.verdict for result in verification.results if result.accepted
    )
    counts = ", ".join(
        f"{count} « {verdict.value} »{_of_which(accepted[verdict], count)}"
        for verdict, count in verdicts.items()
    )
    scenarios = len(verification.plan.examples)
    _, style = _STYLES[verification.verdict]
    console.print()
    if verification.unreachable:
        line(console, "Le portail ne répond plus :", "bold red")
        line(console, verification.unreachable)
    for name in verification.stale:
        line(console, f"Écart accepté qui n'en est plus un : {name}.", "bold red")
    if verification.breakdown:
        line(console, "Le banc s'est arrêté avant la fin :", "bold red")
        line(console, verification.breakdown)
    line(console, f"Exigences : {len(verification.results)}, soit {counts}.")
    if partly := sum(
        verification.plan.left_out[result.requirement.id] > 0
        for result in verification.results
    ):
        line(
            console,
            f"Jugées sur une partie seulement de leurs scénarios : {partly}.",
            "yellow",
        )
    line(
        console,
        f"Scénarios : {scenarios}, en {lasted(verification.duration_s)} "
        f"(cible {verification.target}, graine {verification.seed}).",
    )
    _print_human(console, verification)
    line(
        console,
        Text.assemble(
            "Verdict : ",
            (verification.verdict.value, f"bold {style}"),
            f" ({explained(verification)}).",
        ),
    )


def _print_human(console: Console, verification: Verification) -> None:
    """Say how much of accessibility no program judges, and where to read it."""
    left = human_list({item.pack for item in verification.plan.requirements})
    if left:
        line(
            console,
            f"{TO_A_HUMAN.capitalize()} : {len(left)} critères du {REFERENCE} "
            "(docs/accessibilite.md, --json ou --report).",
        )


def _of_which(accepted: int, count: int) -> str:
    if not accepted:
        return ""
    if accepted == count:
        return " (accepté)" if count == 1 else " (acceptés)"
    return f" (dont {accepted} accepté{'s' if accepted > 1 else ''})"


def explained(verification: Verification) -> str:
    """Return why the verdict on the portal is what it is."""
    if verification.exit_code == ExitCode.USAGE:
        return "une phrase n'a pas de définition : le banc est à corriger"
    if verification.exit_code == ExitCode.UNREACHABLE:
        return "le portail ne répond plus : l'essai ne dit rien de lui"
    if (verification.verdict, verification.exit_code) == (
        Verdict.NOT_OBSERVABLE,
        ExitCode.FAILS,
    ):
        return "l'essai s'est arrêté avant la fin : il ne dit rien du portail"
    contrary = sum(
        result.verdict is Verdict.CONFLICTS for result in verification.results
    )
    said = _EXPLAINED[verification.exit_code]
    if not contrary:
        return said
    return (
        f"{said} ; sur {contrary} exigence{'s' if contrary > 1 else ''}, "
        "la procédure elle-même contredit une norme"
    )
