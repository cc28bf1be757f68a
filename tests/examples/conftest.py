"""The Django portal in a process of its own, and a person who walks through it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx
import lxml.html
import pytest
from lxml.html import FormElement

from simulator.clock import SystemClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer

PORTAL = Path(__file__).parents[2] / "examples" / "django_portal"
PUBLIC = "https://www2.carpimko.com/"
MARCH = "2026-03-10T10:00:00+01:00"
CAMILLE: dict[str, object] = {
    "situation": "affilie",
    "dossier": "0012345",
    "password": "Ancien-2025",
    "email": "camille.martin@example.org",
    "first_name": "Camille",
    "last_name": "Martin",
    "address": {"street": "12 rue des Lilas", "postcode": "67000", "city": "Nantes"},
    "department": "44",
    "status": "active",
}


@contextmanager
def started(*options: str) -> Iterator[str]:
    """Serve the portal on a free port; yield its address."""
    with subprocess.Popen(
        [sys.executable, "serve.py", "--port", "0", *options],
        cwd=PORTAL,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:"), process.communicate()[1]
            yield address
        finally:
            process.terminate()
            process.communicate(timeout=20)


@dataclass
class World:
    """The portal, what surrounds it, and how its bench API is spoken to."""

    portal: str
    mailbox: Mailbox
    mail_server: MailServer
    captcha: RecaptchaDouble

    def bench(self, method: str, call: str, body: object = None) -> httpx.Response:
        """Make a call of the bench API."""
        address = f"{self.portal}_bench/{call}"
        return httpx.request(method, address, json=body, trust_env=False)


class Person:
    """Somebody in a browser: pages as lxml sees them, forms filled in by hand."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browser = httpx.Client(follow_redirects=True, trust_env=False)
        self.answer = self.browser.get(world.portal)

    @property
    def html(self) -> lxml.html.HtmlElement:
        """The page before her."""
        return lxml.html.document_fromstring(self.answer.content)

    @property
    def text(self) -> str:
        """What the page says."""
        return " ".join(self.html.text_content().split())

    def open(self, address: str) -> None:
        """Open *address*; a public one is served by the portal."""
        served = address.replace(PUBLIC, self.world.portal)
        self.answer = self.browser.get(served)

    def follow(self, text: str) -> None:
        """Follow the link that reads *text*."""
        (link,) = (one for one in self.html.iter("a") if one.text_content() == text)
        self.open(urljoin(str(self.answer.url), link.get("href")))

    def press(self, button: str, **typed: str) -> None:
        """Fill the form of *button* in and send it."""
        found = self.html.xpath(f"//form[.//button[text()={button!r}]]")
        form: FormElement = found[0]
        fields = {**dict(form.form_values()), **typed}
        action = urljoin(str(self.answer.url), form.get("action") or "")
        self.answer = self.browser.post(action, data=fields)

    def ask(self) -> None:
        """Walk from the home page to step 5."""
        self.open(self.world.portal)
        self.follow("Espace personnel")
        self.follow("Mot de passe oublié ?")
        (key,) = self.html.xpath("//@data-sitekey")
        self.press(
            "Réinitialiser le mot de passe",
            situation="affilie",
            file_number="0012345",
            **{"g-recaptcha-response": self.world.captcha.solve(key, "127.0.0.1")},
        )

    def link_by_mail(self) -> str:
        """Walk to step 7; return the link of the mail."""
        self.ask()
        self.press("Valider votre choix", channel="mail")
        (mail,) = self.world.mailbox.to("camille.martin@example.org")
        return mail.link("vous pouvez cliquer ici").url

    def choose(self, password: str) -> None:
        """Fill step 8 in."""
        self.press(
            "Valider",
            file_number="0012345",
            new_password1=password,
            new_password2=password,
        )

    def log_in(self, password: str) -> None:
        """Log in with *password*."""
        self.open(self.world.portal)
        self.follow("Espace personnel")
        self.press(
            "Se connecter",
            situation="affilie",
            file_number="0012345",
            password=password,
        )


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the portal as a bench, once for all tests."""
    database = tmp_path_factory.mktemp("django") / "portal.sqlite3"
    with started("--bench", "--database", str(database)) as address:
        yield address


@pytest.fixture
def world(portal: str) -> Iterator[World]:
    """Have Camille live in a portal at the 10th of March, with all its neighbours."""
    clock = SystemClock()
    mailbox, captcha = Mailbox(clock), RecaptchaDouble(clock)
    with MailServer(clock, mailbox) as mails, RecaptchaServer(captcha) as google:
        here = World(portal, mailbox, mails, captcha)
        routes = {"smtp": mails.address, "siteverify": google.siteverify_url}
        for call, body in (
            ("clock", {"now": MARCH}),
            ("accounts", [CAMILLE]),
            ("routes", routes),
        ):
            answer = here.bench("PUT", call, body)
            assert 204 == answer.status_code, answer.text
        yield here


@pytest.fixture
def camille(world: World) -> Iterator[Person]:
    """Sit Camille before the home page."""
    somebody = Person(world)
    yield somebody
    somebody.browser.close()
