"""What assistive technology needs of every page (RGAA 8, 9 and 11, B35, B56)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from werkzeug.test import TestResponse

EveryPage = Callable[[], Iterator[tuple[str, TestResponse]]]


@pytest.fixture
def pages(every_page: EveryPage, visitor: Any) -> list[tuple[str, Any]]:
    """Every page, parsed."""
    return [(name, visitor.page(answer)) for name, answer in every_page()]


def test_the_walk_sees_every_template(
    every_page: EveryPage, portal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that « every page » in this suite means every page."""
    seen: set[str] = set()
    render = portal.app.jinja_env.get_or_select_template

    def spy(name: Any, *rest: Any, **more: Any) -> Any:
        template = render(name, *rest, **more)
        seen.add(template.name)
        return template

    monkeypatch.setattr(portal.app.jinja_env, "get_or_select_template", spy)
    list(every_page())
    pieces = {"base.html", "parts.html", "not_sent.html"}

    assert set(portal.app.jinja_env.list_templates()) - pieces == seen


def test_structure(pages: list[tuple[str, Any]]) -> None:
    """In French, one title, one h1, one main, headings that skip no level."""
    for name, page in pages:
        assert "fr" == page.get("lang"), name
        (title,) = page.xpath("//title/text()")
        assert title.endswith(" - Carpimko"), name
        assert len(title) > len(" - Carpimko") + 5, name
        assert 1 == len(page.xpath("//h1")), name
        assert 1 == len(page.xpath("//main[@id='contenu']")), name
        assert ["#contenu"] == page.xpath("//body/*[1]/@href"), name
        levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4")]
        for before, after in pairwise(levels):
            assert after <= before + 1, name


def test_titles_tell_pages_apart(pages: list[tuple[str, Any]]) -> None:
    """An error shows from the title on."""
    titles = {name: page.xpath("string(//title)") for name, page in pages}

    for name, title in titles.items():
        refused = name.endswith("refused") or name.startswith("forgotten, ")
        assert refused == title.startswith("Erreur - "), name
    assert "Mot de passe oublié - Carpimko" == titles["forgotten"]
    assert "Réinitialisation du mot de passe - Carpimko" == titles["reset"]


def test_ids_are_unique_and_references_lead_somewhere(
    pages: list[tuple[str, Any]],
) -> None:
    """Labels, descriptions and links within the page."""
    for name, page in pages:
        ids = Counter(page.xpath("//@id"))
        assert not [each for each, count in ids.items() if count > 1], name
        pointed = page.xpath("//label/@for")
        pointed += [each[1:] for each in page.xpath("//a/@href") if each[0] == "#"]
        for each in page.xpath("//@aria-describedby | //@aria-labelledby"):
            assert each == each.strip(), name
            pointed += each.split()
        assert set(pointed) <= set(ids), name


def test_every_field_has_a_label(pages: list[tuple[str, Any]]) -> None:
    """Tied to it, and legible; radio buttons stand in a fieldset with its legend."""
    for name, page in pages:
        fields = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
        for field in fields:
            around = field.xpath("ancestor::label")
            tied = page.xpath("//label[@for=$id]", id=field.get("id", ""))
            labels = [*around, *tied]
            assert 1 == len(labels), name
            assert labels[0].text_content().strip(), name
            assert "required" in field.attrib, name
            if field.get("type") == "radio":
                (legend,) = field.xpath("ancestor::fieldset/legend")
                assert legend.text_content().strip(), name
        for button in page.xpath("//button"):
            assert "submit" == button.get("type"), name
            assert button.text_content().strip(), name


def test_password_fields_can_be_filled_in_by_a_manager(
    pages: list[tuple[str, Any]],
) -> None:
    """Hidden, pasteable, and told apart: the current one or a new one (B35)."""
    for name, page in pages:
        for field in page.xpath("//input[@type='password']"):
            current = field.xpath("ancestor::*[contains(@class, 'login')]")
            current = current or field.get("name") == "actuel"
            expected = "current-password" if current else "new-password"
            assert expected == field.get("autocomplete"), name
            assert not {"onpaste", "readonly", "maxlength", "value"} & set(field.attrib)
        for field in page.xpath("//input[@name='dossier']"):
            assert ("text", "numeric", "username") == (
                field.get("type"),
                field.get("inputmode"),
                field.get("autocomplete"),
            ), name


def test_errors_are_summed_up_and_tied_to_their_fields(
    pages: list[tuple[str, Any]],
) -> None:
    """An alert, a link to each field, and the sentence again beside the field."""
    refused = {
        "login refused": [],
        "forgotten, all wrong": ["situation", "dossier"],
        "forgotten, captcha": ["captcha"],
        "choice refused": ["envoi"],
        "reset refused": ["dossier", "confirmation"] + ["mot_de_passe"] * 3,
        "first password refused": ["mot_de_passe"] * 3,
        "change password refused": ["actuel"],
        "locked log-in refused": [],
    }
    seen = dict(pages)
    for name, page in pages:
        assert (name in refused) == bool(page.xpath("//*[@class='summary']")), name
    for name, fields in refused.items():
        (summary,) = seen[name].xpath("//*[@class='summary'][@role='alert']")
        links = summary.xpath(".//li/a")
        assert [f"#{each}" for each in fields] == [a.get("href") for a in links], name
        for link in links:
            target = link.get("href")[1:]
            (why,) = seen[name].xpath("//*[@id=$id]", id=f"{target}-erreur")
            assert link.text_content() in why.text_content(), name
        for target in set(fields) - {"captcha"}:
            (field,) = seen[name].xpath("//*[@id=$id]", id=target)
            assert "true" == field.get("aria-invalid"), name
            described = field.get("aria-describedby").split()
            assert f"{target}-erreur" in described, name


def test_the_number_of_errors_is_said_in_french(pages: list[tuple[str, Any]]) -> None:
    """One error prevents, several errors prevent."""
    seen = dict(pages)

    def heading(name: str) -> str:
        return str(seen[name].xpath("string(//*[@id='erreurs'])"))

    assert "Une erreur empêche de continuer" == heading("choice refused")
    assert "Des erreurs empêchent de continuer" == heading("reset refused")


def test_the_rule_of_step_8_is_tied_to_its_field(pages: list[tuple[str, Any]]) -> None:
    """Read out with the field, error or not."""
    for name, page in pages:
        if name.startswith(("reset", "first password")):
            (field,) = page.xpath("//input[@name='mot_de_passe']")
            assert "regle" == field.get("aria-describedby").split()[0], name
            assert page.xpath("//*[@id='regle']"), name


def test_the_warning_of_step_5_is_tied_to_the_mail_option(
    pages: list[tuple[str, Any]],
) -> None:
    """Read out before it is chosen (P5.4)."""
    (option,) = dict(pages)["choice"].xpath("//input[@value='mail']")

    assert "avertissement" == option.get("aria-describedby")


def test_messages_are_announced(pages: list[tuple[str, Any]]) -> None:
    """By a live region of the right kind (RGAA 7.5)."""
    roles = {
        "taken by mail": "status",
        "taken by post": "status",
        "changed": "status",
        "used link": "alert",
        "expired link": "alert",
        "unknown link": "alert",
        "not found": "alert",
        "stale form": "alert",
    }
    seen = dict(pages)
    for name, role in roles.items():
        assert [role] == seen[name].xpath("//main//@role"), name
