"""Refusals that everybody understands, and those that not everybody does (B56)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import rgaa_errors
from harness.checks.failure import CheckFailed
from harness.pages import Page

MakePage = Callable[..., Page]
LABEL = "Numéro de dossier"
FORM = f"<form><label>{LABEL}<input id=d {{}}></label><button>Valider</button></form>"
BEFORE = f"<title>Oubli</title>{FORM.format('')}"


@pytest.mark.parametrize(
    "form",
    [
        FORM.format("required"),
        FORM.format("aria-required=true"),
        FORM.format("").replace(LABEL, f"{LABEL} *"),
        FORM.format("").replace("<label>", "<p>Tout est obligatoire.</p><label>"),
    ],
)
def test_what_is_told_to_be_required_passes(page: MakePage, form: str) -> None:
    """11.10: by an attribute, a star or a sentence."""
    rgaa_errors.tell_what_is_required(page(form), LABEL)


def test_what_is_not_told_to_be_required_fails(page: MakePage) -> None:
    """11.10: nothing says so, or nothing is labelled so."""
    with pytest.raises(CheckFailed, match=r"RGAA 11\.10"):
        rgaa_errors.tell_what_is_required(page(BEFORE), LABEL)
    with pytest.raises(CheckFailed, match=r"RGAA 11\.1"):
        rgaa_errors.tell_what_is_required(page(BEFORE), "Mot de passe")


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.replace("Oubli", "Erreur - Oubli").replace(
            "<form>", "<p>Le numéro de dossier a sept chiffres.</p><form>"
        ),
        BEFORE.replace(
            "<form>", "<div role=alert>Numéro de dossier incorrect</div><form>"
        ),
        BEFORE.replace("<form>", "<p role=status>Sept chiffres svp</p><form>").replace(
            "id=d", "id=d aria-invalid=true"
        ),
        BEFORE.replace(
            "</label>", "</label><p id=e aria-live=polite>Sept chiffres svp</p>"
        ).replace("id=d", "id=d aria-describedby=e"),
        BEFORE.replace(
            "</label>", "</label><ul id=e><li>Numéro de dossier : sept chiffres</ul>"
        ).replace("id=d", "id=d aria-invalid=true aria-describedby=e"),
    ],
    ids=["title", "alert", "invalid", "described", "tied"],
)
def test_an_error_in_words_passes(page: MakePage, after: str) -> None:
    """11.10, 3.1: by the words, the mark or the description; and it stands out."""
    rgaa_errors.tells_the_error(page(BEFORE), page(after), LABEL)


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (BEFORE, "l'erreur ne se lit pas"),
        (BEFORE.replace("id=d", "id=d style='border-color:red'"), "ne se lit pas"),
        (
            BEFORE.replace("<form>", "<p role=alert>Erreur.</p><form>"),
            "ne dit pas qu'il s'agit de",
        ),
        (
            BEFORE.replace("<form>", "<p>Numéro de dossier incorrect</p><form>"),
            "ni le titre, ni une alerte, ni le champ",
        ),
        (
            BEFORE.replace(
                "<form>", "<p role=alert hidden>Numéro de dossier incorrect</p><form>"
            ),
            "l'erreur ne se lit pas",
        ),
    ],
    ids=["nothing", "colour", "of what", "silent", "hidden"],
)
def test_an_error_that_is_not_told_fails(page: MakePage, after: str, why: str) -> None:
    """Defect 90: by colour alone, of nothing in particular, without a sign."""
    with pytest.raises(CheckFailed, match=why):
        rgaa_errors.tells_the_error(page(BEFORE), page(after), LABEL)


@pytest.mark.parametrize(
    "text", ["Sept chiffres.", "7 chiffres", "un numéro à sept chiffres", "Ex. 1234567"]
)
def test_a_suggestion_passes(page: MakePage, text: str) -> None:
    """11.11: what a number looks like, told or shown."""
    rgaa_errors.suggests_dossier(page(f"<p>{text}</p>"))


def test_no_suggestion_fails(page: MakePage) -> None:
    """11.11: that it is wrong is not how it would be right."""
    with pytest.raises(CheckFailed, match=r"RGAA 11\.11"):
        rgaa_errors.suggests_dossier(page("<p>Numéro incorrect</p>"))
    with pytest.raises(CheckFailed, match=r"RGAA 11\.11"):
        rgaa_errors.suggests_password(page("<p>Mot de passe trop faible</p>"))
    rgaa_errors.suggests_password(
        page("<p>Au moins 8 caractères, une minuscule, une majuscule, un chiffre</p>")
    )
