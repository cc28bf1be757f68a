"""What was seen, as attachments of Cucumber Messages."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path

from harness.journeys.evidence import Evidence, SeenLetter
from harness.pages import Page
from harness.report.message_attachments import attachments
from harness.runs.recorded_evidence import record
from simulator.mail.message import ReceivedMail

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
LINK = "https://a.test/x?token=abc"
RAW = f"Subject: S\r\nContent-Type: text/plain\r\n\r\nLien : {LINK}\r\n".encode()
MAIL = ReceivedMail(7, "a@b.test", ("c@d.test",), RAW, NOON, NOON)
PAGE = Page("https://a.test/", 200, (), b"<p>x", picture=b"\x89PNG")
LETTER = SeenLetter(
    {"address": "1 rue", "text": "Code", "expected_on": "2026-03-13"}, lambda: b"%PDF"
)


def seen(folder: Path | None, there: Path, **kinds: list[object]) -> list[dict]:
    """Return the attachments of a step that saw this."""
    evidence = Evidence(
        **{"pages": [], "mails": [], "letters": [], "notes": []} | kinds
    )
    return list(attachments(record(evidence, folder, 1), there))


def test_nothing_seen_is_nothing_attached(tmp_path: Path) -> None:
    """A step that showed nothing has no attachment."""
    assert [] == seen(tmp_path, tmp_path)


def test_what_was_seen_is_told_in_words_first(tmp_path: Path) -> None:
    """One log, a line each, notes included."""
    log = seen(tmp_path, tmp_path, pages=[PAGE], mails=[MAIL], notes=["Pied"])[0]

    assert {
        "body": "page https://a.test/ (statut 200)\nmail à c@d.test : « S »\nPied",
        "contentEncoding": "IDENTITY",
        "mediaType": "text/x.cucumber.log+plain",
    } == log


def test_a_mail_is_a_file_a_text_and_a_link(tmp_path: Path) -> None:
    """The raw mail to download, what it says, where it leads."""
    _, raw, text, link = seen(tmp_path, tmp_path, mails=[MAIL])

    assert ("message/rfc822", "01-mail-1.eml", RAW) == (
        raw["mediaType"],
        raw["fileName"],
        base64.b64decode(raw["body"]),
    )
    assert ("text/plain", f"Lien : {LINK}") == (text["mediaType"], text["body"].strip())
    assert ("text/uri-list", LINK) == (link["mediaType"], link["body"])


def test_a_page_is_its_picture_where_there_is_one(tmp_path: Path) -> None:
    """What a browser drew; a page that nobody drew is only told."""
    _, picture = seen(tmp_path, tmp_path, pages=[PAGE])
    told = seen(tmp_path, tmp_path, pages=[Page("https://a.test/", 200, (), b"")])

    assert ("image/png", b"\x89PNG") == (
        picture["mediaType"],
        base64.b64decode(picture["body"]),
    )
    assert 1 == len(told)


def test_a_letter_is_its_text_and_its_paper(tmp_path: Path) -> None:
    """What it says, and the PDF where the portal prints one."""
    _, text, paper = seen(tmp_path, tmp_path, letters=[LETTER])

    assert ("text/plain", "1 rue\n\nCode") == (text["mediaType"], text["body"])
    assert ("application/pdf", b"%PDF") == (
        paper["mediaType"],
        base64.b64decode(paper["body"]),
    )


def test_without_a_folder_everything_is_only_told(tmp_path: Path) -> None:
    """A journal that kept no file attaches none."""
    told = seen(None, tmp_path, pages=[PAGE], mails=[MAIL], letters=[LETTER])

    assert 1 == len(told)
