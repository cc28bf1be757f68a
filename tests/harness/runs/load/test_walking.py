"""One person's way: each leg must lead where the procedure says, on a real portal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Lock

import pytest

from fixtures.person import Person
from fixtures.population import Population
from harness.errors import NotObservable, NotOffered, Unreachable
from harness.journeys import legs
from harness.journeys.legs import BY_MAIL, BY_MAIL_WITH_ANOTHER_DOSSIER, Errand, Leg
from harness.journeys.surroundings import Surroundings, open_surroundings
from harness.pages import Page
from harness.runs.load.crew import Crew
from harness.runs.load.expectations import (
    BENCH_FAILED,
    EXPECTED,
    OPENS_ANOTHER,
    SHOWS_ANOTHER,
    kind_of,
    shows_nobody_else,
)
from harness.runs.load.journey import Ending, Journey
from harness.runs.load.measured import PageTime
from harness.runs.load.people import crowd_of
from harness.runs.load.walking import Company, RunOver, walk
from harness.runs.load.world import LoadWorld
from harness.targets.bench_portal import UNDER_LOAD
from harness.targets.embedded import EmbeddedTarget
from harness.targets.faulty import open_faulty
from simulator.mail.mailbox import NoMail

PASSWORD = "Grenade-7-Vive"
PEOPLE = Population(42, 40)
PERSON: Person = next(
    one for rank, one in enumerate(PEOPLE) if rank not in crowd_of(PEOPLE).skipped
)


class Told(list[tuple[str, str]]):
    """What a walk tells of its legs: which, and what went wrong."""

    def leg(self, leg: Leg, _seconds: float, wrong: str) -> None:
        """Keep what is told."""
        self.append((leg.id, wrong))


@pytest.fixture
def surroundings() -> Iterator[Surroundings]:
    """A mail server and the doubles."""
    opened = open_surroundings()
    yield opened
    opened.stop()


Walk = Callable[..., tuple[Journey, Told, list[PageTime]]]


@pytest.fixture
def walked(surroundings: Surroundings) -> Walk:
    """Walk an itinerary on a portal, sound unless said."""

    def run(
        itinerary: tuple[Leg, ...] = BY_MAIL,
        target: EmbeddedTarget | None = None,
        others: tuple[str, ...] = (),
        think: Callable[[Leg], None] = lambda _: None,
    ) -> tuple[Journey, Told, list[PageTime]]:
        portal = target or EmbeddedTarget(settings=UNDER_LOAD)
        portal.bench.replace_accounts([one.as_account() for one in PEOPLE])
        portal.bench.set_routes(**surroundings.routes(portal.capabilities))
        pages: list[PageTime] = []
        world = LoadWorld(portal, surroundings, pages.append, seed=42)
        journey = Journey(0, 0, PERSON.situation, PERSON.dossier, PERSON.email or "")
        told = Told()
        errand = Errand(PASSWORD, "7654321")
        company = Company(think, told.leg, lambda: others)
        walk(world.join(PERSON), itinerary, errand, company, journey)
        world.end()
        portal.close()
        return journey, told, pages

    return run


def test_the_whole_way_leads_to_a_log_in(walked: Walk) -> None:
    """Every leg is told, and every page measured."""
    journey, told, pages = walked(BY_MAIL_WITH_ANOTHER_DOSSIER)

    assert (Ending.DONE, "") == (journey.ending, journey.message)
    assert [(leg.id, "") for leg in BY_MAIL_WITH_ANOTHER_DOSSIER] == told
    assert (True, True, PASSWORD, True) == (
        journey.asked,
        journey.promised,
        journey.tried,
        journey.changed,
    )
    assert journey.legs.keys() == EXPECTED.keys()
    assert {"GET", "POST"} == {page.method for page in pages}
    assert "/Comptes/ChoixEnvoi/…" in {page.path for page in pages}
    assert sum(page.requests for page in pages) > len(pages)


@pytest.mark.parametrize(
    ("defect", "leg", "kind"),
    [
        ("dossier_etape8_ignore", legs.OTHER_DOSSIER, OPENS_ANOTHER),
        ("mail_en_double", legs.MAIL, "plusieurs mails pour une demande"),
    ],
)
def test_a_faulty_portal_is_told_by_its_kind(
    walked: Walk, defect: str, leg: Leg, kind: str
) -> None:
    """The leg, what went wrong, and the end of the walk."""
    journey, told, _ = walked(
        BY_MAIL_WITH_ANOTHER_DOSSIER, open_faulty(defect, settings=UNDER_LOAD)
    )

    assert (Ending.FAILED, leg.id, kind) == (
        journey.ending,
        journey.failed_at,
        journey.kind,
    )
    assert (leg.id, kind) == told[-1]


def test_a_page_with_somebody_elses_number_ends_the_walk(walked: Walk) -> None:
    """Whoever else is on her way must not be seen; her own number is on the page."""
    journey, _, _ = walked(others=(PERSON.dossier,))

    assert SHOWS_ANOTHER == journey.kind
    assert PERSON.dossier in journey.message


def test_the_end_of_the_run_is_nobodys_fault(walked: Walk) -> None:
    """A walk that is cut has neither failed nor succeeded."""

    def think(leg: Leg) -> None:
        if leg is legs.LINK:
            raise RunOver

    journey, told, _ = walked(think=think)

    assert (Ending.CUT, "") == (journey.ending, journey.kind)
    assert (True, False) == (journey.promised, bool(journey.tried))
    assert legs.MAIL.id == told[-1][0]


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (Unreachable("x"), None, "le portail ne répond pas"),
        (NoMail("x"), 200, "mail promis, non reçu"),
        (NotObservable("x"), 200, "non observable"),
        (NotOffered("x"), 429, "trop de demandes (429)"),
        (NotOffered("x"), 503, "erreur du portail (503)"),
        (NotOffered("x"), 200, "lien refusé"),
        (KeyError("x"), 200, BENCH_FAILED),
    ],
)
def test_errors_are_told_apart(error: Exception, status: int | None, kind: str) -> None:
    """The portal's, the mail's, the bench's own."""
    page = None if status is None else Page("https://x.example/", status, (), b"")

    assert kind == kind_of(error, legs.LINK.id, page)


def test_a_page_may_show_her_own_number() -> None:
    """Only the others' are forbidden."""
    page = Page("https://x.example/", 200, (), b"<p>Dossier 1234567</p>")
    shows_nobody_else(page, ["7654321"])

    with pytest.raises(AssertionError, match="1234567"):
        shows_nobody_else(page, ["1234567"])


def test_what_she_typed_herself_may_be_shown() -> None:
    """Others on their way are watched for; not the number that she typed by mistake."""
    crew = object.__new__(Crew)  # of all that a crew is, who is under way
    crew._lock, crew._under_way = Lock(), {1: "0000001", 2: "0000002", 3: "0000003"}

    assert ("0000003",) == crew._others(1, "0000002")
