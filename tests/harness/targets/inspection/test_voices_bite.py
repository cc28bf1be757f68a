"""What assistive technologies get of a form that refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.checks import focus
from harness.checks.failure import CheckFailed
from harness.drawing import Inspected
from harness.pages import Page
from harness.targets.chromium.inspector import ChromiumInspector

Open = Callable[..., ChromiumInspector]
PAGE = Page("https://portail.test/", 200, (), b"<title>Essai</title>")
WHY = '<p id="pourquoi">Sept chiffres</p>'
INVALID = 'aria-invalid="true"'
DESCRIBED = 'aria-describedby="pourquoi"'
ALERT = '<div role="alert"><p>Une erreur</p></div>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"{ALERT}<input {INVALID} {DESCRIBED}>{WHY}", "RGAA 11.1 : .*« Dossier »"),
        (
            f"{ALERT}<label>Dossier <input {DESCRIBED}></label>{WHY}",
            "RGAA 11.10 : .*valide, décrit par « Sept chiffres »",
        ),
        (
            f"{ALERT}<label>Dossier <input {INVALID}></label>{WHY}",
            "RGAA 11.10 : .*invalide, sans description",
        ),
        (
            f"<label>Dossier <input {INVALID} {DESCRIBED}></label>{WHY}",
            "RGAA 7.5 : .*« Dossier » n'est pas annoncée",
        ),
        (
            (
                f'<div role="alert"></div><label>Dossier <input {INVALID} {DESCRIBED}>'
                f"</label>{WHY}"
            ),
            "RGAA 7.5 : .*« Dossier » n'est pas annoncée",
        ),
    ],
)
def test_an_error_that_is_not_tied_is_found(
    open_page: Open, body: str, words: str
) -> None:
    """The sentence names the criterion and what is told instead."""
    voiced = open_page(body).voiced()

    with pytest.raises(CheckFailed, match=words):
        focus.error_is_tied([Inspected(PAGE, voiced=voiced)], "Dossier")


@pytest.mark.parametrize(
    "body",
    [
        f"{ALERT}<label>Dossier <input {INVALID} {DESCRIBED}></label>{WHY}",
        f"<label>Dossier <input autofocus {INVALID} {DESCRIBED}></label>{WHY}",
        (
            f"{ALERT}<fieldset {INVALID} {DESCRIBED}><legend>Dossier</legend>"
            f"<input type=radio title=a></fieldset>{WHY}"
        ),
    ],
)
def test_an_error_that_is_tied_passes(open_page: Open, body: str) -> None:
    """By an alert, or by the focus; a field, or the group of a choice."""
    voiced = open_page(body).voiced()

    focus.error_is_tied([Inspected(PAGE, voiced=voiced)], "Dossier")
