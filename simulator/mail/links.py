"""The links that a person sees in a mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import lxml.etree
import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterator

_RAW_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_TRAILING_PUNCTUATION = ".,;:!?'’»)]}"
_OPENING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a mail.

    Attributes:
        text: what the reader sees, white space normalised; the URL itself in the
            text part.
        url: where it leads, decoded (no HTML entity, no transfer encoding).
        part: the body it stands in.
    """

    text: str
    url: str
    part: Literal["html", "text"]


_END = re.compile(rb"(?i)</(?:html|body)\s*>")


def links_of_html(html: str) -> Iterator[Link]:
    """Yield the anchors of an HTML body that lead somewhere, in document order."""
    # Bytes, because lxml refuses text with an XML declaration; and the parser is
    # told the encoding, so that a <meta charset> left by the sender cannot lie.
    parser = lxml.html.HTMLParser(encoding="utf-8")
    # What follows </html> (a gateway's footer) is shown by mail programs, and dropped
    # by the parser: the end tags are taken out first.
    encoded = _END.sub(b"", html.encode("utf-8", "replace"))
    try:
        document = lxml.html.document_fromstring(encoded, parser=parser)
    except lxml.etree.ParserError:  # an empty document
        return
    for anchor in document.iter("a"):
        url = anchor.get("href")
        if url is not None:
            text = normalised(str(anchor.xpath("string()")))
            yield Link(text, url.strip(), "html")


def links_of_text(text: str) -> Iterator[Link]:
    """Yield the URLs written out in a text body, in order."""
    for found in _RAW_URL.finditer(text):
        url = _without_trailing_punctuation(found[0])
        yield Link(url, url, "text")


def normalised(text: str) -> str:
    """Return *text* as a reader sees it: one space wherever there is white space."""
    return " ".join(text.split())


def _without_trailing_punctuation(url: str) -> str:
    """Return *url* without the punctuation of the sentence around it."""
    while url and url[-1] in _TRAILING_PUNCTUATION:
        opening = _OPENING.get(url[-1])
        if opening and url.count(opening) >= url.count(url[-1]):
            break
        url = url[:-1]
    return url
