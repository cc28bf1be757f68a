"""The report for whoever reads the terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from harness.report.step_by_step import print_scenario
from harness.report.terminal import print_report
from harness.runs.verify import Verification
from harness.verdicts.human import human_checks
from harness.verdicts.requirements import Pack, Severity

Verified = Callable[..., Verification]
Printed = Callable[..., str]


@pytest.mark.parametrize(
    ("name", "line", "verdict"),
    [
        ("P1.1", "✓ P1.1  « Phrase P1.1 »  conforme\n", "Verdict : conforme (chaque"),
        (
            "P1.2",
            "≠ P1.2  « Phrase P1.2 »  conforme mais contraire à une norme\n",
            "Verdict : conforme (chaque",
        ),
        (
            "P1.3",
            "✗ P1.3  « Phrase P1.3 »  non conforme\n",
            "Verdict : non conforme (au moins une exigence n'est pas respectée)",
        ),
        (
            "P1.5",
            "? P1.5  « Phrase P1.5 »  non observable\n",
            "Verdict : non observable (rien n'échoue, mais",
        ),
        (
            "P1.6",
            (
                "? P1.6  « Phrase P1.6 »  non observable\n"
                "        Accepté sur cette cible : Connu\n"
            ),
            "Verdict : conforme (chaque",
        ),
        (
            "P1.8",
            "∅ P1.8  « Phrase P1.8 »  non couvert\n        Aucun scénario.\n",
            "Verdict : non conforme",
        ),
    ],
)
def test_every_verdict_has_its_line(
    verification: Verified, printed: Printed, name: str, line: str, verdict: str
) -> None:
    """Mark, identifier, sentence and verdict; then the verdict on the portal."""
    text = printed(print_report, verification(name))

    assert line in text
    assert verdict in text


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "P1.3",
            (
                "        ✗ Scénario … 3\n"
                "          Quand x\n"
                "          « [b]Été[/b] » manque\n"
                "          Rejouer : sesame replay features/procedure/x.feature:30\n"
            ),
        ),
        ("P1.4", "        ✗ Scénario … 4\n          KeyError: 'x'\n"),
        ("P1.5", "        ? Scénario … 5\n          pas d'écran\n"),
        ("P1.7", "        - Scénario … 7\n          Non exécuté.\n"),
        ("P1.1", "        ✓ Scénario … 1\n"),
    ],
)
def test_every_outcome_is_told_with_its_reason(
    verification: Verified, printed: Printed, name: str, lines: str
) -> None:
    """The title, the explanation as it is, and how to run it again."""
    assert lines in printed(print_report, verification(name))


def test_a_scenario_that_passed_is_not_explained(
    verification: Verified, printed: Printed
) -> None:
    """Nobody has to replay what is green."""
    assert "Rejouer" not in printed(print_report, verification("P1.1"))


def test_the_report_adds_up(verification: Verified, printed: Printed) -> None:
    """Requirements by verdict, scenarios, duration, target and seed."""
    text = printed(print_report, verification())

    assert (
        "Exigences : 8, soit 1 « conforme », 1 « conforme mais contraire à une "
        "norme », 2 « non conforme », 3 « non observable » (dont 1 accepté), "
        "1 « non couvert ».\n"
    ) in text
    assert "Scénarios : 7, en 12,3\u00a0s (cible embedded, graine 42).\n" in text


def test_lines_are_whole_in_a_file(verification: Verified, printed: Printed) -> None:
    """However narrow, no line is cut and none is coloured."""
    text = printed(print_report, verification())

    assert max(map(len, text.splitlines())) > 80
    assert "\x1b" not in text


def test_a_breakdown_is_quoted(broken: Verification, printed: Printed) -> None:
    """The last words of the process stand as they are, brackets included."""
    text = printed(print_report, broken)

    assert "Le banc s'est arrêté avant la fin :\nTraceback [/]\nBoum\n" in text
    assert "Traceback [/]\nBoum\n" in printed(print_scenario, broken)


@pytest.mark.parametrize(
    ("name", "step", "said"),
    [
        ("P1.1", "  ✓ Quand Camille lit\n", "Scénario réussi.\n"),
        (
            "P1.3",
            "  ✗ Quand Camille lit\n      Quand x\n      « [b]Été[/b] » manque\n",
            "Scénario en échec.\n",
        ),
        (
            "P1.5",
            "  ? Quand Camille lit\n      pas d'écran\n",
            "Scénario non observable.\n",
        ),
    ],
)
def test_a_scenario_is_told_step_by_step(
    verification: Verified, printed: Printed, name: str, step: str, said: str
) -> None:
    """Where it stands, each step with its error, and how it ended."""
    text = printed(print_scenario, verification(name))

    assert f"(1.1)  features/procedure/x.feature:{name[-1]}0\n" in text
    assert step in text
    assert said in text


def test_a_check_of_the_security_pack_is_no_quotation(
    verification: Verified, printed: Printed
) -> None:
    """It stands without guillemets, with its weight, source and contrary norm."""
    judged = verification("P1.2")
    result = judged.results[0]
    requirement = replace(
        result.requirement,
        id="B13",
        sentence="Le lien vit peu",
        pack=Pack.SECURITY,
        severity=Severity.RECOMMENDED,
        source="CNIL",
        conflict="ASVS 6.5.5",
    )
    shown = printed(
        print_report,
        replace(judged, results=(replace(result, requirement=requirement),)),
    )

    assert "≠ B13   Le lien vit peu  conforme mais contraire à une norme\n" in shown
    assert (
        "        (recommandé ; CNIL)\n        Norme contraire : ASVS 6.5.5\n" in shown
    )


def test_what_stays_for_a_human_is_counted(
    verification: Verified, printed: Printed
) -> None:
    """Once accessibility is judged: how many criteria, and where to read them."""
    judged = verification("P1.1")
    (requirement,) = judged.plan.requirements
    pack = replace(requirement, pack=Pack.ACCESSIBILITY)
    accessible = replace(judged, plan=replace(judged.plan, requirements=(pack,)))
    said = f"À vérifier par un humain : {len(human_checks())} critères du RGAA 4.1"

    assert said in printed(print_report, accessible)
    assert "humain" not in printed(print_report, judged)


def test_an_assumption_is_named(verification: Verified, printed: Printed) -> None:
    """A scenario that shows an assumption of the register says which."""
    judged = verification("P1.1")
    (feature,) = judged.plan.features
    (written,) = feature.scenarios
    resting = replace(
        written,
        name="Impossible d'utiliser deux fois le lien",
        tags=(*written.tags, "a-confirmer"),
    )
    plan = replace(judged.plan, features=(replace(feature, scenarios=(resting,)),))
    text = printed(print_report, replace(judged, plan=plan))

    assert "✓ Impossible d'utiliser deux fois le lien [hypothèse H01]\n" in text


def test_a_part_of_the_scenarios_is_no_whole(
    verification: Verified, printed: Printed
) -> None:
    """Whoever chose some of a requirement's scenarios is told how many are left."""
    whole = verification()
    told = "Jugées sur une partie seulement de leurs scénarios : "
    assert f"{told}1." in printed(print_report, whole)  # the one that was not run
    fewer = replace(whole.plan, examples=whole.plan.examples[1:])

    text = printed(print_report, replace(whole, plan=fewer))

    assert "(1\u00a0autre scénario, non choisi)" in text
    assert f"{told}2." in text
