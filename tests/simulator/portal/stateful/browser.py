"""One browser on the portal: what a person does on its pages, and what comes of it.

Every answer is noted, so that an error page nobody looked at is found all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import parse_qs, urlencode, urlsplit

import lxml.html
from flask import Flask

from tests.simulator.portal.stateful.wsgi import Cookies, send

SITE = "https://www2.carpimko.com"
RESET = "/Comptes/ReinitialiserMotdepasse"
_FORGOTTEN = "/Comptes/MotDePasseOublie"
_LOGIN = "/Comptes/Connexion"
_STEP_5 = "/Comptes/ChoixEnvoi"
_SPACE = "/Comptes/EspacePersonnel"
_FIRST = "/Comptes/PremierMotDePasse"
_STEP_9 = "Changement de mot de passe effectué"
_CSRF = re.compile(r'name="csrf_token"[^>]*\bvalue="([^"]+)"')
_SEE_OTHER = range(301, 309)
_OK, _BAD_REQUEST, _TOO_MANY = 200, 400, 429


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal answered."""

    method: str
    path: str
    status: int
    location: str
    text: str

    @property
    def limited(self) -> bool:
        """Whether a rate limit held the person off (B22): nothing happened then."""
        return self.status == _TOO_MANY


class Page(Enum):
    """What the page at the end of step 5 says."""

    SENT = auto()
    """« Un e-mail vous a été envoyé » (P6.1)."""
    POSTED = auto()
    REFUSED = auto()
    """Told honestly that nothing could be sent (B41)."""
    CHOICE = auto()
    """Step 5 again."""
    ELSEWHERE = auto()
    """Step 4 again, or the log-in page."""
    LIMITED = auto()


