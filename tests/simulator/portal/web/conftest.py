"""Visitors of the portal's pages, with its real neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from simulator.clock import advance
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.portal.assembly import Portal, build_bench_portal
from simulator.portal.rules.situation import Situation
from simulator.portal.settings import Settings
from simulator.portal.store.france_connect import Choice, keep_choice
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer

HOME = "https://www.carpimko.com"
ACCOUNTS = "https://www2.carpimko.com"
LINK = f"{ACCOUNTS}/Comptes/ReinitialiserMotdepasse?token="
CHANGE = "/Comptes/ModifierMotDePasse"
CAMILLE: dict[str, Any] = {
    "situation": "affilie",
    "dossier": "0012345",
    "password": "Ancien2025",
    "email": "camille@mail.test",
    "first_name": "Camille",
    "last_name": "Durand",
    "address": {
        "street": "3 rue des Lilas",
        "postcode": "67000",
        "city": "Strasbourg",
    },
    "department": "67",
    "status": "active",
}


class Visitor:
    """One browser, which keeps its cookies, and the person who uses it."""

    def __init__(
        self, app: Flask, solve: Callable[[], str], mailbox: Mailbox, clock: Any
    ) -> None:
        self.client = app.test_client()
        self.clock = clock
        self._solve = solve
        self._mailbox = mailbox
        self._csrf: tuple[str | None, str] = (None, "")

    def get(self, path: str, **options: Any) -> TestResponse:
        """Read a page of the accounts' site, following no redirect."""
        return self.client.get(path, **({"base_url": ACCOUNTS} | options))

    def post(self, path: str, fields: Any = (), **options: Any) -> TestResponse:
        """Submit *fields* and this browser's anti-forgery token."""
        data = {"csrf_token": self.csrf(), **dict(fields)}
        return self.client.post(path, data=data, base_url=ACCOUNTS, **options)

    def csrf(self) -> str:
        """Return an anti-forgery token of this browser."""
        if self._csrf[0] is None or self._csrf[0] != self._cookie():
            page = self.page(self.get("/Comptes/Connexion"))
            token = page.xpath("//input[@name='csrf_token']/@value")[0]
            self._csrf = self._cookie(), str(token)
        return self._csrf[1]

    def _cookie(self) -> str | None:
        cookie = self.client.get_cookie("ep_session", domain="www2.carpimko.com")
        return None if cookie is None else cookie.value

    @staticmethod
    def page(answer: TestResponse) -> Any:
        """Parse a page."""
        return lxml.html.document_fromstring(answer.get_data(as_text=True))

    def read(self, answer: TestResponse) -> str:
        """Return what a person reads on a page, blanks made even."""
        (body,) = self.page(answer).xpath("//body")
        return " ".join(" ".join(body.itertext()).split())

    def identify(self, **fields: str) -> TestResponse:
        """Submit step 4 for Camille, unless *fields* say otherwise."""
        typed = {
            "situation": "affilie",
            "dossier": "0012345",
            "g-recaptcha-response": self._solve(),
        }
        return self.post("/Comptes/MotDePasseOublie", typed | fields)

    def choose(self, where: str, channel: str = "mail") -> TestResponse:
        """Submit step 5."""
        return self.post(where, {"envoi": channel})

    def ask(self, channel: str = "mail", **fields: str) -> TestResponse:
        """Walk steps 4 to 6; return the page of step 6."""
        where = self.identify(**fields).location
        return self.get(self.choose(where, channel).location)

    def token(self) -> str:
        """Return the token of the last reset mail to Camille."""
        mails = [m for m in self._mailbox.to(CAMILLE["email"]) if "réinit" in m.subject]
        return mails[-1].link("vous pouvez cliquer ici").url.removeprefix(LINK)

    def reset(self, token: str, **fields: str) -> TestResponse:
        """Submit step 8 with « Soleil2026 », unless *fields* say otherwise."""
        typed = {
            "token": token,
            "dossier": "0012345",
            "mot_de_passe": "Soleil2026",
            "confirmation": fields.get("mot_de_passe", "Soleil2026"),
        }
        return self.post("/Comptes/ReinitialiserMotdepasse", typed | fields)

    def log_in(self, password: str) -> TestResponse:
        """Log in as Camille."""
        return self.post(
            "/Comptes/Connexion",
            {"situation": "affilie", "dossier": "0012345", "mot_de_passe": password},
        )

    def identified_with_a_choice(self) -> TestResponse:
        """Return the page of who was identified and has to choose an account."""
        parts = self.client.application.extensions["sesame"]
        key = (Situation.AFFILIE, CAMILLE["dossier"])
        choice = Choice("c1", "sub", "id_token", (key,), parts.clock.now())
        with parts.store.begin() as connection:
            keep_choice(connection, choice)
        with self.client.session_transaction(base_url=ACCOUNTS) as session:
            session["identification_choice"] = "c1"
        return self.get("/FranceConnect/Dossier")

    def change(self, current: str, password: str, **fields: str) -> TestResponse:
        """Submit « Modifier mon mot de passe »."""
        typed = {
            "actuel": current,
            "mot_de_passe": password,
            "confirmation": password,
        }
        return self.post(CHANGE, typed | fields)

    def letter(self) -> str:
        """Return the password of the last letter."""
        text = self.get("/_bench/letters").json[-1]["text"]
        return str(text.partition("provisoire est : ")[2].split()[0])

    def wait(self, **duration: float) -> None:
        """Let time go by."""
        advance(self.clock, timedelta(**duration))


