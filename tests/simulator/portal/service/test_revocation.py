"""What ends when the account changes, for good."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.portal.service import delivery, login
from simulator.portal.service.demand import Channel
from simulator.portal.service.redemption import LinkStatus, link_status
from simulator.portal.service.revocation import change_account
from simulator.portal.store import accounts


def _change(office: Any, **columns: object) -> None:
    with office.parts.store.begin() as connection:
        account = accounts.find(connection, *office.KEY)
        assert account is not None
        change_account(office.parts, connection, account, columns)


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ({"email": "new@mail.test"}, {"email": "camille@mail.test"}),
        ({"email": None}, {"email": "camille@mail.test"}),
        ({"email": "CAMILLE@mail.test"}, {"email": "camille@mail.test"}),
        ({"status": "blocked"}, {"status": "active"}),
        ({"status": "closed"}, {"status": "active"}),
    ],
)
def test_changing_back_revives_no_link(
    office: Any, there: dict[str, object], back: dict[str, object]
) -> None:
    """The link that was sent before is dead for good (B06, B42)."""
    office.ask()
    (token,) = office.tokens()
    _change(office, **there)
    _change(office, **back)

    assert LinkStatus.UNKNOWN is link_status(office.parts, token)
    assert not office.redeem(token).done
    assert "liens révoqués affilie 0012345" in office.log()


@pytest.mark.parametrize("status", ["blocked", "closed"])
def test_blocking_ends_sessions_and_the_letter_for_good(
    office: Any, status: str
) -> None:
    """Even when the account is active again."""
    office.ask(Channel.POST)
    by_letter = office.letter_password()
    session = office.log_in(office.OLD)
    _change(office, status=status)
    _change(office, status="active")

    assert login.find_session(office.parts, session.id) is None
    assert office.log_in(by_letter) is None
    assert office.log_in(office.OLD) is not None


@pytest.mark.parametrize(
    "columns",
    [
        {"first_name": "Cam"},
        {"status": "active"},
        {"email": "camille@mail.test"},
        {"street": "1 quai"},
    ],
)
def test_any_other_change_ends_nothing(office: Any, columns: dict[str, object]) -> None:
    """A name, or what it was already."""
    office.ask()
    (token,) = office.tokens()
    session = office.log_in(office.OLD)
    _change(office, **columns)

    assert LinkStatus.LIVE is link_status(office.parts, token)
    assert login.find_session(office.parts, session.id) is not None


def test_another_address_spares_the_letter_and_the_sessions(office: Any) -> None:
    """They do not depend on the mailbox."""
    office.ask(Channel.POST)
    session = office.log_in(office.OLD)
    _change(office, email="new@mail.test")

    assert login.find_session(office.parts, session.id) is not None
    assert office.log_in(office.letter_password()) is not None


def test_a_mail_that_waits_is_not_sent_after_changing_back(office: Any) -> None:
    """Its link is dead: it would only mislead (B42)."""
    office.mail_server.faults.greylist()
    office.ask()
    _change(office, status="blocked")
    _change(office, status="active")
    office.clock.move_to(office.clock.now().replace(hour=13))
    delivery.run_outbox(office.parts)

    office.mailbox.assert_none()
