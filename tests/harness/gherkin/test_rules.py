"""Each rule of the lint finds its fault, where it is, and nothing else.

A case spoils one place of a sound feature; the arrow ⇐ marks the line to be found.
"""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[..., Path]
    Found = Callable[[Path], list[tuple[str, int]]]

ARROW = "⇐"
GIVEN = "Étant donné que 23 h 59 min se sont écoulées"
WHEN = "Quand Camille suit le lien du mail"
THEN = "Alors Camille lit « Changement effectué »"
PROSE = "Passé le délai, il faut recommencer."
QUESTION = "Question à la CARPIMKO : la dernière seconde est-elle comprise ?"
STEPS = f"      {GIVEN}\n      {WHEN}\n      {THEN}\n"
ROWS = """
      Exemples:
        | cause          | durée      |
        | trop tard      | 24 h 1 min |
        | bien trop tard | 48 h       |
"""

SPOILT = [
    ("not-nfc", "Passé le délai", unicodedata.normalize("NFD", "Passé") + f" {ARROW}"),
    ("invisible-character", "lit « Chan", f"lit «\N{NO-BREAK SPACE}Chan{ARROW}"),
    ("invisible-character", "« Chan", f"«\N{NARROW NO-BREAK SPACE}Chan{ARROW}"),
    ("invisible-character", "Passé", f"Pas\N{ZERO WIDTH SPACE}sé{ARROW}"),
    ("invisible-character", "Passé", f"Pas\N{SOFT HYPHEN}sé{ARROW}"),
    ("invisible-character", "délai, il", f"délai,{ARROW}\x0b  il"),
    ("invisible-character", "délai, il", f"délai,{ARROW}\r  il"),
    ("typographic-apostrophe", "lien n'est", f"lien n’est{ARROW}"),
    ("typographic-apostrophe", "la dernière", f"l’ultime{ARROW}"),
    ("no-language", "# language: fr\n", f"# {ARROW}\n"),
    ("no-language", "# language: fr\n", f"#language: fr{ARROW}\n"),
    ("syntax", THEN, f"{THEN}\n      et son ancien mot de passe{ARROW}"),
    ("no-step", STEPS, "", "Scénario: Le lien sert"),
    ("no-then", f"      {THEN}\n", "", "Scénario: Le lien sert"),
    ("no-row", ROWS, "", "Plan du scénario"),
    ("no-row", ROWS, "\n      Exemples:\n", "Plan du scénario"),
    ("unknown-placeholder", "que <durée> se", f"que <duree> se{ARROW}"),
    ("many-when", THEN, f"Quand Camille revient{ARROW}\n      {THEN}"),
    ("many-when", THEN, f"Lorsque Camille revient{ARROW}\n      {THEN}"),
    ("many-when", THEN, f"{THEN}\n      Quand Camille revient{ARROW}"),
    ("long-scenario", THEN, f"{THEN}\n" + "Et rien\n" * 5, "Scénario: Le lien sert"),
    ("banned-keyword", GIVEN, f"Etant donné que 1 h s'écoule{ARROW}"),
    ("banned-keyword", GIVEN, f"Etant donnée Camille{ARROW}"),
    ("banned-keyword", GIVEN, f"Étant donné qu'une heure s'écoule{ARROW}"),
    ("banned-keyword", GIVEN, f"Sachant qu'il est tard{ARROW}"),
    ("banned-keyword", WHEN, f"Lorsqu'on suit le lien{ARROW}"),
    ("banned-keyword", THEN, f"{THEN}\n      Et qu'il est tard{ARROW}"),
    ("banned-keyword", THEN, f"{THEN}\n      * il est tard{ARROW}"),
    ("banned-keyword", "Étant donné Camille", f"Etant donné Camille{ARROW}"),
    ("unknown-requirement", "@exigence:P7.6", f"@exigence:P7.6 @exigence:P7{ARROW}"),
    ("unknown-tag", "@horloge", f"@exigence:{ARROW} @horloge"),
    ("unknown-tag", "@fumee", f"@fumée{ARROW}"),
    ("unknown-tag", "@horloge", f"@horloge@fumee{ARROW}"),
    ("unknown-tag", "@horloge", f"@capacite:{ARROW}"),
    ("unknown-tag", "@horloge", f"@P7.6{ARROW}"),
    ("no-when", WHEN, f"Et que {WHEN[6:]}", "Scénario: Le lien sert"),
    ("no-question", QUESTION, "À voir.", "Scénario: Le lien à la"),
    ("no-question", QUESTION, "Question.", "Scénario: Le lien à la"),
    ("no-question", QUESTION, "Est-ce bien ?", "Scénario: Le lien à la"),
    ("duplicate-title", "à la seconde exacte de", f"sert encore avant{ARROW}"),
    ("duplicate-title", "à la seconde exacte de", f"SERT encore avant{ARROW}"),
    ("technical-word", "suit le lien", f"clique sur le lien{ARROW}"),
    ("technical-word", "suit le lien", f"Clique{ARROW}"),
    ("technical-word", "suit le lien", f"remplit les champs{ARROW}"),
    ("technical-word", "sert encore avant", f"du bouton avant{ARROW}"),
    ("technical-word", "Durée de vie du lien", f"Durée de vie du token{ARROW}"),
    ("technical-word", "Camille, affi", f"un cookie, affi{ARROW}"),
    ("technical-word", "suit le lien", f"envoie un POST{ARROW}"),
    ("technical-word", "suit le lien", f"ouvre https://carpimko.com{ARROW}"),
]

