"""What a person reads on a page: texts, links, forms, fields and buttons.

A page is parsed at the first question and never changes. Nothing here looks at ids,
classes or addresses to find its way.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml.html import HtmlElement

from harness.addresses import joined, served
from harness.errors import NotObservable, NotOffered
from harness.form_reader import read_form
from harness.forms import Field, FilledForm, Form
from harness.labels import LABELS, Labels, normalised
from harness.markup import parse_html
from harness.visible import accessible_name, is_hidden, visible_text

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINES = ("p", "div", "span", "strong", "legend", "caption", "dt", "td")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def _is_in_a_list(element: HtmlElement) -> bool:
    """Tell whether *element* is an item among others (a bar that names every step)."""
    return next(element.iterancestors("li", "nav"), None) is not None


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it reads, and the absolute address it leads to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands in the window, in CSS pixels."""

    left: float
    top: float
    width: float
    height: float
    window_width: float
    window_height: float


@dataclass(frozen=True)
class Page:
    """One answer of the portal."""

    url: str
    """Where the browser stands, redirections followed."""
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    via: tuple[str, ...] = field(default=())
    """Addresses that redirected here, first one first."""
    via_headers: tuple[tuple[str, str], ...] = ()
    """Headers of the answers that redirected here."""
    boxes: Mapping[str, Box] | None = None
    """Where links and buttons stand, by name; only a real browser knows."""
    dom: bytes | None = field(default=None, repr=False)
    """The page as it stands once its scripts have run (HTML in UTF-8); None: as sent.

    What a person reads comes from here, what the portal sent is in ``body``."""
    picture: bytes | None = field(default=None, repr=False)
    """The page as it looks (PNG), where evidence is asked for."""
    filled: FilledForm | None = None
    """The form that led here, as it stood filled in, where evidence is asked for."""
    blocked: tuple[str, ...] = ()
    """Addresses that the page asked for, and that this bench does not let it reach."""
    without_browser: str = ""
    """Why a browser that draws did not send this request itself; empty if it did."""

    labels: Labels = LABELS
    """The words by which this portal is read."""
    rewrite: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Where the portal's public addresses are served on this bench."""

    def opened(self, address: str) -> str:
        """Return the absolute *address* as it is opened here."""
        return served(address, self.rewrite)

    @cached_property
    def _root(self) -> HtmlElement:
        if self.dom is not None:
            return parse_html(self.dom)
        return parse_html(self.body, self.charset)

    @property
    def content_type(self) -> str:
        """What the header says the body is; empty if nothing."""
        return " ".join(v for name, v in self.headers if name.lower() == "content-type")

    @property
    def stylesheets(self) -> tuple[str, ...]:
        """Addresses of the style sheets that it asks for, first one first."""
        links = self._root.iterfind(".//link[@rel='stylesheet'][@href]")
        return tuple(joined(self._base, link.get("href", "")) for link in links)

    @property
    def charset(self) -> str:
        """The charset that the header or the page declares; UTF-8 by default."""
        head = self.body[:1024].decode("ascii", "ignore")
        found = _CHARSET.search(self.content_type) or _CHARSET.search(head)
        try:
            return codecs.lookup(found[1] if found else "utf-8").name
        except LookupError:
            return "utf-8"

    @cached_property
    def _base(self) -> str:
        base = self._root.find(".//base[@href]")
        return self.url if base is None else joined(self.url, base.get("href", ""))

    @cached_property
    def text(self) -> str:
        """The visible text, as a reader takes it in."""
        return visible_text(self._root)

    @cached_property
    def title(self) -> str:
        """The title of the window."""
        return normalised(self._root.findtext(".//title") or "")

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The visible headings, in order."""
        return tuple(
            visible_text(element)
            for element in self._root.iter()
            if (element.tag in _HEADINGS or element.get("role") == "heading")
            and not is_hidden(element)
        )

    def shows_alone(self, text: str) -> bool:
        """Tell whether *text* stands by itself: a heading, or a line of its own.

        A heading of the procedure may read otherwise, if this portal's labels say so.
        """
        wanted = {normalised(one) for one in self.labels.readings(text)}
        if not any(one in self.text for one in wanted):
            return False
        return any(
            visible_text(element) in wanted
            for element in self._root.iter(*_HEADINGS, *_LINES)
            if not is_hidden(element) and not _is_in_a_list(element)
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The visible links, in order."""
        return tuple(
            Link(
                accessible_name(element),
                self.opened(joined(self._base, element.get("href", ""))),
            )
            for element in self._root.iter("a")
            if element.get("href") is not None and not is_hidden(element)
        )

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The visible forms, in order."""
        return tuple(
            self._as_opened(read_form(element, self._base))
            for element in self._root.iter("form")
            if not is_hidden(element)
        )

    def _as_opened(self, form: Form) -> Form:
        """Return *form* with its addresses as opened, and the word for the dossier."""
        buttons = tuple(
            item
            if item.action is None
            else replace(item, action=self.opened(item.action))
            for item in form.buttons
        )
        return replace(
            form,
            action=self.opened(form.action),
            buttons=buttons,
            dossier_label=self.labels.dossier,
        )

    @property
    def asks_to_log_in(self) -> bool:
        """Whether a form of the page asks who one is, and for one password."""
        return any(form.asks_to_log_in for form in self.forms)

    def _fields(self) -> Iterator[Field]:
        return (item for form in self.forms for item in form.fields)

    def link(self, text: str) -> Link:
        """Return the first link that reads *text*.

        Raises:
            NotOffered: there is none; the message tells what the page offers.
        """
        wanted = normalised(text)
        for link in self.links:
            if link.text == wanted:
                return link
        raise NotOffered(self.without(f"le lien « {text} »"))

    def box(self, text: str) -> Box:
        """Return where the link or button *text* stands in the window.

        Raises:
            NotObservable: the page was not drawn by a browser.
            NotOffered: nothing reads *text*.
        """
        if self.boxes is None:
            raise NotObservable("La page n'a pas été dessinée par un navigateur.")
        found = self.boxes.get(normalised(text))
        if found is None:
            raise NotOffered(self.without(f"« {text} »"))
        return found

    def form_with(self, button: str) -> Form:
        """Return the form that the button *button* submits.

        Raises:
            NotOffered: there is none; the message tells what the page offers.
        """
        wanted = normalised(button)
        for form in self.forms:
            if any(item.text == wanted for item in form.buttons):
                return form
        raise NotOffered(self.without(f"le bouton « {button} »"))

    def without(self, missing: str) -> str:
        """Return a sentence: *missing* is not there, and what the page offers."""
        links = ", ".join(f"« {link.text} »" for link in self.links) or "aucun"
        fields = ", ".join(f"« {item.label} »" for item in self._fields() if item.label)
        buttons = ", ".join(
            f"« {item.text} »" for form in self.forms for item in form.buttons
        )
        return (
            f"La page {self.url} (statut {self.status}, titre « {self.title} ») "
            f"n'offre pas {missing}. "
            f"Liens : {links}. Champs : {fields or 'aucun'}. "
            f"Boutons : {buttons or 'aucun'}."
        )
