"""What was seen during a step, as attachments of Cucumber Messages."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from harness.report.lines import described

_LOG = "text/x.cucumber.log+plain"


def attachments(
    evidence: Sequence[dict[str, Any]], folder: Path
) -> Iterator[dict[str, Any]]:
    """Yield what a report shows of a step: in words first, then as it came.

    Args:
        evidence: what the journal says of it.
        folder: where the run kept it.
    """
    if evidence:
        yield _text("\n".join(map(described, evidence)), _LOG)
    for seen in evidence:
        match seen["kind"]:
            case "page":
                yield from _file(folder, seen.get("picture"), "image/png")
            case "mail":
                yield from _mail(seen, folder)
            case "letter":
                yield from _words(folder, seen.get("file"))
                yield from _file(folder, seen.get("pdf"), "application/pdf")


def _mail(seen: dict[str, Any], folder: Path) -> Iterator[dict[str, Any]]:
    yield from _file(folder, seen.get("file"), "message/rfc822")
    if "file" in seen:
        yield from _words(folder, Path(seen["file"]).with_suffix(".txt").name)
    if links := seen.get("links"):
        yield _text("\n".join(links), "text/uri-list")


def _words(folder: Path, name: str | None) -> Iterator[dict[str, Any]]:
    if name is not None and (text := (folder / name).read_text(encoding="utf-8")):
        yield _text(text, "text/plain")


def _text(body: str, media_type: str) -> dict[str, Any]:
    return {"body": body, "contentEncoding": "IDENTITY", "mediaType": media_type}


def _file(folder: Path, name: str | None, media_type: str) -> Iterator[dict[str, Any]]:
    if name is not None:
        yield {
            "body": base64.b64encode((folder / name).read_bytes()).decode(),
            "contentEncoding": "BASE64",
            "mediaType": media_type,
            "fileName": name,
        }
