"""Rules on bytes and characters: what the eye does not see and Behave does."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from harness.gherkin.errors import EncodingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harness.gherkin.findings import Finding
    from harness.gherkin.material import Material

TYPOGRAPHIC_APOSTROPHES = (
    "\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT SINGLE QUOTATION MARK}"
    "\N{MODIFIER LETTER APOSTROPHE}"
)


def bom(material: Material) -> Iterator[Finding]:
    """Refuse a byte order mark: Behave cannot parse what follows it."""
    for page in material.pages:
        if page.data.startswith(codecs.BOM_UTF8) and page.error:
            yield page.finding(page.error.line, "bom", page.error.message)


def not_utf8(material: Material) -> Iterator[Finding]:
    """Refuse any encoding but UTF-8: Behave reads no other."""
    for page in material.pages:
        is_bom = page.data.startswith(codecs.BOM_UTF8)
        if isinstance(page.error, EncodingError) and not is_bom:
            yield page.finding(page.error.line, "not-utf8", page.error.message)


def not_nfc(material: Material) -> Iterator[Finding]:
    """Refuse accents apart from their letter: Behave does not know ``É`` so written.

    A decomposed keyword is swallowed as description, and its scenario passes.
    """
    for page in material.pages:
        for number, line in enumerate(page.lines, start=1):
            if not unicodedata.is_normalized("NFC", line):
                message = "accents are apart from their letters; save the file as NFC."
                yield page.finding(number, "not-nfc", message)


def invisible_character(material: Material) -> Iterator[Finding]:
    """Refuse no-break spaces, zero-width characters and odd ends of line.

    A step that holds one looks right and matches nothing; a keyword that holds one is
    swallowed as description.
    """
    for page in material.pages:
        text = page.data.decode("utf-8") if page.lines else ""
        for number, line in enumerate(text.splitlines(keepends=True), start=1):
            body = line.removesuffix("\r\n").removesuffix("\n")
            for character in sorted(filter(_is_invisible, set(body))):
                name = unicodedata.name(character, f"U+{ord(character):04X}")
                message = f"holds the invisible {name}; type an ordinary space or none."
                yield page.finding(number, "invisible-character", message)


def typographic_apostrophe(material: Material) -> Iterator[Finding]:
    """Refuse ’: the house writes ', and Behave knows only that one in keywords."""
    for page in material.pages:
        for number, line in enumerate(page.lines, start=1):
            if any(character in line for character in TYPOGRAPHIC_APOSTROPHES):
                message = "holds a typographic apostrophe; type the straight one (')."
                yield page.finding(number, "typographic-apostrophe", message)


def _is_invisible(character: str) -> bool:
    if character in " \t":
        return False
    return unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cc", "Cf"}


RULES = (bom, not_utf8, not_nfc, invisible_character, typographic_apostrophe)
