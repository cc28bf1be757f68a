"""The procedure with its pages: each person is the bench's affiliate, in a browser.

The same tasks as the features' walk every page of the portal in this process; mails go
over SMTP to the bench's server, and their links are read out of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from fixtures.person import Person
from harness.errors import NotOffered
from harness.journeys.affiliate import Affiliate
from harness.journeys.demand import Channel, fill_request, validate_choice
from harness.journeys.login import is_let_in, log_in
from harness.journeys.mails import follow_reset_link
from harness.journeys.password import choose_password
from harness.journeys.post import choose_demanded, log_in_with_letter, open_letter
from harness.journeys.surroundings import open_surroundings
from harness.labels import Stage
from harness.pages import Page
from harness.runs.simulation.crowd import Crowd
from harness.targets.embedded_life import living_target
from simulator.living.life import World
from simulator.living.procedure import Answer, Link, Mail, Offer, Typed
from simulator.living.relay import Reply
from simulator.living.scenario import Scenario
from simulator.mail.attempts import Attempt, Command
from simulator.mail.faults import FaultPlan
from simulator.mail.happenings import NO_SUCH_USER, HangUp, Refusal
from simulator.mail.message import ReceivedMail
from simulator.post.letterbox import LetterboxError, addressed_to

_REFUSALS = {
    Reply.LATER: Refusal("450 4.7.1 Try again later"),
    Reply.NEVER: Refusal(NO_SUCH_USER),
}
_EXPIRED = "a expiré"
"""What the simulated portal says of a link that lived its time."""


class _RelayPlan(FaultPlan):
    """What the bench's mail server does wrong: what the relay of the world says."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    @property
    def is_idle(self) -> bool:
        """Whether every command gets its ordinary answer: the relay is always asked."""
        return False

    async def answer_to(self, attempt: Attempt) -> Refusal | HangUp | None:
        """Return what happens to *attempt*: its recipient decides."""
        if attempt.command is Command.RCPT:
            return _REFUSALS.get(self._world.relay.answer(attempt.recipient))
        return await super().answer_to(attempt)


class PagesProcedure:
    """The pages of the portal in this process, walked by the bench's affiliates."""

    def __init__(self, scenario: Scenario, world: World) -> None:
        self._surroundings = open_surroundings(
            clock=world.clock, faults=_RelayPlan(world)
        )
        self._target = living_target(scenario, world)
        self._crowd = Crowd(self._target, self._surroundings)
        self._crowd.begin()

    def admit(self, people: Sequence[Person]) -> None:
        """Make *people* the portal's accounts; whatever was before is forgotten."""
        self._crowd.move_in(people)

    def ask(self, person: Person, dossier: str) -> Offer:
        """Pass step 4 with *dossier*; return what step 5 offers."""
        affiliate = self._crowd.start_anew(person)
        fill_request(affiliate, dossier=dossier)
        labels, page = self._crowd.labels, affiliate.page
        return Offer(_offers(page, labels.by_mail), _offers(page, labels.by_post))

    def choose_mail(self, person: Person) -> None:
        """Validate the mail at step 5."""
        validate_choice(self._crowd.affiliate(person), Channel.MAIL)

    def choose_post(self, person: Person) -> None:
        """Validate the letter at step 5."""
        validate_choice(self._crowd.affiliate(person), Channel.POST)

    def mails(self, person: Person, since: datetime) -> Sequence[Mail]:
        """Return the mails with a link that came since, oldest first."""
        return [
            Mail(mail.sequence, mail.received_at)
            for mail in self._mails(person)
            if mail.received_at >= since
            and mail.subject == self._crowd.labels.mail_subject
        ]

    def follow(self, person: Person, mail: Mail) -> Link:
        """Follow the link of *mail*."""
        affiliate = self._crowd.affiliate(person)
        opened = next(one for one in self._mails(person) if one.sequence == mail.number)
        affiliate.open_mail(opened)
        follow_reset_link(affiliate)
        if _asks_for_new_password(affiliate):
            return Link.LIVE
        return Link.EXPIRED if _EXPIRED in affiliate.page.text else Link.DEAD

    def change(self, person: Person, typed: Typed) -> Answer:
        """Send step 8, behind the link followed last."""
        affiliate = self._crowd.affiliate(person)
        choose_password(
            affiliate,
            typed.password,
            confirmation=typed.confirmation,
            dossier=typed.dossier,
        )
        if affiliate.page.shows_alone(Stage.CHANGED.value):
            return Answer.CHANGED
        if _asks_for_new_password(affiliate):
            return Answer.REFUSED
        return Answer.EXPIRED if _EXPIRED in affiliate.page.text else Answer.DEAD

    def log_in(self, person: Person, password: str) -> bool:
        """Log in with *password*, and leave; tell whether it was let in."""
        affiliate = self._crowd.affiliate(person)
        log_in(affiliate, password)
        entered = is_let_in(affiliate)
        self._crowd.start_anew(person)
        return entered

    def letter_day(self, person: Person) -> date | None:
        """Return the day on which the last letter to *person* is expected, if any."""
        posted = addressed_to(self._crowd.letters(), *person.key)
        return posted[-1].expected_on if posted else None

    def use_letter(self, person: Person, password: str) -> bool:
        """Log in with the last letter and choose *password*; tell whether it took."""
        affiliate = self._crowd.start_anew(person)
        try:
            open_letter(affiliate)
            log_in_with_letter(affiliate)
            choose_demanded(affiliate, password)
        except (LetterboxError, NotOffered):
            return False
        return not _asks_for_new_password(affiliate) and affiliate.page.status < 400  # noqa: PLR2004 - an HTTP refusal

    def run_outbox(self) -> None:
        """Have the portal hand over the mails that are due."""
        self._target.bench.run_outbox()

    def close(self) -> None:
        """Close browsers, portal and servers."""
        self._crowd.end()
        self._target.close()
        self._surroundings.stop()

    def _mails(self, person: Person) -> tuple[ReceivedMail, ...]:
        return self._surroundings.mailbox.to(person.email or "")


def _offers(page: Page, label: str) -> bool:
    """Tell whether *page* has something to tick that begins with *label*."""
    return any(form.choices(label) for form in page.forms)


def _asks_for_new_password(affiliate: Affiliate) -> bool:
    """Tell whether the page before her has a form for a new password, typed twice."""
    return any(form.passwords > 1 for form in affiliate.page.forms)