SWALLOWED = [
    "Scenario: sans accent",
    "Scénario : avec un blanc",
    "scénario: en minuscule",
    "Plan du scenario: sans accent",
    "Regle: sans accent",
    "Exemples : avec un blanc",
    "Feature: en anglais",
    "Business Need: en anglais",
    "Background:",
    "Given en anglais",
    "When en anglais",
    "Then en anglais",
    "Etant donne sans accents",
    "ETANT DONNÉ en capitales",
    "Quand: avec deux points",
    "Quand",
    "quand en minuscule",
    "Lorsqu'on part",
    "Et la suite",
    "* avec une étoile",
]

ACCEPTED = [
    (PROSE, "Étant donné"[:5] + " seul, ou Étantdonné, n'est pas un mot-clé."),
    (PROSE, "Quandil, alorsque, donction et Mai commencent comme un mot-clé."),
    (PROSE, "- Quand Camille part"),
    (PROSE, "Le scénario: au milieu d'une ligne"),
    (WHEN, f"{WHEN}\n      Et Camille revient\n      Mais Camille repart"),
    (THEN, f"{THEN}\n" + "Et rien\n" * 4),
    (THEN, "Alors Camille lit « Cliquez sur le bouton HTTP »"),
    ("suit le lien", "répond sur-le-champ par la poste"),
    ("suit le lien", "va get et post, sans capitales, au champion"),
    ("@horloge", "@capacite:letters @navigateur # une note @inconnu"),
    ("@exigence:P7.6 @horloge", "@exigence:P7.6\n  @concurrence"),
    (WHEN, f'{WHEN}\n      """\n      Scenario: cité\n      Given cité\n      """'),
    (WHEN, f"{WHEN}\n      # Scenario: noté"),
    ("Scénario: Le lien sert", "Exemple: Le lien sert"),
    (THEN, "Alors 1 < 2 et 3 > 2"),
    ("@a-confirmer\n    Scénario: Le lien à", "Scénario: Le lien à"),
]


def spoil(feature: str, old: str, new: str, at: str = ARROW) -> tuple[str, int]:
    """Replace *old* in *feature*; return the result and the line that holds *at*."""
    assert old in feature
    spoilt = feature.replace(old, new, 1)
    lines = spoilt.splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if at in text)
    return spoilt.replace(ARROW, ""), line


def test_sound_feature_has_no_fault(write: Write, found: Found, feature: str) -> None:
    """The feature that the other tests spoil is clean to begin with."""
    assert found(write(feature)) == []


CASE_NAMES = [f"{number}-{case[0]}" for number, case in enumerate(SPOILT)]


@pytest.mark.parametrize("case", SPOILT, ids=CASE_NAMES)
def test_rule_finds_its_fault(
    write: Write, found: Found, feature: str, case: tuple[str, ...]
) -> None:
    """One spoilt place gives one finding, of the right rule, at the right line."""
    rule, *change = case
    spoilt, line = spoil(feature, *change)

    assert [(rule, line)] == found(write(spoilt))


@pytest.mark.parametrize("line", SWALLOWED)
@pytest.mark.parametrize("place", [PROSE, "Une règle se décrit aussi."])
def test_description_may_not_begin_like_a_keyword(
    write: Write, found: Found, feature: str, line: str, place: str
) -> None:
    """A description line that begins like a keyword is found, however it is spelt."""
    spoilt, number = spoil(feature, place, f"{line} {ARROW}")

    assert [("swallowed-line", number)] == found(write(spoilt))


@pytest.mark.parametrize(("old", "new"), ACCEPTED)
def test_what_only_looks_like_a_fault_is_accepted(
    write: Write, found: Found, feature: str, old: str, new: str
) -> None:
    """Neighbours of a fault that are none give no finding."""
    assert old in feature

    assert found(write(feature.replace(old, new, 1))) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (codecs.BOM_UTF8 + b"# language: fr\n", [("bom", 1)]),
        ("# language: fr\nFonctionnalité: F\n".encode("latin-1"), [("not-utf8", 2)]),
        ("# language: fr\nFonctionnalité: F\n", [("no-scenario", 2)]),
        ("# language: fr\n", [("syntax", 1)]),
        (b"", [("syntax", 1)]),
        ("Fonctionnalité: F\n", [("no-language", 1), ("no-scenario", 1)]),
    ],
)
def test_file_without_a_scenario_is_found(
    write: Write, found: Found, content: str | bytes, expected: list[tuple[str, int]]
) -> None:
    """A file that Behave cannot read, or reads as nothing, gives its own finding."""
    assert expected == found(write(content))


@pytest.mark.parametrize("name", ["Lien", "lien-mort", "durée", "lien_", "un lien"])
def test_file_name_is_ascii_snake_case(
    write: Write, found: Found, feature: str, name: str
) -> None:
    """A file name that is not ASCII snake_case is found."""
    assert found(write(feature, f"{name}.feature")) == [("file-name", 1)]


@pytest.mark.parametrize("name", ["ecrans/lien", "ecrans_du_portail"])
def test_screens_may_speak_of_fields_and_buttons(
    write: Write, found: Found, feature: str, name: str
) -> None:
    """Screen words are allowed under « ecrans »; technical words nowhere."""
    screens = feature.replace("suit le lien", "clique sur le bouton")
    technical, line = spoil(feature, "suit le lien", f"reçoit un token{ARROW}")

    assert found(write(screens, f"{name}.feature")) == []
    assert [("technical-word", line)] == found(write(technical, f"{name}.feature"))