class Browser:
    """A browser with cookies of its own, at an address of its own."""

    def __init__(self, app: Flask, address: str, note: Callable[[Answer], None]):
        self._app, self._address, self._note = app, address, note
        self._cookies = Cookies()
        self._form: tuple[str, str] | None = None

    def tab(self) -> Browser:
        """Return another tab: the same cookies, to be used from another thread."""
        other = Browser(self._app, self._address, self._note)
        other._cookies.update(self._cookies)
        other._form = self._form
        return other

    def ready_to_log_in(self, address: str) -> Browser:
        """Return a browser of its own at *address*, with the log-in form open."""
        if self._form is None:
            page = self.see(_LOGIN)
            self._form = page.path, _CSRF.findall(page.text)[0]
        other = self.tab()
        other._address = address
        return other

    @property
    def cookies(self) -> str:
        """Its cookies, as a header."""
        return self._cookies.header

    def get(self, where: str) -> Answer:
        """Read a page, following no redirect."""
        return self.ask("GET", where)

    def see(self, where: str) -> Answer:
        """Read a page, and where it sends on to."""
        answer = self.get(where)
        for _ in range(4):
            if answer.status not in _SEE_OTHER:
                break
            answer = self.get(answer.location)
        return answer

    def submit(self, form: str, where: str, fields: dict[str, str]) -> Answer:
        """Open the page *form*, then post *fields* to *where* with its token."""
        opened, self._form = self._form, None
        if opened is None or opened[0] != form:
            token = _CSRF.search(self.see(form).text) or _CSRF.search(
                self.see(_LOGIN).text
            )
            opened = form, token[1] if token else ""
        return self.ask("POST", where, {"csrf_token": opened[1], **fields})

    def identify(self, situation: str, dossier: str, captcha: str) -> str | None:
        """Submit step 4; return where step 5 is, or None if refused."""
        typed = {
            "situation": situation,
            "dossier": dossier,
            "g-recaptcha-response": captcha,
        }
        answer = self.submit(_FORGOTTEN, _FORGOTTEN, typed)
        return answer.location if answer.status in _SEE_OTHER else None

    def choose(self, where: str, channel: str) -> Page:
        """Submit step 5 and read the page it leads to."""
        answer = self.submit(where, where, {"envoi": channel})
        if answer.limited:
            return Page.LIMITED
        assert answer.status < _BAD_REQUEST, f"step 5 answers {answer.status}"
        if answer.status in _SEE_OTHER:
            answer = self.see(answer.location)
        return _page_of(answer)

    def taken(self, where: str) -> Page:
        """Read the page of step 6 again."""
        return _page_of(self.see(where))

    def opens(self, link: str) -> bool:
        """Follow a link; tell whether it leads to the form of step 8."""
        return 'type="password"' in self.get(link).text

    def reset(self, link: str, dossier: str, password: str, again: str) -> bool:
        """Submit step 8; tell whether step 9 says that it is done (P9.1)."""
        query = parse_qs(urlsplit(link).query)
        typed = {
            "token": query.get("token", [""])[0],
            "dossier": dossier,
            "mot_de_passe": password,
            "confirmation": again,
        }
        return self._done(self.submit(link, RESET, typed))

    def log_in(self, situation: str, dossier: str, password: str) -> bool | None:
        """Log in; tell whether it worked, or None if held off by a limit."""
        typed = {
            "situation": situation,
            "dossier": dossier,
            "mot_de_passe": password,
        }
        answer = self.submit(_LOGIN, _LOGIN, typed)
        return None if answer.limited else answer.status in _SEE_OTHER

    def inside(self) -> str | None:
        """Return the personal space as it reads, or None for who is not logged in."""
        answer = self.see(_SPACE)
        return None if _LOGIN in answer.path else answer.text

    def is_inside(self) -> bool:
        """Tell whether the personal space lets in, or asks for a first password."""
        answer = self.get(_SPACE)
        return answer.status == _OK or _LOGIN not in answer.location

    def first_password(self, password: str, again: str) -> bool:
        """Choose the password that a letter's obliges to choose; done or not."""
        typed = {"mot_de_passe": password, "confirmation": again}
        return self._done(self.submit(_FIRST, _FIRST, typed))

    def change_password(self, current: str, password: str, again: str) -> bool | None:
        """Use « Modifier mon mot de passe »; None where there is no such page."""
        space = self.see(_SPACE)
        if "Modifier mon mot de passe" not in space.text:
            return None
        document = lxml.html.document_fromstring(space.text)
        link = document.xpath("//a[contains(., 'Modifier mon mot de passe')]/@href")[0]
        names = _names(self.see(link).text)
        typed = {
            names["Mot de passe actuel"]: current,
            names["Mot de passe"]: password,
            names["Confirmer mot de passe"]: again,
        }
        answer = self.submit(link, link, typed)
        if answer.status in _SEE_OTHER:
            answer = self.see(answer.location)
        return answer.status == _OK and "Mot de passe actuel" not in answer.text

    def _done(self, answer: Answer) -> bool:
        if answer.status not in _SEE_OTHER:
            return _STEP_9 in answer.text
        return _STEP_9 in self.see(answer.location).text

    def ask(
        self, method: str, where: str, fields: dict[str, str] | None = None
    ) -> Answer:
        """Send one request."""
        _, _, path, query, _ = urlsplit(where)
        headers = []
        if self._cookies:
            headers.append(("Cookie", self._cookies.header))
        if fields is not None:
            headers.append(("Content-Type", "application/x-www-form-urlencoded"))
        reply = send(
            self._app,
            method,
            f"{path}?{query}" if query else path,
            address=self._address,
            body=urlencode(fields or {}).encode(),
            headers=headers,
        )
        self._cookies.keep(reply)
        text, location = reply.body.decode(), reply.header("Location")
        answer = Answer(method, path, reply.status, location, text)
        self._note(answer)
        return answer


def _page_of(answer: Answer) -> Page:
    if answer.limited:
        return Page.LIMITED
    if "Un e-mail vous a été envoyé" in answer.text:
        return Page.SENT
    if _STEP_5 in answer.path:
        return Page.CHOICE
    if "Un courrier vous sera envoyé" in answer.text:
        return Page.POSTED
    if _FORGOTTEN in answer.path or _LOGIN in answer.path:
        return Page.ELSEWHERE
    return Page.REFUSED


def _names(html: str) -> dict[str, str]:
    document = lxml.html.document_fromstring(html)
    return {
        " ".join(label.text_content().split()): document.get_element_by_id(
            label.get("for")
        ).get("name")
        for label in document.xpath("//label[@for]")
    }
