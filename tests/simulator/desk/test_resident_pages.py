"""Whom a tester can be, and what she may change of people."""

from __future__ import annotations

import re
from typing import Any

import pytest

from fixtures.person import Situation
from tests.simulator.desk.desk_user import DeskUser


def _names(tester: DeskUser, query: str) -> list[str]:
    links = tester.page(f"/habitants?{query}").xpath("//ul[@class='people']//h2/a")
    return [link.text_content() for link in links]


def test_everybody_is_listed(tester: DeskUser) -> None:
    """Without a search the page shows the population, with passwords."""
    page = tester.page("/habitants")

    assert 12 == len(page.xpath("//ul[@class='people']/li"))
    for resident in tester.world.residents.search("", 12):
        assert resident.password in page.text_content()


def test_search_by_name_dossier_and_mail(tester: DeskUser) -> None:
    """A name, a number or an address finds the one person who has it."""
    somebody = tester.somebody(last_name="Zébulon", email="zeb@mail.test").person

    for text in ("zebulon", somebody.dossier, "ZEB@mail.test"):
        assert ["Camille Zébulon"] == _names(tester, f"q={text}")


@pytest.mark.parametrize(
    ("query", "stated"),
    [
        ("situation=ayant_droit", {"situation": Situation.AYANT_DROIT}),
        ("mail=sans", {"email": None}),
        ("adresse=sans", {"address": None}),
        ("departement=976", {"department": "976"}),
        ("etat=blocked", {"status": "blocked"}),
    ],
)
def test_search_by_what_somebody_is(
    tester: DeskUser, query: str, stated: dict[str, Any]
) -> None:
    """Each filter keeps those who are so, and drops the others."""
    tester.somebody(last_name="Retenue", **stated)
    tester.somebody(last_name="Autre", email="autre@mail.test")

    names = _names(tester, query)

    assert "Camille Retenue" in names
    assert "Camille Autre" not in names


def test_nobody_found(tester: DeskUser) -> None:
    """A search without result says so; an unknown filter is none."""
    assert "Personne ne correspond" in tester.text("/habitants?q=zzzzz")
    assert 12 == len(_names(tester, "mail=peut-etre"))


def test_many_found(tester: DeskUser) -> None:
    """Of many people the first are shown, and the page says that there are others."""
    for _ in range(25):
        tester.somebody()

    assert 30 == len(_names(tester, ""))
    assert "Les 30 premiers" in tester.text("/habitants")


def test_a_password_that_was_changed(tester: DeskUser) -> None:
    """After a reset the initial password is not shown any more."""
    resident = tester.somebody()
    path = f"/habitants/affilie/{resident.person.dossier}"
    assert resident.person.password in tester.text(path)

    tester.client.patch(
        f"/_bench/accounts/affilie/{resident.person.dossier}",
        base_url="http://127.0.0.1:8080",
        json={"password": "Autre-2026"},
    )

    assert resident.person.password not in tester.text(path)
    assert "changé depuis" in tester.text(path)


_NEW = {
    "situation": "ayant_droit",
    "prenom": "Éléonore",
    "nom": "d'Arc",
    "dossier": "0042042",
    "mail": "choisi",
    "adresse_mail": "eleonore@mail.test",
    "adresse": "oui",
    "departement": "67",
}


def test_somebody_new(tester: DeskUser) -> None:
    """Somebody new can be found, and her address lies in her department."""
    said = tester.told("/habitants/nouveau", **_NEW)

    assert "Éléonore d'Arc habite ce monde" in said
    found = tester.world.residents.find(Situation.AYANT_DROIT, "0042042")
    assert found is not None
    assert "eleonore@mail.test" == found.person.email
    assert found.person.address is not None
    assert found.person.address.postcode.startswith("67")
    assert found.password is not None


def test_somebody_new_can_be_drawn(tester: DeskUser) -> None:
    """The form as it is first shown is taken: everything is drawn."""
    page = tester.page("/habitants/nouveau")
    form = page.forms[0]

    tester.told("/habitants/nouveau", **dict(form.form_values()))

    assert 13 == tester.world.residents.count


