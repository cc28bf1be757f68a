"""Logging in and out over the pages, and the first password after a letter (B54)."""

from __future__ import annotations

from typing import Any

import pytest

LOGIN = "/Comptes/Connexion"
SPACE = "/Comptes/EspacePersonnel"
FIRST = "/Comptes/PremierMotDePasse"
CHANGED = "/Comptes/ChangementEffectue"
REFUSED = (
    "La connexion a échoué. Vérifiez votre situation, votre numéro de dossier et votre "
    "mot de passe."
)


def test_the_right_password_opens_the_personal_space(visitor: Any) -> None:
    """And no other page is needed in between."""
    answer = visitor.log_in("Ancien2025")

    assert (303, SPACE) == (answer.status_code, answer.location)
    assert "Bonjour Camille Durand" in visitor.read(visitor.get(SPACE))


@pytest.mark.parametrize(
    "fields",
    [
        {"mot_de_passe": "ancien2025"},
        {"mot_de_passe": ""},
        {"dossier": "7654321"},
        {"dossier": "12345"},
        {"situation": "ayant_droit"},
        {"situation": "admin"},
        {"situation": ""},
    ],
)
def test_what_is_wrong_is_not_told(visitor: Any, fields: dict[str, str]) -> None:
    """One sentence for any of the three, and nothing typed comes back."""
    typed = {"situation": "affilie", "dossier": "0012345", "mot_de_passe": "Ancien2025"}
    answer = visitor.post(LOGIN, typed | fields)
    page = visitor.page(answer)

    assert 200 == answer.status_code
    assert REFUSED in visitor.read(answer)
    assert not any(
        page.xpath("//main//input[not(@type='hidden')][@type!='radio']/@value")
    )
    assert LOGIN == visitor.get(SPACE).location


def test_the_personal_space_is_for_who_is_logged_in(visitor: Any) -> None:
    """Others are led to the log-in."""
    assert (303, LOGIN) == (
        visitor.get(SPACE).status_code,
        visitor.get(SPACE).location,
    )


def test_logging_out_ends_it(visitor: Any) -> None:
    """Even for who kept the cookie; twice is harmless."""
    visitor.log_in("Ancien2025")
    stolen = visitor.client.get_cookie("ep_session", domain="www2.carpimko.com").value
    assert LOGIN == visitor.post("/Comptes/Deconnexion").location
    assert LOGIN == visitor.post("/Comptes/Deconnexion").location
    assert LOGIN == visitor.get(SPACE).location

    visitor.client.set_cookie("ep_session", stolen, domain="www2.carpimko.com")
    assert LOGIN == visitor.get(SPACE).location


def test_a_cookie_made_by_hand_opens_nothing(visitor: Any) -> None:
    """Its signature is the portal's."""
    from flask.sessions import SecureCookieSessionInterface  # noqa: PLC0415

    visitor.log_in("Ancien2025")
    app = type(visitor.client.application)("forger")
    app.secret_key = "guessed"
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    forged = signer.dumps({"login": "0" * 32})
    visitor.client.set_cookie("ep_session", forged, domain="www2.carpimko.com")

    assert LOGIN == visitor.get(SPACE).location


def test_logging_in_starts_a_new_session(visitor: Any) -> None:
    """Nothing of the visitor's earlier requests is carried over."""
    step5 = visitor.identify().location
    visitor.log_in("Ancien2025")

    assert "/Comptes/MotDePasseOublie" == visitor.get(step5).location


def test_a_letters_password_leads_to_a_new_one_first(visitor: Any) -> None:
    """The personal space is closed until then (B54)."""
    visitor.ask("courrier")
    visitor.log_in(visitor.letter())

    assert FIRST == visitor.get(SPACE).location
    page = visitor.page(visitor.get(FIRST))
    assert "Choisissez un nouveau mot de passe" == page.xpath("string(//h1)")


@pytest.mark.parametrize(
    ("password", "confirmation", "sentence"),
    [
        (
            "Soleil2026",
            "soleil2026",
            "Les deux mots de passe ne sont pas identiques.",
        ),
        ("Soleil2", "Soleil2", "Le mot de passe doit avoir a minima 8 caractères."),
    ],
)
def test_the_first_password_is_checked_as_at_step_8(
    visitor: Any, password: str, confirmation: str, sentence: str
) -> None:
    """Same rule, same sentences (B36), and one may try again."""
    visitor.ask("courrier")
    visitor.log_in(visitor.letter())
    wrong = visitor.post(
        FIRST, {"mot_de_passe": password, "confirmation": confirmation}
    )
    right = {"mot_de_passe": "Soleil2026", "confirmation": "Soleil2026"}

    assert sentence in visitor.read(wrong)
    assert FIRST == visitor.get(SPACE).location
    assert CHANGED == visitor.post(FIRST, right).location
    assert "Changement de mot de passe effectué !" in visitor.read(visitor.get(CHANGED))
    assert LOGIN == visitor.get(SPACE).location
    assert SPACE == visitor.log_in("Soleil2026").location
    assert 200 == visitor.log_in("Ancien2025").status_code


@pytest.mark.parametrize("logged_in", [False, True])
def test_the_first_password_is_for_who_came_by_letter(
    visitor: Any, *, logged_in: bool
) -> None:
    """Neither a stranger nor a usual session may change a password there."""
    if logged_in:
        visitor.log_in("Ancien2025")
    typed = {"mot_de_passe": "Soleil2026", "confirmation": "Soleil2026"}

    assert LOGIN == visitor.get(FIRST).location
    assert LOGIN == visitor.post(FIRST, typed).location
    assert SPACE == visitor.log_in("Ancien2025").location


def test_names_are_shown_as_text(visitor: Any) -> None:
    """Whatever somebody is called (B39)."""
    visitor.client.patch(
        "/_bench/accounts/affilie/0012345", json={"last_name": "<b>D'Été</b>"}
    )
    visitor.log_in("Ancien2025")
    answer = visitor.get(SPACE)

    assert "Camille <b>D'Été</b>" in visitor.read(answer)
    assert [] == visitor.page(answer).xpath("//b")
