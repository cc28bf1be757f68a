"""What is allowed, as the procedure and the checks beyond it state it.

Written from their statements (P… and B… of the register of requirements), never from
the portal: nothing of it is imported. Where they leave a thing open, the model says
None (« either »), and so forbids nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from tests.simulator.portal.stateful.browser import Browser, Page
from tests.simulator.portal.stateful.cast import CAST, KNOWN, Key

DAY = timedelta(hours=24)
LETTER_LIFE = timedelta(days=21)
SECOND = timedelta(seconds=1)
LATER = "a later demand"


class Stage(Enum):
    """How far a demand has come."""

    OPEN = "étape 5 affichée"
    MAIL = "mail demandé"
    POST = "courrier demandé"
    VOID = "ne concerne personne"


@dataclass(eq=False)
class Demand:
    """A request made at step 4, from one browser.

    Attributes:
        key: whom it concerns.
        tabs: the browsers in which its pages are, each with the address of step 5.
        since: when its choice was validated (P5.6): the 24 h run from there (P7.6).
        order: how many were validated before it.
        ended: why its link is dead for good; empty while it is not.
        doubtful: nothing says whether its link still works.
        pending: of two mails at once, the one that counts may still be waiting.
        refused: step 6 says that the mail could not be sent (B41).
        allowance: how many mails it may cause at most (P5.3: one).
        links: the links mailed for it, each with how often.
    """

    key: Key
    tabs: list[tuple[Browser, str]]
    stage: Stage = Stage.OPEN
    since: datetime | None = None
    order: int = 0
    ended: str = ""
    doubtful: bool = False
    refused: bool = False
    pending: bool = False
    allowance: int = 1
    links: Counter[str] = field(default_factory=Counter)


@dataclass(eq=False)
class Letter:
    """A letter: its password is good once, for 21 days (B54, hypothesis H11)."""

    password: str
    posted_at: datetime
    doubtful: bool = False


@dataclass(eq=False)
class Affiliate:
    """One account, as its owner knows it."""

    key: Key
    first_name: str
    password: str
    email: str | None
    has_post: bool
    status: str = "active"
    letter: Letter | None = None
    former: list[str] = field(default_factory=list)
    letters: int = 0

    @property
    def active(self) -> bool:
        """Whether the account may log in and reset its password (B42)."""
        return self.status == "active"


@dataclass(eq=False)
class Visit:
    """A session that somebody opened; *closed* says what ended it."""

    browser: Browser
    key: Key
    opened_at: datetime
    by_letter: bool
    closed: str = ""


class Model:
    """Everything that matters of the past, and what follows from it."""

    def __init__(self) -> None:
        self.affiliates: dict[Key, Affiliate] = {}
        self.demands: list[Demand] = []
        self.visits: list[Visit] = []
        self.notices: Counter[str] = Counter()
        self.secrets: set[str] = set()
        self._chosen = 0
        self.enrol(KNOWN)

    def enrol(self, keys: tuple[Key, ...]) -> None:
        """PUT accounts: *keys* are there as at first, and all the rest is forgotten."""
        for demand in self.demands:
            demand.stage = Stage.VOID
        for visit in self.visits:
            visit.closed = visit.closed or "the accounts were replaced"
        self.notices.clear()
        self.affiliates = {
            key: Affiliate(
                key,
                each["first_name"],
                each["password"],
                each["email"],
                each["address"] is not None,
            )
            for each in CAST
            if (key := Key(each["situation"], each["dossier"])) in keys
        }

    def links(self, demand: Demand, now: datetime) -> bool | None:
        """Tell whether a link of *demand* must work now; None: it may.

        P7.6: 24 hours, to the second. B04 to B06, B42: *ended* says why it is dead.
        """
        if demand.ended or demand.stage is not Stage.MAIL or demand.since is None:
            return False
        if now >= demand.since + DAY:
            return False
        unsure = demand.doubtful or demand.refused or demand.pending
        if unsure or now > demand.since + DAY - SECOND:
            return None
        return True

    def awaiting(self, key: Key) -> Demand | None:
        """Return the demand for which *key* may still get a mail, or another one.

        The last one validated, unless nothing says which one counts.
        """
        waiting = [
            it
            for it in self.demands
            if it.key == key
            and it.stage is Stage.MAIL
            and not it.ended
            and not it.refused
        ]
        return max(waiting, key=lambda it: (not it.doubtful, it.order), default=None)

    def is_owed(self, demand: Demand) -> bool:
        """Tell whether a mail must come: step 6 said so, and nothing undid it (P6.1).

        If none came at all, no lapse of time makes « Un e-mail vous a été envoyé »
        true.
        """
        waits = demand.stage is Stage.MAIL and not demand.ended and not demand.doubtful
        return waits and not demand.refused and not demand.links

    def offered(self, affiliate: Affiliate, channel: str) -> bool:
        """Tell what step 5 offers (P5.1, P5.5, P5.7)."""
        if channel == "mail":
            return affiliate.email is not None
        return affiliate.has_post

    def chosen(
        self, demand: Demand, channel: str, page: Page, now: datetime
    ) -> Affiliate | None:
        """Step 5 was validated, and *page* shown: note what it means.

        Returns whom it concerned, None if nobody.
        """
        affiliate = self.affiliates.get(demand.key)
        if affiliate is None or not affiliate.active:
            demand.stage = Stage.VOID
            return None
        for earlier in self._others(demand):  # B04: the last demand counts
            earlier.ended = earlier.ended or LATER
        if channel == "mail":
            self._chosen += 1
            demand.stage, demand.since, demand.order = Stage.MAIL, now, self._chosen
            if page is Page.REFUSED:
                self.refused(demand)
        else:
            demand.stage = Stage.POST
        return affiliate

    def refused(self, demand: Demand) -> None:
        """Step 6 says that the mail could not be sent (B41).

        Whether the link of an earlier demand serves again then is left open.
        """
        demand.refused = True
        for earlier in self._others(demand):
            if earlier.ended == LATER and earlier.order < demand.order:
                earlier.ended, earlier.doubtful = "", True

    def _others(self, demand: Demand) -> list[Demand]:
        return [
            each
            for each in self.demands
            if each is not demand
            and each.key == demand.key
            and each.stage is Stage.MAIL
        ]

    def changed(self, key: Key, password: str) -> None:
        """A password was changed: B05 (links), B24 (a notice), B25 (sessions)."""
        affiliate = self.affiliates[key]
        affiliate.former.append(affiliate.password)
        affiliate.password = password
        affiliate.letter = None
        self.end_links(key, "the password was changed")
        self.close_visits(key, "the password was changed")
        if affiliate.email is not None:
            self.notices[affiliate.email] += 1

    def end_links(self, key: Key, why: str) -> None:
        """End every link of *key* for good."""
        for demand in self.demands:
            if demand.key == key and demand.stage is Stage.MAIL:
                demand.ended = demand.ended or why

    def close_visits(self, key: Key, why: str) -> None:
        """Close every session of *key*."""
        for visit in self.visits:
            if visit.key == key:
                visit.closed = visit.closed or why

    def letter_works(self, affiliate: Affiliate, now: datetime) -> bool | None:
        """Tell whether the last letter's password logs in now; None: it may."""
        letter = affiliate.letter
        if letter is None or now >= letter.posted_at + LETTER_LIFE:
            return False
        near = now > letter.posted_at + LETTER_LIFE - timedelta(days=1)
        return None if letter.doubtful or near else True
