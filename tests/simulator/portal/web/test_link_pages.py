"""Steps 7 to 9 over the pages: dead links, refusals, and what a change ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from simulator.mail.mailbox import Mailbox

PATH = "/Comptes/ReinitialiserMotdepasse"
LINK = f"https://www2.carpimko.com{PATH}?token="
LOGIN = "/Comptes/Connexion"
EXPIRED = (
    "Ce lien a expiré Ce lien n'était actif que pour 24 heures. Ce délai est passé : "
    "vous devez faire une nouvelle demande."
)
USED = (
    "Ce lien a déjà servi Votre mot de passe a déjà été modifié avec ce lien. Pour le "
    "modifier de nouveau, vous devez faire une nouvelle demande."
)
UNKNOWN = (
    "Ce lien n'est pas valable Vérifiez que vous avez copié en entier le lien du "
    "dernier message reçu, ou faites une nouvelle demande."
)


@pytest.fixture
def token(visitor: Any) -> str:
    """The token of a link that Camille has just received."""
    visitor.ask()
    return str(visitor.token())


def _is_dead(visitor: Any, answer: Any, sentence: str) -> bool:
    page = visitor.page(answer)
    ways = page.xpath("//main//a/@href")
    return (
        answer.status_code == 410
        and sentence in visitor.read(answer)
        and ["/Comptes/MotDePasseOublie", LOGIN] == ways
        and not page.xpath("//form")
    )


def test_a_link_works_in_another_browser(arrive: Callable[[], Any], token: str) -> None:
    """Without any cookie of steps 4 to 6 (P7.8)."""
    other = arrive()

    assert 200 == other.get(LINK + token).status_code
    assert "/Comptes/ChangementEffectue" == other.reset(token).location


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_reading_a_link_uses_nothing_up(
    arrive: Callable[[], Any], token: str, method: str
) -> None:
    """Scanners may fetch it as often as they like (B19)."""
    scanner = arrive()
    for _ in range(5):
        answer = getattr(scanner.client, method)(LINK + token)
        assert 200 == answer.status_code

    assert "/Comptes/ChangementEffectue" == arrive().reset(token).location


def test_a_link_expires_at_reading_and_at_submitting(visitor: Any, token: str) -> None:
    """A second before, alive; at 24 hours, dead, both ways (P7.6, B12)."""
    visitor.wait(hours=24, seconds=-1)
    assert 200 == visitor.get(LINK + token).status_code
    visitor.wait(seconds=1)

    assert _is_dead(visitor, visitor.get(LINK + token), EXPIRED)
    assert _is_dead(visitor, visitor.reset(token), EXPIRED)
    assert LOGIN == visitor.get("/Comptes/ChangementEffectue").location


def test_a_used_link_says_so(visitor: Any, token: str) -> None:
    """Again at reading and at submitting (B03)."""
    visitor.reset(token)

    assert _is_dead(visitor, visitor.get(LINK + token), USED)
    assert _is_dead(visitor, visitor.reset(token), USED)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?token=",
        "?token=x",
        "?token=a.b.c",
        "?token=%00",
        "?token=%ff%fe",
        "?token[]=x",
        "?token=" + "A" * 20_000,
        "?jeton={token}",
        "?token={token}&token={token}",
        "?token={token}x",
        "?token={token}%00",
        "?token={token}%20",
    ],
)
def test_a_link_that_is_no_link_says_so(visitor: Any, token: str, query: str) -> None:
    """No trace of an error inside, whatever the query (B49)."""
    answer = visitor.get(PATH + query.format(token=token))

    assert _is_dead(visitor, answer, UNKNOWN)


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ({"dossier": "7654321"}, ["Le numéro de dossier ne correspond pas à ce lien."]),
        ({"dossier": ""}, ["Le numéro de dossier ne correspond pas à ce lien."]),
        (
            {"confirmation": "soleil2026"},
            ["Les deux mots de passe ne sont pas identiques."],
        ),
        (
            {"mot_de_passe": "soleil"},
            [
                "Le mot de passe doit avoir a minima 8 caractères.",
                "Le mot de passe doit contenir au moins une lettre majuscule.",
                "Le mot de passe doit contenir au moins un chiffre.",
            ],
        ),
    ],
)
def test_step_8_refuses_and_the_link_stays(
    visitor: Any, token: str, typed: dict[str, str], sentences: list[str]
) -> None:
    """Nothing typed comes back in the page, and the same form can be sent again."""
    answer = visitor.reset(token, **typed)
    page = visitor.page(answer)

    assert 200 == answer.status_code
    found = [each.text_content() for each in page.xpath("//*[@class='summary']//li")]
    assert sentences == found
    assert [token] == page.xpath("//input[@name='token']/@value")
    assert not any(page.xpath("//input[@type='password']/@value"))
    assert "/Comptes/ChangementEffectue" == visitor.reset(token).location


def test_nobody_is_logged_in_by_a_reset(visitor: Any, token: str) -> None:
    """Even who was logged in before is not any more (P9.2, B25, B26)."""
    visitor.log_in("Ancien2025")
    assert 200 == visitor.get("/Comptes/EspacePersonnel").status_code
    visitor.reset(token)

    assert LOGIN == visitor.get("/Comptes/EspacePersonnel").location
    assert 200 == visitor.log_in("Ancien2025").status_code
    assert "/Comptes/EspacePersonnel" == visitor.log_in("Soleil2026").location


def test_another_device_is_logged_out_by_a_reset(
    arrive: Callable[[], Any], token: str
) -> None:
    """Its cookie is worth nothing any more (B25)."""
    elsewhere = arrive()
    elsewhere.log_in("Ancien2025")
    arrive().reset(token)

    assert LOGIN == elsewhere.get("/Comptes/EspacePersonnel").location


def test_the_change_is_announced_after_a_change_only(visitor: Any, token: str) -> None:
    """Not to who types the address of step 9 (P9.1, B20)."""
    assert LOGIN == visitor.get("/Comptes/ChangementEffectue").location
    visitor.reset(token, dossier="7654321")
    assert LOGIN == visitor.get("/Comptes/ChangementEffectue").location
    visitor.reset(token)

    assert 200 == visitor.get("/Comptes/ChangementEffectue").status_code


def test_no_cookie_of_a_link_outlives_it(visitor: Any, token: str) -> None:
    """Step 9 leaves neither token nor log-in in the browser."""
    visitor.log_in("Ancien2025")
    visitor.reset(token)
    session = visitor.client.get_cookie("ep_session", domain="www2.carpimko.com")

    with visitor.client.session_transaction(base_url="https://www2.carpimko.com") as it:
        assert {"changed", "csrf_token"} >= set(it)
    assert session is not None
    assert token not in session.value


def test_a_change_that_is_not_kept_is_not_announced(
    visitor: Any, portal: Any, token: str, mailbox: Mailbox, break_commits: Any
) -> None:
    """The page is honest, the old password stays, the link still works (P9.1)."""
    store = portal.parts.store
    broken: list[Any] = []

    def disk_full_at_the_change(
        _conn: Any, _cursor: Any, statement: str, *_: Any
    ) -> None:
        if statement.startswith("UPDATE accounts") and not broken:
            broken.append(break_commits(store))

    event.listen(store, "before_cursor_execute", disk_full_at_the_change)
    answer = visitor.reset(token)
    event.remove(store, "before_cursor_execute", disk_full_at_the_change)
    broken[0].cure()

    assert 503 == answer.status_code
    text = visitor.read(answer)
    assert "Votre demande n'a pas été enregistrée." in text
    assert "effectué" not in text
    assert "prise en compte" not in text
    assert LOGIN == visitor.get("/Comptes/ChangementEffectue").location
    assert 1 == len(mailbox.all())
    assert "/Comptes/EspacePersonnel" == visitor.log_in("Ancien2025").location
    assert "/Comptes/ChangementEffectue" == visitor.reset(token).location
