"""The bench API: letters, log, outbox and restart (contract v1)."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader

from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.portal.service import delivery
from simulator.portal.store import outbox
from simulator.portal.web.app import create_app
from simulator.portal.web.bench import BenchState


def test_a_letter_is_told_in_six_fields(bench: FlaskClient, visitor: Any) -> None:
    """Posted at an instant, expected on a day."""
    assert [] == bench.get("/_bench/letters").json
    visitor.ask("courrier")
    (letter,) = bench.get("/_bench/letters").json
    text = letter.pop("text")

    assert {
        "situation": "affilie",
        "dossier": "0012345",
        "posted_at": "2026-03-10T11:00:00+00:00",
        "expected_on": "2026-03-13",
        "address": "CAMILLE DURAND\n3 RUE DES LILAS\n67000 STRASBOURG",
    } == letter
    assert text.startswith("Madame, Monsieur,")
    assert visitor.letter() in text


def test_each_letter_can_be_had_on_paper(bench: FlaskClient, visitor: Any) -> None:
    """A PDF that says what the list says, for each letter by its rank."""
    visitor.ask("courrier")
    visitor.ask("courrier")
    listed = bench.get("/_bench/letters").json
    papers = [bench.get(f"/_bench/letters/{rank}/pdf") for rank in (1, 2)]

    for letter, paper in zip(listed, papers, strict=True):
        assert (200, "application/pdf") == (paper.status_code, paper.mimetype)
        (page,) = PdfReader(BytesIO(paper.data)).pages
        assert " ".join(letter["address"].split()) in " ".join(
            page.extract_text().split()
        )
        assert visitor.letter() in page.extract_text() or letter is not listed[-1]
    assert papers[0].data != papers[1].data


@pytest.mark.parametrize("rank", ["0", "1", "99999999999999999999"])
def test_a_letter_that_is_not_there_is_told_so(bench: FlaskClient, rank: str) -> None:
    """404 with a sentence, as JSON."""
    answer = bench.get(f"/_bench/letters/{rank}/pdf")

    assert 404 == answer.status_code
    assert f"There is no letter {rank}: 0 posted so far" in answer.json["error"]


def test_the_log_tells_the_story_and_no_secret(
    bench: FlaskClient, visitor: Any
) -> None:
    """From the request to the log-in; neither token nor password (B53)."""
    visitor.ask("courrier")
    by_letter = visitor.letter()
    visitor.ask()
    token = visitor.token()
    visitor.log_in("Mauvais2026")
    visitor.reset(token, mot_de_passe="faible")
    visitor.reset(token)
    visitor.reset(token)
    visitor.log_in("Soleil2026")
    visitor.log_in(by_letter)
    log = bench.get("/_bench/log").text
    events = [line.split(" ", 1)[1] for line in log.splitlines()]

    assert [
        "demande ouverte affilie 0012345",
        "courrier posté affilie 0012345",
        "demande ouverte affilie 0012345",
        "lien émis affilie 0012345 par mail",
        "mail 1 remis",
        "connexion refusée affilie 0012345",
        "changement refusé affilie 0012345 : saisie",
        "mot de passe changé affilie 0012345",
        "mail 2 remis",
        "changement refusé affilie 0012345 : lien déjà utilisé",
        "connexion affilie 0012345",
        "connexion refusée affilie 0012345",
    ] == events
    secrets = ("Ancien2025", "Soleil2026", "Mauvais2026", "faible", by_letter)
    for secret in (token, *token.split("."), *secrets):
        assert secret not in log


def test_running_the_outbox_hands_over_what_is_due(
    bench: FlaskClient, visitor: Any, mailbox: Mailbox, mail_server: MailServer
) -> None:
    """Not before its time, and once."""
    mail_server.faults.greylist()
    visitor.ask()
    bench.post("/_bench/outbox/run")
    mailbox.assert_none()
    visitor.wait(minutes=1)
    assert 204 == bench.post("/_bench/outbox/run").status_code
    assert 1 == len(mailbox.all())
    visitor.wait(hours=8)
    bench.post("/_bench/outbox/run")

    assert 1 == len(mailbox.all())


def test_a_restart_forgets_nothing_that_matters(
    bench: FlaskClient, visitor: Any, portal: Any, mailbox: Mailbox
) -> None:
    """Links, requests and log-ins survive; a mail cut short is sent again (P7.8)."""
    visitor.ask()
    token = visitor.token()
    visitor.log_in("Ancien2025")
    with portal.parts.store.begin() as connection:
        cut_short = outbox.add(
            connection,
            request_id=None,
            sender="a@b.fr",
            recipient="cut@mail.test",
            raw=b"Subject: x\r\n\r\n",
            due_at=portal.clock.now() - timedelta(hours=1),
        )
        now = portal.clock.now()
        outbox.take(connection, cut_short, now, now + timedelta(minutes=5))
    assert 204 == bench.post("/_bench/restart").status_code
    assert 1 == len(mailbox.all())
    visitor.wait(minutes=5)
    bench.post("/_bench/outbox/run")

    assert 1 == len(mailbox.to("cut@mail.test"))
    assert 200 == visitor.get("/Comptes/EspacePersonnel").status_code
    assert "/Comptes/ChangementEffectue" == visitor.reset(token).location


def test_another_process_recovers_what_was_cut_short(
    open_office: Any, tmp_path: Any, mailbox: Mailbox
) -> None:
    """Once its hand-over has lasted too long; starting beside a live one sends none."""
    dead = open_office(f"sqlite:///{tmp_path / 'portail.db'}")
    dead.enrol()
    now, patience = dead.clock.now(), dead.parts.settings.hand_over_time
    dead.mail_server.stop()
    dead.ask()
    dead.clock.move_to(now + timedelta(hours=1))
    with dead.parts.store.begin() as connection:
        outbox.take(connection, 1, dead.clock.now(), dead.clock.now() + patience)
    dead.mail_server.start()
    other = open_office(f"sqlite:///{tmp_path / 'portail.db'}")
    create_app(other.parts, BenchState(other.clock, lambda: None))
    delivery.run_outbox(other.parts)
    mailbox.assert_none()
    other.clock.move_to(other.clock.now() + patience)
    delivery.run_outbox(other.parts)

    assert 1 == len(mailbox.to(other.EMAIL))
