"""What is filled in and pressed, and what goes without the browser."""

from __future__ import annotations

import pytest

from harness.errors import NotOffered
from harness.forms import Submission
from harness.targets.chromium import tab
from harness.targets.chromium.browser import ChromiumBrowser

BUTTON = "Valider votre choix"
_HAND = "personne n'enverrait"
_ELSEWHERE = "n'est plus dans l'onglet"


@pytest.fixture
def filled(browser: ChromiumBrowser, site: str) -> Submission:
    """The form of the tab, as a person may fill it in."""
    form = browser.visit(f"{site}/demande").form_with(BUTTON)
    return form.press(BUTTON).choosing("Affilié").typing("Numéro de dossier", "0012345")


def _told(text: str) -> set[str]:
    return set(text.partition(" ")[0].split("|"))


def test_a_person_fills_in_and_presses(
    browser: ChromiumBrowser, filled: Submission
) -> None:
    """Text by its label, a choice by its name, then the button: no other way."""
    page = browser.submit(filled)

    assert "" == page.without_browser
    assert {
        "jeton=abc",
        "situation=affilie",
        "dossier=0012345",
        "lettre=oui",
        "ville=gv",
        "code=",
        "geste=envoyer",
    } == _told(page.text.removeprefix("Reçu "))


def test_every_kind_of_field_is_filled_in(
    browser: ChromiumBrowser, filled: Submission
) -> None:
    """A box unticked, an option chosen, a field that only a placeholder tells."""
    changed = filled.setting("lettre").setting("ville", "p").setting("code", "l'été…")
    page = browser.submit(changed)

    assert "" == page.without_browser
    assert {"ville=p", "code=l'été..."} < _told(page.text.removeprefix("Reçu "))
    assert "lettre=" not in page.text


def test_the_button_pressed_is_the_one_named(
    browser: ChromiumBrowser, site: str
) -> None:
    """Of two buttons of a form, the one that is asked for sends its value."""
    form = browser.visit(f"{site}/demande").form_with("Renoncer")
    submission = form.press("Renoncer").choosing("Affilié").setting("dossier", "1" * 7)
    page = browser.submit(submission)

    assert ("", True) == (page.without_browser, "geste=renoncer" in page.text)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("jeton", ("xyz",)),
        ("jeton", ()),
        ("role", ("admin",)),
        ("situation", ("affilie", "ayant_droit")),
        ("situation", ("AFFILIE",)),
        ("situation", ()),
        ("dossier", ("12",)),
        ("dossier", ("00123456",)),
        ("dossier", ("001\n234",)),
        ("ville", ("m",)),
    ],
    ids=ascii,
)
def test_what_no_person_sends_goes_without_the_browser(
    browser: ChromiumBrowser, filled: Submission, name: str, values: tuple[str, ...]
) -> None:
    """Hidden values, fields more or less, what the form itself refuses."""
    page = browser.submit(filled.setting(name, *values))

    assert _HAND in page.without_browser
    assert len(values) == page.text.count(f"{name}=")
    for value in filter(str.isprintable, values):
        assert f"{name}={value}" in page.text


def test_a_forged_header_goes_without_the_browser(
    browser: ChromiumBrowser, filled: Submission
) -> None:
    """No person adds a header."""
    page = browser.submit(filled, headers={"X-Forwarded-Host": "x.test"})

    assert "des en-têtes ajoutés" == page.without_browser


def test_a_form_of_another_page_goes_without_the_browser(
    browser: ChromiumBrowser, filled: Submission, site: str
) -> None:
    """Once the tab shows something else, nobody can press its button."""
    browser.visit(f"{site}/script")
    page = browser.submit(filled)

    assert _ELSEWHERE in page.without_browser
    assert "dossier=0012345" in page.text


def test_the_tab_catches_up(browser: ChromiumBrowser, filled: Submission) -> None:
    """What came without the browser is then in the tab, to be gone on with by hand."""
    page = browser.submit(filled.setting("dossier", "12"))
    title = browser.on_tab(lambda shown: shown.title())
    again = page.form_with(BUTTON).press(BUTTON).choosing("Ayant droit")
    after = browser.submit(again.setting("dossier", "7654321"))

    assert _HAND in page.without_browser
    assert "Reçu" == title
    assert ("", True) == (after.without_browser, "dossier=7654321" in after.text)


def test_a_button_that_is_covered_is_told(
    browser: ChromiumBrowser, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can press what something else covers: that is said, not walked around."""
    monkeypatch.setattr(tab, "PATIENCE_MS", 2000.0)
    form = browser.visit(f"{site}/couvert").form_with("Envoyer")
    with pytest.raises(NotOffered, match=r"« Envoyer » .*ne se laisse pas actionner"):
        browser.submit(form.press("Envoyer"))