@pytest.fixture
def camille() -> dict[str, Any]:
    """Camille's account, as the bench API takes it."""
    return CAMILLE | {"address": dict(CAMILLE["address"])}


@pytest.fixture
def portal(
    cheap: Settings,
    mail_server: MailServer,
    captcha_server: RecaptchaServer,
    clock: Any,
) -> Iterator[Portal]:
    """A portal started as a bench, where Camille has an account."""
    portal = build_bench_portal(cheap)
    portal.clock.move_to(clock.now())
    portal.parts.routes.smtp = mail_server.address
    portal.parts.routes.siteverify = captcha_server.siteverify_url
    answer = portal.app.test_client().put("/_bench/accounts", json=[CAMILLE])
    assert 204 == answer.status_code
    yield portal
    portal.close()


@pytest.fixture
def arrive(
    portal: Portal, captcha: RecaptchaDouble, mailbox: Mailbox
) -> Callable[[], Visitor]:
    """Open one more browser on the portal; all of them share its clock."""
    mailbox._clock = captcha._clock = portal.clock

    def solve() -> str:
        return captcha.solve(
            portal.parts.settings.captcha_site_key, "www2.carpimko.com"
        )

    return lambda: Visitor(portal.app, solve, mailbox, portal.clock)


@pytest.fixture
def visitor(arrive: Callable[[], Visitor]) -> Visitor:
    """One browser."""
    return arrive()


@pytest.fixture
def bench(portal: Portal) -> FlaskClient:
    """The harness, which speaks to the bench API."""
    return portal.app.test_client()


@pytest.fixture
def every_page(visitor: Visitor) -> Callable[[], Iterator[tuple[str, TestResponse]]]:
    """Walk through every page of the portal, errors included, under a name each."""

    def walk() -> Iterator[tuple[str, TestResponse]]:
        yield "home", visitor.get("/", base_url=HOME)
        yield "login", visitor.get("/Comptes/Connexion")
        yield "login refused", visitor.log_in("faux")
        yield "about", visitor.get("/FranceConnect/Presentation")
        yield "france connect", visitor.get("/FranceConnect/Connexion")
        yield "france connect stale", visitor.get("/FranceConnect/Retour")
        yield "france connect choice", visitor.identified_with_a_choice()
        yield "forgotten", visitor.get("/Comptes/MotDePasseOublie")
        yield "forgotten, all wrong", visitor.identify(situation="", dossier="12")
        yield "forgotten, captcha", visitor.identify(**{"g-recaptcha-response": ""})
        yield "taken by post", visitor.ask("courrier")
        step5 = visitor.identify().location
        yield "choice", visitor.get(step5)
        yield "choice refused", visitor.choose(step5, "")
        yield "taken by mail", visitor.get(visitor.choose(step5).location)
        token = visitor.token()
        yield "reset", visitor.get(LINK + token)
        yield (
            "reset refused",
            visitor.reset(token, dossier="1", mot_de_passe="a", confirmation="b"),
        )
        yield "changed", visitor.get(visitor.reset(token).location)
        yield "used link", visitor.get(LINK + token)
        yield "unknown link", visitor.get(LINK + "x")
        visitor.log_in("Soleil2026")
        yield "personal space", visitor.get("/Comptes/EspacePersonnel")
        yield "change password", visitor.get(CHANGE)
        yield "change password refused", visitor.change("faux", "Orage2027")
        yield (
            "personal space, changed",
            visitor.get(visitor.change("Soleil2026", "Orage2027").location),
        )
        visitor.ask("courrier")
        visitor.log_in(visitor.letter())
        yield "first password", visitor.get("/Comptes/PremierMotDePasse")
        yield (
            "first password refused",
            visitor.post(
                "/Comptes/PremierMotDePasse", {"mot_de_passe": "a", "confirmation": "a"}
            ),
        )
        visitor.ask()
        token = visitor.token()
        visitor.wait(hours=24)
        yield "expired link", visitor.get(LINK + token)
        yield "not found", visitor.get("/nulle-part")
        yield (
            "wrong method",
            visitor.client.put("/Comptes/Connexion", base_url=ACCOUNTS),
        )
        yield "too long", visitor.post("/Comptes/Connexion", {"x": "a" * 70_000})
        yield "stale form", visitor.client.post("/Comptes/Connexion", base_url=ACCOUNTS)
        *_, last = [visitor.log_in("faux") for _ in range(10)]
        yield "locked log-in refused", last
        *_, last = [visitor.identify() for _ in range(11)]
        yield "too many", last

    return walk
