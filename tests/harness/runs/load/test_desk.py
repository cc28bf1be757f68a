"""The desk: what workers ask of the owner, over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from fixtures.population import Population
from harness.labels import LABELS
from harness.runs.load.desk import Desk
from harness.runs.load.desk_client import DeskCaptcha, DeskClient, DeskGone, DeskMails
from harness.runs.load.journey import Ending, Journey
from harness.runs.load.ledger import Ledger
from harness.runs.load.people import crowd_of
from harness.runs.load.plan import LoadPlan
from harness.runs.load.stages import Stage
from harness.targets.reach import Reach
from simulator.clock import SystemClock
from simulator.mail.mailbox import Mailbox
from simulator.recaptcha.double import RecaptchaDouble
from tests.harness.runs.load.conftest import Post

PLAN = LoadPlan(
    reach=Reach(
        "essai",
        "https://www.carpimko.com/",
        LABELS.with_words({"reset": "Envoyer"}, {"TAKEN": "Bientôt fini"}),
        ports={("https", "www.carpimko.com"): 8443},
        hosts=frozenset({"sso.example.org"}),
    ),
    crowd=crowd_of(Population(1, 50)),
    stages=(Stage(3, 5.0, 1.0),),
    slices=2,
    seed=1,
    max_rate=5.0,
)


@pytest.fixture
def ledger(post: Post) -> Ledger:
    """What the owner keeps."""
    return Ledger(post.mailbox, RecaptchaDouble(SystemClock()))


@pytest.fixture
def desk(ledger: Ledger) -> Iterator[Desk]:
    """The desk, served."""
    with Desk(PLAN, ledger) as served:
        yield served


@pytest.fixture
def client(desk: Desk) -> Iterator[DeskClient]:
    """A worker at it."""
    opened = DeskClient(desk.address)
    yield opened
    opened.close()


def test_the_plan_travels_whole(client: DeskClient) -> None:
    """Portal, people and stages are what the owner said."""
    assert PLAN == client.plan()


def test_each_address_gets_its_own_mails_once(
    client: DeskClient, post: Post, ledger: Ledger
) -> None:
    """They come whole, and the owner knows who was looked up."""
    post.link("a@example.org", "0000001")
    post.link("b@example.org", "0000002")
    mailbox, mails = Mailbox(SystemClock()), DeskMails(client, "A@example.org")

    assert 1 == mails.collect(mailbox)
    assert 0 == mails.collect(mailbox)
    (mail,) = mailbox.all()
    assert post.mails[0].raw == mail.raw
    assert ("a@example.org",) == mail.envelope_to
    assert {"a@example.org"} == ledger.asked


def test_a_mailbox_marked_has_only_what_comes_later(
    client: DeskClient, post: Post
) -> None:
    """A second walk does not open the first one's mail."""
    post.link("a@example.org", "0000001")
    mailbox, mails = Mailbox(SystemClock()), DeskMails(client, "a@example.org")
    mails.mark()
    post.notice("a@example.org")

    assert 1 == mails.collect(mailbox)


def test_a_captcha_solved_here_is_taken_by_the_owner(
    client: DeskClient, ledger: Ledger
) -> None:
    """The portal has it verified by the owner's double."""
    response = DeskCaptcha(client).solve("site-key", "www2.carpimko.com")

    assert ledger.captcha.verify("secret", response)["success"]


def test_a_journey_is_kept_as_it_was(
    client: DeskClient, ledger: Ledger, journey: Callable[..., Journey]
) -> None:
    """And counted by how it ended."""
    told = journey(3, ending=Ending.FAILED, kind="lien refusé", failed_at="lien")
    client.tell(told)

    assert (told,) == tuple(one.journey for one in ledger.ended)
    assert (1, 0) == (ledger.count(Ending.FAILED), ledger.count(Ending.DONE))


def test_nobody_reads_mails_without_the_address(desk: Desk) -> None:
    """Another user of this machine finds nothing at the port."""
    for path in ("/mails?to=a&after=0", "/plan", "/x/plan"):
        assert 404 == httpx.get(f"{desk.url}{path}", trust_env=False).status_code


def test_a_desk_that_is_gone_is_said_so(ledger: Ledger) -> None:
    """Workers end when their owner does."""
    with Desk(PLAN, ledger) as served:
        client = DeskClient(served.address)
        assert not client.is_over()
        ledger.over = True
        assert client.is_over()
    with pytest.raises(DeskGone, match="ne répond pas"):
        client.is_over()
    client.close()
