"""A world whose portal is a few lines, and whose people are real."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from harness.drawing import Inspector
from harness.errors import NotObservable
from harness.forms import Submission
from harness.journeys.surroundings import Surroundings, open_surroundings
from harness.journeys.world import World
from harness.labels import LABELS
from harness.pages import Page
from harness.target import Capability

HOME = "https://portail.test/"


@dataclass
class FakeBrowser:
    """Answers with the next page prepared, and remembers what was asked."""

    answers: list[Page]
    seen: Callable[[Page], None]
    asked: list[tuple[str, Any]] = field(default_factory=list)
    closed: bool = False

    def visit(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Answer a visit."""
        return self._answer((method, url), headers)

    def submit(
        self, submission: Submission, *, headers: Mapping[str, str] | None = None
    ) -> Page:
        """Answer a form."""
        return self._answer(("form", dict(submission.pairs)), headers)

    def submit_at_once(self, submissions: Sequence[Submission]) -> tuple[Page, ...]:
        """Answer several forms."""
        return tuple(self.submit(submission) for submission in submissions)

    def solve_captcha(self, submission: Submission) -> str | None:  # noqa: ARG002
        """Solve nothing."""
        return None

    def inspector(self) -> Inspector:
        """Refuse."""
        raise NotObservable("rien n'est dessiné")

    def resize(self, width: int) -> None:
        """Refuse."""
        raise NotObservable(f"largeur {width}")

    def close(self) -> None:
        """Remember it."""
        self.closed = True

    def _answer(self, asked: tuple[str, Any], _: object) -> Page:
        self.asked.append(asked)
        page = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        self.seen(page)
        return page


@dataclass
class FakeBench:
    """Remembers what it was told."""

    calls: list[tuple[str, Any]] = field(default_factory=list)
    posted: list[dict[str, str]] = field(default_factory=list)

    def replace_accounts(self, accounts: list[dict[str, object]]) -> None:
        """Remember the accounts."""
        self.calls.append(("accounts", accounts))

    def change_account(
        self, situation: str, dossier: str, fields: Mapping[str, object]
    ) -> None:
        """Remember the change."""
        self.calls.append(("change", (str(situation), dossier, dict(fields))))

    def set_routes(
        self, *, smtp: str, siteverify: str, franceconnect: str | None = None
    ) -> None:
        """Remember the routes; FranceConnect's only if it was told."""
        addresses = (smtp, siteverify, franceconnect)
        self.calls.append(("routes", tuple(each for each in addresses if each)))

    def run_outbox(self) -> None:
        """Remember it."""
        self.calls.append(("outbox", None))

    def letters(self) -> list[dict[str, str]]:
        """Return what was posted."""
        return self.posted

    def letter_pdf(self, number: int) -> bytes | None:
        """Return the paper of one letter."""
        return b"%PDF " + str(number).encode()


class FakeTarget:
    """A portal of one page, with as many browsers as asked for."""

    name = "fake"
    home = HOME
    labels = LABELS

    def __init__(self) -> None:
        """Offer everything, and one empty page."""
        self.capabilities = frozenset(Capability)
        self.bench = FakeBench()
        self.answers = [Page(HOME, 200, (), b"<h1>Accueil</h1>")]
        self.browsers: list[FakeBrowser] = []
        self.began: list[str] = []
        self.times: list[datetime] = []

    def open_browser(self, seen: Callable[[Page], None]) -> FakeBrowser:
        """Open one more browser."""
        self.browsers.append(FakeBrowser(self.answers, seen))
        return self.browsers[-1]

    def begin(self, seed: str) -> None:
        """Remember the seed."""
        self.began.append(seed)

    def move_clock(self, instant: datetime) -> None:
        """Remember the time."""
        self.times.append(instant)

    def release_clock(self) -> None:
        """Live in real time."""

    def close(self) -> None:
        """Hold nothing."""


@pytest.fixture(scope="session")
def surroundings() -> Iterator[Surroundings]:
    """The mail server and the CAPTCHA double, started once."""
    opened = open_surroundings()
    yield opened
    opened.stop()


@pytest.fixture
def target() -> FakeTarget:
    """A portal of one page."""
    return FakeTarget()


@pytest.fixture
def make_world(
    surroundings: Surroundings, target: FakeTarget
) -> Iterator[Callable[..., World]]:
    """Make worlds around the portal; the one that began is ended, come what may."""
    made: list[World] = []

    def make(seed: int = 42, scenario: str = "x.feature:3") -> World:
        made.append(World(target, surroundings, seed=seed, scenario=scenario))
        return made[-1]

    yield make
    for world in made:
        world.clock.stop()


@pytest.fixture
def world(make_world: Callable[..., World]) -> Iterator[World]:
    """A world that has begun; it ends with the test."""
    begun = make_world()
    begun.begin()
    yield begun
    begun.end()
