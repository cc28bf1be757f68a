"""The Django portal works by itself, and its bench API tells the truth."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import httpx
import pytest

from tests.examples.conftest import CAMILLE, PORTAL, Person, World, started


def test_the_whole_procedure(world: World, camille: Person) -> None:
    """Nine steps, in the procedure's words; the new password alone opens."""
    camille.ask()
    assert "Demande de réinitialisation de votre mot de passe" in camille.text
    assert "Par mail à l'adresse cam*****@ex*****.org" in camille.text
    assert () == world.mailbox.all()

    camille.press("Valider votre choix", channel="mail")
    assert "Presque fini..." in camille.text
    (mail,) = world.mailbox.to("camille.martin@example.org")
    assert "Demande de réinitialisation du mot de passe" == mail.subject

    camille.open(mail.link("vous pouvez cliquer ici").url)
    assert "Réinitialisation du mot de passe" in camille.text
    camille.choose("Soleil2026")
    assert "Changement de mot de passe effectué !" in camille.text

    camille.log_in("Ancien-2025")
    assert "incorrect" in camille.text
    camille.log_in("Soleil2026")
    assert "Bonjour Camille Martin" in camille.text


def test_the_link_is_djangos_own(camille: Person) -> None:
    """No parameter, no JWT: user and token stand in the path."""
    link = camille.link_by_mail()

    assert re.fullmatch(
        r"https://www2\.carpimko\.com/reset/\w+/\w{6}-[0-9a-f]{32}/", link
    )


@pytest.mark.parametrize(
    ("later", "read"),
    [
        ("2026-03-11T10:00:00+01:00", "Confirmer mot de passe"),
        ("2026-03-11T10:00:01+01:00", "Ce lien n'est plus valable"),
    ],
)
def test_the_link_lives_24_hours(
    world: World, camille: Person, later: str, read: str
) -> None:
    """By the clock of the bench, on days of 24 hours."""
    link = camille.link_by_mail()
    world.bench("PUT", "clock", {"now": later})
    camille.open(link)

    assert read in camille.text


def test_django_counts_the_hours_of_the_wall(world: World, camille: Person) -> None:
    """Its generator asks for the local time: over the night of March it loses one."""
    world.bench("PUT", "clock", {"now": "2026-03-28T12:00:00+01:00"})
    link = camille.link_by_mail()
    world.bench("PUT", "clock", {"now": "2026-03-29T12:30:00+02:00"})
    camille.open(link)

    assert "Ce lien n'est plus valable" in camille.text


def test_a_link_serves_once_and_dies_with_the_account(
    world: World, camille: Person
) -> None:
    """Used, or its account blocked: it opens nothing."""
    link = camille.link_by_mail()
    world.bench("PATCH", "accounts/affilie/0012345", {"status": "blocked"})
    camille.open(link)
    assert "Ce lien n'est plus valable" in camille.text

    world.bench("PATCH", "accounts/affilie/0012345", {"status": "active"})
    camille.open(link)
    camille.choose("Soleil2026")
    camille.open(link)
    assert "Ce lien n'est plus valable" in camille.text


@pytest.mark.parametrize("response", ["", "inventée"])
def test_without_captcha_nothing_happens(
    world: World, camille: Person, response: str
) -> None:
    """Step 4 comes back and says why."""
    camille.open(f"{world.portal}oubli/")
    camille.press(
        "Réinitialiser le mot de passe",
        situation="affilie",
        file_number="0012345",
        **{"g-recaptcha-response": response},
    )

    assert "Avez vous oublié votre mot de passe?" in camille.text
    assert "Je ne suis pas un robot" in camille.text


