"""Worlds for tests, and the same requests that a browser sends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from fixtures.person import Person
from simulator.served.residents import Resident
from simulator.served.world import ServedWorld, open_world

URL = "http://127.0.0.1:8080"
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')

OpenWorld = Callable[..., ServedWorld]


@pytest.fixture
def opened() -> Iterator[OpenWorld]:
    """Return a function that opens a world, closed at the end at the latest."""
    with ExitStack() as everything:

        def open_it(data: Path | None = None, **asked: Any) -> ServedWorld:
            options = {"population": 12, "url": URL} | asked
            return everything.enter_context(open_world(data, **options))

        yield open_it


@pytest.fixture
def world(opened: OpenWorld) -> ServedWorld:
    """Return a world in memory."""
    return opened()


class Visitor:
    """What a tester does in a world by hand."""

    def __init__(self, world: ServedWorld) -> None:
        self.world = world

    def browser(self) -> httpx.Client:
        """Return a browser in front of the portal."""
        transport = httpx.WSGITransport(self.world.portal.app)
        return httpx.Client(base_url=URL, transport=transport, follow_redirects=True)

    def somebody(self) -> Resident:
        """Return somebody who can ask for a mail."""
        return next(
            each
            for each in self.world.residents.search("", 100)
            if each.person.email and each.person.status == "active"
        )

    def ask_for_mail(self, person: Person, host: str = "127.0.0.1") -> str:
        """Ask for a reset by mail, as a browser does; return the page of step 6."""
        key = self.world.portal.parts.settings.captcha_site_key
        with self.browser() as client:
            page = client.get("/Comptes/MotDePasseOublie").text
            choice = client.post(
                "/Comptes/MotDePasseOublie",
                data={
                    "csrf_token": self.csrf(page),
                    "situation": person.situation.value,
                    "dossier": person.dossier,
                    "g-recaptcha-response": self.world.captcha.solve(key, host),
                },
            )
            fields = {"csrf_token": self.csrf(choice.text), "envoi": "mail"}
            return client.post(str(choice.url), data=fields).text

    def choose_password(self, person: Person, link: str, password: str) -> str:
        """Follow the link of a mail as it leads here; return the page that answers."""
        public, _, path = link.partition("/Comptes/")
        assert self.world.public_addresses[public] == URL
        with self.browser() as client:
            page = client.get(f"/Comptes/{path}").text
            token = link.partition("token=")[2]
            fields = {"csrf_token": self.csrf(page), "token": token}
            fields |= {"mot_de_passe": password, "confirmation": password}
            fields["dossier"] = person.dossier
            return client.post("/Comptes/ReinitialiserMotdepasse", data=fields).text

    @staticmethod
    def csrf(page: str) -> str:
        """Return the anti-forgery token of a page."""
        found = _CSRF.search(page)
        assert found, page
        return found[1]


@pytest.fixture
def visitor() -> type[Visitor]:
    """Return what makes a visitor of a world."""
    return Visitor
