"""What is counted of a simulation: sums only, so that parts add up to the whole.

Nothing grows with the population but the numbers themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

_DAY_MINUTES = 24 * 60
_HOUR_MINUTES = 60
HOUR_S = 3600


class Fate(StrEnum):
    """How somebody's need ended."""

    MAIL = "mail"
    """With a new password, by the mail's link."""
    POST = "post"
    """With a new password, by the letter."""
    DESK = "desk"
    """Settled by the help desk."""
    GIVEN_UP = "given_up"


class Event(StrEnum):
    """What is counted, once each time that it happens."""

    NEED = "need"
    REQUEST = "request"
    """Step 5 validated."""
    REPEATED = "repeated"
    """Step 5 validated again for the same need."""
    NEED_REPEATED = "need_repeated"
    """A need with more than one request."""
    WRONG_DOSSIER = "wrong_dossier"
    WRONG_NOTICED = "wrong_noticed"
    NO_CHANNEL = "no_channel"
    NO_MAIL = "no_mail"
    """Waited for a mail, the patience at an end."""
    IN_SPAM = "in_spam"
    """Found it there."""
    LINK_FOLLOWED = "link_followed"
    LINK_EXPIRED = "link_expired"
    LINK_REPLACED = "link_replaced"
    """Used, or replaced by a later request."""
    PASSWORD_REFUSED = "password_refused"  # noqa: S105 - an event
    LOGGED_IN = "logged_in"
    LETTER = "letter"
    """Posted."""
    NO_LETTER = "no_letter"
    LETTER_DEAD = "letter_dead"
    CALL = "call"
    POSTPONED = "postponed"
    """A hand-over that the mail server put off."""


@dataclass(slots=True)
class Tally:
    """Counts of one part of a simulation.

    Attributes:
        events: how often each :class:`Event` happened.
        fates: how many needs ended so, by :class:`Fate`.
        times: needs that ended with a new password by mail, by the minutes it took;
            from a day on, by whole hours.
        needs: needs by the hour (from the start) in which they arose.
        mails: mails taken by the server, by hour.
        calls: calls to the help desk, by hour.
        call_seconds: how long these took, together.
    """

    events: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    times: Counter[int] = field(default_factory=Counter)
    needs: Counter[int] = field(default_factory=Counter)
    mails: Counter[int] = field(default_factory=Counter)
    calls: Counter[int] = field(default_factory=Counter)
    call_seconds: int = 0

    def took(self, seconds: int) -> None:
        """Count a need that ended by mail after so long."""
        minutes = -(-seconds // 60)
        if minutes >= _DAY_MINUTES:
            minutes -= minutes % _HOUR_MINUTES
        self.times[minutes] += 1

    def add(self, other: Tally) -> None:
        """Add what *other* counted."""
        for one in fields(self):
            mine, theirs = getattr(self, one.name), getattr(other, one.name)
            if isinstance(mine, Counter):
                mine.update(theirs)
            else:
                setattr(self, one.name, mine + theirs)

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON takes it, in an order that does not depend on events."""
        return {
            one.name: (
                {str(key): mine[key] for key in sorted(mine)}
                if isinstance(mine := getattr(self, one.name), Counter)
                else mine
            )
            for one in fields(self)
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Tally:
        """Return what :meth:`as_dict` wrote.

        Raises:
            KeyError: it did not write that.
            TypeError: likewise.
            ValueError: likewise.
        """

        def by_name(name: str) -> Counter[str]:
            return Counter({str(k): int(v) for k, v in told[name].items()})

        def by_number(name: str) -> Counter[int]:
            return Counter({int(k): int(v) for k, v in told[name].items()})

        return cls(
            by_name("events"),
            by_name("fates"),
            by_number("times"),
            by_number("needs"),
            by_number("mails"),
            by_number("calls"),
            int(told["call_seconds"]),
        )
