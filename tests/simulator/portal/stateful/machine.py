"""What every action needs: the world, the model, and what was seen after an action."""

from __future__ import annotations

import base64
import functools
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, TypeVar
from urllib.parse import parse_qs, urlsplit

from hypothesis.stateful import RuleBasedStateMachine, rule

from simulator.mail.message import ReceivedMail
from tests.simulator.portal.stateful.browser import RESET, SITE
from tests.simulator.portal.stateful.cast import KNOWN, Key, addresses
from tests.simulator.portal.stateful.model import Demand, Model, Stage, Visit
from tests.simulator.portal.stateful.world import World

_T = TypeVar("_T")
LINK = f"{SITE}{RESET}?token="
START = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)
MOSTLY = 9
"""Numbers are drawn from 0 to 11: three times out of four."""
_VISITS = 4
"""So many sessions are watched at most."""


def action(**arguments: Any) -> Callable[[Callable[..., None]], Any]:
    """Make a method a rule, counted each time it runs."""

    def wrap(method: Callable[..., None]) -> Any:
        @functools.wraps(method)
        def run(self: Machine, **drawn: Any) -> None:
            self.begin(method.__name__)
            self.history.append(f"{method.__name__} {drawn}")
            with self.judged():
                method(self, **drawn)
                self.collect_mails()

        return rule(**arguments)(run)

    return wrap


class Found(BaseException):
    """An invariant failed; Hypothesis, which catches no such thing, is stopped."""