def test_somebody_new_with_nothing(tester: DeskUser) -> None:
    """Somebody can have neither mail nor address."""
    tester.told("/habitants/nouveau", **_NEW | {"mail": "sans", "adresse": "non"})

    found = tester.world.residents.find(Situation.AYANT_DROIT, "0042042")
    assert found is not None
    assert (None, None) == (found.person.email, found.person.address)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("situation", "martien", "Choisissez affilié ou ayant droit"),
        ("prenom", "\x00", "Un nom s'écrit avec des lettres"),
        ("nom", "x" * 101, "Pas plus de 100 caractères"),
        ("dossier", "12", "sept chiffres"),
        ("dossier", "0000000", "sept chiffres"),
        ("dossier", "١٢٣٤٥٦٧", "sept chiffres"),
        ("adresse_mail", "pas une adresse", "n'en est pas une"),
        ("adresse_mail", "", "Indiquez l'adresse mail"),
        ("departement", "99", "Choisissez un département"),
    ],
)
def test_errors_stand_at_their_field(
    tester: DeskUser, field: str, value: str, said: str
) -> None:
    """Each wrong field has its sentence and stays as it was typed; nobody comes."""
    answer = tester.post("/habitants/nouveau", **_NEW | {field: value})

    assert 422 == answer.status_code
    assert said in answer.text.replace("&#39;", "'")
    assert f'id="{field}-erreur"' in answer.text
    assert re.search(f'id="{field}"[^>]*aria-invalid="true"', answer.text)
    assert 12 == tester.world.residents.count


def test_a_dossier_that_is_taken(tester: DeskUser) -> None:
    """A second account of one situation and dossier is refused at the dossier."""
    tester.told("/habitants/nouveau", **_NEW)

    answer = tester.post("/habitants/nouveau", **_NEW)

    assert 422 == answer.status_code
    assert "existe déjà" in answer.text
    assert 'id="dossier-erreur"' in answer.text


def test_changing_the_mail_address(tester: DeskUser) -> None:
    """A changed address is the portal's, and ends the links, as the bench does it."""
    person = tester.somebody().person
    path = f"/habitants/affilie/{person.dossier}"

    said = tester.told(path, adresse_mail="neuve@mail.test", etat="active")

    assert "est enregistré" in said
    assert "neuve@mail.test" in said
    assert f"liens révoqués affilie {person.dossier}" in tester.text("/journal")


def test_no_mail_address(tester: DeskUser) -> None:
    """An empty field takes the address off the record."""
    path = f"/habitants/affilie/{tester.somebody().person.dossier}"

    tester.told(path, adresse_mail="", etat="active")

    assert "Mail aucun" in tester.text(path)


@pytest.mark.parametrize(
    ("status", "said"), [("blocked", "bloqué"), ("closed", "fermé")]
)
def test_blocking_and_closing(tester: DeskUser, status: str, said: str) -> None:
    """A blocked or closed account is shown so, and its sessions end."""
    person = tester.somebody().person
    path = f"/habitants/affilie/{person.dossier}"

    assert f"Compte {said}" in tester.told(
        path, adresse_mail=person.email or "", etat=status
    )
    assert f"accès fermés affilie {person.dossier}" in tester.text("/journal")


@pytest.mark.parametrize(
    ("field", "value"), [("adresse_mail", "a@b"), ("etat", "endormi"), ("etat", "")]
)
def test_a_change_that_is_none(tester: DeskUser, field: str, value: str) -> None:
    """A wrong field is refused with its sentence, and nothing changes."""
    person = tester.somebody().person
    fields = {"adresse_mail": "neuve@mail.test", "etat": "active"} | {field: value}

    answer = tester.post(f"/habitants/affilie/{person.dossier}", **fields)

    assert 422 == answer.status_code
    assert f'id="{field}-erreur"' in answer.text
    found = tester.world.residents.find(Situation.AFFILIE, person.dossier)
    assert found is not None
    assert person == found.person


@pytest.mark.parametrize("path", ["affilie/9999999", "martien/0012345", "affilie/x"])
def test_nobody_there(tester: DeskUser, path: str) -> None:
    """Somebody who is not there is a 404, to look at and to change."""
    assert 404 == tester.get(f"/habitants/{path}").status_code
    assert 404 == tester.post(f"/habitants/{path}", etat="active").status_code
