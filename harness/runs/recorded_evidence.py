"""Evidence as it is kept in the journal, and in a folder if one is given."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from harness.errors import HarnessError
from harness.journeys.evidence import Evidence, SeenLetter
from harness.labels import Stage
from harness.pages import Page
from harness.tokens.reading import claims_of, token_of
from simulator.mail.message import ReceivedMail


def folder_of(root: Path, file: str, line: int) -> Path:
    """Return where the evidence of the scenario at *file*, *line* is kept."""
    name = re.sub(r"[^\w-]+", "_", file.removesuffix(".feature"))
    return root / f"{name}-{line}"


def record(evidence: Evidence, folder: Path | None, step: int) -> list[dict[str, Any]]:
    """Return what was seen during step number *step*, as the journal keeps it.

    With *folder*, pages are written there as ``NN-page-N.html`` (and, where a browser
    drew them, ``NN-page-N.png``, with the form that led there, filled in, as
    ``NN-page-N-form.png``), mails as ``NN-mail-N.eml`` with their decoded text
    beside, letters as ``NN-letter-N.txt`` and, where the portal has them on paper,
    ``NN-letter-N.pdf``.
    """
    kept: list[dict[str, Any]] = []
    for number, page in enumerate(evidence.pages, 1):
        kept.append(_page(page, _file(folder, f"{step:02}-page-{number}.html")))
    for number, mail in enumerate(evidence.mails, 1):
        kept.append(_mail(mail, _file(folder, f"{step:02}-mail-{number}.eml")))
    for number, letter in enumerate(evidence.letters, 1):
        kept.append(_letter(letter, _file(folder, f"{step:02}-letter-{number}.txt")))
    kept.extend({"kind": "note", "text": note} for note in evidence.notes)
    return kept


def _file(folder: Path | None, name: str) -> Path | None:
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def _page(page: Page, file: Path | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "kind": "page",
        "url": page.url,
        "status": page.status,
    }
    if page.without_browser:
        described["without_browser"] = page.without_browser
    if page.blocked:
        described["blocked"] = list(page.blocked)
    if file is not None:
        file.write_bytes(page.body)
        described |= {"title": page.title, "stage": _stage(page), "file": file.name}
        described |= {"type": page.content_type, "charset": page.charset}
        if page.stylesheets:
            described["styles"] = list(page.stylesheets)
        if page.picture is not None:
            described["picture"] = file.with_suffix(".png").name
            file.with_suffix(".png").write_bytes(page.picture)
            described["boxes"] = _boxes(page)
        if page.filled is not None:
            picture = file.with_name(f"{file.stem}-form.png")
            picture.write_bytes(page.filled.picture)
            described["filled"] = {
                "button": page.filled.button,
                "answers": [list(answer) for answer in page.filled.answers],
                "picture": picture.name,
            }
    return described


def _stage(page: Page) -> str:
    """Return the name of the step's page that *page* is, or "" if it is none.

    Steps 6 and 9 offer to log in too: they are told before that.
    """
    told = (stage for stage in reversed(Stage) if stage.value)
    return next((one.name for one in told if page.shows_alone(one.value)), "")


def _boxes(page: Page) -> dict[str, list[float]]:
    """Return where links and buttons stand in the picture of *page*, by name."""
    return {
        name: [box.left, box.top, box.width, box.height]
        for name, box in (page.boxes or {}).items()
    }


def _mail(mail: ReceivedMail, file: Path | None) -> dict[str, Any]:
    described: dict[str, Any] = {
        "kind": "mail",
        "to": list(mail.envelope_to),
        "subject": mail.subject,
        "received_at": mail.received_at.isoformat(),
    }
    if file is not None:
        links = [link.url for link in mail.links]
        claims = [claims_of(token_of(link)) for link in links[:1]]
        described |= {"file": file.name, "claims": claims[0] if claims else None}
        described["links"] = list(dict.fromkeys(links))
        file.write_bytes(mail.raw)
        file.with_suffix(".txt").write_text(mail.text or "", encoding="utf-8")
        file.with_suffix(".json").write_text(
            json.dumps(described, ensure_ascii=False, indent=2), encoding="utf-8"
        )
    return described


def _letter(letter: SeenLetter, file: Path | None) -> dict[str, Any]:
    described: dict[str, Any] = {"kind": "letter", **letter.fields}
    if file is None:
        return described
    described["file"] = file.name
    file.write_text(
        f"{letter.fields.get('address', '')}\n\n{letter.fields.get('text', '')}",
        encoding="utf-8",
    )
    try:
        paper = letter.paper()
    except HarnessError as wrong:
        # Evidence decides nothing: a page that cannot be had does not end the run.
        return described | {"pdf_error": str(wrong)}
    if paper is not None:
        described["pdf"] = file.with_suffix(".pdf").name
        file.with_suffix(".pdf").write_bytes(paper)
    return described
