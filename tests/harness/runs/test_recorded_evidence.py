"""What was seen during a step, in the journal and in files."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.errors import BenchRefusal
from harness.forms import FilledForm
from harness.journeys.evidence import Evidence, SeenLetter
from harness.pages import Box, Page
from harness.runs.recorded_evidence import folder_of, record
from simulator.mail.message import ReceivedMail

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
BODY = "<title>Accueil</title><h1>Été</h1>".encode()
PAGE = Page("https://a.test/?x=1", 404, (), BODY)
CLAIMS = base64.urlsafe_b64encode(b'{"login":"0012345"}').decode().rstrip("=")
RAW = (
    b"Subject: =?utf-8?q?=C3=89t=C3=A9?=\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"\r\nLien : https://a.test/x?token=e30." + CLAIMS.encode() + b".c2ln\r\n"
)
MAIL = ReceivedMail(7, "a@b.test", ("c@d.test", "e@f.test"), RAW, NOON, NOON)
LETTER = SeenLetter({"dossier": "0012345", "expected_on": "2026-03-13"})


def seen(**kinds: list[object]) -> Evidence:
    """Return the evidence of one step."""
    return Evidence(**{"pages": [], "mails": [], "letters": [], "notes": []} | kinds)


def test_nothing_seen_is_nothing_kept(tmp_path: Path) -> None:
    """A step that showed nothing leaves neither record nor folder."""
    assert [] == record(seen(), tmp_path / "e", 1)
    assert not (tmp_path / "e").exists()


def test_the_journal_keeps_the_main_facts() -> None:
    """Without a folder: pages, mails, letters and notes, in that order, no file."""
    kept = record(
        seen(notes=["Pied"], letters=[LETTER], mails=[MAIL], pages=[PAGE]), None, 1
    )

    assert [
        {"kind": "page", "url": "https://a.test/?x=1", "status": 404},
        {
            "kind": "mail",
            "to": ["c@d.test", "e@f.test"],
            "subject": "Été",
            "received_at": "2026-03-10T11:00:00+00:00",
        },
        {"kind": "letter", "dossier": "0012345", "expected_on": "2026-03-13"},
        {"kind": "note", "text": "Pied"},
    ] == kept
    assert kept == json.loads(json.dumps(kept))


def test_pages_are_written_as_they_came(tmp_path: Path) -> None:
    """Each page has a file of its own, byte for byte, named after step and rank."""
    kept = record(seen(pages=[PAGE, PAGE]), tmp_path / "a" / "b", 3)

    assert ["03-page-1.html", "03-page-2.html"] == [item["file"] for item in kept]
    assert BODY == (tmp_path / "a" / "b" / "03-page-2.html").read_bytes()
    assert "Accueil" == kept[0]["title"]


def test_a_page_says_how_it_is_read(tmp_path: Path) -> None:
    """Its type, its charset, and the style sheets that it asks for, made absolute."""
    page = Page(
        "https://a.test/x/y",
        200,
        (("Content-Type", "text/html; charset=latin-1"),),
        b"<link rel=stylesheet href=z.css><link rel=icon href=i>",
    )
    (kept,) = record(seen(pages=[page]), tmp_path, 1)

    assert "text/html; charset=latin-1" == kept["type"]
    assert "iso8859-1" == kept["charset"]
    assert ["https://a.test/x/z.css"] == kept["styles"]
    assert "styles" not in record(seen(pages=[PAGE]), tmp_path, 2)[0]


def test_every_scenario_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """File and line make its name, without a character that a path would read."""
    folder = folder_of(tmp_path, "features/a b/c.feature", 12)

    assert tmp_path / "features_a_b_c-12" == folder


def test_a_picture_is_kept_beside_its_page(tmp_path: Path) -> None:
    """What a browser drew, what it was kept from, and what went without it."""
    drawn = replace(
        PAGE,
        picture=b"\x89PNG",
        blocked=("https://ailleurs.test/a.png",),
        without_browser="des en-têtes ajoutés",
    )
    kept = record(seen(pages=[PAGE, drawn]), tmp_path, 3)

    assert "03-page-2.png" == kept[1]["picture"]
    assert b"\x89PNG" == (tmp_path / "03-page-2.png").read_bytes()
    assert ["https://ailleurs.test/a.png"] == kept[1]["blocked"]
    assert "des en-têtes ajoutés" == kept[1]["without_browser"]
    assert not {"picture", "blocked", "without_browser"} & kept[0].keys()
    assert not (tmp_path / "03-page-1.png").exists()


def test_mails_are_written_as_they_came(tmp_path: Path) -> None:
    """The raw mail, its decoded text and its facts, claims of the token included."""
    (kept,) = record(seen(mails=[MAIL]), tmp_path, 12)

    assert RAW == (tmp_path / "12-mail-1.eml").read_bytes()
    assert (tmp_path / "12-mail-1.txt").read_text("utf-8").startswith("Lien : https")
    assert {"login": "0012345"} == kept["claims"]
    assert kept == json.loads((tmp_path / "12-mail-1.json").read_text("utf-8"))


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: x\r\n\r\n",
        b"Subject: x\r\n\r\nhttps://a.test/x?token=opaque\r\n",
        b"Content-Type: text/html\r\n\r\n<p>x</p>",
        b"",
    ],
)
def test_any_mail_can_be_kept(tmp_path: Path, raw: bytes) -> None:
    """Without text, link or claims, the mail is kept all the same."""
    mail = ReceivedMail(1, "", (), raw, NOON, NOON)
    (kept,) = record(seen(mails=[mail]), tmp_path, 1)

    assert kept["claims"] is None
    assert raw == (tmp_path / "01-mail-1.eml").read_bytes()


@pytest.mark.parametrize("body", [b"", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xfe", b"{}"])
def test_any_page_can_be_kept(tmp_path: Path, body: bytes) -> None:
    """An empty page or a picture is kept byte for byte, without title."""
    (kept,) = record(seen(pages=[Page("x", 200, (), body)]), tmp_path, 1)

    assert "" == kept["title"]
    assert body == (tmp_path / "01-page-1.html").read_bytes()


def test_a_page_without_element_can_be_kept(tmp_path: Path) -> None:
    """A lone doctype is kept like any page."""
    page = Page("x", 200, (), b"<!doctype html>")

    assert "" == record(seen(pages=[page]), tmp_path, 1)[0]["title"]


def test_a_mail_with_a_malformed_link_can_be_kept(tmp_path: Path) -> None:
    """Whatever the portal sent, the bench keeps it and goes on."""
    raw = b"Subject: x\r\n\r\nhttps://[a]/\r\n"
    mail = ReceivedMail(1, "", (), raw, NOON, NOON)

    assert record(seen(mails=[mail]), tmp_path, 1)


def test_letters_are_written_as_text_and_on_paper(tmp_path: Path) -> None:
    """Address and text in one file, and beside it the PDF that the portal offers."""
    letter = SeenLetter({"address": "CAMILLE", "text": "Été"}, lambda: b"%PDF-1.7")
    (kept,) = record(seen(letters=[letter]), tmp_path, 4)

    assert "CAMILLE\n\nÉté" == (tmp_path / "04-letter-1.txt").read_text("utf-8")
    assert b"%PDF-1.7" == (tmp_path / "04-letter-1.pdf").read_bytes()
    assert ("04-letter-1.txt", "04-letter-1.pdf") == (kept["file"], kept["pdf"])


def test_a_portal_without_paper_leaves_the_text(tmp_path: Path) -> None:
    """The paper is optional."""
    (kept,) = record(seen(letters=[LETTER]), tmp_path, 4)

    assert "pdf" not in kept
    assert ["04-letter-1.txt"] == [file.name for file in tmp_path.iterdir()]


def test_a_paper_that_cannot_be_had_ends_nothing(tmp_path: Path) -> None:
    """The refusal is kept in its place."""

    def refuse() -> bytes:
        raise BenchRefusal("GET letters/1/pdf : 500")

    (kept,) = record(seen(letters=[SeenLetter({}, refuse)]), tmp_path, 4)

    assert "GET letters/1/pdf : 500" == kept["pdf_error"]


def test_without_folder_no_paper_is_asked_for() -> None:
    """A run that keeps nothing does not have letters printed."""
    asked: list[bool] = []
    letter = SeenLetter({}, lambda: asked.append(True) or b"")

    record(seen(letters=[letter]), None, 4)
    assert [] == asked


def test_a_browser_leaves_places_and_the_form_filled_in(tmp_path: Path) -> None:
    """Where links stand in the picture, the step's page, and what was answered."""
    filled = FilledForm("Valider", (("Mot de passe", "•••"),), b"form")
    body = "<h1>Presque fini...</h1><h2>Je me connecte à mon espace personnel</h2>"
    page = replace(
        PAGE,
        body=body.encode(),
        picture=b"page",
        boxes={"Espace personnel": Box(1, 2, 3, 4, 1280, 800)},
        filled=filled,
    )
    (kept,) = record(seen(pages=[page]), tmp_path, 3)

    assert "TAKEN" == kept["stage"]
    assert {"Espace personnel": [1, 2, 3, 4]} == kept["boxes"]
    assert {
        "button": "Valider",
        "answers": [["Mot de passe", "•••"]],
        "picture": "03-page-1-form.png",
    } == kept["filled"]
    assert b"form" == (tmp_path / "03-page-1-form.png").read_bytes()
    assert kept == json.loads(json.dumps(kept))
