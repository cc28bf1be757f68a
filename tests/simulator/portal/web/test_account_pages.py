"""« Modifier mon mot de passe », the locked log-in, and sessions, as a person sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simulator.portal.rules.password import MAXIMUM_LENGTH

CHANGE = "/Comptes/ModifierMotDePasse"
SPACE = "/Comptes/EspacePersonnel"
LOGIN = "/Comptes/Connexion"


def test_the_personal_space_leads_there_and_out(visitor: Any) -> None:
    """A link to the page, and a way to log out."""
    visitor.log_in("Ancien2025")
    page = visitor.page(visitor.get(SPACE))

    (link,) = page.xpath("//a[text()='Modifier mon mot de passe']/@href")
    assert CHANGE == link
    assert ["Se déconnecter"] == page.xpath("//button/text()")


def test_a_change_keeps_this_browser_logged_in_under_a_new_name(
    visitor: Any, arrive: Callable[[], Any]
) -> None:
    """The other browser is out, and so is whoever kept the old cookie."""
    other, thief = arrive(), arrive()
    visitor.log_in("Ancien2025")
    other.log_in("Ancien2025")
    old = visitor.client.get_cookie("ep_session", domain="www2.carpimko.com").value
    answer = visitor.change("Ancien2025", "Soleil2026")

    assert SPACE == answer.location
    text = visitor.read(visitor.get(SPACE))
    assert "Votre mot de passe a été modifié." in text
    assert "Votre mot de passe a été modifié." not in visitor.read(visitor.get(SPACE))
    assert LOGIN == other.get(SPACE).location
    thief.client.set_cookie("ep_session", old, domain="www2.carpimko.com")
    assert LOGIN == thief.get(SPACE).location


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"actuel": "faux"}, "Le mot de passe actuel n'est pas le bon."),
        (
            {"confirmation": "Soleil2027"},
            "Les deux mots de passe ne sont pas identiques.",
        ),
        (
            {"mot_de_passe": "soleil2026", "confirmation": "soleil2026"},
            "Le mot de passe doit contenir au moins une lettre majuscule.",
        ),
        (
            {"mot_de_passe": "Carpimko1", "confirmation": "Carpimko1"},
            "Ce mot de passe est trop courant : il serait vite deviné.",
        ),
    ],
)
def test_a_refusal_says_why(
    visitor: Any, fields: dict[str, str], sentence: str
) -> None:
    """And the old password still opens."""
    visitor.log_in("Ancien2025")
    answer = visitor.change("Ancien2025", "Soleil2026", **fields)

    assert 200 == answer.status_code
    assert sentence in visitor.read(answer)
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_who_is_not_logged_in_logs_in_first(visitor: Any) -> None:
    """Reading and submitting."""
    assert LOGIN == visitor.get(CHANGE).location
    assert LOGIN == visitor.change("Ancien2025", "Soleil2026").location
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_who_came_with_a_letter_chooses_a_password_first(visitor: Any) -> None:
    """That page asks for no current password, as there is none."""
    visitor.ask("courrier")
    visitor.log_in(visitor.letter())

    assert "/Comptes/PremierMotDePasse" == visitor.get(CHANGE).location


def test_a_locked_log_in_says_for_how_long_and_what_to_do(visitor: Any) -> None:
    """The same page for a dossier that does not exist (B60, B01)."""

    def tries(dossier: str) -> list[tuple[int, str]]:
        pages = [
            visitor.post(
                LOGIN,
                {"situation": "affilie", "dossier": dossier, "mot_de_passe": "faux"},
            )
            for _ in range(11)
        ]
        return [(each.status_code, visitor.read(each)) for each in pages]

    known = tries("0012345")
    assert known == tries("7654321")
    assert "réessayez dans" not in known[8][1]
    for status, text in known[9:]:
        assert 200 == status
        assert (
            "Trop d'essais ont échoué de suite : réessayez dans 15 minutes, "
            "ou réinitialisez votre mot de passe."
        ) in text
    visitor.wait(minutes=14, seconds=30)
    assert "réessayez dans une minute" in visitor.read(visitor.log_in("Ancien2025"))
    visitor.wait(seconds=30)
    assert 303 == visitor.log_in("Ancien2025").status_code


def test_logging_in_again_ends_the_session_before(
    visitor: Any, arrive: Callable[[], Any]
) -> None:
    """Its cookie, had anybody kept it, opens nothing."""
    thief = arrive()
    visitor.log_in("Ancien2025")
    old = visitor.client.get_cookie("ep_session", domain="www2.carpimko.com").value
    visitor.log_in("Ancien2025")
    thief.client.set_cookie("ep_session", old, domain="www2.carpimko.com")

    assert LOGIN == thief.get(SPACE).location
    assert 200 == visitor.get(SPACE).status_code


def test_a_session_that_nobody_uses_ends(visitor: Any) -> None:
    """Half an hour later the personal space asks to log in."""
    visitor.log_in("Ancien2025")
    visitor.wait(minutes=29)
    assert 200 == visitor.get(SPACE).status_code
    visitor.wait(minutes=29)
    assert 200 == visitor.get(SPACE).status_code
    visitor.wait(minutes=30)

    assert LOGIN == visitor.get(SPACE).location


def test_a_form_left_open_for_a_day_is_still_good(visitor: Any) -> None:
    """The portal's time moves; the form's own proof does not depend on it."""
    visitor.csrf()
    visitor.wait(hours=24)
    assert 303 == visitor.log_in("Ancien2025").status_code
    visitor.wait(days=-30)
    assert 303 == visitor.identify().status_code


LONG = "Aa1" + "🌞" * 997
PASSWORDS = [
    pytest.param("Soleil26" + "é" * 8, id="composed"),
    pytest.param("Soleil26" + "e\u0301" * 8, id="decomposed"),
    pytest.param("  Soleil 26  ", id="spaces around"),
    pytest.param("Soleil\u00a026\u2003x", id="other spaces"),
    pytest.param("Aa1".ljust(64, "x"), id="64"),
    pytest.param("Aa1".ljust(72, "x") + "y", id="73"),
    pytest.param("Aa1".ljust(1000, "é"), id="1000"),
    pytest.param(LONG, id="1000 emojis"),
    pytest.param("Aa1".ljust(MAXIMUM_LENGTH, "x"), id="4096"),
]


def _by_link(visitor: Any, password: str) -> None:
    visitor.ask()
    visitor.reset(visitor.token(), mot_de_passe=password)


def _by_letter(visitor: Any, password: str) -> None:
    visitor.ask("courrier")
    visitor.log_in(visitor.letter())
    fields = {"mot_de_passe": password, "confirmation": password}
    visitor.post("/Comptes/PremierMotDePasse", fields)


def _by_account(visitor: Any, password: str) -> None:
    visitor.log_in("Ancien2025")
    visitor.change("Ancien2025", password)


@pytest.mark.parametrize("way", [_by_link, _by_letter, _by_account])
@pytest.mark.parametrize("password", PASSWORDS)
def test_a_password_is_the_same_wherever_it_is_chosen(
    visitor: Any, way: Callable[[Any, str], None], password: str
) -> None:
    """What was chosen opens, and nothing shorter by its last character (B30 to B34)."""
    way(visitor, password)

    assert 200 == visitor.log_in(password[:-1]).status_code
    assert 303 == visitor.log_in(password).status_code
    assert SPACE == visitor.change(password, "Orage2027").location
