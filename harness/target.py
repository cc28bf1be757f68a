"""What the stranger needs of a portal: two verbs, and what it lets be observed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from harness.drawing import Inspector
from harness.forms import Submission
from harness.labels import Labels
from harness.pages import Page


class Capability(StrEnum):
    """What a portal may let the bench do or see, beyond its pages and mails."""

    CLOCK = "clock"
    ACCOUNTS = "accounts"
    ROUTES = "routes"
    LETTERS = "letters"
    LOG = "log"
    OUTBOX = "outbox"
    RESTART = "restart"
    FRANCE_CONNECT = "franceconnect"
    """Can be told which FranceConnect to use, and who its accounts' people are."""
    MAIL_SERVER = "serveur-de-mail"
    """Hands its mails to the bench's own mail server, which can be made to fail."""
    CAPTCHA = "captcha"
    """Has its CAPTCHA verified by the bench, which plays Google."""
    PUBLIC_ADDRESSES = "adresses-publiques"
    """Reached under its public names, over http and https."""
    BROWSER = "navigateur"
    """Driven in a real browser: positions and scripts can be seen."""
    DNS = "dns"
    """Its sending domain can be looked up."""


LACKS = {
    Capability.CLOCK: "l'horloge de ce portail ne se règle pas",
    Capability.ACCOUNTS: "les comptes de ce portail ne se préparent pas",
    Capability.ROUTES: "les voisins de ce portail (mail, CAPTCHA) ne se règlent pas",
    Capability.LETTERS: "les courriers de ce portail ne se lisent pas",
    Capability.LOG: "le journal de ce portail ne se lit pas",
    Capability.OUTBOX: "la file de mails de ce portail ne se relance pas",
    Capability.RESTART: "ce portail ne se redémarre pas à la demande",
    Capability.FRANCE_CONNECT: "ce portail ne se relie pas au FranceConnect du banc",
    Capability.MAIL_SERVER: "ce portail ne remet pas ses mails au serveur du banc",
    Capability.CAPTCHA: "ce portail ne fait pas vérifier son CAPTCHA par le banc",
    Capability.PUBLIC_ADDRESSES: "ce portail n'est pas servi à ses adresses publiques",
    Capability.BROWSER: (
        "la position et l'aspect ne se voient que dans un vrai navigateur"
    ),
    Capability.DNS: (
        "le DNS du domaine d'expédition ne se lit pas : ce banc n'a qu'un réseau local"
    ),
}
"""Why something is not observable, said to the reader of the report."""

Seen = Callable[[Page], None]
"""Told of every page that a browser shows."""


class Browser(Protocol):
    """One browser of one person: it keeps its cookies, and knows two verbs."""

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Open *url* and return the page on which the browser ends up.

        Raises:
            Unreachable: nothing answers there.
        """
        ...

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Send a form and return the page on which the browser ends up.

        Raises:
            Unreachable: nothing answers there.
        """
        ...

    def submit_at_once(self, submissions: Sequence[Submission]) -> tuple[Page, ...]:
        """Send forms at the same instant, and return the answers in their order.

        No hand does that: nothing is filled in or pressed, the requests are sent.

        Raises:
            Unreachable: nothing answers there.
        """
        ...

    def solve_captcha(self, submission: Submission) -> str | None:
        """Solve the CAPTCHA in the form of *submission*, as a person does.

        Returns:
            The response that the widget put in the form; None where no widget runs, or
            the form is not before her.
        """
        ...

    def inspector(self) -> Inspector:
        """Return what looks at the page as it is drawn.

        Raises:
            NotObservable: this browser draws nothing.
        """
        ...

    def resize(self, width: int) -> None:
        """Make the window *width* CSS pixels wide.

        Raises:
            NotObservable: this browser draws nothing.
        """
        ...

    def close(self) -> None:
        """Close the browser; its cookies are gone."""
        ...


class Bench(Protocol):
    """The portal's bench API v1: how it lets itself be tested."""

    def replace_accounts(self, accounts: list[dict[str, object]]) -> None:
        """Replace all accounts; requests, sessions, letters … are forgotten."""
        ...

    def change_account(
        self, situation: str, dossier: str, fields: Mapping[str, object]
    ) -> None:
        """Change some fields of one account."""
        ...

    def set_clock(self, instant: datetime) -> None:
        """Make the portal's time stand at *instant* (aware)."""
        ...

    def release_clock(self) -> None:
        """Give the portal real time back."""
        ...

    def set_routes(
        self,
        *,
        smtp: str | None = None,
        siteverify: str | None = None,
        franceconnect: str | None = None,
    ) -> None:
        """Tell the portal where its mail server, its verifier and FranceConnect are.

        What is None stays as it is. *franceconnect* only for portals that list the
        capability.
        """
        ...

    def run_outbox(self) -> None:
        """Have the portal hand over whatever mail is due."""
        ...

    def letters(self) -> list[Any]:
        """Return the letters posted so far, as the portal shows them: unchecked."""
        ...

    def letter_pdf(self, number: int) -> bytes | None:
        """Return letter *number* (from 1) on paper, or None if there is no paper."""
        ...

    def log(self) -> str:
        """Return the portal's log."""
        ...

    def restart(self) -> None:
        """Have the portal forget everything that is only in memory."""
        ...


class Target(Protocol):
    """A portal under judgement."""

    @property
    def name(self) -> str:
        """Its name in reports."""
        ...

    @property
    def home(self) -> str:
        """Where step 1 begins."""
        ...

    @property
    def labels(self) -> Labels:
        """The words by which its links, fields and buttons are found."""
        ...

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What it lets the bench do or see."""
        ...

    @property
    def bench(self) -> Bench:
        """Its bench API; calling what it lacks raises NotObservable."""
        ...

    def open_browser(self, seen: Seen) -> Browser:
        """Open a browser without cookies, which tells *seen* of every page."""
        ...

    def begin(self, seed: str) -> None:
        """Make ready for a scenario whose draws all follow from *seed*."""
        ...

    def move_clock(self, instant: datetime) -> None:
        """Follow the harness's clock, which now stands at *instant* (aware)."""
        ...

    def release_clock(self) -> None:
        """Have the portal live in real time, where it can be moved at all."""
        ...

    def close(self) -> None:
        """Give back whatever the target holds."""
        ...


@runtime_checkable
class Filming(Protocol):
    """A target whose browsers can be watched at work, where evidence is asked for."""

    def film(self) -> None:
        """From now on take a picture of every page, and trace every browser."""
        ...

    def keep_film(self, folder: Path) -> None:
        """Write what the browsers of this scenario did into *folder*.

        To be called before they are closed; what is not kept is forgotten then.
        """
        ...
