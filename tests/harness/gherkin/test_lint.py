"""What a rule takes from around a scenario, and how findings come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness.gherkin.lint import Finding, lint
from harness.gherkin.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from harness.gherkin.material import Material

    Write = Callable[..., Path]
    Found = Callable[[Path], list[tuple[str, int]]]

KNOWN = ("P7.6",)
FIRST = "Scénario: Le lien sert encore avant l'échéance"
GIVEN = "Étant donné que 23 h 59 min se sont écoulées"
WHEN = "Quand Camille suit le lien du mail"
THEN = "Alors Camille lit « Changement effectué »"
PROSE = "Passé le délai, il faut recommencer."
QUESTION = "Question à la CARPIMKO : la dernière seconde est-elle comprise ?"
STEPS = f"      {GIVEN}\n      {WHEN}\n      {THEN}\n"


def test_whole_walk_may_be_long(write: Write, found: Found, feature: str) -> None:
    """Under @parcours a scenario may have many steps and several « Quand »."""
    walk = "Quand Camille avance\n" * 8
    text = feature.replace("@fumee", "@parcours").replace(THEN, f"{walk}{THEN}")

    assert found(write(text)) == []


def test_file_has_at_most_150_lines(write: Write, found: Found, feature: str) -> None:
    """The first line too many is found; comments count, as they are read too."""
    room = 150 - len(feature.splitlines())

    assert found(write(feature + "#\n" * room)) == []
    assert found(write(feature + "#\n" * (room + 1))) == [("long-file", 151)]


def test_scenario_claims_a_requirement(
    write: Write, found: Found, feature: str
) -> None:
    """Every scenario that no requirement covers is found, plans at their title."""
    text = feature.replace("@exigence:P7.6 ", "")

    assert [("no-requirement", line) for line in (13, 18, 29)] == found(write(text))


def test_requirement_of_some_rows_is_not_enough(
    write: Write, found: Found, feature: str
) -> None:
    """A plan whose rows do not all claim a requirement is found."""
    text = feature.replace("@exigence:P7.6 ", "", 1)
    for title in (FIRST, "@a-confirmer"):
        text = text.replace(title, f"@exigence:P7.6\n    {title}", 1)
    half = text.replace("Exemples:", "@exigence:P7.6\n      Exemples:").replace(
        "        | bien", "\n      Exemples:\n        | cause | durée |\n        | bien"
    )

    assert found(write(half)) == [("no-requirement", 19)]


def test_rule_may_ask_for_its_scenarios(
    write: Write, found: Found, feature: str
) -> None:
    """@a-confirmer on a « Règle » is answered by the question under its title."""
    tagged = feature.replace("@horloge", "@a-confirmer")
    asked = tagged.replace("Une règle se décrit aussi.", QUESTION)

    assert found(write(tagged)) == [("no-question", 13), ("no-question", 18)]
    assert found(write(asked)) == []


def test_question_of_the_feature_does_not_serve_a_scenario(
    write: Write, found: Found, feature: str
) -> None:
    """A question under the feature answers only to a tag of the feature."""
    moved = feature.replace(QUESTION, "À voir.").replace(PROSE, QUESTION)

    assert found(write(moved)) == [("no-question", 29)]
    assert found(write(moved.replace("@fumee", "@a-confirmer"))) == []


def test_scenario_outside_rules_asks_for_itself(
    write: Write, found: Found, feature: str
) -> None:
    """Outside any « Règle », too, what is to be confirmed asks its question."""
    outside = f"  @exigence:P7.6 @a-confirmer\n  {FIRST}\n{STEPS}\n  @exigence:P7.6 @h"
    text = feature.replace("  @exigence:P7.6 @h", outside, 1)

    assert found(write(text)) == [("no-question", 10)]


def test_title_may_come_again_in_another_rule(
    write: Write, found: Found, feature: str
) -> None:
    """The same title under two rules is no duplicate."""
    again = "\n  @exigence:P7.6\n  Règle: Une autre\n" + f"    {FIRST}\n{STEPS}"

    assert found(write(feature + again)) == []


def test_findings_come_sorted_by_place(write: Write, feature: str) -> None:
    """Findings are sorted by file, then line, whatever the order of the rules."""
    spoilt = feature.replace("@fumee", "@x").replace("mail\n", "champ’s\n")
    paths = [write(spoilt, "b.feature"), write(spoilt, "a.feature")]
    findings = lint(paths, known_requirements=KNOWN)

    assert sorted(findings) == list(findings)
    assert [finding.line for finding in findings[:3]] == [2, 15, 15]


def test_finding_prints_as_an_editor_expects(write: Write, feature: str) -> None:
    """A finding prints as file:line: rule: message."""
    path = write(feature.replace("@fumee", "@x"))
    (finding,) = lint([path], known_requirements=KNOWN)

    assert f"{path}:2: unknown-tag: {finding.message}" == str(finding)
    assert isinstance(finding, Finding)
    assert "@x is not a tag of the house" in finding.message


def test_each_rule_is_registered_once() -> None:
    """No rule is registered twice, and each says what it refuses."""

    def described(rule: Callable[[Material], object]) -> bool:
        return bool(rule.__doc__)

    assert len(set(RULES)) == len(RULES)
    assert all(map(described, RULES))
