"""The style sheets of the pages seen: without them evidence does not look as it did.

A browser without a screen asks for none. They are asked for once, when the run is over,
so that no scenario sees a request more, and only where the page itself came from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from harness.errors import HarnessError
from harness.target import Filming, Target

_FOLDER = "styles"
_MOST = 20
_LARGEST = 400_000  # bytes
_OK = 200


def style_sheets_of(kept: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the style sheets of the pages in *kept*, those of their own site only."""
    for seen in kept:
        for address in seen.get("styles", ()):
            if _site(address) == _site(seen["url"]):
                yield address


def style_sheet_file(evidence: Path, address: str) -> tuple[Path, str]:
    """Return the folder and the name of the file that keeps a style sheet."""
    name = hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:16]
    return evidence / _FOLDER, f"{name}.css"


def keep_style_sheets(target: Target, addresses: Sequence[str], evidence: Path) -> None:
    """Write the style sheets at *addresses* beside the evidence.

    Nothing where browsers draw: their pictures show the page as it was.
    """
    if isinstance(target, Filming) or not addresses:
        return
    browser = target.open_browser(lambda _: None)
    try:
        for address in addresses[:_MOST]:
            try:
                sheet = browser.visit(address)
            except HarnessError:
                continue  # the page is shown without it
            if sheet.status == _OK and len(sheet.body) <= _LARGEST:
                folder, name = style_sheet_file(evidence, address)
                folder.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(sheet.body)
    finally:
        browser.close()


def _site(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc
