"""What somebody got wrongly is found among all that was received, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from harness.runs.load.audit import (
    Mails,
    Slip,
    Wrong,
    audit,
    count_mails,
    overlaps,
    slip_of,
)
from harness.runs.load.expectations import OPENS_ANOTHER, SHOWS_ANOTHER
from harness.runs.load.journey import Ending, Journey
from tests.harness.runs.load.conftest import Post

Make = Callable[..., Journey]


def slips(post: Post) -> list[Slip]:
    """Return every mail sent, as the audit reads it."""
    return [slip_of(mail) for mail in post.mails]


def wrongs(post: Post, *journeys: Journey) -> list[Wrong]:
    """Return what is found wrong, everybody having asked who walked."""
    asked = {one.email for one in journeys}
    return [one.wrong for one in audit(slips(post), journeys, asked)]


def sent(post: Post, *journeys: Journey) -> None:
    """Send everybody her link, then the notice of the change."""
    for one in journeys:
        post.link(one.email, one.dossier)
        post.notice(one.email)


def test_all_is_well_where_everybody_got_hers(post: Post, journey: Make) -> None:
    """One link for each request, one notice for each change: nothing is said."""
    people = [journey(rank) for rank in range(1, 6)]
    sent(post, *people)

    assert [] == wrongs(post, *people)
    assert Mails(total=10, reset=5, courtesy=5) == count_mails(slips(post))


def test_links_that_cross_are_told_with_both_names(post: Post, journey: Make) -> None:
    """The sentence says who received it and whose link it is."""
    first, second = journey(1), journey(2)
    post.link(first.email, second.dossier)
    post.link(second.email, first.dossier)
    faults = audit(slips(post), [first, second], {first.email, second.email})

    assert [Wrong.CROSSED, Wrong.CROSSED] == [one.wrong for one in faults]
    assert "p1@example.org (dossier 0000001)" in faults[0].sentence
    assert "dossier 0000002 (p2@example.org)" in faults[0].sentence


def test_one_link_sent_to_two_people_is_found(post: Post, journey: Make) -> None:
    """Whatever a token says: opaque ones are compared, too."""
    first, second = journey(1), journey(2)
    post.link(first.email, "0000001", name="x")
    post.link(second.email, "0000001", name="x")

    assert Wrong.SAME_TOKEN in wrongs(post, first, second)


def test_a_mail_to_whoever_asked_for_nothing_is_found(
    post: Post, journey: Make
) -> None:
    """An address that no worker ever looked up is a stranger's."""
    post.link("autre@example.org", "0000009")

    assert Wrong.MISDIRECTED in wrongs(post, journey(1, promised=False))


def test_a_mail_written_to_somebody_else_is_found(post: Post, journey: Make) -> None:
    """The envelope and To name the same person."""
    first, second = journey(1), journey(2, promised=False)
    post.link(first.email, first.dossier, to=second.email)

    assert [Wrong.MISDIRECTED] == wrongs(post, first, second)


def test_a_promised_mail_that_never_came_is_lost(post: Post, journey: Make) -> None:
    """« Un e-mail vous a été envoyé » is a promise."""
    assert [Wrong.LOST] == wrongs(post, journey(1))


def test_a_request_cut_off_may_have_brought_a_mail_or_not(
    post: Post, journey: Make
) -> None:
    """Nobody was promised anything: neither is wrong."""
    cut = journey(1, ending=Ending.CUT, promised=False, tried="", changed=False)
    assert [] == wrongs(post, cut)
    post.link(cut.email, cut.dossier)
    assert [] == wrongs(post, cut)


def test_a_second_mail_for_one_request_is_a_double(post: Post, journey: Make) -> None:
    """Even with a fresh link: nobody asked twice."""
    one = journey(1)
    sent(post, one)
    post.link(one.email, one.dossier)

    assert [Wrong.DOUBLED] == wrongs(post, one)


def test_a_second_notice_for_one_change_is_a_double(post: Post, journey: Make) -> None:
    """Courtesy is due once."""
    one = journey(1)
    sent(post, one)
    post.notice(one.email)

    assert [Wrong.DOUBLED] == wrongs(post, one)


def test_whoever_walks_twice_gets_two_links(post: Post, journey: Make) -> None:
    """Each round counts."""
    rounds = [journey(1), journey(1)]
    sent(post, *rounds)

    assert [] == wrongs(post, *rounds)


def test_what_a_page_gave_away_is_told(post: Post, journey: Make) -> None:
    """A page that shows or opens somebody else's dossier is no mere error."""
    shown = journey(1, ending=Ending.FAILED, kind=SHOWS_ANOTHER)
    opened = journey(2, ending=Ending.FAILED, kind=OPENS_ANOTHER)
    sent(post, shown, opened)

    assert [Wrong.OPENED, Wrong.SHOWN] == wrongs(post, shown, opened)


def test_addresses_are_the_same_whatever_their_case(post: Post, journey: Make) -> None:
    """Mail servers may fold case, and spell a domain as it travels."""
    one = journey(1, email="Zoé@Santé.example")
    post.link("zoé@xn--sant-epa.example", one.dossier)
    post.notice("zoé@xn--sant-epa.example")

    assert [] == wrongs(post, one)


def test_two_workers_with_one_person_are_found(journey: Make) -> None:
    """The bench itself would be wrong."""
    people = [journey(1), journey(1), journey(2), journey(2, worker=1)]

    assert (2,) == overlaps(people)
