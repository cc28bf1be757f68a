"""What can go wrong with the bench itself, as opposed to the portal.

HarnessError
├── ConfigurationError        an option, a file or the order of steps: exit 2
├── GuideRefused              the guide would not be true: exit 1
└── TargetError               the portal did not let itself be used
    ├── Unreachable           nothing answers at its address: exit 4
    │   ├── NoSuchName        a page led to a name that is none here
    │   └── BenchUnreachable  its bench API does not answer, or the mailbox read
    ├── NotOffered            the page has no such link, field or button
    ├── NotObservable         this portal does not show what a check needs
    └── BenchRefusal          its bench API refused a call

A refusal by the portal (wrong dossier, dead link …) is a page, never an exception.
"""

from __future__ import annotations


class HarnessError(Exception):
    """The bench could not do its work; the message says what to do."""


class ConfigurationError(HarnessError):
    """An option, a file or a feature is wrong."""


class GuideRefused(HarnessError):  # noqa: N818 - a state of affairs reads better
    """The guide would say what the portal does not do."""


class TargetError(HarnessError):
    """The portal did not let itself be used."""


class Unreachable(TargetError):  # noqa: N818 - a state of affairs reads better
    """Nothing answers at the portal's address."""


class NoSuchName(Unreachable):
    """A page led to *url*, whose name is none here."""

    def __init__(self, url: str, sentence: str) -> None:
        super().__init__(sentence)
        self.url = url


class BenchUnreachable(Unreachable):
    """What the bench needs beside the portal's pages does not answer any more."""


class NotOffered(TargetError):  # noqa: N818 - a state of affairs reads better
    """The page does not offer the link, field or button that the procedure names."""


class NotObservable(TargetError):  # noqa: N818 - a state of affairs reads better
    """This portal lacks the capability that a check needs."""


class BenchRefusal(TargetError):  # noqa: N818 - a state of affairs reads better
    """The portal's bench API refused a call."""
