"""Mails and journeys, as a load run brings them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fixtures.person import Situation
from harness.runs.load.journey import Ending, Journey
from simulator.mail.mailbox import Mailbox
from simulator.mail.message import ReceivedMail
from simulator.portal.outbox.message import Envelope, notification_mail, reset_mail
from simulator.portal.ports.tokens import ResetClaims, TokenCodec
from simulator.portal.settings import Settings

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
URL = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="


class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        """Return noon."""
        return NOON


class Post:
    """Sends mails such as the portal sends, into one mailbox."""

    def __init__(self) -> None:
        self.mailbox = Mailbox(Noon())
        self._tokens = TokenCodec(b"k" * 32)
        self._sent = 0

    @property
    def mails(self) -> tuple[ReceivedMail, ...]:
        """Every mail sent, oldest first."""
        return self.mailbox.all()

    def link(self, address: str, dossier: str, *, to: str = "", name: str = "") -> None:
        """Send *address* a link for *dossier*; *to* is what the mail says in To."""
        self._sent += 1
        claims = ResetClaims(dossier, name or f"jti{self._sent}", NOON)
        url = URL + self._tokens.encode(claims)
        self._deliver(
            address, reset_mail(Settings(), self._envelope(to or address), url)
        )

    def notice(self, address: str) -> None:
        """Tell *address* that a password was changed."""
        self._deliver(address, notification_mail(Settings(), self._envelope(address)))

    def _envelope(self, to: str) -> Envelope:
        return Envelope("ne-pas-repondre@carpimko.com", to, NOON, f"n{self._sent}")

    def _deliver(self, address: str, raw: bytes) -> None:
        self.mailbox.deliver("ne-pas-repondre@carpimko.com", [address], raw)


@pytest.fixture
def post() -> Post:
    """Nothing has been sent yet."""
    return Post()


@pytest.fixture
def journey() -> Callable[..., Journey]:
    """Make a journey that came to the end, but for what is said."""

    def make(rank: int, **said: object) -> Journey:
        whole: dict[str, object] = {
            "worker": 0,
            "rank": rank,
            "situation": Situation.AFFILIE,
            "dossier": f"{rank:07}",
            "email": f"p{rank}@example.org",
            "ending": Ending.DONE,
            "legs": {"acces": 0.1, "connexion": 0.2},
            "lasted_s": 1.0,
            "requests": 12,
            "asked": True,
            "promised": True,
            "tried": "Soleil2026",
            "changed": True,
        }
        return Journey(**(whole | said))  # type: ignore[arg-type] # a test's own words

    return make
