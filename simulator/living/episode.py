"""What one person does from the need of a new password to its end.

A SimPy process that knows a portal by :class:`~simulator.living.procedure.Procedure`
alone. All that is left to chance is a named draw, so that the same person does the same
in both fidelities and in every scenario, as far as she is answered the same.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

import simpy

from fixtures.person import Person
from simulator.living import passwords
from simulator.living.draws import Draws
from simulator.living.help_desk import calls
from simulator.living.letters import arrival
from simulator.living.procedure import Answer, Link, Mail, Procedure
from simulator.living.scenario import Scenario
from simulator.living.tally import HOUR_S, Event, Fate, Tally

Steps = Generator[simpy.Event, Any, Any]


class _End(Enum):
    """How one request ended."""

    DONE = auto()
    NOTHING_CAME = auto()
    REFUSED = auto()


@dataclass(slots=True)
class Episode:
    """One need of one person.

    Attributes:
        environment: virtual time, in seconds from *start*.
        start: its instant 0 (aware).
        procedure: the portal.
        scenario: what is assumed.
        tally: what is counted.
        seed: the world.
        index: the person.
        number: which of her needs this is, from 1.
        person: who she is.
        fate: how it ended, once it has.
        requests: how often she validated step 5.
        ended_at: when it ended, in seconds.
    """

    environment: simpy.Environment
    start: datetime
    procedure: Procedure
    scenario: Scenario
    tally: Tally
    seed: int
    index: int
    number: int
    person: Person
    fate: Fate = Fate.GIVEN_UP
    requests: int = 0
    ended_at: int = 0
    _began: int = 0

    def live(self) -> Steps:
        """Go from the need to its end, and count it."""
        self._began = self._now
        self._count(Event.NEED)
        self.tally.needs[self._now // HOUR_S] += 1
        self.fate = yield from self._walk()
        self.ended_at = self._now
        self.tally.fates[self.fate] += 1
        if self.requests > 1:
            self._count(Event.NEED_REPEATED)

    def _walk(self) -> Generator[simpy.Event, Any, Fate]:
        told = self.scenario
        by_post = self._draws().chance("post", told.post_share)
        for request in range(1, told.most_requests + 1):
            draws = self._draws(request)
            channel = yield from self._ask(draws, by_post=by_post)
            if channel is None:
                break
            by_post = channel is Fate.POST
            receive = self._open_letter if by_post else self._open_mail
            ended = yield from receive(draws)
            if ended is _End.DONE:
                return Fate.POST if by_post else Fate.MAIL
            missing = ended is _End.NOTHING_CAME
            shares = told.after_no_mail if missing else told.after_dead_link
            reaction = draws.weighted("reaction", shares)
            if reaction == "give_up":
                return Fate.GIVEN_UP
            if reaction == "call":
                break
            by_post = by_post or reaction == "post"
        return (yield from self._call())

    # -- steps 1 to 6

    def _ask(
        self, draws: Draws, *, by_post: bool
    ) -> Generator[simpy.Event, Any, Fate | None]:
        """Walk steps 1 to 6; return by which way something comes, None if by none."""
        told = self.scenario
        yield self._after(draws.delay("asks", told.form_time))
        dossier = self.person.dossier
        if draws.chance("wrong dossier", told.wrong_dossier_share):
            self._count(Event.WRONG_DOSSIER)
            offer = self.procedure.ask(self.person, passwords.mistyped(dossier, draws))
            if draws.chance("wrong noticed", told.wrong_noticed_share):
                self._count(Event.WRONG_NOTICED)
                yield self._after(draws.delay("asks again", told.form_time))
                offer = self.procedure.ask(self.person, dossier)
        else:
            offer = self.procedure.ask(self.person, dossier)
        if offer.by_post and (by_post or not offer.by_mail):
            choose, channel = self.procedure.choose_post, Fate.POST
        elif offer.by_mail:
            choose, channel = self.procedure.choose_mail, Fate.MAIL
        else:
            self._count(Event.NO_CHANNEL)
            return None
        self.requests += 1
        self._count(Event.REQUEST)
        if self.requests > 1:
            self._count(Event.REPEATED)
        choose(self.person)
        return channel

    # -- steps 7 to 9

    def _open_mail(self, draws: Draws) -> Generator[simpy.Event, Any, _End]:
        told = self.scenario
        watches = draws.chance("watches", told.watching_share)
        median = told.watching_delay if watches else told.later_delay
        yield self._after(draws.delay("looks", median))
        hidden = self._draws().chance("spam", told.spam_share)
        mails = () if hidden else self._mails()
        if not mails:
            yield self._after(draws.delay("patience", told.patience))
            if not hidden or draws.chance("spam found", told.spam_found_share):
                mails = self._mails()
                self._count_if(Event.IN_SPAM, hidden and bool(mails))
        if not mails:
            self._count(Event.NO_MAIL)
            return _End.NOTHING_CAME
        if len(mails) > 1 and draws.chance("older link", told.older_link_share):
            link = self._follow(mails[-2])
            if link is Link.LIVE:
                return (yield from self._choose_password(draws))
            yield self._after(draws.delay("next link", told.form_time))
        if self._follow(mails[-1]) is not Link.LIVE:
            return _End.REFUSED
        return (yield from self._choose_password(draws))

    def _choose_password(self, draws: Draws) -> Generator[simpy.Event, Any, _End]:
        told = self.scenario
        for number in range(1, told.most_passwords + 1):
            yield self._after(draws.delay(f"types {number}", told.form_time))
            share = told.weak_password_share if number == 1 else told.weak_again_share
            kind = ""
            if draws.chance(f"weak {number}", share):
                kind = draws.weighted(f"weak kind {number}", told.weak_kinds)
            password = passwords.strong(draws)
            typed = passwords.weak(kind, self.person.dossier, password, draws)
            answer = self.procedure.change(self.person, typed)
            if answer is Answer.CHANGED:
                yield self._after(draws.delay("logs in", told.form_time))
                entered = self.procedure.log_in(self.person, typed.password)
                self._count_if(Event.LOGGED_IN, entered)
                self.tally.took(self._now - self._began)
                return _End.DONE
            if answer is not Answer.REFUSED:
                self._count_dead(expired=answer is Answer.EXPIRED)
                return _End.REFUSED
            self._count(Event.PASSWORD_REFUSED)
        return _End.REFUSED

    def _open_letter(self, draws: Draws) -> Generator[simpy.Event, Any, _End]:
        told = self.scenario
        expected = self.procedure.letter_day(self.person)
        self._count_if(Event.LETTER, expected is not None)
        lost = draws.chance("letter lost", told.letter_lost_share)
        if expected is None or lost:
            yield self._after(draws.delay("letter wait", told.letter_wait))
            self._count(Event.NO_LETTER)
            return _End.NOTHING_CAME
        comes = arrival(expected, self.person.department)
        if draws.chance("letter late", told.letter_late_share):
            comes += timedelta(seconds=told.letter_late_by)
        comes += timedelta(seconds=draws.delay("letter opened", told.letter_opened))
        yield self._after(max(1, self._seconds(comes) - self._now))
        if self.procedure.use_letter(self.person, passwords.strong(draws)):
            return _End.DONE
        self._count(Event.LETTER_DEAD)
        return _End.REFUSED

    # -- the help desk

    def _call(self) -> Generator[simpy.Event, Any, Fate]:
        told, draws = self.scenario, self._draws()
        wished = self._now + draws.delay("calls", told.form_time)
        at = calls(told, self.start, wished, draws)
        yield self._after(max(1, at - self._now))
        lasts = draws.delay("call lasts", told.call_minutes)
        self._count(Event.CALL)
        self.tally.calls[self._now // HOUR_S] += 1
        self.tally.call_seconds += lasts
        yield self._after(lasts)
        resolved = draws.chance("call resolves", told.call_resolves_share)
        return Fate.DESK if resolved else Fate.GIVEN_UP

    # -- what all of these use

    @property
    def _now(self) -> int:
        return int(self.environment.now)

    def _draws(self, request: int | None = None) -> Draws:
        scope = f"{self.number}" if request is None else f"{self.number}.{request}"
        return Draws(self.seed, self.index, scope, self.scenario.delay_spread)

    def _after(self, seconds: int) -> simpy.Event:
        return self.environment.timeout(seconds)

    def _seconds(self, instant: datetime) -> int:
        return int((instant - self.start).total_seconds())

    def _mails(self) -> tuple[Mail, ...]:
        since = self.start + timedelta(seconds=self._began)
        return tuple(self.procedure.mails(self.person, since))

    def _follow(self, mail: Mail) -> Link:
        link = self.procedure.follow(self.person, mail)
        self._count(Event.LINK_FOLLOWED)
        if link is not Link.LIVE:
            self._count_dead(expired=link is Link.EXPIRED)
        return link

    def _count_dead(self, *, expired: bool) -> None:
        self._count(Event.LINK_EXPIRED if expired else Event.LINK_REPLACED)

    def _count(self, event: Event) -> None:
        self.tally.events[event] += 1

    def _count_if(self, event: Event, happened: bool) -> None:  # noqa: FBT001 - private
        if happened:
            self._count(event)
