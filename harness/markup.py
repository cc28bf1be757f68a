"""Parsing HTML as browsers do, for pages and for mails."""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

_END = re.compile(rb"(?i)</(?:html|body)\s*>")


def parse_html(source: bytes, charset: str = "utf-8") -> HtmlElement:
    """Return the root of *source*; an empty document where there is no element.

    What follows ``</html>`` is shown by browsers and dropped by the parser: the end
    tags are taken out first.
    """
    try:
        parser = lxml.html.HTMLParser(encoding=charset)
    except LookupError:  # a name that Python knows, and that is no charset of a page
        parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        return lxml.html.document_fromstring(_END.sub(b"", source), parser=parser)
    except ParserError:
        return lxml.html.document_fromstring(b"<html></html>")