def test_a_mail_that_was_refused_is_not_announced(
    world: World, camille: Person
) -> None:
    """The page says so, and the same choice can be made again."""
    world.mail_server.faults.refuse("550 5.1.1 Inconnu")
    camille.ask()
    camille.press("Valider votre choix", channel="mail")
    assert "L'e-mail n'a pas pu être envoyé" in camille.text
    assert () == world.mailbox.all()

    camille.press("Valider votre choix", channel="mail")
    assert "Presque fini..." in camille.text
    assert 1 == len(world.mailbox.all())


def test_a_letter_only_lets_one_choose(world: World, camille: Person) -> None:
    """It is posted, opens no space, and the old password stays until one is chosen."""
    camille.ask()
    camille.press("Valider votre choix", channel="post")
    (letter,) = world.bench("GET", "letters").json()
    assert "2026-03-13" == letter["expected_on"]
    assert "CAMILLE MARTIN\n12 RUE DES LILAS\n67000 NANTES" == letter["address"]
    (secret,) = re.findall(r"provisoire : (\w{12})", letter["text"])

    camille.log_in("Ancien-2025")
    assert "Bonjour Camille Martin" in camille.text
    camille.browser.cookies.clear()
    camille.log_in(secret)
    assert "Bonjour" not in camille.text
    camille.choose(secret)
    assert "est provisoire" in camille.text
    camille.choose("Soleil2026")
    assert "Changement de mot de passe effectué !" in camille.text
    camille.log_in(secret)
    assert "incorrect" in camille.text


@pytest.mark.parametrize(
    ("call", "body", "why"),
    [
        ("clock", {"now": "2026-03-28T12:00:00"}, "no zone"),
        ("clock", {"now": "demain"}, "not an ISO 8601"),
        ("clock", [], "an instant"),
        ("accounts", {}, "a list"),
        ("accounts", [{**CAMILLE, "nom": "x"}], "Unknown field: nom"),
        ("accounts", [{"situation": "affilie"}], "Missing field"),
        ("accounts", [{**CAMILLE, "status": "gone"}], "Unknown status"),
        ("accounts", [CAMILLE, CAMILLE], "same situation and dossier"),
        ("routes", {"smtp": "nowhere"}, "host:port"),
        ("routes", {"franceconnect": "http://127.0.0.1/"}, "smtp, siteverify"),
    ],
)
def test_the_bench_refuses_with_a_sentence(
    world: World, camille: Person, call: str, body: object, why: str
) -> None:
    """422, the reason, and nothing changed."""
    answer = world.bench("PUT", call, body)

    assert 422 == answer.status_code
    assert why in answer.json()["error"]
    camille.log_in("Ancien-2025")
    assert "Bonjour Camille Martin" in camille.text


def test_there_is_no_bench_unless_asked(tmp_path: Path) -> None:
    """In production its addresses do not exist."""
    with started("--database", str(tmp_path / "portal.sqlite3")) as address:
        answers = [
            httpx.get(f"{address}{path}", trust_env=False).status_code
            for path in ("", "_bench/", "_bench/log")
        ]

    assert [200, 404, 404] == answers


def test_head_is_answered_without_a_body(world: World) -> None:
    """Two requests share a connection: a body would be read as the next answer."""
    with httpx.Client(trust_env=False) as client:
        statuses = [client.head(world.portal).status_code for _ in range(2)]

    assert [200, 200] == statuses


def test_the_log_holds_no_secret(world: World, camille: Person) -> None:
    """What happened to whom, but neither token nor password."""
    link = camille.link_by_mail()
    camille.open(link)
    camille.choose("Soleil2026")
    log = world.bench("GET", "log").text

    assert "mot de passe changé par le lien : affilie-0012345" in log
    assert link.split("/")[-2] not in log
    assert "Soleil2026" not in log


def test_it_imports_nothing_of_sesame() -> None:
    """A portal that we did not write cannot lean on ours."""
    sources = list(PORTAL.rglob("*.py"))
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for source in sources
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert len(sources) > 10
    assert "django.db" in imported
    assert not {"harness", "simulator", "fixtures", "steps"} & {
        name.split(".")[0] for name in imported
    }
