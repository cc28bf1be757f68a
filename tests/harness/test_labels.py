"""Words as a reader takes them in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.labels import LABELS, Stage, bare_label, normalised

ORNAMENTS = st.lists(
    st.sampled_from([" ", "\u00a0", "*", ":", "?", "(obligatoire)", "(requis)", "\n"])
).map("".join)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mot de passe oublié\u00a0?", "Mot de passe oublié ?"),
        ("Mot de passe oublié\u202f?", "Mot de passe oublié ?"),
        ("  Espace\n\t personnel ", "Espace personnel"),
        ("l’adresse", "l'adresse"),
        ("S’identifier avec FranceConnect", "S'identifier avec FranceConnect"),
        (unicodedata.normalize("NFD", "Réinitialiser"), "Réinitialiser"),
        ("", ""),
        ("\u2003\u3000", ""),
    ],
)
def test_spaces_apostrophes_and_composition_do_not_count(
    written: str, read: str
) -> None:
    """Typography that a reader does not see makes no difference."""
    assert read == normalised(written)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Espace personnel", "espace personnel"),
        ("Affilié", "Affilie"),
        ("Veillez cliquer", "Veuillez cliquer"),
        ("passe oublié ?", "passe oublié?"),
        ("Valider", "Valider."),
    ],
)
def test_case_accents_and_letters_count(one: str, other: str) -> None:
    """The words of the procedure are taken letter for letter."""
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    "written",
    [
        "Numéro de dossier",
        "Numéro de dossier *",
        "* Numéro de dossier",
        "Numéro de dossier :",
        "Numéro de dossier\u00a0:",
        "Numéro de dossier ?",
        "Numéro de dossier* :",
        "Numéro de dossier (obligatoire)",
        "Numéro de dossier (requis) *",
        "(obligatoire) Numéro de dossier",
    ],
)
def test_a_label_sheds_what_pages_hang_on_it(written: str) -> None:
    """Stars, colons and « (obligatoire) » are no part of a label."""
    assert "Numéro de dossier" == bare_label(written)


@pytest.mark.parametrize("text", ["Mot de passe", "Confirmer mot de passe", "Affilié"])
def test_a_bare_label_stays(text: str) -> None:
    """A label without ornament is left alone."""
    assert text == bare_label(text)


@given(st.text())
def test_reading_twice_reads_the_same(text: str) -> None:
    """What was normalised once is not changed by being normalised again."""
    assert normalised(text) == normalised(normalised(text))


@given(ORNAMENTS, st.text(), ORNAMENTS)
def test_a_label_laid_bare_twice_is_the_same(
    before: str, words: str, after: str
) -> None:
    """A bare label has nothing left to shed, whatever its ornaments."""
    label = bare_label(before + words.replace("(", "") + after)

    assert label == bare_label(label)


@given(ORNAMENTS, ORNAMENTS)
def test_ornaments_never_change_a_label(before: str, after: str) -> None:
    """However many ornaments stand around it, a label stays what it is."""
    assert "Mot de passe" == bare_label(f"{before}Mot de passe{after}")


@given(st.text())
def test_what_is_read_has_no_odd_space(text: str) -> None:
    """Only single ordinary spaces remain, and none at either end."""
    read = normalised(text)

    assert read == " ".join(read.split())
    assert "’" not in read


def test_the_words_of_the_procedure_are_normal_already() -> None:
    """Labels and headings are written as they are looked for."""
    words = [getattr(LABELS, name) for name in LABELS.__slots__ if name != "headings"]
    words += [stage.value for stage in Stage]

    assert words == [normalised(word) for word in words]


def test_the_words_of_the_procedure_are_these() -> None:
    """The labels are those of the guide, « Avez vous » and « fini... » included."""
    assert "Avez vous oublié votre mot de passe?" == Stage.REQUEST.value
    assert "Presque fini..." == Stage.TAKEN.value
    assert "Changement de mot de passe effectué !" == Stage.CHANGED.value
    assert "Mot de passe oublié ?" == LABELS.forgotten
    assert "Valider votre choix" == LABELS.validate_choice
    assert "Demande de réinitialisation du mot de passe" == LABELS.mail_subject
    assert (
        "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="
        == LABELS.link_prefix
    )


def test_an_ornament_in_the_middle_leaves_one_space() -> None:
    """A label that holds « (requis) » in its middle reads as one phrase."""
    assert "Numéro de dossier" == bare_label("Numéro (requis) de dossier")


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200d"])
def test_characters_that_nobody_sees_do_not_count(unseen: str) -> None:
    """A soft hyphen or a zero-width space makes no difference to a reader."""
    assert "Réinitialiser" == normalised(f"Réini{unseen}tialiser")


def test_an_ellipsis_is_three_dots() -> None:
    """The typographic ellipsis reads as the three dots of the guide."""
    assert normalised("Presque fini...") == normalised("Presque fini…")
