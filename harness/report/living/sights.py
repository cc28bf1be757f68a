"""What was seen during a step, as the document shows it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from harness.report.french import day, grouped, moment
from harness.report.living.mails import mail_sight
from harness.report.living.shelf import LARGEST_TEXT, Shelf
from harness.runs.style_sheets import style_sheet_file

_HTML = ("text/html", "application/xhtml+xml", "")
_TEXTS = ("text/", "application/json", "application/xml", "application/javascript")
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_LETTER = {
    "situation": "Situation",
    "dossier": "Dossier",
    "posted_at": "Posté le",
    "expected_on": "Attendu le",
}


def sight(seen: Mapping[str, Any], folder: Path, shelf: Shelf) -> dict[str, Any]:
    """Return one piece of evidence, its contents put on *shelf*.

    Args:
        seen: as the journal keeps it.
        folder: where its files are.
        shelf: holds what is shown on demand.
    """
    match seen["kind"]:
        case "page":
            return _page(seen, folder, shelf)
        case "mail":
            raw = _read(folder, seen.get("file"))
            return mail_sight(seen, raw, shelf)
        case "letter":
            return _letter(seen, shelf)
        case _:
            return {"kind": "note", "text": str(seen.get("text", ""))}


def _page(seen: Mapping[str, Any], folder: Path, shelf: Shelf) -> dict[str, Any]:
    url = str(seen["url"])
    shown: dict[str, Any] = {
        "kind": "page",
        "url": url,
        "status": seen["status"],
        "title": seen.get("title", ""),
        "remarks": list(_remarks(seen)),
    }
    body = _read(folder, seen.get("file"))
    if body is None:
        return shown
    kind = str(seen.get("type", "")).partition(";")[0].strip().lower()
    if kind in _PICTURES:
        shown["picture"] = shelf.picture(body, lambda data: (kind, data))
    elif kind in _HTML or kind.startswith(_TEXTS):
        text = decoded(body, str(seen.get("charset", "utf-8")))
        if not text.strip():
            shown["remarks"].append("Cette réponse est vide.")
            return shown
        shown["html" if kind in _HTML else "text"] = shelf.text(text, _likeness(url))
        shown["styles"] = list(_styles(seen, folder, shelf))
        if len(text) > LARGEST_TEXT:
            shown["remarks"].append(
                f"TRONQUÉE : {grouped(LARGEST_TEXT)} caractères montrés sur "
                f"{grouped(len(text))}."
            )
        if "\ufffd" in text:
            shown["remarks"].append(
                "Des octets qui ne sont pas du texte sont montrés par « \ufffd »."
            )
    else:
        shown["remarks"].append(
            f"Cette réponse n'est pas une page ({kind}, {grouped(len(body))} octets)."
        )
    picture = _read(folder, seen.get("picture"))
    if picture is not None:
        shown["picture"] = shelf.picture(picture, _lighter)
    if None in (shown.get("html", 0), shown.get("text", 0), shown.get("picture", 0)):
        shown["remarks"].append("Non conservée : le rapport serait trop grand.")
    return shown


def _remarks(seen: Mapping[str, Any]) -> Iterator[str]:
    if seen.get("without_browser"):
        yield f"Envoyée sans le navigateur : {seen['without_browser']}."
    for address in seen.get("blocked", ()):
        yield f"La page demandait {address} : ce banc ne la laisse pas y aller."


def _styles(seen: Mapping[str, Any], folder: Path, shelf: Shelf) -> Iterator[int]:
    for address in seen.get("styles", ()):
        sheet = _read(*style_sheet_file(folder.parent, address))
        number = shelf.text(decoded(sheet, "utf-8"), "style") if sheet else None
        if number is not None:
            yield number


def _letter(seen: Mapping[str, Any], shelf: Shelf) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "kind": "letter",
        "facts": [
            [name, _said(seen[key])] for key, name in _LETTER.items() if key in seen
        ],
        "address": str(seen.get("address", "")),
        "text": shelf.text(str(seen.get("text", "")), "letter"),
        "remarks": [],
    }
    if seen.get("pdf_error"):
        shown["remarks"].append(f"Le PDF n'a pas pu être obtenu : {seen['pdf_error']}")
    if seen.get("pdf"):
        # Each is heavier than all pages of its scenario together.
        shown["remarks"].append("Il existe aussi en PDF : --evidence le garde.")
    return shown


def _said(value: object) -> str:
    """Say a date or an instant of the bench API in French; anything else as it is."""
    text = str(value)
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if instant.tzinfo is None else moment(instant)


def decoded(body: bytes, charset: str) -> str:
    """Return *body* as text, whatever it really is."""
    try:
        text = body.decode(charset, "replace")
    except (LookupError, ValueError):
        text = body.decode("utf-8", "replace")
    return text.removeprefix("\ufeff")


def _lighter(picture: bytes) -> tuple[str, bytes]:
    """Return a picture (PNG) as exact WebP, a third as heavy, where Pillow is there."""
    if find_spec("PIL") is None:
        return "image/png", picture
    from PIL import Image  # noqa: PLC0415 - comes with the extra that takes pictures

    light = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        opened.convert("RGB").save(light, "WEBP", lossless=True, method=4)
    return "image/webp", light.getvalue()


def _likeness(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc}{parts.path}"


def _read(folder: Path, name: object) -> bytes | None:
    """Return the bytes of an evidence file; None where there is none."""
    if not isinstance(name, str):
        return None
    try:
        return (folder / name).read_bytes()
    except OSError:
        return None
