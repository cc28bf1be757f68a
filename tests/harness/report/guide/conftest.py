"""A journey through the nine steps, as evidence leaves it, without a browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from harness.labels import LABELS, Stage
from harness.runs.journal import ScenarioRecord, StepRecord
from harness.verdicts.verdict import Outcome

LINK = f"{LABELS.link_prefix}abc"
_MAIL = f"""From: CARPIMKO <ne-pas-repondre@carpimko.com>
To: camille@example.org
Subject: {LABELS.mail_subject}
Content-Type: text/html; charset=utf-8

<p><a href="{LINK}">{LABELS.mail_link}</a></p>
"""
_PLACE = [10.0, 10.0, 60.0, 20.0]
_PAGES: tuple[tuple[str, str, str | None], ...] = (
    ("", LABELS.personal_space, None),
    ("LOGIN", LABELS.forgotten, None),
    ("REQUEST", LABELS.reset, None),
    ("CHOICE", LABELS.validate_choice, LABELS.reset),
    ("TAKEN", LABELS.forgotten, LABELS.validate_choice),
    ("NEW_PASSWORD", LABELS.validate, None),
    ("CHANGED", LABELS.forgotten, LABELS.validate),
)

Change = Callable[[list[dict[str, Any]]], None]
Journey = Callable[..., ScenarioRecord]


def png() -> bytes:
    """Return a white picture, 200 by 100, with a black spot at 20, 20."""
    image = Image.new("RGB", (200, 100), "white")
    image.paste((0, 0, 0), (20, 20, 30, 30))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def journey(tmp_path: Path) -> Journey:
    """Return a function that makes a journey's record; *change* may spoil it."""

    def made(change: Change = lambda _: None) -> ScenarioRecord:
        (tmp_path / "page.png").write_bytes(png())
        (tmp_path / "mail.eml").write_text(_MAIL, encoding="utf-8")
        seen: list[dict[str, Any]] = []
        for stage, mark, pressed in _PAGES:
            item: dict[str, Any] = {
                "kind": "page", "url": f"https://a.test/{stage}", "title": stage,
                "stage": stage, "picture": "page.png", "boxes": {mark: _PLACE},
            }  # fmt: skip
            if pressed is not None:
                item["filled"] = {
                    "button": pressed,
                    "answers": [["Numéro de dossier :", pressed]],
                    "picture": "page.png",
                }
            seen.append(item)
        mail = {"kind": "mail", "to": ["camille@example.org"], "file": "mail.eml"}
        seen.insert(5, mail)
        change(seen)
        step = StepRecord("Quand", "Camille va", 3, Outcome.PASSED, None, tuple(seen))
        return ScenarioRecord(
            "x.feature", 3, "Parcours", Outcome.PASSED, None, 1.0, (step,)
        )

    return made


STAGES = ("HOME", *(stage.name for stage in Stage if stage.value))
