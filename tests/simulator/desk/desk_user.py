"""A tester at her desk, without a browser."""

from __future__ import annotations

from typing import Any

import lxml.html
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client, TestResponse

from fixtures.person import Situation
from simulator.desk.app import PREFIX, create_desk
from simulator.portal.outbox.message import Envelope, notification_mail, reset_mail
from simulator.portal.rules.situation import Situation as Known
from simulator.portal.service.letter import post_letter
from simulator.portal.store import accounts, letters
from simulator.served.residents import Resident
from simulator.served.world import ServedWorld

URL = "http://127.0.0.1:8080"
LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token=abc"


class DeskUser:
    """Somebody who reads the desk's pages and sends their forms."""

    def __init__(self, world: ServedWorld) -> None:
        self.world = world
        self.desk = create_desk(world)
        pages = DispatcherMiddleware(world.portal.app, {PREFIX: self.desk})
        self.client = Client(pages)

    def get(self, path: str = "/", **options: Any) -> TestResponse:
        """Ask for a page of the desk, following no redirect."""
        return self.client.get(PREFIX + path, base_url=URL, **options)

    def page(self, path: str = "/") -> lxml.html.HtmlElement:
        """Read a page that must be there."""
        answer = self.get(path)
        assert 200 == answer.status_code, answer.text
        return lxml.html.fromstring(answer.data)

    def text(self, path: str = "/") -> str:
        """Return what the main part of a page says, on one line."""
        return words(self.page(path))

    def post(self, path: str, **fields: str) -> TestResponse:
        """Send a form as the desk's own page does, following no redirect."""
        return self.client.post(
            PREFIX + path, base_url=URL, data=fields, headers={"Origin": URL}
        )

    def told(self, path: str, **fields: str) -> str:
        """Send a form that is taken; return what the page after it says."""
        answer = self.post(path, **fields)
        assert 303 == answer.status_code, answer.text
        return self.text(answer.location.removeprefix(PREFIX))

    def api(self, method: str, path: str, **options: Any) -> TestResponse:
        """Call the API."""
        return self.client.open(
            f"{PREFIX}/api{path}", method=method, base_url=URL, **options
        )

    def mail(self, to: str = "camille@mail.test", raw: bytes | None = None) -> int:
        """Have a mail arrive; return its number."""
        settings, now = self.world.portal.parts.settings, self.world.clock.now()
        sent = raw
        if sent is None:
            envelope = Envelope(settings.mail_from, to, now, "nom")
            sent = reset_mail(settings, envelope, LINK)
        return self.world.mailbox.deliver(settings.mail_from, [to], sent).sequence

    def courtesy_mail(self, to: str) -> int:
        """Have a mail without link arrive; return its number."""
        settings, now = self.world.portal.parts.settings, self.world.clock.now()
        envelope = Envelope(settings.mail_from, to, now, "autre")
        return self.mail(to, notification_mail(settings, envelope))

    def letter(self) -> int:
        """Have the portal post a letter; return its number."""
        parts = self.world.portal.parts
        person = self.somebody().person
        with parts.store.begin() as connection:
            account = accounts.find(connection, Known.AFFILIE, person.dossier)
            assert account is not None
            post_letter(parts, connection, account)
            return len(letters.all_letters(connection))

    def somebody(self, **stated: Any) -> Resident:
        """Return an affilié of the world, new: nobody else is like her."""
        return self.world.residents.add(
            **{"situation": Situation.AFFILIE, "first_name": "Camille"} | stated
        )


def words(page: lxml.html.HtmlElement) -> str:
    """Return the visible text of the main part of *page*, on one line."""
    return " ".join(" ".join(page.get_element_by_id("contenu").itertext()).split())
