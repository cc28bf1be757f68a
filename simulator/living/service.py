"""The procedure without its pages: the portal's own reset service, called directly.

What the pages would decide (is the number well formed, is the channel on offer) is
asked of the same functions. Mails are made of their link alone, and handed to the relay
without SMTP; hashes are cheap. Everything else is the portal's: its rules, its store,
its outbox, its letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

from fixtures.person import Person
from simulator.clock import BenchClock
from simulator.living.changes import changed_parts, changed_settings
from simulator.living.life import World
from simulator.living.procedure import Answer, Link, Mail, Offer, Typed
from simulator.living.relay import Reply
from simulator.living.scenario import Scenario
from simulator.portal.assembly import default_parts
from simulator.portal.outbox.message import Envelope
from simulator.portal.ports.smtp import HandOver, MailTransport, Outcome
from simulator.portal.rules.situation import Situation
from simulator.portal.service import delivery, demand, login, redemption
from simulator.portal.service.demand import Channel
from simulator.portal.service.parts import Parts
from simulator.portal.service.redemption import LinkStatus, NewPassword
from simulator.portal.settings import Settings
from simulator.portal.store import accounts, letters
from simulator.portal.store.accounts import Account, Address
from simulator.portal.store.requests import ResetRequest
from simulator.post.letter import PostedLetter
from simulator.post.letterbox import secret_in

_CHEAP = Settings(argon2_time_cost=1, argon2_memory_kib=8, argon2_parallelism=1)
_OUTCOMES = {
    Reply.ACCEPTED: HandOver(Outcome.ACCEPTED),
    Reply.LATER: HandOver(Outcome.POSTPONED, "450 later"),
    Reply.NEVER: HandOver(Outcome.REFUSED, "550 no such user"),
}
_SHOWN = {LinkStatus.LIVE: Link.LIVE, LinkStatus.EXPIRED: Link.EXPIRED}
_ANSWERED = {LinkStatus.LIVE: Answer.REFUSED, LinkStatus.EXPIRED: Answer.EXPIRED}


@dataclass(frozen=True, slots=True)
class _Received:
    """A mail with a link, as the mailbox keeps it."""

    at: datetime
    token: str


class _Transport(MailTransport):
    """Hands mails to the relay, and keeps those that it takes."""

    def __init__(self, settings: Settings, parts: Parts, world: World) -> None:
        super().__init__(settings, parts.routes)
        self._world = world
        self.mailboxes: defaultdict[str, list[_Received]] = defaultdict(list)

    def send(self, sender: str, recipient: str, raw: bytes) -> HandOver:  # noqa: ARG002 - nobody looks who sent it
        """Hand a mail over; what it says is its link."""
        reply = self._world.relay.answer(recipient)
        if reply is Reply.ACCEPTED and raw:
            received = _Received(self._world.clock.now(), raw.decode())
            self.mailboxes[recipient.casefold()].append(received)
        return _OUTCOMES[reply]

    def rehearse(self, sender: str, raw: bytes) -> None:
        """Do nothing: nobody measures how long it takes."""


class ServiceProcedure:
    """The reset service, walked by people."""

    def __init__(self, scenario: Scenario, world: World) -> None:
        settings = changed_settings(_CHEAP, scenario)
        sound = default_parts(settings, clock=BenchClock(world.clock))
        self._transport = _Transport(settings, sound, world)
        self._parts = replace(
            changed_parts(sound, scenario),
            transport=self._transport,
            reset_mail=_link_alone,
            notification_mail=_nothing,
        )
        self._requests: dict[Person, ResetRequest] = {}
        self._tokens: dict[Person, str] = {}

    def admit(self, people: Sequence[Person]) -> None:
        """Make *people* the portal's accounts; whatever was before is forgotten."""
        rows = [_account(person, self._parts) for person in people]
        with self._parts.store.begin() as connection:
            accounts.replace_all(connection, rows)
        self._transport.mailboxes.clear()
        self._requests.clear()
        self._tokens.clear()

    def ask(self, person: Person, dossier: str) -> Offer:
        """Pass step 4 with *dossier*; return what step 5 offers."""
        situation = Situation(person.situation.value)
        if not self._parts.rulebook.is_dossier(dossier, situation):
            return Offer(by_mail=False, by_post=False)
        name = demand.open_request(self._parts, situation, dossier)
        request = demand.find_request(self._parts, name)
        if request is None:
            raise LookupError("The request that was just opened is gone.")
        self._requests[person] = request
        offer = demand.offer_for(self._parts, request)
        return Offer(offer.allows(Channel.MAIL), offer.allows(Channel.POST))

    def choose_mail(self, person: Person) -> None:
        """Validate the mail at step 5."""
        demand.choose(self._parts, self._requests[person], Channel.MAIL)

    def choose_post(self, person: Person) -> None:
        """Validate the letter at step 5."""
        demand.choose(self._parts, self._requests[person], Channel.POST)

    def mails(self, person: Person, since: datetime) -> Sequence[Mail]:
        """Return the mails with a link that came since, oldest first."""
        return [
            Mail(number, one.at)
            for number, one in enumerate(self._mailbox(person))
            if one.at >= since
        ]

    def follow(self, person: Person, mail: Mail) -> Link:
        """Follow the link of *mail*."""
        token = self._tokens[person] = self._mailbox(person)[mail.number].token
        return _SHOWN.get(redemption.link_status(self._parts, token), Link.DEAD)

    def change(self, person: Person, typed: Typed) -> Answer:
        """Send step 8, behind the link followed last."""
        new = NewPassword(typed.dossier, typed.password, typed.confirmation)
        outcome = redemption.redeem(self._parts, self._tokens[person], new)
        if outcome.done:
            return Answer.CHANGED
        return _ANSWERED.get(outcome.link, Answer.DEAD)

    def log_in(self, person: Person, password: str) -> bool:
        """Log in with *password*, and out again; tell whether it was let in."""
        key = (Situation(person.situation.value), person.dossier)
        session = login.log_in(self._parts, *key, password).session
        if session is not None:
            login.log_out(self._parts, session.id)
        return session is not None

    def letter_day(self, person: Person) -> date | None:
        """Return the day on which the last letter to *person* is expected, if any."""
        letter = self._last_letter(person)
        return None if letter is None else letter.expected_on

    def use_letter(self, person: Person, password: str) -> bool:
        """Log in with the last letter and choose *password*; tell whether it took."""
        letter = self._last_letter(person)
        secret = letter and secret_in(letter)
        if not secret:
            return False
        key = (Situation(person.situation.value), person.dossier)
        session = login.log_in(self._parts, *key, secret).session
        if session is None:
            return False
        return login.replace_letter_password(self._parts, session, password) == ()

    def run_outbox(self) -> None:
        """Have the portal hand over the mails that are due."""
        delivery.run_outbox(self._parts)

    def close(self) -> None:
        """Close the store."""
        self._parts.captcha.close()
        self._parts.france_connect.close()
        self._parts.store.dispose()

    def _mailbox(self, person: Person) -> list[_Received]:
        return self._transport.mailboxes[(person.email or "").casefold()]

    def _last_letter(self, person: Person) -> PostedLetter | None:
        key = (Situation(person.situation.value), person.dossier)
        with self._parts.store.begin() as connection:
            mine = letters.of_account(connection, *key)
        if not mine:
            return None
        last = mine[-1]
        return PostedLetter(
            last.situation,
            last.dossier,
            last.posted_at,
            last.expected_on,
            last.address,
            last.text,
        )


def _link_alone(_settings: Settings, _envelope: Envelope, link: str) -> bytes:
    """Return a mail that is its token: nobody reads the rest here."""
    return parse_qs(urlsplit(link).query)["token"][0].encode()


def _nothing(_settings: Settings, _envelope: Envelope) -> bytes:
    """Return a courtesy mail that nobody reads."""
    return b""


def _account(person: Person, parts: Parts) -> Account:
    home = person.address
    return Account(
        situation=Situation(person.situation.value),
        dossier=person.dossier,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        address=None
        if home is None
        else Address(home.street, home.postcode, home.city),
        department=person.department,
        status=person.status,
        password_hash=parts.hasher.hash(person.password),
    )
