"""A portal in the middle of everything: each page with a form that would be taken."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import lxml.html

from simulator.franceconnect.double import FranceConnectDouble
from simulator.franceconnect.identity import PivotIdentity
from simulator.franceconnect.server import FranceConnectServer
from simulator.portal.settings import Settings
from tests.simulator.portal.stateful.browser import Browser
from tests.simulator.portal.stateful.cast import CAST, KNOWN
from tests.simulator.portal.stateful.world import World

CAPTCHA = "g-recaptcha-response"
_START = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
_WHO = PivotIdentity("Camille", "Durand", "1981-04-23", "female", "67482", "99100")
_QUERIES = (
    "token", "code", "state", "error", "error_description", "iss", "next", "returnUrl",
)  # fmt: skip
_RIGHT = {
    "situation": KNOWN[0].situation,
    "dossier": KNOWN[0].dossier,
    "mot_de_passe": "Soleil-2026-Vert",
    "confirmation": "Soleil-2026-Vert",
    "envoi": "mail",
}


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be asked of the portal.

    Attributes:
        rule: how the portal names it, for the figures.
        method: the right one.
        path: with its query.
        fields: what a person would send.
        cookies: of a browser that has come so far.
    """

    rule: str
    method: str
    path: str
    fields: dict[str, str]
    cookies: str


class Scene:
    """A portal, its neighbours, and everything that can be asked of it just now."""

    def __init__(self, settings: Settings, **options: Any) -> None:
        self.world = World(settings, **options)
        self.france_connect = FranceConnectDouble(self.world.clock)
        self.server = FranceConnectServer(self.france_connect)
        self.targets: list[Target] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Start everything."""
        self._stack.enter_context(self.world)
        self._stack.enter_context(self.server)
        self.france_connect.clock = self.world.clock
        return self

    def __exit__(self, *_: object) -> None:
        """Stop everything."""
        self._stack.close()

    def begin(self) -> None:
        """Forget all, then bring every page to where its form would be taken."""
        world = self.world
        world.reset(_START)
        accounts = [dict(account) for account in CAST]
        identity = {name: getattr(_WHO, name) for name in _WHO.__slots__}
        accounts[0]["identity"] = accounts[2]["identity"] = identity
        world.bench("PUT", "/accounts", accounts)
        world.bench("PUT", "/routes", franceconnect=self.server.base_url)
        self.france_connect.forget()
        self.france_connect.know("Camille", _WHO)
        self.targets = [
            *self._forms() * 3,
            *self._queries() * 5,
            *self._everything_else(),
        ]

    def captcha(self) -> str:
        """Solve the CAPTCHA."""
        key = self.world.portal.parts.settings.captcha_site_key
        return self.world.captcha.solve(key, "www2.carpimko.com")

    def _demand(self) -> tuple[Browser, str]:
        browser = self.world.browser()
        where = browser.identify(*KNOWN[0], self.captcha())
        assert where is not None
        return browser, where

    def _forms(self) -> list[Target]:
        """Return every form, with right values, as a browser of its own has it."""
        world = self.world
        asking, step_5 = self._demand()
        asking.choose(step_5, "mail")
        _, step_5 = demand = self._demand()
        _, link = world.browser(), _link(world)
        inside = world.browser()
        inside.log_in(*KNOWN[1], CAST[1]["password"])
        by_letter = self._by_letter()
        chooser = self._identified()
        pages = (
            (world.browser(), "/Comptes/Connexion"),
            (world.browser(), "/Comptes/MotDePasseOublie"),
            (demand[0], step_5),
            (world.browser(), link),
            (inside, "/Comptes/EspacePersonnel"),
            (inside, "/Comptes/ModifierMotDePasse"),
            (by_letter, "/Comptes/PremierMotDePasse"),
            (chooser, "/FranceConnect/Dossier"),
        )
        return [form for browser, path in pages for form in _forms(browser, path)]

    def _by_letter(self) -> Browser:
        world = self.world
        browser = world.browser()
        where = browser.identify(*KNOWN[4], self.captcha())
        assert where is not None
        browser.choose(where, "courrier")
        letters = world.bench("GET", "/letters").text
        found = re.search(
            r"mot de passe provisoire[^:]*:(?:\\n|\s)*([^\s\\]+)", letters
        )
        assert found is not None
        browser.log_in(*KNOWN[4], found[1])
        return browser

    def _identified(self) -> Browser:
        """Return a browser that has identified itself and has a dossier to choose."""
        browser = self.world.browser()
        browser.get(_path(self._return(browser)))
        return browser

    def _return(self, browser: Browser) -> str:
        """Return where FranceConnect would send *browser* back to."""
        asked = browser.get("/FranceConnect/Connexion").location
        request = self.france_connect.authorize(parse_qs(urlsplit(asked).query))
        return self.france_connect.answer(request.id, "Camille")

    def _queries(self) -> list[Target]:
        """Return the pages that read their address."""
        browser = self.world.browser()
        back = _path(self._return(browser))
        link = _path(_link(self.world))
        return [
            Target("/FranceConnect/Retour", "GET", back, {}, browser.cookies),
            Target("link", "GET", link, {}, ""),
        ]

    def _everything_else(self) -> list[Target]:
        """Return every address that the portal knows, whatever it wants to be sent."""
        targets = []
        for rule in self.world.portal.app.url_map.iter_rules():
            path = re.sub(r"<[^>]*>", "x", rule.rule)
            if rule.endpoint == "static":
                path = "/static/portal.css"
            if rule.endpoint.startswith("bench."):
                continue
            methods = sorted((rule.methods or set()) & {"GET", "POST"})
            targets += [
                Target(rule.rule, it, path, dict.fromkeys(_QUERIES, ""), "")
                for it in methods
            ]
        return targets


def _forms(browser: Browser, path: str) -> list[Target]:
    """Return the forms that are posted, of the page at *path*."""
    page = browser.see(path)
    targets = []
    for form in lxml.html.document_fromstring(page.text).forms:
        if form.method.upper() != "POST":
            continue
        fields = {name: value or "" for name, value in form.form_values() if name}
        for name in form.fields:
            fields[name] = fields.get(name) or _RIGHT.get(name, "")
        if "MotDePasseOublie" in page.path:
            fields[CAPTCHA] = CAPTCHA
        action = _path(form.get("action") or path)
        rule = re.sub(r"/[0-9a-f]{32}$", "/…", action.partition("?")[0])
        targets.append(Target(rule, "POST", action, fields, browser.cookies))
    return targets


def _link(world: World) -> str:
    mails = [mail for mail in world.mailbox.all() if "token=" in (mail.text or "")]
    return mails[-1].link("vous pouvez cliquer ici").url


def _path(url: str) -> str:
    _, _, path, query, _ = urlsplit(url)
    return f"{path}?{query}" if query else path
