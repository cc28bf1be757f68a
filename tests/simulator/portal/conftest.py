"""A portal's parts with their real neighbours, and what people do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from simulator.clock import BenchClock
from simulator.mail.mailbox import Mailbox
from simulator.mail.server import MailServer
from simulator.portal.assembly import default_parts
from simulator.portal.rules.situation import Situation
from simulator.portal.service import demand, login, redemption
from simulator.portal.service.demand import Channel
from simulator.portal.service.parts import Parts
from simulator.portal.settings import Settings
from simulator.portal.store import accounts, journal, letters, requests, schema
from simulator.portal.store.accounts import Account, Address
from simulator.portal.store.database import IN_MEMORY
from simulator.portal.store.requests import RequestState
from simulator.portal.store.sessions import Session
from simulator.recaptcha.double import RecaptchaDouble
from simulator.recaptcha.server import RecaptchaServer

# A busy machine is no defect: examples are not timed.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)  # a Tuesday, 12:00 in Paris
LINK = "https://www2.carpimko.com/Comptes/ReinitialiserMotdepasse?token="


@dataclass(slots=True)
class Office:
    """A portal without its pages, and what affiliates ask of it."""

    parts: Parts
    clock: BenchClock
    mailbox: Mailbox
    mail_server: MailServer

    OLD = "Ancien2025"
    NEW = "Soleil2026"
    EMAIL = "camille@mail.test"
    KEY = (Situation.AFFILIE, "0012345")

    def enrol(self, **changes: Any) -> Account:
        """Add one account, Camille's unless *changes* say otherwise."""
        camille = Account(
            *self.KEY,
            first_name="Camille",
            last_name="Durand",
            email=self.EMAIL,
            address=Address("3 rue des Lilas", "67000", "Strasbourg"),
            department="67",
            status="active",
            password_hash=self.parts.hasher.hash(self.OLD),
        )
        account = replace(camille, **changes)
        with self.parts.store.begin() as connection:
            row = accounts._row(account)
            connection.execute(schema.accounts.insert().values(**row))
        return account

    def change(self, **columns: object) -> None:
        """Set columns of Camille's account."""
        with self.parts.store.begin() as connection:
            assert accounts.change(connection, *self.KEY, columns)

    def ask(self, channel: Channel = Channel.MAIL, key: Any = KEY) -> str:
        """Walk steps 4 to 6; return the request's id."""
        request_id = demand.open_request(self.parts, *key)
        request = demand.find_request(self.parts, request_id)
        assert request is not None
        demand.choose(self.parts, request, channel)
        return request_id

    def tokens(self, email: str = EMAIL) -> list[str]:
        """Return the tokens of the reset mails received, oldest first."""
        mails = [mail for mail in self.mailbox.to(email) if "réinit" in mail.subject]
        return [
            mail.link("vous pouvez cliquer ici").url.removeprefix(LINK)
            for mail in mails
        ]

    def redeem(self, token: str, **typed: str) -> redemption.Redemption:
        """Submit step 8 with the new password, unless *typed* says otherwise."""
        password = typed.get("password", self.NEW)
        confirmation = typed.get("confirmation", password)
        dossier = typed.get("dossier", self.KEY[1])
        new = redemption.NewPassword(dossier, password, confirmation)
        return redemption.redeem(self.parts, token, new)

    def log_in(self, password: str, key: Any = KEY) -> Session | None:
        """Log in as Camille; return the session, if one opens."""
        return login.log_in(self.parts, *key, password).session

    def letter_password(self) -> str:
        """Return the password of the last letter posted."""
        with self.parts.store.begin() as connection:
            text = letters.all_letters(connection)[-1].text
        return text.partition("provisoire est : ")[2].split()[0]

    def state(self, request_id: str) -> RequestState:
        """Return how far a request has come."""
        with self.parts.store.begin() as connection:
            found = requests.find(connection, request_id)
        assert found is not None
        return found.state

    def log(self) -> str:
        """Return the journal."""
        with self.parts.store.begin() as connection:
            return journal.read(connection)


@pytest.fixture(scope="session")
def cheap() -> Settings:
    """Settings of a portal that hashes in no time and soon loses patience."""
    return Settings(
        argon2_time_cost=1,
        argon2_memory_kib=8,
        argon2_parallelism=1,
        smtp_timeout_s=2.0,
        captcha_timeout_s=2.0,
    )


@pytest.fixture
def clock() -> BenchClock:
    """A clock that stands at noon in Paris, on a Tuesday in March."""
    clock = BenchClock()
    clock.move_to(NOON)
    return clock


@pytest.fixture
def mailbox(clock: BenchClock) -> Mailbox:
    """An empty mailbox."""
    return Mailbox(clock)


@pytest.fixture
def mail_server(clock: BenchClock, mailbox: Mailbox) -> Iterator[MailServer]:
    """A real mail server; the test ends with no error of the server's own."""
    with MailServer(clock, mailbox) as server:
        yield server
    assert [] == server.errors


@pytest.fixture
def captcha(clock: BenchClock) -> RecaptchaDouble:
    """What Google knows."""
    return RecaptchaDouble(clock)


@pytest.fixture
def captcha_server(captcha: RecaptchaDouble) -> Iterator[RecaptchaServer]:
    """Google's verifier, listening."""
    with RecaptchaServer(captcha) as server:
        yield server


@pytest.fixture
def open_office(
    cheap: Settings, clock: BenchClock, mailbox: Mailbox, mail_server: MailServer
) -> Iterator[Callable[[str], Office]]:
    """Open a portal's office on a database of one's choice."""
    opened: list[Parts] = []

    def build(database: str) -> Office:
        parts = default_parts(cheap, database=database, clock=clock)
        opened.append(parts)
        parts.routes.smtp = mail_server.address
        return Office(parts, clock, mailbox, mail_server)

    yield build
    for parts in opened:
        parts.captcha.close()
        parts.store.dispose()


@pytest.fixture
def office(open_office: Callable[[str], Office]) -> Office:
    """An office where Camille has an account, its store in memory."""
    opened = open_office(IN_MEMORY)
    opened.enrol()
    return opened


@pytest.fixture
def break_commits() -> Callable[[Engine], Any]:
    """Make every commit of a store fail, as a full disk would, until cured."""
    return _BrokenCommits


class _BrokenCommits:
    def __init__(self, engine: Engine) -> None:
        self._dialect = engine.dialect
        self._commit = self._dialect.do_commit
        self._dialect.do_commit = self._fail  # type: ignore[method-assign]

    def _fail(self, connection: Any) -> None:
        connection.rollback()
        raise OperationalError("COMMIT", {}, OSError("No space left on device"))

    def cure(self) -> None:
        """Let commits through again."""
        self._dialect.do_commit = self._commit  # type: ignore[method-assign]
