"""The procedure as one person goes through it, with its pages or without.

This is all that a simulated person knows of a portal. There are two ways to walk it: by
the reset service (:mod:`simulator.living.service`), and by the pages, as the bench's
affiliate does. What a person does must not depend on which of the two it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import Protocol

from fixtures.person import Person


@dataclass(frozen=True, slots=True)
class Offer:
    """What step 5 offers."""

    by_mail: bool
    by_post: bool


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail with a link in somebody's mailbox."""

    number: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed at step 8."""

    dossier: str
    password: str
    confirmation: str


class Link(Enum):
    """What a link shows to who follows it."""

    LIVE = auto()
    EXPIRED = auto()
    DEAD = auto()
    """Used, or replaced by a later request."""


class Answer(Enum):
    """What step 8 answers."""

    CHANGED = auto()
    REFUSED = auto()
    """The form is there for another try."""
    EXPIRED = auto()
    DEAD = auto()


class Procedure(Protocol):
    """A portal, walked by people one after the other at one and the same instant."""

    def admit(self, people: Sequence[Person]) -> None:
        """Make *people* the portal's accounts; whatever was before is forgotten."""
        ...

    def ask(self, person: Person, dossier: str) -> Offer:
        """Pass step 4 with *dossier*; return what step 5 offers."""
        ...

    def choose_mail(self, person: Person) -> None:
        """Validate the mail at step 5."""
        ...

    def choose_post(self, person: Person) -> None:
        """Validate the letter at step 5."""
        ...

    def mails(self, person: Person, since: datetime) -> Sequence[Mail]:
        """Return the mails with a link that came since, oldest first."""
        ...

    def follow(self, person: Person, mail: Mail) -> Link:
        """Follow the link of *mail*."""
        ...

    def change(self, person: Person, typed: Typed) -> Answer:
        """Send step 8, behind the link followed last."""
        ...

    def log_in(self, person: Person, password: str) -> bool:
        """Log in with *password*, and out again; tell whether it was let in."""
        ...

    def letter_day(self, person: Person) -> date | None:
        """Return the day on which the last letter to *person* is expected, if any."""
        ...

    def use_letter(self, person: Person, password: str) -> bool:
        """Log in with the last letter and choose *password*; tell whether it took."""
        ...

    def run_outbox(self) -> None:
        """Have the portal hand over the mails that are due."""
        ...

    def close(self) -> None:
        """Give back whatever it holds."""
        ...
