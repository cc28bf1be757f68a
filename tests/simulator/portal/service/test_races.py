"""Several browsers at once, on every engine that serves several (B50, P5.6, B04)."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from simulator.portal.service import demand
from simulator.portal.service.demand import Channel
from simulator.portal.service.redemption import LinkStatus, link_status
from simulator.portal.store import links

HANDS = 6


def _at_once(action: Callable[[int], Any], hands: int = HANDS) -> list[Any]:
    ready = threading.Barrier(hands)
    results: list[Any] = []

    def work(number: int) -> None:
        ready.wait(timeout=10)
        try:
            results.append(action(number))
        except Exception as error:  # noqa: BLE001 - the test will say
            results.append(error)

    threads = [threading.Thread(target=work, args=[n]) for n in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def test_one_link_posted_by_many_changes_one_password(busy: Any) -> None:
    """One success; the others are told that the link has served (B50)."""
    busy.ask()
    (token,) = busy.tokens()
    results = _at_once(lambda n: busy.redeem(token, password=f"Soleil202{n}").link)

    expected = Counter({LinkStatus.LIVE: 1, LinkStatus.USED: HANDS - 1})
    assert expected == Counter(results)
    passwords = [f"Soleil202{n}" for n in range(HANDS)]
    assert 1 == sum(busy.log_in(each) is not None for each in passwords)
    subjects = Counter(mail.subject for mail in busy.mailbox.all())
    assert 1 == subjects["Votre mot de passe a été modifié"]


def test_one_request_validated_by_many_sends_one_mail(busy: Any) -> None:
    """A double click, or two tabs (P5.6)."""
    request_id = demand.open_request(busy.parts, *busy.KEY)
    request = demand.find_request(busy.parts, request_id)
    results = _at_once(lambda _: demand.choose(busy.parts, request, Channel.MAIL))

    assert [None] * HANDS == results
    assert 1 == len(busy.mailbox.all())


def test_one_letter_used_by_many_opens_one_session(busy: Any) -> None:
    """The letter's password works once, were it typed twice at once (B54)."""
    busy.ask(Channel.POST)
    password = busy.letter_password()
    results = _at_once(lambda _: busy.log_in(password))

    assert 1 == sum(session is not None for session in results)


def _requests(busy: Any, count: int) -> list[Any]:
    ids = [demand.open_request(busy.parts, *busy.KEY) for _ in range(count)]
    return [demand.find_request(busy.parts, each) for each in ids]


def test_two_requests_at_once_leave_one_live_link(busy: Any) -> None:
    """Whichever comes second revokes the first one's link (B04)."""
    asked = _requests(busy, 2)
    together = threading.Barrier(2)
    encode = busy.parts.tokens.encode

    class Meeting:
        decode = staticmethod(busy.parts.tokens.decode)

        def encode(self, claims: Any) -> str:
            # Both transactions are open here, where the engine lets them be.
            with contextlib.suppress(threading.BrokenBarrierError):
                together.wait(timeout=0.5)
            return str(encode(claims))

    busy.parts = replace(busy.parts, tokens=Meeting())
    _at_once(lambda n: demand.choose(busy.parts, asked[n], Channel.MAIL), 2)
    statuses = Counter(link_status(busy.parts, token) for token in busy.tokens())

    assert 1 == statuses[LinkStatus.LIVE]
    assert {LinkStatus.LIVE, LinkStatus.UNKNOWN} >= set(statuses)


def test_two_letters_at_once_are_both_answered(busy: Any) -> None:
    """The last one's password counts; nobody gets an error page."""
    asked = _requests(busy, 2)
    together = threading.Barrier(2)
    day = busy.parts.rulebook.expected_delivery

    def meet(*arguments: Any) -> Any:
        with contextlib.suppress(threading.BrokenBarrierError):
            together.wait(timeout=0.5)
        return day(*arguments)

    rulebook = replace(busy.parts.rulebook, expected_delivery=meet)
    busy.parts = replace(busy.parts, rulebook=rulebook)
    results = _at_once(lambda n: demand.choose(busy.parts, asked[n], Channel.POST), 2)

    assert [None, None] == results


@pytest.mark.parametrize(
    "busy",
    [
        "memory",
        "file",
        "postgresql",
    ],
    indirect=True,
)
def test_a_reset_and_a_new_request_do_not_block_each_other(
    busy: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One comes first, the other second; neither is answered with an error page."""
    busy.ask()
    (token,) = busy.tokens()
    (asked,) = _requests(busy, 1)
    together = threading.Barrier(2)
    use_up, expiry = links.redeem, busy.parts.rulebook.expiry

    def meet() -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            together.wait(timeout=0.5)

    def use_up_then_meet(*arguments: Any) -> bool:
        used = use_up(*arguments)
        meet()
        return used

    def meet_then_expire(now: Any) -> Any:
        meet()
        return expiry(now)

    monkeypatch.setattr(links, "redeem", use_up_then_meet)
    rulebook = replace(busy.parts.rulebook, expiry=meet_then_expire)
    asking = replace(busy.parts, rulebook=rulebook)
    results = _at_once(
        lambda n: (
            demand.choose(asking, asked, Channel.MAIL) if n else busy.redeem(token).link
        ),
        2,
    )

    assert {None, LinkStatus.LIVE, LinkStatus.UNKNOWN} >= set(results)


def test_a_locked_file_is_an_operational_error(
    tmp_path: Path, open_office: Callable[[str], Any]
) -> None:
    """Another program holds the file: the portal gives up after its patience."""
    url = f"sqlite:///{tmp_path / 'portail.db'}"
    office, other = open_office(url), open_office(url)
    office.enrol()
    with office.parts.store.connect() as impatient:
        impatient.exec_driver_sql("PRAGMA busy_timeout = 20")
    with other.parts.store.connect() as holder:
        holder.exec_driver_sql("BEGIN EXCLUSIVE")
        with pytest.raises(OperationalError, match="locked"):
            demand.open_request(office.parts, *office.KEY)
        holder.rollback()

    assert demand.open_request(office.parts, *office.KEY)