class Machine(RuleBasedStateMachine):
    """One run: the world begun again, and a model that knows nothing yet.

    Attributes:
        tally: how often each action ran, and what came of it, over all runs.
        touched: whom the last action was about.
        changed: whose passwords the last action has changed by right.
        strays: mails that nobody should have got, each with why.
        sound: whether the mail server does nothing wrong.
        repeats: whether the mail server may have kept a mail that it did not confirm.
    """

    world: ClassVar[World]
    hasty: ClassVar[bool] = False
    """Whether the first failure ends it all, without looking for a shorter one."""
    limited: ClassVar[bool] = False
    """Whether the portal may hold people off (B22, B60)."""
    tally: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.world.reset(START)
        self.touched: Key = KNOWN[0]
        self.changed: set[Key] = set()
        self.strays: list[str] = []
        self.sound, self.repeats = True, False
        self.steps, self.failed = 0, False
        self.history: list[str] = []
        self.hashes = self.world.password_hashes()
        self.unread_log = self._log = ""
        self._passwords = 0
        self._mails = max((it.sequence for it in self.world.mailbox.all()), default=0)
        self._opened: dict[str, bool] = {}

    @property
    def now(self) -> datetime:
        """The time of the world."""
        return self.world.clock.now()

    @contextmanager
    def judged(self) -> Iterator[None]:
        """Stop at the first failure, if that is what is wanted."""
        try:
            yield
        except AssertionError as error:
            self.failed = True
            if self.hasty:
                story = "\n".join(self.history)
                raise Found(f"{error}, after:\n{story}") from error
            raise

    def begin(self, name: str) -> None:
        """Note that an action begins."""
        self.steps += 1
        self.tally["steps"] += 1
        self.tally[f"do {name}"] += 1
        self.changed.clear()
        self._opened.clear()

    def nothing_to_do(self) -> None:
        """Take back the count of an action that found nothing to act on."""
        self.steps -= 1
        self.tally["steps"] -= 1
        self.came("nothing to do")

    def came(self, what: str) -> None:
        """Count what came of an action."""
        self.tally[what] += 1

    def new_password(self) -> str:
        """Return a password that nobody ever typed and that P8.2 accepts."""
        self._passwords += 1
        return self.secret(f"Soleil-{self._passwords:04d}-Vert")

    def secret(self, text: str) -> str:
        """Remember *text* as one that no log may hold (B53)."""
        self.model.secrets.add(text)
        return text

    def wait(self, duration: timedelta) -> None:
        """Move the clock; what is on the edge of time stays undecided afterwards."""
        self.world.move_to(self.now + duration)

    def solve(self, host: str = "www2.carpimko.com") -> str:
        """Solve the CAPTCHA."""
        key = self.world.portal.parts.settings.captcha_site_key
        return self.world.captcha.solve(key, host)

    def watch(self, visit: Visit) -> None:
        """Watch a session from now on."""
        self.model.visits.append(visit)
        del self.model.visits[:-_VISITS]

    def links(self) -> list[tuple[str, Demand]]:
        """Return every link mailed so far, with the demand it was mailed for."""
        return [(url, demand) for demand in self.model.demands for url in demand.links]

    def live_links(self) -> list[tuple[str, Demand]]:
        """Return the links that must work now, or may."""
        return [
            it for it in self.links() if self.model.links(it[1], self.now) is not False
        ]

    def someone(self, number: int) -> Key:
        """Return an affiliate: mostly one who has a link, or waits for one."""
        waiting = [it.key for it in self.model.demands if it.stage is Stage.MAIL]
        concerned = [it.key for _, it in self.live_links()] or waiting[-1:]
        people = concerned if concerned and number < MOSTLY else KNOWN
        return people[number % len(people)]

    def tried_links(self) -> list[tuple[str, Demand]]:
        """Return the links to follow after this action.

        Those of whom it was about, all that may work, and of those that are dead for
        good one in three, in turn.
        """
        return [
            (url, demand)
            for number, (url, demand) in enumerate(self.links(), self.steps)
            if demand.key == self.touched
            or self.model.links(demand, self.now) is not False
            or number % 3 == 0
        ]

    def opens(self, url: str) -> bool:
        """Tell whether a link opens now; read once after each action (B19)."""
        if url not in self._opened:
            self._opened[url] = self.world.harness.opens(url)
        return self._opened[url]

    def read_log(self) -> None:
        """Keep what the log has gained for the invariant that examines it."""
        log = self.world.bench("GET", "/log").text
        self.unread_log += log.removeprefix(self._log)
        self._log = log

    def forget_log(self) -> None:
        """The log is about to be emptied: read it a last time."""
        self.read_log()
        self._log = ""

    def posted(self) -> list[tuple[Key, str]]:
        """Return the letters posted so far: to whom, and what is written."""
        letters = json.loads(self.world.bench("GET", "/letters").text)
        return [
            (Key(each["situation"], each["dossier"]), each["text"]) for each in letters
        ]

    def collect_mails(self) -> None:
        """Take what came since the last action; a mail nobody should get is a stray."""
        # By number: a clock set back hides what came before.
        arrived = [it for it in self.world.mailbox.all() if it.sequence > self._mails]
        for mail in arrived:
            self._mails = mail.sequence
            urls = {link.url for link in mail.links if link.url.startswith(LINK)}
            why = self._take_link(mail, urls) if urls else self._take_notice(mail)
            if why:
                self.strays.append(f"{mail.subject} → {mail.envelope_to}: {why}")

    def _take_notice(self, mail: ReceivedMail) -> str:
        """B24: a change is notified, to the address of then, and nothing else is."""
        (recipient, *others) = mail.envelope_to
        if others or not self.model.notices[recipient]:
            return "nothing was changed there"
        if not self.repeats:
            self.model.notices[recipient] -= 1
        return ""

    def _take_link(self, mail: ReceivedMail, urls: set[str]) -> str:
        """P5.3, P7.2: one mail, to the address on file, with one link."""
        url, *more = urls
        token = parse_qs(urlsplit(url).query)["token"][0]
        self.model.secrets.update({token, token.rpartition(".")[2]})
        if more or len(mail.envelope_to) != 1:
            return "not one link for one person"
        key = _whose(mail.envelope_to[0], token)
        demand = self.model.awaiting(key) if key else None
        if key is None or demand is None:
            return "nobody there is waiting for one"
        demand.links[url] += 1
        if mail.envelope_to[0] != self.model.affiliates[key].email:
            return "it is not the address on file"
        if demand.links.total() > demand.allowance and not self.repeats:
            return "it came more than once"
        return ""


def _whose(address: str, token: str) -> Key | None:
    """Return whom a link concerns: by the address, and the number in the token.

    P7.9: the token of the example tells the dossier number; so does this portal's.
    """
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    for key in KNOWN:
        if key.dossier == claims["login"] and address in addresses(key):
            return key
    return None


def pick(items: Sequence[_T], number: int) -> _T | None:
    """Return one of *items*, or None if there is none.

    Numbers instead of Hypothesis's bundles: what is drawn must not depend on which of
    two threads was faster.
    """
    return items[number % len(items)] if items else None
