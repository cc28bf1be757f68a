"""The HTML part of a mail as a page of its own, for a frame.

The frame has no scripts, no origin and no network (see :data:`POLICY`); what is taken
out of the mail here is taken out on top of that.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from email.message import EmailMessage

import lxml.etree
import lxml.html

from simulator.desk.addresses import here
from simulator.desk.mail_view import html_part, safely, text_part
from simulator.mail.message import ReceivedMail

SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""Nothing but opening a link in a tab of its own, which is then an ordinary one."""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    f"form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox {SANDBOX}"
)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ACTIVE = (
    "script", "base", "meta", "link", "iframe", "frame", "frameset", "object", "embed",
    "applet", "form", "input", "button", "select", "textarea", "audio", "video", "svg",
    "math", "template", "noscript",
)  # fmt: skip
_BARE = {"form"}
"""Taken away, but what they enclose stays."""
_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_LARGEST_IMAGE = 1_000_000  # bytes
_EMPTY = "<p>(Ce mail ne contient rien à afficher.)</p>"
_DOCUMENT = """\
<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><title>Contenu du mail</title>
<style>body {{ margin: 1rem; color: #1e1e1e; background: #fff;
font: 1rem/1.5 sans-serif; overflow-wrap: anywhere; }}
img {{ max-width: 100%; }} a {{ color: #0b4f8a; }}</style></head>
<body>{body}</body>
</html>
"""


def page(mail: ReceivedMail, public: Mapping[str, str]) -> str:
    """Return the HTML part as a page of its own, for the frame.

    Its links lead to this world, in another tab; those that lead out of it lead
    nowhere. A mail without HTML part shows its text.
    """
    html = html_part(mail)
    if html is None:
        return _DOCUMENT.format(body=_text_as_html(text_part(mail) or ""))
    try:
        root = _parsed(html)
    except (lxml.etree.ParserError, ValueError):
        return _DOCUMENT.format(body=_EMPTY)
    _defuse(root)
    _show_pictures(root, mail.message)
    for element in root.iter("a", "area"):
        _lead_here(element, public)
    body = root.find("body")
    shown = root if body is None else body
    inner = lxml.html.tostring(shown, encoding="unicode")
    return _DOCUMENT.format(body=re.sub(r"(?s)\A<body[^>]*>|</body>\s*\Z", "", inner))


def _parsed(html: str) -> lxml.html.HtmlElement:
    # Bytes, because lxml refuses text with an XML declaration; see mail/links.py.
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False)
    encoded = _UNWRITABLE.sub("\ufffd", html).encode()
    return lxml.html.document_fromstring(encoded, parser=parser)


def _defuse(root: lxml.html.HtmlElement) -> None:
    """Take out what acts, loads or leads away by itself."""
    for element in list(root.iter(*_ACTIVE)):
        if element.tag in _BARE:
            element.drop_tag()
        elif element.getparent() is not None:
            element.drop_tree()
    for element in root.iter(lxml.etree.Element):
        for name in list(element.attrib):
            plain = str(name).lower()
            if plain.startswith("on") or plain in {"srcset", "ping", "action"}:
                del element.attrib[name]


def _lead_here(element: lxml.html.HtmlElement, public: Mapping[str, str]) -> None:
    target = element.attrib.pop("href", None)
    element.attrib.pop("target", None)
    if target is None:
        return
    local = here(target, public)
    if local is None:
        element.set("title", "Ce lien mène hors de ce monde : il n'est pas suivi.")
        return
    element.set("href", local)
    element.set("target", "_blank")
    element.set("rel", "noopener noreferrer")


def _show_pictures(root: lxml.html.HtmlElement, message: EmailMessage) -> None:
    """Show the pictures that the mail carries; any other is taken out."""
    none: list[tuple[str, str]] = []
    pictures = dict(safely(lambda: list(_pictures(message)), none))
    for image in root.iter("img"):
        told = image.attrib.pop("src", "")
        if told.lower().startswith("cid:") and told[4:] in pictures:
            image.set("src", pictures[told[4:]])


def _pictures(message: EmailMessage) -> Iterator[tuple[str, str]]:
    for part in message.walk():
        kind, name = part.get_content_type(), str(part.get("content-id") or "")
        if kind not in _IMAGES or not name:
            continue
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and len(data) <= _LARGEST_IMAGE:
            encoded = base64.b64encode(data).decode()
            yield name.strip().strip("<>"), f"data:{kind};base64,{encoded}"


def _text_as_html(text: str) -> str:
    if not text.strip():
        return _EMPTY
    paragraph = lxml.html.Element("pre")
    paragraph.set("style", "white-space: pre-wrap; font: inherit")
    paragraph.text = text
    return str(lxml.html.tostring(paragraph, encoding="unicode"))
