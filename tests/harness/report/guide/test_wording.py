"""The nine steps, in the procedure's own words."""

from __future__ import annotations

from harness.labels import LABELS
from harness.report.guide.wording import kept_together, steps
from harness.verdicts.requirements import Pack, requirements


def test_there_are_nine_steps_in_order() -> None:
    """Each of the procedure's steps is there, once."""
    assert list(range(1, 10)) == [step.number for step in steps()]


def test_every_requirement_of_the_procedure_belongs_to_one_step() -> None:
    """What a step rests on is named there, and no requirement is forgotten."""
    named = [name for step in steps() for name in step.verified]

    assert [
        item.id for item in requirements() if item.pack is Pack.PROCEDURE
    ] == sorted(named)
    assert all(
        name.startswith(f"P{step.number}.")
        for step in steps()
        for name in step.verified
    )


def test_step_4_reads_as_in_the_procedure() -> None:
    """The requirements' sentences make up the step's, letter for letter."""
    assert (
        "Précisez votre situation (Affilié ou Ayant droit), renseignez votre numéro de "
        "dossier à sept chiffres, résolvez le CAPTCHA (Je ne suis pas un robot) puis "
        "cliquez sur le bouton Réinitialiser le mot de passe :" == steps()[3].text
    )


def test_words_stand_out_and_none_is_lost() -> None:
    """The stretches of a step, put together, are its text; buttons stand out."""
    for step in steps():
        told = "".join(words for words, _ in step.runs)

        assert kept_together(step.text) == told
    assert ("Valider", True) in steps()[7].runs


def test_what_is_outlined_is_a_word_of_the_procedure() -> None:
    """A mark is the name of a label."""
    for step in steps():
        assert not step.mark or getattr(LABELS, step.mark)


def test_no_line_breaks_before_a_colon() -> None:
    """French typography: the space before « : » and inside « » does not break."""
    assert "s'affiche\u00a0: «\u00a0Oui\u00a0»" == kept_together("s'affiche : « Oui »")
